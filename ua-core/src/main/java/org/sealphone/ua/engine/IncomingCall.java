package org.sealphone.ua.engine;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.sdes.SdesOffer;
import org.sealphone.crypto.wire.CryptoWriter;
import org.sealphone.media.sdp.LocalAnswer;
import org.sealphone.media.sdp.LocalMedia;
import org.sealphone.media.sdp.LocalOffer;
import org.sealphone.media.sdp.SessionTerms;
import org.sealphone.ua.api.Account;
import org.sealphone.ua.api.CallDirection;
import org.sealphone.ua.api.CallId;
import org.sealphone.ua.api.CallState;
import org.sealphone.ua.api.CallerFacts;
import org.sealphone.ua.api.End;
import org.sealphone.ua.api.EndedBy;
import org.sealphone.ua.api.UaEvent;
import org.sealphone.ua.report.UaReason;

/**
 * A call to us (RFC 3261 13.3): an offer that we do not take is refused with 488 before anything rings; one that we take rings until a
 * person answers. Nothing in the request can make it answer by itself (ADV-87). Media starts with the ACK.
 *
 * <p>An INVITE without a description rings as well; our 200 has the offer then, the ACK decides, and no key is made after it (SDES-31).
 * Owner: the engine.
 */
final class IncomingCall extends Call {
    private final Exchange invite;
    private final RequestView request;
    private @Nullable LocalAnswer answer;
    private @Nullable SdesOffer keys;
    private @Nullable LocalOffer offer;
    private @Nullable ReliableRinging reliable;
    /** What both sides have said before the call is taken. */
    private @Nullable SessionTerms settled;

    private boolean taken;
    private boolean waits;
    private Optional<Call> replaced = Optional.empty();
    private long answeredNanos;
    private final long invitedNanos;

    IncomingCall(CallId id, Exchange invite, RequestView request, Account account, Flow flow, Calls calls) {
        super(id, CallDirection.INCOMING, request.from(), account, flow, calls);
        this.invite = invite;
        this.request = request;
        this.invitedNanos = out.now().nanos();
        this.remoteName = request.displayName();
        this.dialog = request.dialog().orElse(null);
        saysOfCaller(CallerReading.of(request, account, out.now()));
    }

    /** For an invitation: whether this one came with it. */
    boolean isFrom(Exchange exchange) {
        return invite.equals(exchange);
    }

    /**
     * RFC 3891 3: the call whose place this one takes when it is answered; it rings like any other until then. Refused when there is none,
     * and when it is to be left alone because it stands already.
     *
     * @return false when it was refused
     */
    boolean replaces(Optional<Call> standing) {
        if (standing.isEmpty()) {
            refuse(481, new Refusal(UaReason.XFER_03, ""));
            return false;
        }
        if (request.fields()
                .first("replaces")
                .orElse("")
                .toLowerCase(Locale.ROOT)
                .contains("early-only")) {
            refuse(486, new Refusal(UaReason.XFER_03, "early-only"));
            return false;
        }
        replaced = standing;
        return true;
    }

    /** RFC 7462 4.1: the caller hears that this is not the only call here. */
    void waits() {
        waits = true;
    }

    @Override
    void established(SessionTerms terms) {
        super.established(terms);
        replaced.ifPresent(before -> before.hangUp(new End.Ok()));
    }

    @Override
    void reserved(LocalMedia local) {
        if (request.sdp().isEmpty()) {
            keys = SdesOffer.generate(account.offeredSuites(), calls.random());
            offer = LocalOffer.of(local, account.codecs(), keys, calls.random());
            ring();
            return;
        }
        LocalAnswer.to(request.sdp().orElse(""), local, account.codecs(), account.suites(), calls.random())
                .fold(
                        ready -> {
                            answer = ready;
                            ring();
                            return true;
                        },
                        refusal -> {
                            refuse(488, refusal);
                            return false;
                        });
    }

    private void ring() {
        if (!sayRinging()) {
            return;
        }
        state = CallState.RINGING;
        out.arm(new TimerKey(TimerKey.Kind.RING, id.number()), account.ringTimeout());
        out.tell(new UaEvent.IncomingCall(out.now().wall(), id, target, remoteName));
        if (!caller().equals(CallerFacts.NONE)) {
            out.tell(new UaEvent.CallerKnown(out.now().wall(), id, caller()));
        }
        replaced.ifPresent(before -> out.tell(new UaEvent.CallReplaces(out.now().wall(), id, before.id)));
    }

    /**
     * 180, reliable for a caller who demands that (RFC 3262 3). Without an offer in the INVITE the first reliable message has ours, with the
     * key that stays (SDES-31). False when the flow is gone.
     */
    private boolean sayRinging() {
        boolean demanded = request.require().stream().anyMatch(tag -> tag.equalsIgnoreCase("100rel"));
        SipAnswer ringing =
                waits ? SipAnswer.with(180, "Alert-Info", "<urn:alert:service:call-waiting>") : SipAnswer.plain(180);
        if (!demanded) {
            out.add(new Output.Respond(invite, ringing));
            return true;
        }
        if (offer != null) {
            Optional<byte[]> sdp = flow.writer().write(this::description);
            if (sdp.isEmpty()) {
                ending.finish(EndedBy.NETWORK, new End.Unreachable(new Refusal(CryptoReason.SDES_34, "")));
                return false;
            }
            ringing = ringing.describing(sdp.get());
        }
        TimerKey timer = new TimerKey(TimerKey.Kind.RELIABLE, id.number());
        ReliableRinging sent = new ReliableRinging(invite, request.cseq(), ringing, out, timer, calls.random());
        reliable = sent;
        sent.send();
        return true;
    }

    /** RFC 3262 3: a PRACK that names nothing of ours is answered with 481 and changes nothing (ADV-86). */
    void pracked(Exchange exchange, RequestView prack) {
        ReliableRinging sent = reliable;
        boolean waited = sent != null && sent.holdsBack();
        if (sent == null || !sent.acknowledgedBy(prack)) {
            out.add(new Output.Respond(exchange, SipAnswer.plain(481)));
            return;
        }
        // An offer in it would be a second one before the first is answered.
        boolean second = prack.sdp().isPresent() && !waited;
        out.add(new Output.Respond(exchange, SipAnswer.plain(second ? 488 : 200)));
        LocalOffer ours = offer;
        if (waited && ours != null && state == CallState.RINGING) {
            agreed(ours, prack.sdp(), "PRACK")
                    .fold(
                            terms -> {
                                settled = terms;
                                answerIfTaken();
                                return true;
                            },
                            refusal -> {
                                refuse(488, refusal);
                                return false;
                            });
        }
    }

    private void answerIfTaken() {
        if (taken) {
            answer();
        }
    }

    /** RFC 3311 5.2: before the call is taken. */
    @Override
    void changed(Exchange exchange, DialogKey in, RequestView view) {
        if (state == CallState.RINGING && view.method().equals("UPDATE")) {
            boolean ours = reliable != null && reliable.holdsBack();
            EarlyChange.answer(this, exchange, view, Optional.ofNullable(settled), ours)
                    .ifPresent(next -> settled = next);
        } else {
            super.changed(exchange, in, view);
        }
    }

    /** Refuses for a reason of ours. */
    void refuse(int code, Refusal refusal) {
        status = Optional.of(code);
        out.add(new Output.Respond(invite, SipAnswer.plain(code)));
        out.tell(new UaEvent.CallRefused(out.now().wall(), id, target, code, refusal));
        ending.finish(EndedBy.LOCAL, new End.RefusedByPolicy(refusal));
    }

    @Override
    void portFailed(Refusal refusal) {
        if (state == CallState.DIALLING) {
            status = Optional.of(480);
            out.add(new Output.Respond(invite, SipAnswer.plain(480)));
        }
        super.portFailed(refusal);
    }

    void answer() {
        if (state != CallState.RINGING) {
            return;
        }
        if (reliable != null && reliable.holdsBack()) {
            taken = true;
            return;
        }
        SipAnswer ok = SipAnswer.plain(200);
        if (settled == null) {
            Optional<byte[]> sdp = flow.writer().write(this::description);
            if (sdp.isEmpty()) {
                ending.finish(EndedBy.NETWORK, new End.Unreachable(new Refusal(CryptoReason.SDES_34, "")));
                return;
            }
            ok = SipAnswer.sdp(sdp.get());
        }
        state = CallState.ANSWERING;
        status = Optional.of(200);
        answeredNanos = out.now().nanos();
        out.disarm(new TimerKey(TimerKey.Kind.RING, id.number()));
        heardOf(request.fields());
        out.add(new Output.Respond(invite, session.answering(request, ok)));
    }

    /** What our 200 says, the same each time that it is sent. */
    private String description(CryptoWriter writer) {
        if (answer != null) {
            return answer.text(writer);
        }
        return Objects.requireNonNull(offer, "a call that rings has one of the two")
                .text(writer);
    }

    @Override
    void acknowledged(Optional<String> body) {
        if (state != CallState.ANSWERING) {
            super.acknowledged(body);
            return;
        }
        setupMillis = Optional.of((answeredNanos - invitedNanos) / 1_000_000);
        LocalOffer ours = offer;
        SessionTerms before = settled;
        if (before != null) {
            established(before);
        } else if (ours == null) {
            established(Objects.requireNonNull(answer, "what was answered").terms());
        } else {
            agreed(ours, body, "ACK")
                    .fold(
                            terms -> {
                                established(terms);
                                return true;
                            },
                            refusal -> {
                                ending.bye(EndedBy.LOCAL, new End.RefusedByPolicy(refusal));
                                return false;
                            });
        }
    }

    private static Outcome<SessionTerms> agreed(LocalOffer ours, Optional<String> answered, String where) {
        return answered.isEmpty()
                ? Outcome.refused(UaReason.SIP_05, where)
                : ours.answered(answered.get()).then(plan -> Outcome.granted(ours.terms(plan)));
    }

    @Override
    void ackMissing() {
        if (state == CallState.ANSWERING) {
            ending.bye(EndedBy.NETWORK, new End.Unreachable(new Refusal(UaReason.NET_22, "")));
        } else {
            super.ackMissing();
        }
    }

    void reject(int code) {
        if (state == CallState.RINGING || state == CallState.DIALLING) {
            status = Optional.of(code);
            out.add(new Output.Respond(invite, SipAnswer.plain(code)));
            ending.finish(EndedBy.LOCAL, new End.Ok());
        }
    }

    void cancelled() {
        if (state == CallState.RINGING || state == CallState.DIALLING) {
            status = Optional.of(487);
            reasonPhrase = "Request Terminated";
            out.add(new Output.Respond(invite, SipAnswer.plain(487)));
            ending.finish(EndedBy.REMOTE, new End.RejectedByPeer(487, UaReason.SIP_26.title()));
        }
    }

    @Override
    void hangUp(End why) {
        if (state == CallState.RINGING || state == CallState.DIALLING) {
            status = Optional.of(603);
            out.add(new Output.Respond(invite, SipAnswer.plain(603)));
            ending.finish(EndedBy.LOCAL, why);
        } else if (state == CallState.ANSWERING || state == CallState.ESTABLISHED) {
            ending.bye(EndedBy.LOCAL, why);
        }
    }

    @Override
    void timer(TimerKey.Kind kind) {
        if (kind == TimerKey.Kind.RING && state == CallState.RINGING) {
            status = Optional.of(480);
            out.add(new Output.Respond(invite, SipAnswer.plain(480)));
            ending.finish(EndedBy.LOCAL, new End.Unreachable(new Refusal(UaReason.NET_21, "")));
            return;
        }
        if (kind == TimerKey.Kind.RELIABLE) {
            ringAgain();
            return;
        }
        super.timer(kind);
    }

    private void ringAgain() {
        if (state == CallState.RINGING && reliable != null && !reliable.again()) {
            status = Optional.of(504);
            out.add(new Output.Respond(invite, SipAnswer.plain(504)));
            ending.finish(EndedBy.NETWORK, new End.Unreachable(new Refusal(UaReason.NET_29, "")));
        }
    }

    @Override
    void wipe() {
        out.disarm(new TimerKey(TimerKey.Kind.RELIABLE, id.number()));
        if (settled != null) {
            settled.close();
            settled = null;
        }
        if (answer != null) {
            answer.plan().close();
            answer = null;
        }
        offer = null;
        if (keys != null) {
            keys.close();
            keys = null;
        }
        super.wipe();
    }
}
