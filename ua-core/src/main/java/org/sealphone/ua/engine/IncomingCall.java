package org.sealphone.ua.engine;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.media.sdp.LocalAnswer;
import org.sealphone.ua.api.Account;
import org.sealphone.ua.api.CallDirection;
import org.sealphone.ua.api.CallId;
import org.sealphone.ua.api.CallState;
import org.sealphone.ua.api.End;
import org.sealphone.ua.api.EndedBy;
import org.sealphone.ua.api.UaEvent;
import org.sealphone.ua.report.UaReason;

/**
 * A call to us (RFC 3261 13.3): an offer that we do not take is refused with 488 before anything rings; one that we take rings until a
 * person answers. Nothing in the request can make it answer by itself (ADV-87). Media starts with the ACK. Owner: the engine.
 */
final class IncomingCall extends Call {
    private final Account account;
    private final Flow flow;
    private final Exchange invite;
    private final RequestView request;
    private @Nullable LocalAnswer answer;
    private long answeredNanos;
    private final long invitedNanos;

    IncomingCall(CallId id, Exchange invite, RequestView request, Account account, Flow flow, Calls calls) {
        super(id, CallDirection.INCOMING, request.from(), calls);
        this.invite = invite;
        this.request = request;
        this.account = account;
        this.flow = flow;
        this.invitedNanos = out.now().nanos();
        this.remoteName = request.displayName();
        this.dialog = request.dialog().orElse(null);
    }

    /** For an invitation: whether this one came with it. */
    boolean isFrom(Exchange exchange) {
        return invite.equals(exchange);
    }

    @Override
    void portReady(Input.PortReady input) {
        if (state != CallState.DIALLING) {
            return;
        }
        LocalAnswer.to(request.sdp().orElse(""), input.local(), account.codecs(), account.suites(), calls.random())
                .fold(
                        ready -> {
                            ring(ready);
                            return true;
                        },
                        refusal -> {
                            refuse(488, refusal);
                            return false;
                        });
    }

    private void ring(LocalAnswer ready) {
        answer = ready;
        state = CallState.RINGING;
        out.add(new Output.Respond(invite, SipAnswer.plain(180)));
        out.arm(new TimerKey(TimerKey.Kind.RING, id.number()), account.ringTimeout());
        out.tell(new UaEvent.IncomingCall(out.now().wall(), id, target, remoteName));
    }

    /** Refuses without having rung. */
    void refuse(int code, Refusal refusal) {
        status = Optional.of(code);
        out.add(new Output.Respond(invite, SipAnswer.plain(code)));
        out.tell(new UaEvent.CallRefused(out.now().wall(), id, target, code, refusal));
        finish(EndedBy.LOCAL, new End.RefusedByPolicy(refusal));
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
        LocalAnswer ready = answer;
        if (state != CallState.RINGING || ready == null) {
            return;
        }
        Optional<byte[]> sdp = flow.writer().write(ready::text);
        if (sdp.isEmpty()) {
            finish(EndedBy.NETWORK, new End.Unreachable(new Refusal(CryptoReason.SDES_34, "")));
            return;
        }
        state = CallState.ANSWERING;
        status = Optional.of(200);
        answeredNanos = out.now().nanos();
        out.disarm(new TimerKey(TimerKey.Kind.RING, id.number()));
        out.add(new Output.Respond(invite, SipAnswer.sdp(sdp.get())));
    }

    void acknowledged() {
        LocalAnswer agreed = answer;
        if (state == CallState.ANSWERING && agreed != null) {
            setupMillis = Optional.of((answeredNanos - invitedNanos) / 1_000_000);
            established(agreed.plan());
        }
    }

    void ackMissing() {
        if (state == CallState.ANSWERING) {
            bye(EndedBy.NETWORK, new End.Unreachable(new Refusal(UaReason.NET_22, "")));
        }
    }

    void reject(int code) {
        if (state == CallState.RINGING || state == CallState.DIALLING) {
            status = Optional.of(code);
            out.add(new Output.Respond(invite, SipAnswer.plain(code)));
            finish(EndedBy.LOCAL, new End.Ok());
        }
    }

    void cancelled() {
        if (state == CallState.RINGING || state == CallState.DIALLING) {
            status = Optional.of(487);
            reasonPhrase = "Request Terminated";
            out.add(new Output.Respond(invite, SipAnswer.plain(487)));
            finish(EndedBy.REMOTE, new End.RejectedByPeer(487, UaReason.SIP_26.title()));
        }
    }

    @Override
    void hangUp(End why) {
        if (state == CallState.RINGING || state == CallState.DIALLING) {
            status = Optional.of(603);
            out.add(new Output.Respond(invite, SipAnswer.plain(603)));
            finish(EndedBy.LOCAL, why);
        } else if (state == CallState.ANSWERING || state == CallState.ESTABLISHED) {
            bye(EndedBy.LOCAL, why);
        }
    }

    @Override
    void timer(TimerKey.Kind kind) {
        if (kind == TimerKey.Kind.RING && state == CallState.RINGING) {
            status = Optional.of(480);
            out.add(new Output.Respond(invite, SipAnswer.plain(480)));
            finish(EndedBy.LOCAL, new End.Unreachable(new Refusal(UaReason.NET_21, "")));
            return;
        }
        super.timer(kind);
    }

    @Override
    void wipe() {
        if (answer != null) {
            answer.plan().close();
            answer = null;
        }
        super.wipe();
    }
}
