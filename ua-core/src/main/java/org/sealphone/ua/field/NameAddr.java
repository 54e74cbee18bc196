package org.sealphone.ua.field;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A URI with a name and parameters beside it (RFC 3261 25.1, name-addr and addr-spec).
 *
 * @param name the display name, quotes and escapes undone; empty without one
 * @param uri as written, one word of printable ASCII
 * @param parameters those of the field, by lower-case name
 */
record NameAddr(String name, String uri, Map<String, String> parameters) {
    private static final int LONGEST = 4096;
    private static final String URI = "[A-Za-z][A-Za-z0-9+.-]{0,31}:[\\x21-\\x7e&&[^<>\"]]{1,1024}";
    private static final Pattern IN_BRACKETS = Pattern.compile(
            "(?:\"((?:[^\"\\\\]|\\\\.){0,512}+)\"|([^\"<>,;\\\\]{0,256}))[ \t]*<[ \t]*(" + URI + ")[ \t]*>(.*)");
    private static final Pattern BARE = Pattern.compile("([^<>\";]{1,1024})(;.*)?");

    /** Empty when it is neither, or longer than we read. */
    static Optional<NameAddr> parse(String value) {
        if (value.length() > LONGEST) {
            return Optional.empty();
        }
        Matcher brackets = IN_BRACKETS.matcher(value);
        if (brackets.matches()) {
            String quoted = brackets.group(1);
            String name = quoted == null ? brackets.group(2).strip() : quoted.replaceAll("\\\\(.)", "$1");
            return Parameters.parse(brackets.group(4))
                    .map(parameters -> new NameAddr(name, brackets.group(3), parameters));
        }
        Matcher bare = BARE.matcher(value);
        return bare.matches() && bare.group(1).strip().matches(URI)
                ? Parameters.parse(bare.group(2) == null ? "" : bare.group(2))
                        .map(parameters -> new NameAddr("", bare.group(1).strip(), parameters))
                : Optional.empty();
    }
}
