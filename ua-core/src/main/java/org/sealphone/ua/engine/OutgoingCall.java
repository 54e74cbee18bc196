package org.sealphone.ua.engine;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.sdes.SdesOffer;
import org.sealphone.media.sdp.LocalAnswer;
import org.sealphone.media.sdp.LocalMedia;
import org.sealphone.media.sdp.LocalOffer;
import org.sealphone.media.sdp.SessionTerms;
import org.sealphone.ua.api.Account;
import org.sealphone.ua.api.CallDirection;
import org.sealphone.ua.api.CallId;
import org.sealphone.ua.api.CallState;
import org.sealphone.ua.api.End;
import org.sealphone.ua.api.EndedBy;
import org.sealphone.ua.api.FirstOffer;
import org.sealphone.ua.api.UaEvent;
import org.sealphone.ua.policy.SipTarget;
import org.sealphone.ua.report.Severity;
import org.sealphone.ua.report.UaReason;

/**
 * A call that we make (RFC 3261 13.2, 9, 15): flow, port, fresh keys, INVITE, and then an answer that is agreed to or refused. A refused
 * answer is acknowledged and hung up; its port closes without ever having been able to send.
 *
 * <p>A provisional response may have an answer already. Sealed, its branch is heard, and nothing but silence is said to it; in clear, nothing is
 * done with it (ADV-21). When more than one branch was reached, the winner gets another key at once (SDES-32). Owner: the engine.
 */
final class OutgoingCall extends Call implements Reply {
    /** 64*T1: after this a cancelled INVITE without a final response is given up (RFC 3261 9.1). */
    private static final Duration CANCEL_PATIENCE = Duration.ofSeconds(32);

    private final SipTarget callee;
    private @Nullable LocalMedia local;
    private @Nullable SdesOffer keys;
    private @Nullable LocalOffer offer;
    private @Nullable Exchange invite;
    private final Branches branches = new Branches();
    private ReliableProvisionals provisionals = new ReliableProvisionals();
    private String winner = "";
    private @Nullable Referral referral;
    private boolean cancellable;
    private boolean cancelWanted;
    private long invitedNanos;

    OutgoingCall(CallId id, SipTarget callee, Account account, Flow flow, Calls calls) {
        super(id, CallDirection.OUTGOING, callee.uri(), account, flow, calls);
        this.callee = callee;
    }

    /** It was asked for by the peer of another call, who wants to hear how it goes. */
    void because(Referral asked) {
        referral = asked;
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
                        ending.finish(EndedBy.NETWORK, why);
                    }
                });
    }

    @Override
    void reserved(LocalMedia at) {
        local = at;
        if (account.firstOffer() == FirstOffer.THEIRS) {
            invite(Optional.empty());
            return;
        }
        keys = SdesOffer.generate(account.offeredSuites(), calls.random());
        LocalOffer made = LocalOffer.of(at, account.codecs(), keys, calls.random());
        offer = made;
        Optional<byte[]> sdp = flow.writer().write(made::text);
        if (sdp.isEmpty()) {
            ending.finish(EndedBy.NETWORK, new End.Unreachable(new Refusal(CryptoReason.SDES_34, "")));
        } else {
            invite(sdp);
        }
    }

    private void invite(Optional<byte[]> sdp) {
        invitedNanos = out.now().nanos();
        out.arm(new TimerKey(TimerKey.Kind.RING, id.number()), account.ringTimeout());
        out.tell(new UaEvent.Dialling(out.now().wall(), id, target));
        send(sdp);
    }

    private void send(Optional<byte[]> sdp) {
        SipRequest request =
                session.asking(SipRequest.invite("call-" + id.number(), callee.uri(), callee.identity(), sdp));
        cancellable = false;
        provisionals = new ReliableProvisionals();
        invite = requests.send(referral == null ? request : referral.dressed(request), this);
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
        provisionals = new ReliableProvisionals();
    }

    @Override
    public void provisional(Exchange exchange, ResponseView response) {
        cancellable = true;
        if (cancelWanted) {
            cancelNow();
            return;
        }
        if (response.status() > 100 && !response.toTag().isEmpty() && !heard(response)) {
            return;
        }
        if (response.status() > 100 && (state == CallState.DIALLING || state == CallState.RINGING)) {
            state = CallState.RINGING;
            if (referral != null) {
                referral.rings();
            }
            out.tell(new UaEvent.Progress(out.now().wall(), id, response.status(), response.reasonPhrase()));
        }
    }

    /** False when it is to be passed over. */
    private boolean heard(ResponseView response) {
        String tag = response.toTag();
        branches.reached(tag);
        if (state != CallState.DIALLING && state != CallState.RINGING) {
            return true;
        }
        response.dialog().filter(in -> branches.in(in, tag)).ifPresent(in -> calls.inDialog(in, this));
        switch (provisionals.order(response)) {
            case PASSED_OVER -> {
                return false;
            }
            case UNRELIABLE -> {
                if (offer != null) {
                    response.sdp().ifPresent(answer -> early(tag, answer));
                }
            }
            case NEXT -> reliable(response, response.dialog().orElseThrow());
        }
        return true;
    }

    /** RFC 3262 4, 5: an answer in it is the answer; an offer in it is answered by its PRACK (SDES-31). */
    private void reliable(ResponseView response, DialogKey in) {
        String tag = response.toTag();
        Optional<String> said = branches.decided(tag) ? Optional.empty() : response.sdp();
        if (offer != null) {
            said.flatMap(answer -> early(tag, answer)).ifPresent(why -> branches.settled(tag, why));
        } else if (said.isPresent()) {
            answerEarly(response, in, said.get());
            return;
        }
        prack(response, in, Optional.empty());
    }

    private void prack(ResponseView response, DialogKey in, Optional<byte[]> answer) {
        requests.send(SipRequest.prack(in, ReliableProvisionals.rack(response), answer), new Reply() {
            @Override
            public void done(ResponseView done) {}

            @Override
            public void failed(End end) {}
        });
    }

    /** Nobody can refuse an offer in a provisional response but by giving up the call. */
    private void answerEarly(ResponseView response, DialogKey in, String offered) {
        LocalAnswer.to(
                        offered,
                        Objects.requireNonNull(local, "ports come before the INVITE"),
                        account.codecs(),
                        account.suites(),
                        calls.random())
                .fold(
                        answer -> {
                            Optional<byte[]> sdp = flow.writer().write(answer::text);
                            if (sdp.isEmpty()) {
                                answer.plan().close();
                            } else {
                                prack(response, in, sdp);
                                hear(response.toTag(), Outcome.granted(answer.terms()));
                            }
                            return true;
                        },
                        refusal -> {
                            giveUp(new End.RefusedByPolicy(refusal));
                            return false;
                        });
    }

    /** SDES-20: what a branch sends before anybody takes the call is heard once its answer is sealed; in clear it is not looked at. */
    private Optional<Refusal> early(String tag, String answer) {
        LocalOffer ours = Objects.requireNonNull(offer, "an answer needs an offer");
        return branches.decided(tag)
                ? Optional.empty()
                : hear(tag, ours.answered(answer).then(plan -> Outcome.granted(ours.terms(plan))));
    }

    private Optional<Refusal> hear(String tag, Outcome<SessionTerms> judged) {
        return branches.answered(tag, judged)
                .fold(
                        terms -> {
                            ending.mediaBegan();
                            out.add(new Output.HearBranch(id, tag, terms.plan()));
                            return Optional.empty();
                        },
                        refusal -> {
                            find(
                                    Severity.INFO,
                                    UaReason.SIP_38,
                                    refusal.reason().code() + " " + refusal.detail());
                            return Optional.of(refusal);
                        });
    }

    /** Before anybody takes the call, each branch may change what it has agreed to. */
    @Override
    void changed(Exchange exchange, DialogKey in, RequestView view) {
        Optional<String> tag = dialog == null ? branches.tag(in) : Optional.empty();
        boolean early = state == CallState.DIALLING || state == CallState.RINGING;
        if (tag.isEmpty() || !early) {
            super.changed(exchange, in, view);
            return;
        }
        EarlyChange.answer(this, exchange, view, branches.agreed(tag.get()), offer != null)
                .ifPresent(next -> {
                    branches.changed(tag.get(), next);
                    out.add(new Output.HearBranch(id, tag.get(), next.plan()));
                });
    }

    @Override
    String branch() {
        return winner;
    }

    /** Another phone has taken the call as well, and was hung up; it knows the key that we offered. */
    void answeredElsewhere() {
        if (speaks() && talks != null) {
            talks.rekey();
        }
    }

    /** RFC 4028 7.3: the same again, with the interval that the other side wants. */
    private boolean again(ResponseView response) {
        boolean may = response.status() == 422 && (state == CallState.DIALLING || state == CallState.RINGING);
        if (!may || !session.raise(response)) {
            return false;
        }
        Optional<byte[]> sdp = offer == null ? Optional.empty() : flow.writer().write(offer::text);
        if (offer != null && sdp.isEmpty()) {
            return false;
        }
        send(sdp);
        return true;
    }

    @Override
    public void done(ResponseView response) {
        if (again(response)) {
            return;
        }
        status = Optional.of(response.status());
        reasonPhrase = response.reasonPhrase();
        invite = null;
        if (!response.success()) {
            heardWhy(response.fields());
        }
        if (response.success()) {
            answered(response);
        } else if (state == CallState.ENDING) {
            ending.said();
        } else {
            if (response.status() / 100 == 3) {
                find(Severity.MEDIUM, UaReason.SIP_29, response.firstContact().orElse(""));
            } else if (response.status() == 416) {
                find(Severity.MEDIUM, UaReason.SIPS_01, "416 to INVITE");
            }
            ending.finish(EndedBy.REMOTE, new End.RejectedByPeer(response.status(), response.reasonPhrase()));
        }
    }

    /** Every 2xx is acknowledged, whatever we think of it (RFC 3261 13.2.2.4). */
    private void answered(ResponseView response) {
        if (response.dialog().isEmpty()) {
            ending.finish(
                    EndedBy.LOCAL, new End.RefusedByPolicy(new Refusal(UaReason.SIP_20, "a 2xx that makes no dialog")));
            return;
        }
        DialogKey in = response.dialog().get();
        if (state == CallState.ENDED) {
            calls.leave(in);
            return;
        }
        dialog = in;
        calls.onlyInDialog(in, this);
        if (state == CallState.ENDING) {
            // Cancelled, and answered all the same (RFC 3261 9.1, ADV-84).
            out.add(Output.Acknowledge.plain(in));
            ending.sayBye();
            return;
        }
        setupMillis = Optional.of((out.now().nanos() - invitedNanos) / 1_000_000);
        winner = response.toTag();
        heardOf(response.fields());
        session.answered(response);
        branches.reached(winner);
        outcome(in, response)
                .fold(
                        terms -> {
                            established(terms);
                            return true;
                        },
                        refusal -> {
                            out.add(Output.Acknowledge.plain(in));
                            ending.bye(EndedBy.LOCAL, new End.RefusedByPolicy(refusal));
                            return false;
                        });
    }

    private Outcome<SessionTerms> outcome(DialogKey in, ResponseView response) {
        Optional<SessionTerms> bound = branches.won(winner);
        if (bound.isPresent()) {
            return goOn(in, bound.get());
        }
        Optional<Refusal> settled = branches.settled(winner);
        if (settled.isPresent()) {
            return new Outcome.Refused<>(settled.get());
        }
        return response.sdp().isEmpty()
                ? Outcome.refused(UaReason.SIP_05, "status " + response.status())
                : agreed(in, response.sdp().get());
    }

    /** RFC 3261 13.2.1: the first answer of a branch is the answer; what its 2xx says besides changes nothing (ADV-22). */
    private Outcome<SessionTerms> goOn(DialogKey in, SessionTerms terms) {
        out.add(Output.Acknowledge.plain(in));
        return Outcome.granted(terms);
    }

    /** The terms, acknowledged; or why there are none, and then nothing has been said yet. */
    private Outcome<SessionTerms> agreed(DialogKey in, String description) {
        LocalOffer ours = offer;
        if (ours == null) {
            return LocalAnswer.to(
                            description,
                            Objects.requireNonNull(local, "ports come before the INVITE"),
                            account.codecs(),
                            account.suites(),
                            calls.random())
                    .then(answer -> answered(in, answer));
        }
        return ours.answered(description).then(plan -> {
            out.add(Output.Acknowledge.plain(in));
            return Outcome.granted(ours.terms(plan));
        });
    }

    /** SDES-31, from the other side: the 2xx had the offer, and our ACK has the answer with our key. */
    private Outcome<SessionTerms> answered(DialogKey in, LocalAnswer answer) {
        Optional<byte[]> sdp = flow.writer().write(answer::text);
        if (sdp.isEmpty()) {
            answer.plan().close();
            return Outcome.refused(CryptoReason.SDES_34, "");
        }
        out.add(new Output.Acknowledge(in, sdp));
        return Outcome.granted(answer.terms());
    }

    @Override
    public void failed(End why) {
        invite = null;
        if (state == CallState.ENDING) {
            ending.said();
            return;
        }
        ending.finish(why instanceof End.AuthFailed ? EndedBy.REMOTE : EndedBy.NETWORK, why);
    }

    @Override
    void hangUp(End why) {
        if (state == CallState.ESTABLISHED) {
            ending.bye(EndedBy.LOCAL, why);
        } else if (state == CallState.DIALLING || state == CallState.RINGING) {
            giveUp(why);
        }
    }

    private void giveUp(End why) {
        if (invite == null) {
            ending.finish(EndedBy.LOCAL, why);
            return;
        }
        ending.begin(EndedBy.LOCAL, why);
        ending.saying(CANCEL_PATIENCE);
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
    void established(SessionTerms terms) {
        super.established(terms);
        if (branches.forked() && talks != null) {
            talks.rekey();
        }
        if (referral != null) {
            referral.stands();
            calls.transfers().settled(referral);
        }
    }

    @Override
    void over() {
        if (referral != null) {
            referral.failed(status);
            calls.transfers().settled(referral);
        }
        super.over();
    }

    @Override
    void wipe() {
        super.wipe();
        branches.close();
        offer = null;
        if (keys != null) {
            keys.close();
            keys = null;
        }
    }
}
