package org.sealphone.ua.engine;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.sdes.SdesOffer;
import org.sealphone.media.sdp.LocalOffer;
import org.sealphone.ua.api.Account;
import org.sealphone.ua.api.CallDirection;
import org.sealphone.ua.api.CallId;
import org.sealphone.ua.api.CallState;
import org.sealphone.ua.api.End;
import org.sealphone.ua.api.EndedBy;
import org.sealphone.ua.api.UaEvent;
import org.sealphone.ua.policy.SipTarget;
import org.sealphone.ua.report.Severity;
import org.sealphone.ua.report.UaReason;

/**
 * A call that we make (RFC 3261 13.2, 9, 15): flow, port, fresh keys, INVITE, and then an answer that is agreed to or refused. A refused
 * answer is acknowledged and hung up; its port closes without ever having been able to send. Descriptions in provisional responses are not
 * the answer and nothing is done with them (ADV-21, ADV-22): the 2xx is. Owner: the engine.
 */
final class OutgoingCall extends Call implements Reply {
    /** 64*T1: after this a cancelled INVITE without a final response is given up (RFC 3261 9.1). */
    private static final Duration CANCEL_PATIENCE = Duration.ofSeconds(32);

    private final Account account;
    private final Flow flow;
    private final SipTarget callee;
    private @Nullable SdesOffer keys;
    private @Nullable LocalOffer offer;
    private @Nullable Exchange invite;
    private boolean cancellable;
    private boolean cancelWanted;
    private long invitedNanos;

    OutgoingCall(CallId id, SipTarget callee, Account account, Flow flow, Calls calls) {
        super(id, CallDirection.OUTGOING, callee.uri(), calls);
        this.callee = callee;
        this.account = account;
        this.flow = flow;
    }

    void start() {
        flow.need(
                () -> {
                    if (state == CallState.DIALLING) {
                        reserve();
                    }
                },
                why -> {
                    if (state == CallState.DIALLING) {
                        finish(EndedBy.NETWORK, why);
                    }
                });
    }

    @Override
    void portReady(Input.PortReady input) {
        if (state != CallState.DIALLING) {
            return;
        }
        keys = SdesOffer.generate(account.suites(), calls.random());
        LocalOffer made = LocalOffer.of(input.local(), account.codecs(), keys, calls.random());
        offer = made;
        Optional<byte[]> sdp = flow.writer().write(made::text);
        if (sdp.isEmpty()) {
            finish(EndedBy.NETWORK, new End.Unreachable(new Refusal(CryptoReason.SDES_34, "")));
            return;
        }
        invitedNanos = out.now().nanos();
        out.arm(new TimerKey(TimerKey.Kind.RING, id.number()), account.ringTimeout());
        out.tell(new UaEvent.Dialling(out.now().wall(), id, target));
        invite = requests.send(
                SipRequest.invite("call-" + id.number(), callee.uri(), callee.identity(), sdp.get()), this);
    }

    /** A challenge ends an INVITE that was to be cancelled as well as a CANCEL does. */
    @Override
    public boolean answersChallenges() {
        return state != CallState.ENDING && state != CallState.ENDED;
    }

    @Override
    public void resent(Exchange again) {
        invite = again;
        cancellable = false;
    }

    @Override
    public void provisional(Exchange exchange, ResponseView response) {
        cancellable = true;
        if (cancelWanted) {
            cancelNow();
            return;
        }
        if (response.status() > 100 && (state == CallState.DIALLING || state == CallState.RINGING)) {
            state = CallState.RINGING;
            out.tell(new UaEvent.Progress(out.now().wall(), id, response.status(), response.reasonPhrase()));
        }
    }

    @Override
    public void done(ResponseView response) {
        status = Optional.of(response.status());
        reasonPhrase = response.reasonPhrase();
        invite = null;
        if (response.success()) {
            answered(response);
        } else if (state == CallState.ENDING) {
            said();
        } else {
            if (response.status() / 100 == 3) {
                find(Severity.MEDIUM, UaReason.SIP_29, response.firstContact().orElse(""));
            } else if (response.status() == 416) {
                find(Severity.MEDIUM, UaReason.SIPS_01, "416 to INVITE");
            }
            finish(EndedBy.REMOTE, new End.RejectedByPeer(response.status(), response.reasonPhrase()));
        }
    }

    /** Every 2xx is acknowledged, whatever we think of it (RFC 3261 13.2.2.4). */
    private void answered(ResponseView response) {
        if (response.dialog().isEmpty()) {
            finish(EndedBy.LOCAL, new End.RefusedByPolicy(new Refusal(UaReason.SIP_20, "a 2xx that makes no dialog")));
            return;
        }
        DialogKey in = response.dialog().get();
        out.add(new Output.Acknowledge(in));
        if (state == CallState.ENDING || state == CallState.ENDED) {
            // Cancelled, and answered all the same (RFC 3261 9.1, ADV-84).
            hangUpAfterCancel(in);
            return;
        }
        dialog = in;
        calls.inDialog(in, this);
        setupMillis = Optional.of((out.now().nanos() - invitedNanos) / 1_000_000);
        LocalOffer ours = offer;
        if (response.sdp().isEmpty() || ours == null) {
            bye(EndedBy.LOCAL, new End.RefusedByPolicy(new Refusal(UaReason.SIP_05, "status " + response.status())));
            return;
        }
        ours.answered(response.sdp().get())
                .fold(
                        agreed -> {
                            established(agreed);
                            return true;
                        },
                        refusal -> {
                            bye(EndedBy.LOCAL, new End.RefusedByPolicy(refusal));
                            return false;
                        });
    }

    private void hangUpAfterCancel(DialogKey in) {
        requests.send(SipRequest.bye(in), new Reply() {
            @Override
            public void done(ResponseView response) {
                said();
            }

            @Override
            public void failed(End unanswered) {
                said();
            }
        });
    }

    @Override
    public void failed(End why) {
        invite = null;
        if (state == CallState.ENDING) {
            said();
            return;
        }
        finish(why instanceof End.AuthFailed ? EndedBy.REMOTE : EndedBy.NETWORK, why);
    }

    @Override
    void hangUp(End why) {
        if (state == CallState.ESTABLISHED) {
            bye(EndedBy.LOCAL, why);
        } else if (state == CallState.DIALLING || state == CallState.RINGING) {
            giveUp(why);
        }
    }

    private void giveUp(End why) {
        if (invite == null) {
            finish(EndedBy.LOCAL, why);
            return;
        }
        begin(EndedBy.LOCAL, why);
        saying(CANCEL_PATIENCE);
        cancelWanted = true;
        if (cancellable) {
            cancelNow();
        }
    }

    /** RFC 3261 9.1: not before a provisional response; the final response of the INVITE ends the call. */
    private void cancelNow() {
        Exchange what = invite;
        cancelWanted = false;
        if (what != null) {
            out.add(new Output.Cancel(what));
        }
    }

    @Override
    void timer(TimerKey.Kind kind) {
        if (kind == TimerKey.Kind.RING && (state == CallState.DIALLING || state == CallState.RINGING)) {
            giveUp(new End.Unreachable(
                    new Refusal(UaReason.NET_21, account.ringTimeout().toSeconds() + " s")));
            return;
        }
        if (kind == TimerKey.Kind.ENDING && invite != null) {
            out.add(new Output.Abandon(invite));
            requests.abandon(invite);
            invite = null;
        }
        super.timer(kind);
    }

    @Override
    void wipe() {
        super.wipe();
        offer = null;
        if (keys != null) {
            keys.close();
            keys = null;
        }
    }
}
