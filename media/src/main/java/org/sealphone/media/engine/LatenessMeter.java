package org.sealphone.media.engine;

import java.util.ArrayList;
import java.util.List;

/** Counts by how much each packet missed its time. Allocates nothing for a packet. Owned by the thread that ticks. */
final class LatenessMeter {
    private static final int[] MILLISECONDS = {1, 2, 5, 10, 20, 50, Integer.MAX_VALUE};

    private final long[] counts = new long[MILLISECONDS.length];
    private long most;

    /** A packet left so late, in nanoseconds. */
    void sent(long late) {
        int bucket = 0;
        while (late > MILLISECONDS[bucket] * 1_000_000L) {
            bucket++;
        }
        counts[bucket]++;
        skipped(late);
    }

    /** Packets were not sent at all, because it was so late already. */
    void skipped(long late) {
        most = Math.max(most, late);
    }

    SendLateness report() {
        List<SendLateness.Bucket> buckets = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            buckets.add(new SendLateness.Bucket(MILLISECONDS[i], counts[i]));
        }
        return new SendLateness(buckets, most / 1e6);
    }
}
