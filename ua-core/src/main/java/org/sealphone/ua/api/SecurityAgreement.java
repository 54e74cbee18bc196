package org.sealphone.ua.api;

/** Whether a trunk wants to be asked for sealed media before it gives it. What this phone sends is sealed in any case. */
public enum SecurityAgreement {
    /** It does not. */
    NONE,
    /** By the headers of RFC 3329 with the parameter mediasec, as networks after 3GPP TS 33.328 want it. */
    MEDIASEC
}
