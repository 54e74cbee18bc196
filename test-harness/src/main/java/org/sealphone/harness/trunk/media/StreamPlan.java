package org.sealphone.harness.trunk.media;

import java.net.InetSocketAddress;
import org.sealphone.harness.srtp.HarnessKeys;
import org.sealphone.media.codec.Codec;

/**
 * What an offer and its answer agreed on for one service's media.
 *
 * @param events the payload type of telephone events, or -1
 * @param local the keys under which this side sends
 * @param remote the keys under which the peer sends
 * @param mux RTP and RTCP on one port (RFC 5761)
 * @param sends false while the peer holds the call or only sends
 */
public record StreamPlan(
        Voice voice,
        Codec codec,
        int payloadType,
        int events,
        HarnessKeys local,
        HarnessKeys remote,
        InetSocketAddress remoteRtp,
        InetSocketAddress remoteRtcp,
        boolean mux,
        boolean sends) {

    /** What a service says. */
    public enum Voice {
        /** What it hears. */
        ECHO,
        /** 440 Hz. */
        TONE,
        /** 440 Hz, and each datagram that comes, as it came. */
        MIRROR,
        /** Nothing: it listens and counts. */
        SILENT
    }
}
