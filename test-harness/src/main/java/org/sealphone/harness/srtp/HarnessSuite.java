package org.sealphone.harness.srtp;

import java.util.Locale;
import java.util.Optional;

/** The crypto-suites of RFC 4568, 6188 and 7714 that encrypt and authenticate; the constants' names are the names on the wire. */
public enum HarnessSuite {
    AEAD_AES_256_GCM(32, 12, 16, 16, true),
    AEAD_AES_128_GCM(16, 12, 16, 16, true),
    AES_256_CM_HMAC_SHA1_80(32, 14, 10, 10, false),
    AES_256_CM_HMAC_SHA1_32(32, 14, 4, 10, false),
    AES_192_CM_HMAC_SHA1_80(24, 14, 10, 10, false),
    AES_192_CM_HMAC_SHA1_32(24, 14, 4, 10, false),
    AES_CM_128_HMAC_SHA1_80(16, 14, 10, 10, false),
    AES_CM_128_HMAC_SHA1_32(16, 14, 4, 10, false);

    private final int keyLength;
    private final int saltLength;
    private final int tagLength;
    private final int srtcpTagLength;
    private final boolean aead;

    HarnessSuite(int keyLength, int saltLength, int tagLength, int srtcpTagLength, boolean aead) {
        this.keyLength = keyLength;
        this.saltLength = saltLength;
        this.tagLength = tagLength;
        this.srtcpTagLength = srtcpTagLength;
        this.aead = aead;
    }

    public int keyLength() {
        return keyLength;
    }

    public int saltLength() {
        return saltLength;
    }

    /** Octets of the concatenated master key and master salt, as they stand behind {@code inline:}. */
    public int masterLength() {
        return keyLength + saltLength;
    }

    public int tagLength() {
        return tagLength;
    }

    /** 80 bits also for the suites whose SRTP tag has 32 (RFC 4568, 6.2.2). */
    public int srtcpTagLength() {
        return srtcpTagLength;
    }

    public boolean aead() {
        return aead;
    }

    /** The suite of that name; letter case does not matter on receipt (RFC 4568, 9.2). */
    public static Optional<HarnessSuite> named(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        for (HarnessSuite suite : values()) {
            if (suite.name().equals(upper)) {
                return Optional.of(suite);
            }
        }
        return Optional.empty();
    }
}
