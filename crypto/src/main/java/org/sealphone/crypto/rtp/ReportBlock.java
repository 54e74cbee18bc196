package org.sealphone.crypto.rtp;

/**
 * What a receiver says of one source (RFC 3550 section 6.4.1). Each field has the width of the wire; a value outside it
 * is a bug of the caller.
 *
 * @param ssrc the source reported on
 * @param fractionLost 0 to 255, in 256ths, since the last report
 * @param cumulativeLost signed 24 bit: duplicates can make it negative
 * @param extendedHighestSequence cycles and highest sequence number, unsigned 32 bit
 * @param jitter in timestamp units, unsigned 32 bit
 * @param lastSenderReport the middle 32 bits of the last SR's NTP time, 0 if none came
 * @param delaySinceLastSenderReport in 1/65536 s, 0 if none came
 */
public record ReportBlock(
        int ssrc,
        int fractionLost,
        int cumulativeLost,
        long extendedHighestSequence,
        long jitter,
        long lastSenderReport,
        long delaySinceLastSenderReport) {
    static final int LENGTH = 24;

    public ReportBlock {
        if ((fractionLost & ~0xFF) != 0 || cumulativeLost << 8 >> 8 != cumulativeLost) {
            throw new IllegalArgumentException("lost " + fractionLost + "/256, " + cumulativeLost + " in all");
        }
        if (((extendedHighestSequence | jitter | lastSenderReport | delaySinceLastSenderReport) >>> 32) != 0) {
            throw new IllegalArgumentException("a report field of more than 32 bits");
        }
    }

    static ReportBlock read(byte[] a, int i) {
        return new ReportBlock(
                Octets.getInt(a, i),
                a[i + 4] & 0xFF,
                Octets.getInt(a, i + 4) << 8 >> 8,
                Octets.getUnsignedInt(a, i + 8),
                Octets.getUnsignedInt(a, i + 12),
                Octets.getUnsignedInt(a, i + 16),
                Octets.getUnsignedInt(a, i + 20));
    }

    int write(byte[] a, int i) {
        Octets.putInt(a, i, ssrc);
        Octets.putInt(a, i + 4, fractionLost << 24 | (cumulativeLost & 0xFF_FFFF));
        Octets.putInt(a, i + 8, (int) extendedHighestSequence);
        Octets.putInt(a, i + 12, (int) jitter);
        Octets.putInt(a, i + 16, (int) lastSenderReport);
        Octets.putInt(a, i + 20, (int) delaySinceLastSenderReport);
        return i + LENGTH;
    }
}
