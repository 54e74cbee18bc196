package org.sealphone.harness.trunk;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealphone.harness.sip.SipRequest;
import org.sealphone.harness.sip.SipResponse;
import org.sealphone.harness.trunk.media.MediaPorts;

/** A phone calls a service: rings, answers, waits for the ACK (RFC 3261, 13.3). An INVITE without SDP gets the offer in the answer. */
final class IncomingCall extends ServiceCall {
    private final SipRequest invite;
    private final Gatekeeper.Admission admission;
    private @Nullable SipResponse answer;
    private boolean ringing = true;

    IncomingCall(
            ServiceTools tools,
            Service service,
            Flow flow,
            SipRequest invite,
            Gatekeeper.Admission admission,
            MediaPorts ports) {
        super(tools, service, flow, admission.user(), invite.callId(), ports);
        this.invite = invite;
        this.admission = admission;
        learn(invite, invite.fromTag());
        learnSequence(invite.cseq().number());
    }

    @Override
    String localAddress() {
        return invite.to().uri();
    }

    @Override
    String remoteAddress() {
        return invite.from().uri();
    }

    /** True for a message of the transaction that this INVITE began. */
    boolean began(Flow on, SipRequest request) {
        return on == flow && request.topVia().branch().equals(invite.topVia().branch());
    }

    void start() {
        Optional<String> said = invite.hasSdp() ? negotiate(invite.body()) : Optional.of(outgoingSdp(ownOffer(), true));
        if (said.isEmpty()) {
            reject(Refusals.notAcceptable(invite, "SRTP keys are needed", localTag), "rejected");
            return;
        }
        respond(invite.response(180, "Ringing", localTag).with("Contact", tools.contact(invite)));
        answer = admission.proven(
                invite.response(200, "OK", localTag)
                        .with("Contact", tools.contact(invite))
                        .with("Allow", Refusals.ALLOW)
                        .withSdp(said.get()),
                "Proxy-Authentication-Info");
        Duration rings = tools.settings().conduct().ringing();
        if (rings.isZero()) {
            pickUp();
        } else {
            timer(rings, this::pickUp);
        }
    }

    private void pickUp() {
        SipResponse ready = answer;
        if (ready != null && ringing && !ended()) {
            ringing = false;
            status(200);
            timer(NO_ACK, () -> hangUp("no ACK"));
            respond(ready);
        }
    }

    @Override
    void cancelled() {
        if (!ringing) {
            return;
        }
        if (tools.settings().conduct().answersCancelled()) {
            pickUp();
        } else {
            reject(invite.response(487, "Request Terminated", localTag), "cancel");
        }
    }

    private void reject(SipResponse response, String why) {
        ringing = false;
        status(response.status());
        respond(response);
        end(why);
    }

    private void respond(SipResponse response) {
        tools.responder().respond(flow, invite, response);
    }
}
