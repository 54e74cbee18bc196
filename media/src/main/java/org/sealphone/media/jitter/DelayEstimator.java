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
    private static final long MARGIN_NANOS = 10_000_000;
    private static final double IN_TIME = 0.98;
    private static final double FORGET = 0.998;
    private static final double HEAVY = 1e9;
    private static final int EARLY_DAYS = 100;
    private static final int BUCKETS = 10;
    private static final long BUCKET_NANOS = 1_000_000_000;

    private final JitterSettings settings;
    private final double[] histogram = new double[BINS];
    private final long[] minima = new long[BUCKETS];
    private double weight;
    private double sum;
    private int seen;
    private int bucket;
    private long bucketStart;
    private long minimum;

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

    /** The transit time of the fastest recent packet. */
    long minimum() {
        return minimum;
    }

    /** The delay after the fastest packet at which sound is to be played, in nanoseconds. */
    long target() {
        double wanted = sum * IN_TIME;
        double covered = 0;
        int bin = 0;
        while (bin < BINS - 1 && covered + histogram[bin] < wanted) {
            covered += histogram[bin++];
        }
        long target = (bin + 1) * BIN_NANOS + MARGIN_NANOS;
        long least = nanos(seen < EARLY_DAYS ? settings.initial() : settings.minimum());
        return Math.max(least, Math.min(nanos(settings.maximum()), target));
    }

    private static long nanos(int milliseconds) {
        return milliseconds * 1_000_000L;
    }
}
