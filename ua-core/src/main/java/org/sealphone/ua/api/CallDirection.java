package org.sealphone.ua.api;

/** Who started a call. */
public enum CallDirection {
    /** We did. */
    OUTGOING,
    /** The other side did. */
    INCOMING
}
