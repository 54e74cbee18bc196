package org.sealphone.crypto.srtp;

import java.util.Optional;

/**
 * The crypto suites of SDES (RFC 4568 section 6.2, RFC 6188, RFC 7714), strongest first; a short tag
 * weighs more than a short key. The name is the name on the wire.
 *
 * <p>Every one encrypts and authenticates; there is none that does not, and no constant to say so.
 */
public enum SrtpSuite {
    AEAD_AES_256_GCM(32, 12, 16, 16, true),
    AEAD_AES_128_GCM(16, 12, 16, 16, true),
    AES_256_CM_HMAC_SHA1_80(32, 14, 10, 10, false),
    AES_192_CM_HMAC_SHA1_80(24, 14, 10, 10, false),
    AES_CM_128_HMAC_SHA1_80(16, 14, 10, 10, false),
    /** A short tag is for SRTP alone: SRTCP keeps 80 bits (SRTP-07, RFC 4568 section 6.2.2, RFC 6188 section 4). */
    AES_256_CM_HMAC_SHA1_32(32, 14, 4, 10, false),
    AES_192_CM_HMAC_SHA1_32(24, 14, 4, 10, false),
    AES_CM_128_HMAC_SHA1_32(16, 14, 4, 10, false);

    private final int keyLength;
    private final int saltLength;
    private final int tagLength;
    private final int srtcpTagLength;
    private final boolean aead;

    SrtpSuite(int keyLength, int saltLength, int tagLength, int srtcpTagLength, boolean aead) {
        this.keyLength = keyLength;
        this.saltLength = saltLength;
        this.tagLength = tagLength;
        this.srtcpTagLength = srtcpTagLength;
        this.aead = aead;
    }

    /** Octets of the master key, and of the session encryption key. */
    public int keyLength() {
        return keyLength;
    }

    /** Octets of the master salt, and of the session salt. */
    public int saltLength() {
        return saltLength;
    }

    /** Octets of master key and salt together: what {@code inline:} carries. */
    public int masterLength() {
        return keyLength + saltLength;
    }

    /** Octets of the tag on an SRTP packet. */
    public int tagLength() {
        return tagLength;
    }

    /** Octets of the tag on an SRTCP packet. */
    public int srtcpTagLength() {
        return srtcpTagLength;
    }

    /** Whether this is AES-GCM (RFC 7714) rather than counter mode with HMAC-SHA1. */
    public boolean aead() {
        return aead;
    }

    /** The suite of that name in whatever case; only ASCII letters have one here, so that no look-alike passes. */
    public static Optional<SrtpSuite> named(String name) {
        for (SrtpSuite suite : values()) {
            if (sameAscii(suite.name(), name)) {
                return Optional.of(suite);
            }
        }
        return Optional.empty();
    }

    private static boolean sameAscii(String upper, String any) {
        if (upper.length() != any.length()) {
            return false;
        }
        for (int i = 0; i < upper.length(); i++) {
            char c = any.charAt(i);
            char raised = c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c;
            if (raised != upper.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
