package org.sealphone.harness.trunk;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Random identifiers: tags, branches, Call-IDs, each of 128 bits (RFC 3261, 19.3). */
final class Tags {
    private final SecureRandom random;

    Tags(SecureRandom random) {
        this.random = random;
    }

    String fresh() {
        byte[] octets = new byte[16];
        random.nextBytes(octets);
        return HexFormat.of().formatHex(octets);
    }

    String branch() {
        return "z9hG4bK" + fresh();
    }
}
