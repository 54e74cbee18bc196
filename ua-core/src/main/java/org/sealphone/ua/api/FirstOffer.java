package org.sealphone.ua.api;

/** Who makes the first offer of a call that we start (RFC 3264 4, RFC 3261 13.2.1). Whoever does, it is sealed or refused. */
public enum FirstOffer {
    /** The INVITE has ours, and the 2xx the answer. */
    OURS,
    /** The INVITE has none; the 2xx has the offer of the peer, and our ACK the answer with our key. */
    THEIRS
}
