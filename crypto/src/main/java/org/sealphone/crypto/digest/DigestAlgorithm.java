package org.sealphone.crypto.digest;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Optional;

/** The hash of a digest, weakest first. The session variants do not exist here: RFC 8760 trunks have no use for them. */
public enum DigestAlgorithm {
    /** Only inside TLS, and only where the policy allows it. */
    MD5("MD5", "MD5"),
    SHA_256("SHA-256", "SHA-256"),
    /** SHA-512/256 of FIPS 180-4, which is not a truncated SHA-512. */
    SHA_512_256("SHA-512-256", "SHA-512/256");

    private final String wireName;
    private final String javaName;

    DigestAlgorithm(String wireName, String javaName) {
        this.wireName = wireName;
        this.javaName = javaName;
    }

    /** The name in headers. */
    public String wireName() {
        return wireName;
    }

    /** The algorithm of that name in any case; none for session variants and unknown ones. */
    public static Optional<DigestAlgorithm> named(String wireName) {
        String upper = wireName.toUpperCase(Locale.ROOT);
        for (DigestAlgorithm algorithm : values()) {
            if (algorithm.wireName.equals(upper)) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }

    MessageDigest start() {
        try {
            return MessageDigest.getInstance(javaName);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java platform lacks " + javaName, e);
        }
    }
}
