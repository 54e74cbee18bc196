package org.sealphone.ua.field;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parameters behind a value (RFC 3261 25.1, generic-param): by lower-case name, quotes and escapes undone. Stateless. */
final class Parameters {
    private static final int MOST = 32;
    private static final Pattern ONE = Pattern.compile(
            "[ \t]*;[ \t]*([A-Za-z0-9.!%*_+`'~-]{1,64})[ \t]*(?:=[ \t]*(?:([A-Za-z0-9.!%*_+`'~:\\[\\]/@-]{1,256})|\"((?:[^\"\\\\]|\\\\.){0,512}+)\"))?");

    private Parameters() {}

    /** Reads {@code ;name=value;...}; empty when it is something else, names one twice, or holds more than we read. */
    static Optional<Map<String, String>> parse(String text) {
        Map<String, String> found = new LinkedHashMap<>();
        Matcher one = ONE.matcher(text);
        int at = 0;
        while (at < text.length() && one.region(at, text.length()).lookingAt()) {
            String name = one.group(1).toLowerCase(Locale.ROOT);
            String quoted = one.group(3);
            String plain = one.group(2) == null ? "" : one.group(2);
            String value = quoted == null ? plain : quoted.replaceAll("\\\\(.)", "$1");
            if (found.size() == MOST || found.put(name, value) != null) {
                return Optional.empty();
            }
            at = one.end();
        }
        return text.substring(at).isBlank() ? Optional.of(found) : Optional.empty();
    }
}
