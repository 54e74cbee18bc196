package org.sealphone.harness.trunk;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealphone.harness.sip.SipHeaders;
import org.sealphone.harness.sip.SipRequest;

/**
 * One request on its way through the proxy: the server transaction towards who sent it and the client transaction towards who gets it (RFC
 * 3261, 16). Owned by the loop thread.
 */
final class Passage {
    final Flow upstream;
    final SipRequest received;
    final Flow downstream;
    final SipRequest forwarded;
    final @Nullable RoutedCall call;
    final boolean fromCaller;
    boolean provisional;
    boolean cancelled;
    boolean cancelSent;

    /** The final status that went upstream; 0 while there is none. */
    int status;

    @Nullable
    Timer timer;

    Passage(
            Flow upstream,
            SipRequest received,
            Flow downstream,
            SipRequest forwarded,
            @Nullable RoutedCall call,
            boolean fromCaller) {
        this.upstream = upstream;
        this.received = received;
        this.downstream = downstream;
        this.forwarded = forwarded;
        this.call = call;
        this.fromCaller = fromCaller;
    }

    static String upstreamKey(Flow flow, SipRequest request) {
        return flow.number() + "|" + request.topVia().branch();
    }

    String branch() {
        return forwarded.topVia().branch();
    }

    Optional<RoutedCall> routedCall() {
        return Optional.ofNullable(call);
    }

    void timer(Timer next) {
        if (timer != null) {
            timer.cancel();
        }
        timer = next;
    }

    /** CANCEL or the ACK of the same transaction: same target, same topmost Via alone (RFC 3261, 9.1 and 17.1.1.3). */
    SipRequest sibling(String method, String to) {
        SipHeaders headers = SipHeaders.empty()
                .with("Via", forwarded.headers().elements("Via").get(0))
                .with("From", forwarded.headers().required("From"))
                .with("To", to)
                .with("Call-ID", forwarded.callId())
                .with("CSeq", forwarded.cseq().number() + " " + method)
                .with("Max-Forwards", "70");
        return new SipRequest(method, forwarded.uri(), headers, "");
    }
}
