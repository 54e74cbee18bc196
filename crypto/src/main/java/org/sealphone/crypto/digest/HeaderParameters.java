package org.sealphone.crypto.digest;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The comma-separated parameters of a challenge or of Authentication-Info: tokens and quoted strings in any place, white space
 * around separators, empty elements. Bounded, and strict about what must not be: control characters, a parameter that comes
 * twice, a quoted string without end.
 */
final class HeaderParameters {
    private static final int LONGEST = 8192;
    private static final int MOST = 32;
    private static final String TOKEN_EXTRAS = "-.!%*_+`'~/=@:;?&#$^|{}[]";

    private final String text;
    private int at;
    private final Map<String, String> values = new LinkedHashMap<>();

    private HeaderParameters(String text) {
        this.text = text;
    }

    /** Names in lower case with their unquoted values, or nothing when the text is malformed. */
    static Optional<Map<String, String>> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        HeaderParameters parameters = new HeaderParameters(text);
        return parameters.list() ? Optional.of(parameters.values) : Optional.empty();
    }

    private boolean list() {
        while (true) {
            skip(true);
            if (at == text.length()) {
                return true;
            }
            if (values.size() == MOST || !pair()) {
                return false;
            }
            skip(false);
            if (at < text.length() && text.charAt(at) != ',') {
                return false;
            }
        }
    }

    private void skip(boolean commas) {
        while (at < text.length() && (isSpace(text.charAt(at)) || (commas && text.charAt(at) == ','))) {
            at++;
        }
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }

    private boolean pair() {
        String name = token(false).toLowerCase(Locale.ROOT);
        skip(false);
        if (name.isEmpty() || at == text.length() || text.charAt(at) != '=') {
            return false;
        }
        at++;
        skip(false);
        Optional<String> value = at < text.length() && text.charAt(at) == '"' ? quoted() : Optional.of(token(true));
        return value.isPresent() && values.putIfAbsent(name, value.get()) == null;
    }

    private String token(boolean value) {
        int start = at;
        while (at < text.length() && isToken(text.charAt(at), value)) {
            at++;
        }
        return text.substring(start, at);
    }

    /** Unquoted values are read more widely than the grammar has it, because real servers leave quotes out. */
    private static boolean isToken(char c, boolean value) {
        boolean alphanumeric = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        return alphanumeric || (value ? TOKEN_EXTRAS.indexOf(c) >= 0 : "-.!%*_+`'~".indexOf(c) >= 0);
    }

    private Optional<String> quoted() {
        StringBuilder out = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                return Optional.of(out.toString());
            }
            if (c == '\\' && ++at < text.length()) {
                c = text.charAt(at);
            }
            if (Character.isISOControl(c) && c != '\t') {
                return Optional.empty();
            }
            out.append(c);
        }
        return Optional.empty();
    }
}
