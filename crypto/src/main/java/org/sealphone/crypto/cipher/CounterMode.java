package org.sealphone.crypto.cipher;

/** AES in counter mode (NIST SP 800-38A section 6.5) under one key. Thread: one at a time. */
public interface CounterMode extends AutoCloseable {
    /** The longest stretch of one call, in octets: a packet. */
    int MAX_OCTETS = 2048;

    /**
     * Enciphers or deciphers {@code [from, to)} in place.
     *
     * @param high the upper half of the first counter block
     * @param low the lower half; what the blocks of one call add to it stays within its lower 16 bits
     */
    void apply(byte[] octets, int from, int to, long high, long low);

    /** Forgets the key. Not to be used afterwards. */
    @Override
    void close();
}
