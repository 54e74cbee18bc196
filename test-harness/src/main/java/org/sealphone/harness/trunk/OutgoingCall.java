package org.sealphone.harness.trunk;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.sealphone.harness.sip.SipHeaders;
import org.sealphone.harness.sip.SipRequest;
import org.sealphone.harness.sip.SipResponse;
import org.sealphone.harness.trunk.media.MediaPorts;

/** A service calls a phone that is registered: offers, acknowledges, hangs up where the answer breaks RFC 4568. */
final class OutgoingCall extends ServiceCall {
    private final SipRequest invite;

    OutgoingCall(
            ServiceTools tools,
            Service service,
            Registrar.Binding target,
            MediaPorts ports,
            UnaryOperator<String> change) {
        super(tools, service, target.flow(), target.user(), tools.tags().fresh(), ports);
        String domain = tools.settings().domain();
        String offer = outgoingSdp(change.apply(ownOffer()), true);
        SipHeaders headers = SipHeaders.empty()
                .with(
                        "Via",
                        "SIP/2.0/TLS " + tools.hostPort() + ";branch="
                                + tools.tags().branch())
                .with("From", "<sips:" + service.user() + "@" + domain + ">;tag=" + localTag)
                .with("To", "<sips:" + target.user() + "@" + domain + ">")
                .with("Call-ID", callId)
                .with("CSeq", "1 INVITE")
                .with("Contact", tools.contact())
                .with("Allow", Refusals.ALLOW)
                .with("Max-Forwards", "70")
                .with("Content-Type", "application/sdp");
        this.invite = new SipRequest("INVITE", target.contact().uri(), headers, offer);
        localSequence(1);
    }

    @Override
    String localAddress() {
        return invite.from().uri();
    }

    @Override
    String remoteAddress() {
        return invite.to().uri();
    }

    String branch() {
        return invite.topVia().branch();
    }

    void start() {
        flow.sendText(tools.settings().conduct().invite(invite.text()), true);
        timer(tools.settings().noAnswer(), () -> {
            cancel();
            timer(NO_ACK, () -> end("no answer"));
        });
    }

    private void cancel() {
        SipHeaders headers = SipHeaders.empty().with("Via", invite.headers().required("Via"));
        for (String name : new String[] {"From", "To", "Call-ID"}) {
            headers = headers.with(name, invite.headers().required(name));
        }
        flow.send(new SipRequest(
                "CANCEL", invite.uri(), headers.with("CSeq", "1 CANCEL").with("Max-Forwards", "70"), ""));
    }

    @Override
    void cancelled() {}

    /** A response to the INVITE; a 2xx that comes again is acknowledged again. */
    void response(SipResponse response) {
        if (response.provisional()) {
            learn(response, response.toTag());
            return;
        }
        if (!response.cseq().method().equals("INVITE")) {
            return;
        }
        status(response.status());
        learn(response, response.toTag());
        if (!response.success()) {
            acknowledge(response, invite.uri(), invite.headers().required("Via"));
            end(response.status() == 487 ? "cancel" : "rejected");
            return;
        }
        flow.send(request("ACK", 1));
        if (!offerPending()) {
            return;
        }
        Optional<String> sdpAnswer = Optional.of(response.body()).filter(body -> response.hasSdp());
        if (sdpAnswer.isPresent() && answered(sdpAnswer.get())) {
            establish();
        } else {
            hangUp("an answer that breaks RFC 4568");
        }
    }

    /** The ACK to a final response other than 2xx belongs to the transaction (RFC 3261, 17.1.1.3). */
    private void acknowledge(SipResponse response, String uri, String via) {
        SipHeaders headers = SipHeaders.empty()
                .with("Via", via)
                .with("From", invite.headers().required("From"))
                .with("To", response.headers().required("To"))
                .with("Call-ID", callId)
                .with("CSeq", "1 ACK")
                .with("Max-Forwards", "70");
        flow.send(new SipRequest("ACK", uri, headers, ""));
    }
}
