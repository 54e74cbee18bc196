package org.sealphone.harness.sip;

import java.util.Map;
import java.util.Optional;

/** A challenge or credentials: the scheme and its comma-separated fields, names in lower case (RFC 7235, 2.1). */
public record AuthFields(String scheme, Map<String, String> fields) {
    public static Optional<AuthFields> parse(String value) {
        String text = value.trim();
        int space = text.indexOf(' ');
        if (space < 0 || !Words.isToken(text.substring(0, space))) {
            return Optional.empty();
        }
        return Words.parameters(text.substring(space + 1), ',')
                .map(fields -> new AuthFields(text.substring(0, space), fields));
    }

    /** Scheme and names: the values are credentials. */
    @Override
    public String toString() {
        return scheme + fields.keySet();
    }
}
