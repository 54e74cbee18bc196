package org.sealphone.ua.policy;

import java.nio.charset.StandardCharsets;

/**
 * The user part of a SIP URI (RFC 3261 25.1, {@code user = 1*( unreserved / escaped / user-unreserved )}). Whatever a person types is
 * escaped octet by octet, so that no quote, space, at-sign, semicolon or line end can become syntax.
 */
final class UserPart {
    private static final String PLAIN = "-_.!~*'()&=+$,/";

    private UserPart() {}

    static String escape(String raw) {
        StringBuilder text = new StringBuilder(raw.length());
        for (byte octet : raw.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xFF);
            if (isPlain(c)) {
                text.append(c);
            } else {
                text.append('%').append(String.format("%02X", (int) c));
            }
        }
        return text.toString();
    }

    /** Whether a user part from a URI is already well formed: plain characters and whole escapes. */
    static boolean isWellFormed(String user) {
        if (user.isEmpty()) {
            return false;
        }
        for (int i = 0; i < user.length(); i++) {
            char c = user.charAt(i);
            if (c == '%') {
                if (i + 2 >= user.length() || !isHex(user.charAt(i + 1)) || !isHex(user.charAt(i + 2))) {
                    return false;
                }
                i += 2;
            } else if (!isPlain(c)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || PLAIN.indexOf(c) >= 0;
    }

    private static boolean isHex(char c) {
        return Character.digit(c, 16) >= 0 && c < 0x80;
    }
}
