package org.sealphone.crypto.wire;

/**
 * What an SRTP port has sent and seen, at one moment.
 *
 * @param rtpOut SRTP packets that the socket took
 * @param rtcpOut SRTCP packets that the socket took
 * @param notTaken packets that the socket did not take, or that came after the close
 * @param rtpIn authenticated RTP packets
 * @param rtcpIn authenticated RTCP compounds
 * @param authFailed packets whose tag was wrong
 * @param replayed packets that came twice or too late
 * @param malformed packets that were no SRTP, or nonsense inside
 * @param exhausted packets beyond the lifetime of the peer's key
 * @param noContext packets of more sources than a call has
 * @param foreign datagrams of other protocols, dropped by their first octet (RFC 7983)
 */
public record PortCounters(
        long rtpOut,
        long rtcpOut,
        long notTaken,
        long rtpIn,
        long rtcpIn,
        long authFailed,
        long replayed,
        long malformed,
        long exhausted,
        long noContext,
        long foreign) {}
