package org.sealphone.ua.sip;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Call-IDs, tags and branches: 128 random bits, no host name, no user name, no count (SIP-01). Owner: {@code ua-loop}. */
final class RandomWords {
    private final SecureRandom random;

    RandomWords(SecureRandom random) {
        this.random = random;
    }

    String next() {
        byte[] bits = new byte[16];
        random.nextBytes(bits);
        return HexFormat.of().formatHex(bits);
    }

    /** RFC 3261 8.1.1.7: with the magic cookie. */
    String branch() {
        return "z9hG4bK" + next();
    }
}
