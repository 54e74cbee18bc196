package org.sealphone.harness.oracle.sip;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Map;
import org.sealphone.harness.srtp.HarnessKeys;

/**
 * The right to send media from one address to another under one key for a time: one direction of an agreed offer and answer.
 *
 * @param byClient whether the TLS client's side sends: only its own flow says when a phone may begin
 * @param codecs payload types that the receiver's SDP names, with the codecs' names in upper case
 */
public record MediaGrant(
        String callId,
        boolean byClient,
        InetSocketAddress fromRtp,
        InetSocketAddress toRtp,
        InetSocketAddress fromRtcp,
        InetSocketAddress toRtcp,
        HarnessKeys keys,
        Map<Integer, String> codecs,
        Instant since,
        Instant until) {
    public MediaGrant {
        codecs = Map.copyOf(codecs);
    }

    /** Media with RTP and RTCP on one port, from now on. */
    public static MediaGrant muxed(
            InetSocketAddress from,
            InetSocketAddress to,
            HarnessKeys keys,
            Map<Integer, String> codecs,
            Instant since) {
        return new MediaGrant("", true, from, to, from, to, keys, codecs, since, Instant.MAX);
    }

    MediaGrant endedAt(Instant end) {
        Instant earlier = end.isBefore(until) ? end : until;
        return new MediaGrant(callId, byClient, fromRtp, toRtp, fromRtcp, toRtcp, keys, codecs, since, earlier);
    }

    /** The same right, whatever its times. */
    boolean continues(MediaGrant other) {
        return fromRtp.equals(other.fromRtp)
                && toRtp.equals(other.toRtp)
                && fromRtcp.equals(other.fromRtcp)
                && toRtcp.equals(other.toRtcp)
                && keys.equals(other.keys)
                && codecs.equals(other.codecs);
    }
}
