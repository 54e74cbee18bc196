package org.sealphone.media.quality;

/**
 * What arrived of one stream and what did not: loss by RFC 3550 A.3 and interarrival jitter by A.8.
 *
 * <p>Counts what authenticated, in any order; duplicates do not get here, for the replay window takes them out. Owned
 * by one thread.
 */
public final class ReceptionStatistics {
    private static final int MOST_DROPOUT = 3000;
    private static final int MOST_MISORDER = 100;

    private int clockRate;
    private boolean begun;
    private int ssrc;
    private int baseSequence;
    private int highestSequence;
    private long cycles;
    private long received;
    private long receivedBefore;
    private long lostBefore;
    private int strange = -1;
    private long expectedPrior;
    private long receivedPrior;
    private int previousTransit;
    private double jitter;

    public ReceptionStatistics(int clockRate) {
        this.clockRate = clockRate;
    }

    /** From now on timestamps count by another clock; what arrived and what did not goes on being counted. */
    public void clock(int rate) {
        jitter = rate == clockRate ? jitter : 0;
        clockRate = rate;
    }

    /** A packet of sound; {@code arrival} in monotonic nanoseconds. */
    public void received(int source, int sequence, int timestamp, long arrival) {
        if (counted(source, sequence)) {
            jitter(timestamp, arrival);
        }
    }

    /** A packet whose timestamp is not the time that it was sent at, as those of telephone events: it says nothing of jitter. */
    public void received(int source, int sequence) {
        counted(source, sequence);
    }

    private boolean counted(int source, int sequence) {
        if (!begun || source != ssrc) {
            restart(source, sequence);
        }
        int ahead = (sequence - highestSequence) & 0xFFFF;
        if (ahead < MOST_DROPOUT) {
            if (sequence < highestSequence) {
                cycles += 1 << 16;
            }
            highestSequence = sequence;
        } else if (ahead <= (1 << 16) - MOST_MISORDER) {
            if (sequence != strange) {
                strange = (sequence + 1) & 0xFFFF;
                return false;
            }
            restart(source, sequence);
        }
        strange = -1;
        received++;
        return true;
    }

    /** A.8, in timestamp units; the clocks need no common zero because only the change of the transit time counts. */
    private void jitter(int timestamp, long arrival) {
        long arrivalTicks = arrival / 1_000_000_000 * clockRate + arrival % 1_000_000_000 * clockRate / 1_000_000_000;
        int transit = (int) arrivalTicks - timestamp;
        if (received > 1) {
            int change = Math.abs(transit - previousTransit);
            jitter += (Math.min(change, clockRate) - jitter) / 16;
        }
        previousTransit = transit;
    }

    private void restart(int source, int sequence) {
        receivedBefore += received;
        lostBefore += begun ? Math.max(0, expected() - received) : 0;
        begun = true;
        ssrc = source;
        baseSequence = sequence;
        highestSequence = sequence;
        cycles = 0;
        received = 0;
        expectedPrior = 0;
        receivedPrior = 0;
        jitter = 0;
    }

    private long expected() {
        return cycles + highestSequence - baseSequence + 1;
    }

    /** True as soon as one packet came. */
    public boolean begun() {
        return begun;
    }

    /** The source of the current stream. */
    public int ssrc() {
        return ssrc;
    }

    /** Packets of all streams of this call. */
    public long received() {
        return receivedBefore + received;
    }

    /** Packets of all streams that never came; a stream that repeats itself cannot make it negative. */
    public long lost() {
        return lostBefore + (begun ? Math.max(0, expected() - received) : 0);
    }

    /** Of all that was expected, from 0 to 1. */
    public double lossRatio() {
        long all = received() + lost();
        return all == 0 ? 0 : (double) lost() / all;
    }

    /** Cycles and highest sequence number, as reports carry it. */
    public long extendedHighestSequence() {
        return (cycles + highestSequence) & 0xFFFF_FFFFL;
    }

    /** Lost packets of the current stream in the 24 bits of a report. */
    public int cumulativeLost() {
        return (int) Math.max(-0x80_0000, Math.min(0x7F_FFFF, expected() - received));
    }

    /** In 256ths since the last call of this method: A.3. */
    public int fractionLost() {
        long expectedNow = expected() - expectedPrior;
        long lostNow = expectedNow - (received - receivedPrior);
        expectedPrior = expected();
        receivedPrior = received;
        return expectedNow <= 0 || lostNow <= 0 ? 0 : (int) Math.min(255, (lostNow << 8) / expectedNow);
    }

    /** In timestamp units, as reports carry it. */
    public long jitterTicks() {
        return (long) jitter;
    }

    public double jitterMillis() {
        return jitter * 1000 / clockRate;
    }
}
