package org.sealphone.crypto.cipher;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * HMAC-SHA1 (RFC 2104) over the JDK's digest. Made of four digest calls on arrays that live as long as the key, it
 * allocates nothing, where the JDK's own {@code Mac} allocates for each packet.
 */
final class JcaHmacSha1 implements HmacSha1 {
    private static final int BLOCK = 64;

    private final MessageDigest sha1;
    private final byte[] inner = new byte[BLOCK];
    private final byte[] outer = new byte[BLOCK];
    private final byte[] digest = new byte[LENGTH];

    JcaHmacSha1(byte[] key) {
        try {
            sha1 = MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no SHA-1", e);
        }
        System.arraycopy(key, 0, inner, 0, key.length);
        System.arraycopy(key, 0, outer, 0, key.length);
        for (int i = 0; i < BLOCK; i++) {
            inner[i] ^= 0x36;
            outer[i] ^= 0x5c;
        }
    }

    @Override
    public byte[] of(byte[] message, int start, int end) {
        try {
            sha1.update(inner);
            sha1.update(message, start, end - start);
            sha1.digest(digest, 0, LENGTH);
            sha1.update(outer);
            sha1.update(digest);
            sha1.digest(digest, 0, LENGTH);
            return digest;
        } catch (DigestException e) {
            throw new IllegalStateException("SHA-1 of another length than 20", e);
        }
    }

    @Override
    public void close() {
        sha1.reset();
        Arrays.fill(inner, (byte) 0);
        Arrays.fill(outer, (byte) 0);
        Arrays.fill(digest, (byte) 0);
    }
}
