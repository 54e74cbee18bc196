package org.sealphone.ua.api;

/** Who or what ended a call. */
public enum EndedBy {
    /** We hung up, cancelled or rejected, or our policy did. */
    LOCAL,
    /** The peer hung up, cancelled or rejected. */
    REMOTE,
    /** The verified flow was lost or could not be made, or nothing answered in time. */
    NETWORK
}
