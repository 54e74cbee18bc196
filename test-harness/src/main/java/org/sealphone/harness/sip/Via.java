package org.sealphone.harness.sip;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One Via element (RFC 3261, 20.42). */
public record Via(String transport, String sentBy, Map<String, String> parameters) {
    private static final Pattern HEAD = Pattern.compile(
            "SIP[ \t]*/[ \t]*2\\.0[ \t]*/[ \t]*([A-Za-z]{1,16})[ \t]+([^ \t;]{1,300})[ \t]*(;.*)?",
            Pattern.CASE_INSENSITIVE);

    public static Optional<Via> parse(String value) {
        Matcher matcher = HEAD.matcher(value.trim());
        if (!matcher.matches() || HostPort.parse(matcher.group(2)).isEmpty()) {
            return Optional.empty();
        }
        String tail = matcher.group(3);
        return Words.parameters(tail == null ? "" : tail.substring(1), ';')
                .map(read -> new Via(matcher.group(1).toUpperCase(Locale.ROOT), matcher.group(2), read));
    }

    /** The transaction's identifier; empty where the peer wrote none. */
    public String branch() {
        return parameters.getOrDefault("branch", "");
    }
}
