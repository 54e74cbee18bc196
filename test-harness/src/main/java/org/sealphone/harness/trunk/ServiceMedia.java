package org.sealphone.harness.trunk;

import java.net.InetSocketAddress;

/** The transport addresses of a service's media: its own, and where the peer's SDP says that it listens. */
public record ServiceMedia(
        String callId,
        Service service,
        InetSocketAddress localRtp,
        InetSocketAddress localRtcp,
        InetSocketAddress remoteRtp,
        InetSocketAddress remoteRtcp) {}
