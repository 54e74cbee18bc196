package org.sealphone.crypto.cipher;

/**
 * AES-GCM (NIST SP 800-38D) with a nonce of 96 bits and a tag of 128, under one key. A message lies in an array: {@code
 * [start, clear)} and a word of at most four octets from elsewhere are authenticated, {@code [clear, end)} is enciphered
 * as well, and the tag stands behind {@code end}.
 *
 * <p>The caller never uses a nonce twice to seal; nothing here would notice. Thread: one at a time.
 */
public interface Gcm extends AutoCloseable {
    int TAG = 16;
    int NONCE = 12;

    /** Enciphers in place and writes the tag. */
    void seal(byte[] nonce, byte[] word, int wordLength, byte[] message, int start, int clear, int end);

    /** Deciphers in place if the tag is right; if not, returns false, and the octets are as they were or worthless. */
    boolean open(byte[] nonce, byte[] word, int wordLength, byte[] message, int start, int clear, int end);

    /** Forgets the key. Not to be used afterwards. */
    @Override
    void close();
}
