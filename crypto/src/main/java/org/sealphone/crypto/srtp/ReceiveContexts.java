package org.sealphone.crypto.srtp;

import org.jspecify.annotations.Nullable;

/**
 * The sources that have authenticated under one key, each with its own window: late binding (SDES-22: RFC 4568 section
 * 6.4.1), bounded.
 *
 * <p>A source is bound by its first authentic packet and never given up: giving one up would forget what it has already
 * said, and a recording of it could be played again. A flood of invented SSRCs authenticates nothing and binds nothing.
 * Under a fresh key nothing is bound, for nothing that was said before authenticates any more; how far the sources had
 * counted is remembered, for they may count on.
 *
 * <p>Thread: the receiver's owner.
 */
final class ReceiveContexts {
    /** A call has one source; a few more leave room for a change of SSRC after a collision or behind a gateway. */
    static final int MAX_SOURCES = 4;

    /**
     * How often a packet of a source that changed its key is held against rollover counter 0 as well (SDES-26). Twenty
     * seconds of speech; whoever would use them up with forgeries has to know the SSRC.
     */
    static final int SECOND_TRIES = 1024;

    private final int[] ssrcs = new int[MAX_SOURCES];
    private final @Nullable ReplayWindow[] windows = new ReplayWindow[MAX_SOURCES];
    private final int[] ssrcsBefore = new int[MAX_SOURCES];
    private final @Nullable ReplayWindow[] windowsBefore = new ReplayWindow[MAX_SOURCES];
    private final int[] triesLeft = new int[MAX_SOURCES];
    private int bound;
    private int before;
    private long secondTries;

    /** Nothing is known. */
    ReceiveContexts() {}

    /** Nothing is bound; the sources of the key before may count on. */
    ReceiveContexts(ReceiveContexts previous) {
        for (int i = 0; i < previous.bound; i++) {
            remember(previous.ssrcs[i], previous.windows[i]);
        }
        for (int i = 0; i < previous.before && before < MAX_SOURCES; i++) {
            if (previous.find(previous.ssrcsBefore[i]) == null) {
                remember(previous.ssrcsBefore[i], previous.windowsBefore[i]);
            }
        }
    }

    private void remember(int ssrc, @Nullable ReplayWindow window) {
        ssrcsBefore[before] = ssrc;
        windowsBefore[before] = window;
        triesLeft[before] = SECOND_TRIES;
        before++;
    }

    /** The window of a source that has authenticated before. */
    @Nullable
    ReplayWindow find(int ssrc) {
        for (int i = 0; i < bound; i++) {
            if (ssrcs[i] == ssrc) {
                return windows[i];
            }
        }
        return null;
    }

    /** The highest index of a source under the key before this one, where it may still be counting; -1 if unheard. */
    long highestBefore(int ssrc) {
        int i = indexBefore(ssrc);
        ReplayWindow window = i < 0 ? null : windowsBefore[i];
        return window == null ? -1 : window.highest();
    }

    /** Counts one second try; false when the source has had all that it gets. Sources that are new are not limited. */
    boolean spendSecondTry(int ssrc) {
        int i = indexBefore(ssrc);
        if (i >= 0 && --triesLeft[i] < 0) {
            triesLeft[i] = 0;
            return false;
        }
        secondTries++;
        return true;
    }

    /** How many packets were held against a second candidate. */
    long secondTries() {
        return secondTries;
    }

    private int indexBefore(int ssrc) {
        for (int i = 0; i < before; i++) {
            if (ssrcsBefore[i] == ssrc) {
                return i;
            }
        }
        return -1;
    }

    boolean full() {
        return bound == MAX_SOURCES;
    }

    int bound() {
        return bound;
    }

    /** Takes in a source whose first packet has authenticated with this index. The caller has asked {@link #full}. */
    void bind(int ssrc, long firstIndex) {
        ssrcs[bound] = ssrc;
        windows[bound] = new ReplayWindow(firstIndex);
        bound++;
    }
}
