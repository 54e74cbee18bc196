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
 * @param secondTries packets that were held against a second candidate for their rollover counter, since the last fresh key
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
        long foreign,
        long secondTries) {
    /** What both have counted: a call that moves to another port is one call. */
    public PortCounters plus(PortCounters other) {
        return new PortCounters(
                rtpOut + other.rtpOut,
                rtcpOut + other.rtcpOut,
                notTaken + other.notTaken,
                rtpIn + other.rtpIn,
                rtcpIn + other.rtcpIn,
                authFailed + other.authFailed,
                replayed + other.replayed,
                malformed + other.malformed,
                exhausted + other.exhausted,
                noContext + other.noContext,
                foreign + other.foreign,
                secondTries + other.secondTries);
    }
}
