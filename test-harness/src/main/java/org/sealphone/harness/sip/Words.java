package org.sealphone.harness.sip;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The grammar that header fields share (RFC 3261, 25.1): tokens, quoted strings, lists, parameters. */
final class Words {
    private static final String TOKEN_MARKS = "-.!%*_+`'~";

    private Words() {}

    static boolean isToken(String text) {
        return !text.isEmpty() && text.chars().allMatch(Words::isTokenChar);
    }

    private static boolean isTokenChar(int c) {
        return isAlphanumeric(c) || TOKEN_MARKS.indexOf(c) >= 0;
    }

    static boolean isAlphanumeric(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    static boolean hasLineEnd(String text) {
        return text.indexOf('\r') >= 0 || text.indexOf('\n') >= 0;
    }

    /** Cuts at the separator where it stands outside quotes and angle brackets; the parts are trimmed. */
    static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int depth = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == '<') {
                depth++;
            } else if (c == '>') {
                depth = Math.max(0, depth - 1);
            } else if (c == separator && depth == 0) {
                parts.add(text.substring(start, i).trim());
                start = i + 1;
            }
        }
        parts.add(text.substring(start).trim());
        return parts;
    }

    /** Reads {@code a=b;c;d="e"}: names in lower case, a parameter without value is empty; a name twice is malformed. */
    static Optional<Map<String, String>> parameters(String text, char separator) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (text.isBlank()) {
            return Optional.of(parameters);
        }
        for (String part : split(text, separator)) {
            int equals = part.indexOf('=');
            String name = (equals < 0 ? part : part.substring(0, equals)).trim().toLowerCase(Locale.ROOT);
            Optional<String> value =
                    unquote(equals < 0 ? "" : part.substring(equals + 1).trim());
            if (!isToken(name) || value.isEmpty() || parameters.putIfAbsent(name, value.get()) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(parameters);
    }

    /** The content of a quoted string, or the text itself where it is not quoted; empty where the quotes do not match. */
    static Optional<String> unquote(String text) {
        if (!text.startsWith("\"")) {
            return text.indexOf('"') < 0 ? Optional.of(text) : Optional.empty();
        }
        StringBuilder content = new StringBuilder();
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                return i == text.length() - 1 ? Optional.of(content.toString()) : Optional.empty();
            }
            if (c == '\\' && ++i == text.length()) {
                return Optional.empty();
            }
            content.append(text.charAt(i));
        }
        return Optional.empty();
    }

    static String quote(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** A decimal number without sign within the bounds. */
    static Optional<Long> number(String text, long most) {
        if (text.isEmpty() || text.length() > 18 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        long value = Long.parseLong(text);
        return value > most ? Optional.empty() : Optional.of(value);
    }
}
