package org.sealphone.ua.engine;

/**
 * Names a timer. Arming one that runs starts it afresh.
 *
 * @param kind what it is for
 * @param id the call it belongs to, 0 for the account's own
 */
public record TimerKey(Kind kind, long id) {
    /** What timers are for. */
    public enum Kind {
        /** The registration is to be refreshed. */
        REFRESH,
        /** The registration is over unless it was refreshed. */
        EXPIRY,
        /** A lost flow is tried again. */
        RECONNECT,
        /** A call has rung long enough. */
        RING,
        /** A cancelled or hung-up call gets no response. */
        ENDING,
        /** Closing has taken long enough. */
        CLOSING
    }
}
