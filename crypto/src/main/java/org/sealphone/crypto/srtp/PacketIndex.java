package org.sealphone.crypto.srtp;

/**
 * The 48 bit index of an SRTP packet, 2^16 * ROC + SEQ, and the receiver's guess of it (SRTP-01: RFC 3711 section
 * 3.3.1).
 */
final class PacketIndex {
    static final long MAX = (1L << 48) - 1;
    static final long MAX_SRTCP = (1L << 31) - 1;
    private static final int HALF = 1 << 15;

    private PacketIndex() {}

    /**
     * Of ROC - 1, ROC and ROC + 1, takes the rollover counter that puts the sequence number nearest to the highest
     * index that has authenticated.
     *
     * <p>At ROC = 0 there is nothing before: a sequence number that looks older is taken as one of ROC 0, not of the
     * 2^32 - 1 that counting modulo 2^32 would give, which no sender has used. Past ROC = 2^32 - 1 the guess is beyond
     * {@link #MAX}, and the key is exhausted.
     *
     * @param highest the highest authenticated index, of which the upper 32 bits are ROC and the lower 16 are s_l
     */
    static long guess(long highest, int sequence) {
        long roc = highest >>> 16;
        int last = (int) highest & 0xFFFF;
        if (last < HALF) {
            if (sequence - last > HALF && roc > 0) {
                roc--;
            }
        } else if (last - HALF > sequence) {
            roc++;
        }
        return roc << 16 | sequence;
    }
}
