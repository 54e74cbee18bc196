package org.sealphone.harness.trunk;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealphone.harness.sip.NameAddr;
import org.sealphone.harness.sip.SdpDocument;
import org.sealphone.harness.sip.SipHeaders;
import org.sealphone.harness.sip.SipMessage;
import org.sealphone.harness.sip.SipRequest;
import org.sealphone.harness.sip.SipResponse;
import org.sealphone.harness.trunk.media.MediaPorts;
import org.sealphone.harness.trunk.media.ServiceSdp;
import org.sealphone.harness.trunk.media.StreamPlan;

/**
 * The dialog between a service and a phone (RFC 3261, 12) with its media. Hangs up by itself when an answer is not acknowledged within 32
 * seconds, when the keys that a phone answers with break RFC 4568, and after an hour. Owned by the loop thread.
 */
abstract class ServiceCall {
    static final Duration NO_ACK = Duration.ofSeconds(32);
    private static final Duration LONGEST = Duration.ofHours(1);

    final ServiceTools tools;
    final Service service;
    Flow flow;
    final String callId;
    final String user;
    final String localTag;
    final MediaPorts ports;
    final ServiceSdp sdp;

    private String remoteTag = "";
    private String remoteTarget = "";
    private long localSequence;
    private long remoteSequence;
    private int status;
    private boolean ended;
    private boolean established;
    private boolean mediaOpen;
    private boolean muted;
    private boolean offerPending;
    private @Nullable SipRequest reinvite;
    private String description = "";
    private @Nullable StreamPlan plan;
    private @Nullable Timer timer;

    ServiceCall(ServiceTools tools, Service service, Flow flow, String user, String callId, MediaPorts ports) {
        this.tools = tools;
        this.service = service;
        this.flow = flow;
        this.user = user;
        this.callId = callId;
        this.ports = ports;
        this.localTag = tools.tags().fresh();
        StreamPlan.Voice voice = service == Service.ECHO ? StreamPlan.Voice.ECHO : StreamPlan.Voice.TONE;
        boolean mirrors = tools.settings().conduct().mirrors();
        this.sdp = new ServiceSdp(ports, mirrors ? StreamPlan.Voice.MIRROR : voice, tools.random());
    }

    abstract String localAddress();

    abstract String remoteAddress();

    /** The INVITE was cancelled by the phone. */
    abstract void cancelled();

    final String key() {
        return callId + "|" + localTag;
    }

    final boolean ended() {
        return ended;
    }

    final boolean established() {
        return established;
    }

    final void status(int finalStatus) {
        this.status = finalStatus;
    }

    final void timer(Duration delay, Runnable task) {
        stopTimer();
        timer = tools.loop().later(delay, task);
    }

    final void stopTimer() {
        if (timer != null) {
            timer.cancel();
        }
    }

    /** Learns the peer's tag and target from a message that makes or refreshes the dialog. */
    final void learn(SipMessage message, Optional<String> tag) {
        remoteTag = tag.orElse(remoteTag);
        message.headers().elements("Contact").stream()
                .findFirst()
                .flatMap(NameAddr::parse)
                .ifPresent(contact -> remoteTarget = contact.uri());
    }

    final void learnSequence(long number) {
        remoteSequence = number;
    }

    /** Answers an offer and sets up or changes the media; empty where nothing in it can be accepted. */
    final Optional<String> negotiate(String offer) {
        tools.settings().observer().sdp(new SdpPassage(callId, user, service.user(), true, offer));
        String seen = tools.settings().conduct().offer(rewritten(user, service.user(), true, offer));
        Optional<ServiceSdp.Answer> answer = SdpDocument.parse(seen).flatMap(sdp::answer);
        return answer.map(found -> {
            String honest = found.sdp();
            String said = tools.settings().conduct().answer(offer, honest);
            muted = !said.equals(honest);
            media(found.plan());
            return outgoingSdp(said, false);
        });
    }

    final String outgoingSdp(String text, boolean offer) {
        tools.settings().observer().sdp(new SdpPassage(callId, service.user(), user, offer, text));
        description = rewritten(service.user(), user, offer, text);
        return description;
    }

    private String rewritten(String from, String to, boolean offer, String text) {
        return tools.settings().rewriter().rewrite(new SdpPassage(callId, from, to, offer, text));
    }

    /** An offer of our own goes out; the next answer belongs to it. */
    final String ownOffer() {
        offerPending = true;
        return sdp.offer();
    }

    final boolean offerPending() {
        return offerPending;
    }

    /** A re-INVITE with fresh keys (RFC 4568, 7.1.4). */
    final void reoffer(String direction) {
        if (ended || !established || offerPending) {
            return;
        }
        String offer = ownOffer().replace("a=sendrecv", "a=" + direction);
        SipRequest invite = scripted("INVITE", outgoingSdp(offer, true));
        reinvite = invite;
        flow.sendText(invite.text(), true);
    }

    /** The response to our re-INVITE; false where it belongs to something else. What is refused changes nothing. */
    final boolean reoffered(SipResponse response) {
        SipRequest invite = reinvite;
        if (invite == null || !invite.topVia().branch().equals(response.topVia().branch())) {
            return false;
        }
        if (response.provisional()) {
            return true;
        }
        reinvite = null;
        learn(response, Optional.empty());
        String via = response.success() ? freshVia() : invite.headers().required("Via");
        SipHeaders headers = invite.headers()
                .replaced("Via", via)
                .replaced("CSeq", invite.cseq().number() + " ACK")
                .without("Content-Type");
        flow.send(new SipRequest("ACK", remoteTarget, headers, ""));
        if (response.success() && !(response.hasSdp() && answered(response.body()))) {
            hangUp("an answer that breaks RFC 4568");
        }
        offerPending = false;
        return true;
    }

    /** What was on its way is not heard any more. */
    final void lost() {
        reinvite = null;
        offerPending = false;
    }

    /** Takes the phone's answer to our offer; false where it breaks the rules. */
    final boolean answered(String answer) {
        offerPending = false;
        tools.settings().observer().sdp(new SdpPassage(callId, user, service.user(), false, answer));
        Optional<StreamPlan> agreed = SdpDocument.parse(rewritten(user, service.user(), false, answer))
                .flatMap(sdp::answered);
        agreed.ifPresent(this::media);
        return agreed.isPresent();
    }

    private void media(StreamPlan agreed) {
        plan = agreed;
        StreamPlan now = muted || !established ? quiet(agreed) : agreed;
        if (mediaOpen) {
            tools.media().change(ports, now);
            return;
        }
        mediaOpen = true;
        tools.media().open(ports, now);
        tools.settings()
                .observer()
                .mediaOpened(new ServiceMedia(
                        callId, service, ports.rtp(), ports.rtcp(), agreed.remoteRtp(), agreed.remoteRtcp()));
    }

    /** Until the ACK, and where a script told lies about the keys, a service listens only. */
    private static StreamPlan quiet(StreamPlan plan) {
        return new StreamPlan(
                StreamPlan.Voice.SILENT,
                plan.codec(),
                plan.payloadType(),
                plan.events(),
                plan.local(),
                plan.remote(),
                plan.remoteRtp(),
                plan.remoteRtcp(),
                plan.mux(),
                false);
    }

    final void establish() {
        if (established || ended) {
            return;
        }
        established = true;
        timer(LONGEST, () -> hangUp("an hour is over"));
        StreamPlan agreed = plan;
        if (agreed != null) {
            media(agreed);
            tools.settings().conduct().established(tools.desk(), leg(agreed));
        }
    }

    private ServiceLeg leg(StreamPlan agreed) {
        return new ServiceLeg(
                flow.number(),
                callId,
                localAddress(),
                localTag,
                remoteAddress(),
                remoteTag,
                remoteTarget,
                agreed.remoteRtp(),
                agreed.remoteRtcp(),
                description);
    }

    /** A request of the phone inside the dialog, other than ACK and CANCEL. */
    final void inside(SipRequest request) {
        if (!request.fromTag().equals(Optional.of(remoteTag))) {
            tools.responder().respond(flow, request, request.response(481, "Call/Transaction Does Not Exist"));
            return;
        }
        if (request.cseq().number() <= remoteSequence) {
            tools.responder().respond(flow, request, request.response(500, "CSeq Out Of Order"));
            return;
        }
        remoteSequence = request.cseq().number();
        switch (request.method()) {
            case "BYE" -> {
                tools.responder().respond(flow, request, request.response(200, "OK"));
                end("bye");
            }
            case "INVITE", "UPDATE" -> modify(request);
            case "OPTIONS", "INFO" -> tools.responder().respond(flow, request, request.response(200, "OK"));
            default -> tools.responder().respond(flow, request, Refusals.notAllowed(request, localTag));
        }
    }

    /** A re-INVITE or UPDATE; what cannot be accepted leaves the media as it is (RFC 3261, 14.2). */
    private void modify(SipRequest request) {
        learn(request, Optional.empty());
        boolean invite = request.is("INVITE");
        SipResponse ok = request.response(200, "OK").with("Contact", tools.contact());
        if (!request.hasSdp()) {
            tools.responder()
                    .respond(
                            flow,
                            request,
                            invite ? Refusals.notAcceptable(request, "An offer is needed", localTag) : ok);
            return;
        }
        Optional<String> answer = negotiate(request.body());
        tools.responder()
                .respond(
                        flow,
                        request,
                        answer.map(ok::withSdp)
                                .orElseGet(() -> Refusals.notAcceptable(request, "SRTP keys are needed", localTag)));
    }

    /** The phone's ACK: to our answer, or to a later re-INVITE, where nothing is left to do. */
    final void acknowledged(SipRequest ack) {
        if (offerPending && !(ack.hasSdp() && answered(ack.body()))) {
            hangUp("an answer that breaks RFC 4568");
            return;
        }
        establish();
    }

    private String freshVia() {
        return "SIP/2.0/TLS " + tools.hostPort() + ";branch=" + tools.tags().branch();
    }

    /** A request of ours inside the dialog. */
    final SipRequest request(String method) {
        return request(method, ++localSequence);
    }

    final SipRequest request(String method, long number) {
        SipHeaders headers = SipHeaders.empty()
                .with("Via", freshVia())
                .with("From", "<" + localAddress() + ">;tag=" + localTag)
                .with("To", "<" + remoteAddress() + ">;tag=" + remoteTag)
                .with("Call-ID", callId)
                .with("CSeq", number + " " + method)
                .with("Max-Forwards", "70");
        return new SipRequest(method, remoteTarget, headers, "");
    }

    /** A request inside the dialog for a script, with a Contact, and with SDP where there is any. */
    final SipRequest scripted(String method, String body) {
        SipRequest bare = request(method);
        SipHeaders headers = bare.headers().with("Contact", tools.contact());
        return body.isEmpty()
                ? bare.withHeaders(headers)
                : bare.withHeaders(headers.with("Content-Type", "application/sdp"))
                        .withBody(body);
    }

    final void localSequence(long number) {
        localSequence = number;
    }

    final void hangUp(String why) {
        if (!ended) {
            flow.send(request("BYE"));
            end(why);
        }
    }

    final void end(String why) {
        if (ended) {
            return;
        }
        ended = true;
        stopTimer();
        tools.media().release(ports);
        tools.services().over(this, status, why);
    }
}
