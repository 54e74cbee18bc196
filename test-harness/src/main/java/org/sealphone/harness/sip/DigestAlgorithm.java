package org.sealphone.harness.sip;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Optional;

/** The hash functions that RFC 8760 knows for SIP digest, by their names on the wire; the {@code -sess} forms are not among them. */
public enum DigestAlgorithm {
    MD5("MD5", "MD5"),
    SHA_256("SHA-256", "SHA-256"),
    SHA_512_256("SHA-512-256", "SHA-512/256");

    private final String wireName;
    private final String jcaName;

    DigestAlgorithm(String wireName, String jcaName) {
        this.wireName = wireName;
        this.jcaName = jcaName;
    }

    public String wireName() {
        return wireName;
    }

    MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance(jcaName);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK from 11 on has " + jcaName, missing);
        }
    }

    /** Compares as RFC 7616 asks: without regard to case. */
    public static Optional<DigestAlgorithm> named(String wireName) {
        for (DigestAlgorithm algorithm : values()) {
            if (algorithm.wireName.toLowerCase(Locale.ROOT).equals(wireName.toLowerCase(Locale.ROOT))) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }
}
