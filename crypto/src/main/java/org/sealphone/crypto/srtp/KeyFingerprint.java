package org.sealphone.crypto.srtp;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * What is left of a master key when the key is wiped: a hash that tells whether another is the same key, salt and suite
 * (SDES-24), and tells nothing else, since nobody can try 2^128 random keys.
 *
 * <p>Immutable; compared in constant time; not printed.
 */
public final class KeyFingerprint {
    private final byte[] hash;

    private KeyFingerprint(byte[] hash) {
        this.hash = hash;
    }

    static KeyFingerprint of(SrtpSuite suite, byte[] keyAndSalt) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(("SRTP master key of " + suite.name()).getBytes(StandardCharsets.US_ASCII));
            return new KeyFingerprint(sha.digest(keyAndSalt));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyFingerprint that && MessageDigest.isEqual(hash, that.hash);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hash);
    }
}
