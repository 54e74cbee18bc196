package org.sealphone.ua.api;

/** Who started a call. */
public enum CallDirection {
    OUTGOING,
    INCOMING
}
