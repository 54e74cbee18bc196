package org.sealphone.ua.api;

/** What becomes of a call that comes in during another. */
public enum CallWaiting {
    /** It rings, as a call that waits (RFC 7462), while fewer calls go on than the account takes at once. */
    OFFERED,
    /** It is refused as busy, whatever the account takes at once. */
    REFUSED
}
