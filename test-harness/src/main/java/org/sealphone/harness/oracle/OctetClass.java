package org.sealphone.harness.oracle;

/** What a captured octet is. Exactly one of these. */
public enum OctetClass {
    /** Inside records of a TLS stream to the trunk. */
    TLS,
    /** Payload of a datagram that authenticates and decrypts as SRTP under the SDP's key. */
    SRTP,
    /** The same as SRTCP, with its E bit. */
    SRTCP,
    /** A query for an allowed name to an allowed resolver, or its answer. */
    DNS,
    /** Headers of link, network and transport, and housekeeping without payload: ARP, neighbour discovery, ICMP errors. */
    LINK,
    /** What a planted control sent, and was caught for. */
    CONTROL,
    /** What a peer that is not in the dock sent and that fits no class above: reported, not judged. */
    PEER,
    /** Everything else: a leak. */
    UNKNOWN
}
