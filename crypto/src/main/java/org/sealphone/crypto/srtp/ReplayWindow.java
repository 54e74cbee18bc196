package org.sealphone.crypto.srtp;

/**
 * The replay list of one source: which of the last 128 indices have authenticated (SRTP-03: RFC 3711 section 3.3.2).
 * Its highest index is the receiver's ROC and s_l as well.
 *
 * <p>{@link #check} asks and changes nothing; only {@link #commit}, called when a packet has authenticated, does
 * (SRTP-02).
 *
 * <p>Thread: the receiver's owner.
 */
final class ReplayWindow {
    static final int SIZE = 128;

    private long highest;
    /** Bit n of {@code recent}: index {@code highest - n}; bit n of {@code earlier}: {@code highest - 64 - n}. */
    private long recent = 1;

    private long earlier;

    /** A window whose one authentic packet is this. */
    ReplayWindow(long first) {
        this.highest = first;
    }

    long highest() {
        return highest;
    }

    /** OPENED if a packet of this index may be authenticated, else why not. */
    Unprotected check(long index) {
        long behind = highest - index;
        if (behind < 0) {
            return Unprotected.OPENED;
        }
        if (behind >= SIZE) {
            return Unprotected.TOO_OLD;
        }
        long word = behind < 64 ? recent : earlier;
        return (word >>> behind & 1) == 0 ? Unprotected.OPENED : Unprotected.REPLAYED;
    }

    /** Takes an index that {@link #check} has let pass and that has authenticated. */
    void commit(long index) {
        long behind = highest - index;
        if (behind < 0) {
            slide(-behind);
            highest = index;
            recent |= 1;
        } else if (behind < 64) {
            recent |= 1L << behind;
        } else {
            earlier |= 1L << behind;
        }
    }

    private void slide(long by) {
        if (by < 64) {
            earlier = earlier << by | recent >>> (64 - by);
            recent <<= by;
        } else {
            earlier = by < SIZE ? recent << by : 0;
            recent = 0;
        }
    }
}
