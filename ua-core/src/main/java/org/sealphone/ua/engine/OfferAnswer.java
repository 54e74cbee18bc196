package org.sealphone.ua.engine;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.media.sdp.LocalMedia;
import org.sealphone.media.sdp.LocalReoffer;
import org.sealphone.media.sdp.SessionTerms;
import org.sealphone.ua.api.Account;
import org.sealphone.ua.api.CallDirection;
import org.sealphone.ua.api.End;
import org.sealphone.ua.api.EndedBy;
import org.sealphone.ua.api.Hold;
import org.sealphone.ua.report.Severity;
import org.sealphone.ua.report.UaReason;

/**
 * Later offers and answers of one established call, in both directions (RFC 3261 14, RFC 3264 8, RFC 3311, RFC 6141): one at a time,
 * sealed or refused. A refusal of either side leaves terms and keys of before in force (SDES-28); an answer that cannot be spoken under
 * ends the call, for then both sides disagree about what is in force.
 *
 * <p>Hold takes the microphone away at once, whatever the peer says to it. Owner: the engine.
 */
final class OfferAnswer {
    private enum Phase {
        STABLE,
        /** Our re-INVITE is on its way. */
        OFFERED,
        /** Our 200 to a re-INVITE without an offer has one; the ACK brings the answer. */
        OFFERED_IN_ANSWER,
        /** Our 200 to a re-INVITE waits for its ACK. */
        ANSWERED
    }

    /** Whoever is never done refuses. */
    private static final int MOST_POSTPONED = 3;

    private final Call call;
    private final Outbox out;
    private final Account account;
    private final Flow flow;
    private final SecureRandom random;
    private SessionTerms terms;
    private @Nullable LocalReoffer open;
    private Phase phase = Phase.STABLE;
    private final Wish wish = new Wish();
    private int postponed;
    private boolean closed;

    OfferAnswer(Call call, SessionTerms terms, Account account, Flow flow) {
        this.call = call;
        this.out = call.out;
        this.account = account;
        this.flow = flow;
        this.random = call.calls.random();
        this.terms = terms;
    }

    SessionTerms terms() {
        return terms;
    }

    Hold hold() {
        return Hold.of(wish.held(), terms.heldByPeer());
    }

    /** A re-INVITE or UPDATE of the peer whose headers are fine. */
    void changed(Exchange exchange, RequestView view) {
        boolean touchesNothing = view.method().equals("UPDATE") && view.sdp().isEmpty();
        if (touchesNothing) {
            out.add(new Output.Respond(exchange, call.session.answering(view, SipAnswer.plain(200))));
        } else if (phase == Phase.OFFERED) {
            // RFC 3261 14.2, RFC 3311 5.2: both at once is glare.
            out.add(new Output.Respond(exchange, SipAnswer.plain(491)));
        } else if (phase != Phase.STABLE) {
            out.add(new Output.Respond(exchange, SipAnswer.tryAgain(random)));
        } else if (view.sdp().isPresent()) {
            answer(exchange, view, view.sdp().get());
        } else {
            offerInAnswer(exchange, view);
        }
    }

    private void answer(Exchange exchange, RequestView view, String offer) {
        terms.answering(offer, wish.direction(), account.codecs(), account.suites(), random)
                .fold(
                        next -> {
                            answered(exchange, view, next);
                            return true;
                        },
                        refusal -> {
                            out.add(new Output.Respond(exchange, SipAnswer.plain(488)));
                            refused(view.method(), refusal);
                            return false;
                        });
    }

    private void refused(String method, Refusal refusal) {
        String detail = method + ", " + refusal.reason().code() + " " + refusal.detail();
        call.find(Severity.INFO, UaReason.SIP_24, detail);
    }

    private void answered(Exchange exchange, RequestView view, SessionTerms next) {
        Optional<byte[]> sdp = flow.writer().write(next::text);
        if (sdp.isEmpty()) {
            next.close();
            return;
        }
        out.add(new Output.Respond(exchange, call.session.answering(view, SipAnswer.sdp(sdp.get()))));
        phase = view.method().equals("INVITE") ? Phase.ANSWERED : Phase.STABLE;
        take(next);
        proceed();
    }

    /** SDES-31: the offer in our 200 has the key that is in force; no other is made afterwards. */
    private void offerInAnswer(Exchange exchange, RequestView view) {
        LocalReoffer ours = terms.reoffer(wish.offered(terms), account.codecs());
        Optional<byte[]> sdp = flow.writer().write(ours::text);
        if (sdp.isEmpty()) {
            ours.close();
            return;
        }
        open = ours;
        phase = Phase.OFFERED_IN_ANSWER;
        out.add(new Output.Respond(exchange, call.session.answering(view, SipAnswer.sdp(sdp.get()))));
    }

    /** The ACK to a 200 of ours inside the dialog. */
    void acknowledged(Optional<String> answer) {
        if (phase == Phase.OFFERED_IN_ANSWER) {
            if (!judge(answer, "ACK")) {
                return;
            }
        } else if (phase == Phase.ANSWERED) {
            phase = Phase.STABLE;
        }
        proceed();
    }

    /** RFC 3261 13.3.1.4: without an ACK nobody knows what the peer has taken. */
    void ackMissing() {
        if (phase == Phase.OFFERED_IN_ANSWER || phase == Phase.ANSWERED) {
            call.ending.bye(EndedBy.NETWORK, new End.Unreachable(new Refusal(UaReason.NET_22, "to a re-INVITE")));
        }
    }

    /** The answer to our open offer; false when it ended the call. */
    private boolean judge(Optional<String> answer, String where) {
        LocalReoffer ours = open;
        open = null;
        phase = Phase.STABLE;
        if (ours == null) {
            return true;
        }
        try (ours) {
            if (answer.isEmpty()) {
                call.ending.bye(EndedBy.LOCAL, new End.RefusedByPolicy(new Refusal(UaReason.SIP_05, where)));
                return false;
            }
            return ours.answered(answer.get())
                    .fold(
                            next -> {
                                take(next);
                                return true;
                            },
                            refusal -> {
                                call.ending.bye(EndedBy.LOCAL, new End.RefusedByPolicy(refusal));
                                return false;
                            });
        }
    }

    /** Media runs by the new terms; it wipes the keys of those that it leaves behind. */
    private void take(SessionTerms next) {
        boolean moved = !next.local().equals(terms.local());
        Hold before = hold();
        boolean same = next.plan().codec() == terms.plan().codec()
                && next.plan().agreed().suite() == terms.plan().agreed().suite();
        terms = next;
        out.add(moved ? new Output.MoveMedia(call.id, next.plan()) : new Output.ChangeMedia(call.id, next.plan()));
        if (moved) {
            wish.moved();
        }
        if (!same || before != hold()) {
            call.tellChange(hold(), next.plan());
        }
    }

    /** The person holds, or resumes. */
    void hold(boolean on) {
        if (wish.hold(on)) {
            out.add(new Output.HoldMedia(call.id, on));
            call.tellChange(hold(), terms.plan());
            proceed();
        }
    }

    /** The flow stands again: both sides make sure that they still mean the same, over it. */
    void repair() {
        wish.repair();
        proceed();
    }

    /** Others know our key: the peer gets another one (SDES-32). */
    void rekey() {
        wish.rekey();
        proceed();
    }

    /** The same, and we take sound elsewhere. */
    void repairFrom(LocalMedia moved) {
        wish.repairFrom(moved);
        proceed();
    }

    /** Sends what is wanted when nothing else is going on. */
    private void proceed() {
        boolean may = phase == Phase.STABLE && wish.due() && flow.isUp() && call.speaks();
        DialogKey in = call.dialog;
        if (!may || in == null) {
            return;
        }
        LocalReoffer ours = wish.offer(terms, random);
        Optional<byte[]> sdp = flow.writer().write(ours::text);
        if (sdp.isEmpty()) {
            ours.close();
            return;
        }
        open = ours;
        wish.asked();
        phase = Phase.OFFERED;
        // RFC 3311 5.1: UPDATE is for what no person has to agree to.
        boolean update = call.takesUpdate && wish.onlyRekeys();
        SipRequest asking = update ? SipRequest.update(in, sdp.get()) : SipRequest.reinvite(in, sdp.get());
        call.requests.send(call.session.asking(asking), new Fate(in, update));
    }

    /** What becomes of our re-INVITE, or of our UPDATE. */
    private final class Fate implements Reply {
        private final DialogKey in;
        private final boolean update;

        Fate(DialogKey in, boolean update) {
            this.in = in;
            this.update = update;
        }

        @Override
        public boolean answersChallenges() {
            return call.speaks();
        }

        @Override
        public void done(ResponseView response) {
            if (response.success() && !update) {
                // Every 2xx is acknowledged, also when the call is ending meanwhile.
                out.add(Output.Acknowledge.plain(in));
            }
            if (!call.speaks() || phase != Phase.OFFERED) {
                return;
            }
            if (response.success()) {
                wish.settled();
                postponed = 0;
                call.session.answered(response);
                if (judge(response.sdp(), "status " + response.status())) {
                    repaired();
                    proceed();
                }
            } else if (update && (response.status() == 405 || response.status() == 501)) {
                withdraw();
                call.takesUpdate = false;
                wish.again();
                proceed();
            } else {
                rejected(response);
            }
        }

        @Override
        public void failed(End end) {
            if (!call.speaks() || phase != Phase.OFFERED) {
                return;
            }
            withdraw();
            // RFC 3261 12.2.1.2: a peer that answers nothing in the dialog has left it.
            call.ending.bye(end instanceof End.AuthFailed ? EndedBy.REMOTE : EndedBy.NETWORK, end);
        }
    }

    private void rejected(ResponseView response) {
        withdraw();
        if (postponed(response)) {
            return;
        }
        switch (response.status()) {
            case 491 -> backOff();
            case 422 -> longer(response);
            case 408, 481 -> call.ending.bye(
                    EndedBy.REMOTE, new End.RejectedByPeer(response.status(), response.reasonPhrase()));
            default -> {
                wish.settled();
                call.find(Severity.LOW, UaReason.SIP_30, "status " + response.status());
                if (wish.moves()) {
                    call.ending.bye(EndedBy.REMOTE, new End.RejectedByPeer(response.status(), response.reasonPhrase()));
                } else {
                    repaired();
                    proceed();
                }
            }
        }
    }

    /** RFC 3261 14.2, RFC 3311 5.2: the peer is not done with something else yet, and says how long that takes. */
    private boolean postponed(ResponseView response) {
        Optional<Duration> later = response.status() == 500
                ? response.fields()
                        .first("retry-after")
                        .filter(seconds -> seconds.matches("[0-9]|10"))
                        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                : Optional.empty();
        if (later.isEmpty() || postponed == MOST_POSTPONED) {
            return false;
        }
        postponed++;
        wish.glare();
        out.arm(glare(), later.get());
        return true;
    }

    /** RFC 4028 7.3: the same again with the interval that the peer wants; without one that can be had, the old one runs out. */
    private void longer(ResponseView response) {
        if (call.session.raise(response)) {
            wish.again();
            proceed();
        }
    }

    /** The call is still wanted (RFC 4028 7.4): UPDATE touches no media; a peer without it gets the description that is in force. */
    void refresh() {
        DialogKey in = call.dialog;
        if (!call.takesUpdate) {
            wish.again();
            proceed();
        } else if (in != null && flow.isUp()) {
            call.requests.send(call.session.asking(SipRequest.update(in)), new Refreshed());
        }
    }

    /** What becomes of it; whatever it is but the end of the dialog, the time that is left goes on. */
    private final class Refreshed implements Reply {
        @Override
        public boolean answersChallenges() {
            return call.speaks();
        }

        @Override
        public void done(ResponseView response) {
            if (!call.speaks()) {
                return;
            }
            if (response.success()) {
                call.session.answered(response);
            } else if (response.status() == 422 && call.session.raise(response)) {
                refresh();
            } else if (response.status() == 408 || response.status() == 481) {
                call.ending.bye(EndedBy.REMOTE, new End.RejectedByPeer(response.status(), response.reasonPhrase()));
            } else if (response.status() == 405 || response.status() == 501) {
                call.takesUpdate = false;
                refresh();
            }
        }

        @Override
        public void failed(End end) {
            if (call.speaks()) {
                call.ending.bye(end instanceof End.AuthFailed ? EndedBy.REMOTE : EndedBy.NETWORK, end);
            }
        }
    }

    /** RFC 3261 14.1: whoever made the Call-ID waits longer, so that both do not meet again. */
    private void backOff() {
        wish.glare();
        int tens = call.direction() == CallDirection.OUTGOING ? 210 + random.nextInt(191) : random.nextInt(201);
        out.arm(glare(), Duration.ofMillis(10L * tens));
    }

    void glareOver() {
        wish.glareOver();
        proceed();
    }

    private void repaired() {
        if (wish.repaired()) {
            call.repaired();
        }
    }

    /** An offer that came to nothing: the terms of before hold. */
    private void withdraw() {
        LocalReoffer ours = open;
        open = null;
        phase = Phase.STABLE;
        if (ours != null) {
            terms = ours.refused();
            ours.close();
        }
    }

    /** Whatever was going on, nobody will hear how it ended; {@link #repair} sets both sides right. */
    void flowLost() {
        withdraw();
        out.disarm(glare());
        wish.flowLost();
    }

    private TimerKey glare() {
        return new TimerKey(TimerKey.Kind.GLARE, call.id.number());
    }

    void close() {
        if (!closed) {
            closed = true;
            out.disarm(glare());
            if (open != null) {
                open.close();
                open = null;
            }
            terms.close();
        }
    }
}
