package org.sealphone.harness.trunk;

import java.net.InetSocketAddress;

/**
 * The dialog between a service and a phone, as the service sees it: what one needs to write a request inside it.
 *
 * @param description the latest SDP that the service sent, as the phone got it: its keys are a secret
 */
public record ServiceLeg(
        long connection,
        String callId,
        String localAddress,
        String localTag,
        String remoteAddress,
        String remoteTag,
        String remoteTarget,
        InetSocketAddress remoteRtp,
        InetSocketAddress remoteRtcp,
        String description) {
    /** Names the call alone. */
    @Override
    public String toString() {
        return "ServiceLeg[" + callId + "]";
    }
}
