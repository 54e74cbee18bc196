package org.sealphone.crypto.srtp;

/**
 * What became of a datagram. Everything but {@link #OPENED} is dropped and counted, and never ends a call: anybody can
 * send datagrams (SRTP-03).
 */
public enum Unprotected {
    /** Authentic, fresh and well formed: the receiver's view holds it. */
    OPENED,
    /** Its index was opened before. */
    REPLAYED,
    /** Its index lies behind the replay window. */
    TOO_OLD,
    /** Its tag is not ours. */
    NOT_AUTHENTIC,
    /**
     * Not a packet: too short, too long, another version, unencrypted SRTCP; or authentic and still not RTP or RTCP
     * inside (SRTP-20).
     */
    MALFORMED,
    /** A source beyond those that one call may have, or a receiver that is closed. */
    NO_CONTEXT,
    /** The key has opened as many packets as it may (SRTP-08). */
    KEY_EXHAUSTED
}
