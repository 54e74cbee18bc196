package org.sealphone.media.jitter;

import java.util.Arrays;

/**
 * How late packets come, against the earliest of the last seconds, and the delay that lets nearly all of them come in
 * time.
 *
 * <p>Transit times compare two clocks without a common zero, so only their differences are used; the sliding minimum
 * follows clocks that drift apart. Lateness is kept in a histogram that forgets, so that one spike does not hold the
 * delay up for ever.
 */
final class DelayEstimator {
    private static final long BIN_NANOS = 5_000_000;
    private static final int BINS = 100;
    private static final double IN_TIME = 0.98;
    private static final double FORGET = 0.998;
    private static final double HEAVY = 1e9;
    private static final int EARLY_DAYS = 40;
    private static final int BUCKETS = 10;
    private static final long BUCKET_NANOS = 1_000_000_000;

    /** One packet more or less changes the share of the lost by so much. */
    private static final double LOSS_MEMORY = 1.0 / 128;

    private static final double REPAIR_FROM = 0.02;
    private static final double REPAIR_UNTIL = 0.005;

    private final JitterSettings settings;
    private final double[] histogram = new double[BINS];
    private final long[] minima = new long[BUCKETS];
    private double weight;
    private double sum;
    private int seen;
    private int bucket;
    private long bucketStart;
    private long minimum;
    private double lossShare;
    private boolean repairing;
    private long packet;

    DelayEstimator(JitterSettings settings) {
        this.settings = settings;
        restart();
    }

    void restart() {
        Arrays.fill(histogram, 0);
        weight = 1;
        sum = 0;
        seen = 0;
    }

    /** @param transit arrival less media time, in nanoseconds from an arbitrary zero */
    void arrived(long transit, long now) {
        if (seen == 0) {
            Arrays.fill(minima, transit);
            bucketStart = now;
        }
        if (now - bucketStart >= BUCKET_NANOS) {
            bucket = (bucket + 1) % BUCKETS;
            minima[bucket] = transit;
            bucketStart = now;
        }
        minima[bucket] = Math.min(minima[bucket], transit);
        minimum = minima[0];
        for (long candidate : minima) {
            minimum = Math.min(minimum, candidate);
        }
        seen++;
        weight /= FORGET;
        sum += weight;
        histogram[(int) Math.min(BINS - 1, (transit - minimum) / BIN_NANOS)] += weight;
        if (weight > HEAVY) {
            for (int i = 0; i < BINS; i++) {
                histogram[i] /= weight;
            }
            sum /= weight;
            weight = 1;
        }
    }

    /** A packet was played that holds so much sound, in nanoseconds. */
    void played(long nanos) {
        packet = nanos;
        counted(0);
    }

    /** A packet was not there when it was due. */
    void missed() {
        counted(1);
    }

    private void counted(int lost) {
        lossShare += (lost - lossShare) * LOSS_MEMORY;
        repairing = lossShare > (repairing ? REPAIR_UNTIL : REPAIR_FROM);
    }

    /** The transit time of the fastest recent packet. */
    long minimum() {
        return minimum;
    }

    /**
     * The delay after the fastest packet at which sound is to be played, in nanoseconds. Where packets get lost it is a
     * packet longer: then the one behind the gap is there, which repeats the lost one or tells how it ended.
     */
    long target() {
        double wanted = sum * IN_TIME;
        double covered = 0;
        int bin = 0;
        while (bin < BINS - 1 && covered + histogram[bin] < wanted) {
            covered += histogram[bin++];
        }
        long target = (bin + 1) * BIN_NANOS + nanos(settings.minimum()) / 2 + (repairing ? packet : 0);
        long least = nanos(seen < EARLY_DAYS ? settings.initial() : settings.minimum());
        return Math.max(least, Math.min(nanos(settings.maximum()), target));
    }

    private static long nanos(int milliseconds) {
        return milliseconds * 1_000_000L;
    }
}
