package org.sealphone.harness.srtp;

import java.util.BitSet;

/** A sliding window of indices (RFC 3711, 3.3.2). Owned by its opener's thread. */
final class ReplayWindow {
    static final int SIZE = 1024;

    private final BitSet seen = new BitSet(SIZE);
    private long highest = -1;

    /** True where the index is new; it is marked. */
    boolean mark(long index) {
        if (index > highest) {
            forget(Math.min(SIZE, highest < 0 ? SIZE : index - highest), index);
            highest = index;
        } else if (highest - index >= SIZE || seen.get(slot(index))) {
            return false;
        }
        seen.set(slot(index));
        return true;
    }

    private void forget(long count, long upTo) {
        for (long i = 0; i < count; i++) {
            seen.clear(slot(upTo - i));
        }
    }

    private static int slot(long index) {
        return (int) Math.floorMod(index, (long) SIZE);
    }
}
