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
        /** A reliable provisional response is to be sent again. */
        RELIABLE,
        /** After a glare our offer may be made again. */
        GLARE,
        /** A call has waited long enough for a flow. */
        CUT_OFF,
        /** A flow that calls wait for is tried again. */
        REPAIR,
        /** A cancelled or hung-up call gets no response. */
        ENDING,
        /** The flow has been quiet, or what it was asked is not answered. */
        KEEPALIVE,
        /** The peer may take this long with a transfer that we asked for. */
        TRANSFER,
        /** A person may think this long about a transfer that the peer asks for. */
        REFERRAL,
        /** The call is to be refreshed by us. */
        SESSION_REFRESH,
        /** Nobody has refreshed the call. */
        SESSION_EXPIRY,
        /** The mailbox is to be asked again, or has had its time to say a last word. */
        MAILBOX,
        /** Closing has taken long enough. */
        CLOSING
    }
}
