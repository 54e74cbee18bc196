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

    /** A name for this phone and no other (RFC 4122 4.4). */
    String instance() {
        byte[] bits = new byte[16];
        random.nextBytes(bits);
        bits[6] = (byte) ((bits[6] & 0x0F) | 0x40);
        bits[8] = (byte) ((bits[8] & 0x3F) | 0x80);
        String hex = HexFormat.of().formatHex(bits);
        return "urn:uuid:" + hex.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
    }

    /** RFC 3261 8.1.1.7: with the magic cookie. */
    String branch() {
        return "z9hG4bK" + next();
    }
}
