package org.sealphone.media.engine;

import java.util.List;

/**
 * How late packets of sound left, against the time that each of them has: a histogram.
 *
 * @param buckets by rising lateness; none is left out
 * @param mostMillis the latest
 */
public record SendLateness(List<Bucket> buckets, double mostMillis) {
    public SendLateness {
        buckets = List.copyOf(buckets);
    }

    /**
     * Packets that left no later than this, and later than the bucket before.
     *
     * @param milliseconds {@link Integer#MAX_VALUE} for all that were later still
     */
    public record Bucket(int milliseconds, long packets) {}
}
