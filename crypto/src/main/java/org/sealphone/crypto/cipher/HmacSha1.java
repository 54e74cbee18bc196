package org.sealphone.crypto.cipher;

/** HMAC-SHA1 (RFC 2104) under one key. Thread: one at a time. */
public interface HmacSha1 extends AutoCloseable {
    int LENGTH = 20;

    /** Octets behind a message that have to exist and that {@link #of} may overwrite: SHA-1's padding. */
    int ROOM = 72;

    /** The authentication code of {@code [start, end)}, in an array that the next call overwrites. */
    byte[] of(byte[] message, int start, int end);

    /** Forgets the key. Not to be used afterwards. */
    @Override
    void close();
}
