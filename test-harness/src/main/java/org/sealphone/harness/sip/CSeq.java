package org.sealphone.harness.sip;

import java.util.Optional;

/** A CSeq: a number below 2^31 and a method (RFC 3261, 8.1.1.5). */
public record CSeq(long number, String method) {
    public static Optional<CSeq> parse(String value) {
        String[] parts = value.trim().split("[ \t]+", -1);
        if (parts.length != 2 || !Words.isToken(parts[1])) {
            return Optional.empty();
        }
        return Words.number(parts[0], Integer.MAX_VALUE).map(number -> new CSeq(number, parts[1]));
    }

    @Override
    public String toString() {
        return number + " " + method;
    }
}
