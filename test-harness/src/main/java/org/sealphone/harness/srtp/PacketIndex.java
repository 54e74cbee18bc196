package org.sealphone.harness.srtp;

/** The 48-bit packet index and its guess from 16 bits on the wire (RFC 3711, 3.3.1 and appendix A). */
final class PacketIndex {
    private static final long HALF = 1L << 15;

    private PacketIndex() {}

    /** The index with this sequence number nearest to the highest so far; a negative {@code highest} means none, and ROC 0. */
    static long guess(long highest, int sequenceNumber) {
        if (highest < 0) {
            return sequenceNumber;
        }
        long roc = highest >>> 16;
        long last = highest & 0xffff;
        if (last < HALF && sequenceNumber - last > HALF && roc > 0) {
            roc--;
        } else if (last >= HALF && last - HALF > sequenceNumber) {
            roc++;
        }
        return (roc << 16) | sequenceNumber;
    }
}
