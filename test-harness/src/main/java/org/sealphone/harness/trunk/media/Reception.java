package org.sealphone.harness.trunk.media;

import java.nio.ByteBuffer;

/**
 * Statistics of what a peer sent, for the report block of RFC 3550, 6.4.1 and by its appendices A.1, A.3 and A.8, and for the VoIP metrics
 * of RFC 3611, 4.7. One owner thread.
 */
final class Reception {
    private static final byte UNAVAILABLE = 127;

    private final int clock;
    private boolean started;
    private int ssrc;
    private int firstSequence;
    private int highestSequence;
    private int cycles;
    private long received;
    private long expectedBefore;
    private long receivedBefore;
    private double jitter;
    private long lastTransit;
    private int lastReport;
    private long lastReportNanos;

    Reception(int clock) {
        this.clock = clock;
    }

    void packet(int source, int sequence, int timestamp, long nanoTime) {
        long transit = nanoTime / 1000 * clock / 1_000_000 - Integer.toUnsignedLong(timestamp);
        if (!started || source != ssrc) {
            started = true;
            ssrc = source;
            firstSequence = sequence;
            highestSequence = sequence;
            cycles = 0;
            received = 0;
            expectedBefore = 0;
            receivedBefore = 0;
        } else {
            int ahead = (sequence - highestSequence) & 0xffff;
            if (ahead != 0 && ahead < 0x8000) {
                cycles += sequence < highestSequence ? 1 : 0;
                highestSequence = sequence;
            }
            jitter += (Math.abs((int) (transit - lastTransit)) - jitter) / 16;
        }
        lastTransit = transit;
        received++;
    }

    void senderReport(int ntpMiddle, long nanoTime) {
        lastReport = ntpMiddle;
        lastReportNanos = nanoTime;
    }

    boolean started() {
        return started;
    }

    /** Writes the 24 octets of a report block. */
    void report(ByteBuffer out, long nanoTime) {
        long expected = expected();
        long lost = Math.max(-0x800000, Math.min(0x7fffff, expected - received));
        long expectedNow = expected - expectedBefore;
        long lostNow = expectedNow - (received - receivedBefore);
        expectedBefore = expected;
        receivedBefore = received;
        int fraction = expectedNow <= 0 || lostNow <= 0 ? 0 : (int) Math.min(255, (lostNow << 8) / expectedNow);
        long delay = lastReport == 0 ? 0 : (nanoTime - lastReportNanos) * 65536 / 1_000_000_000L;
        out.putInt(ssrc)
                .putInt(fraction << 24 | (int) (lost & 0xffffff))
                .putInt(cycles << 16 | highestSequence)
                .putInt((int) jitter)
                .putInt(lastReport)
                .putInt((int) delay);
    }

    private long expected() {
        return ((long) cycles << 16) + highestSequence - firstSequence + 1;
    }

    /** Writes the 36 octets of a metrics block. Nothing is played here, so nothing is late, and the delay counts for nothing. */
    void metrics(ByteBuffer out) {
        double lost = Math.max(0, expected() - received) / (double) expected();
        double percent = 100 * lost;
        double rating = Math.max(0, 93.2 - 95 * percent / (percent + 25.1));
        double score = 1 + 0.035 * rating + 7e-6 * rating * (rating - 60) * (100 - rating);
        byte tenths = (byte) Math.max(10, Math.round(10 * score));
        out.put((byte) 7).put((byte) 0).putShort((short) 8).putInt(ssrc);
        out.put((byte) Math.min(255, (long) (256 * lost))).put((byte) 0).putShort((short) 0);
        out.putLong(0);
        out.put(UNAVAILABLE).put(UNAVAILABLE).put(UNAVAILABLE).put((byte) 16);
        out.put((byte) Math.round(rating)).put(UNAVAILABLE).put(tenths).put(tenths);
        out.putLong(0);
    }
}
