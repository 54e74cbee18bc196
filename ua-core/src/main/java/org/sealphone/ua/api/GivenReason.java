package org.sealphone.ua.api;

import java.util.Optional;

/**
 * Why the other side ended something, by its own word (Reason, RFC 3326).
 *
 * @param protocol whose numbers the cause is of: {@code SIP}, {@code Q.850}
 * @param cause the number, where there is one
 * @param text the words beside it, control characters removed; empty without any
 */
public record GivenReason(String protocol, Optional<Integer> cause, String text) {
    @Override
    public String toString() {
        return protocol + cause.map(number -> " " + number).orElse("") + (text.isEmpty() ? "" : " " + text);
    }
}
