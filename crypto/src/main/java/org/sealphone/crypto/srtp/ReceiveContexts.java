package org.sealphone.crypto.srtp;

import org.jspecify.annotations.Nullable;

/**
 * The sources that have authenticated under one key, each with its own window: late binding (RFC 4568 section 6.4.1),
 * bounded.
 *
 * <p>A source is bound by its first authentic packet and never given up: giving one up would forget what it has already
 * said, and a recording of it could be played again. A flood of invented SSRCs authenticates nothing and binds nothing.
 *
 * <p>Thread: the receiver's owner.
 */
final class ReceiveContexts {
    /** A call has one source; a few more leave room for a change of SSRC after a collision or behind a gateway. */
    static final int MAX_SOURCES = 4;

    private final int[] ssrcs = new int[MAX_SOURCES];
    private final @Nullable ReplayWindow[] windows = new ReplayWindow[MAX_SOURCES];
    private int bound;

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
