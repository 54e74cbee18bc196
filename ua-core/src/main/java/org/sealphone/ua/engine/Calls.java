package org.sealphone.ua.engine;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.ua.api.Account;
import org.sealphone.ua.api.CallDirection;
import org.sealphone.ua.api.CallId;
import org.sealphone.ua.api.CallReport;
import org.sealphone.ua.api.CallSnapshot;
import org.sealphone.ua.api.CallState;
import org.sealphone.ua.api.CallWaiting;
import org.sealphone.ua.api.End;
import org.sealphone.ua.api.EndedBy;
import org.sealphone.ua.api.UaEvent;
import org.sealphone.ua.field.MessageSummary;
import org.sealphone.ua.policy.OutgoingGuard;
import org.sealphone.ua.report.Severity;
import org.sealphone.ua.report.UaReason;

/**
 * All calls of the account, and what decides between them: the guard for outgoing ones, busy for incoming ones, and which call a dialog
 * belongs to. Owner: the engine.
 */
final class Calls {
    private static final int MOST_CALLS = 10_000;
    private static final int REPORTS_KEPT = 1000;
    private static final TimerKey REPAIR = new TimerKey(TimerKey.Kind.REPAIR, 0);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    /** The calls wait a minute at most: four attempts a call are wanted at least. */
    private static final Duration LAST_RETRY = Duration.ofSeconds(8);

    private final Outbox out;
    private final Account account;
    private final Flow flow;
    private final Requests requests;
    private final SecureRandom random;
    private final Registration registration;
    private final Transfers transfers;
    private final Mailbox mailbox;
    private Duration retry = FIRST_RETRY;
    private final Map<CallId, Call> live = new LinkedHashMap<>();
    private final Map<DialogKey, Call> byDialog = new HashMap<>();
    /** Dialogs of no call whose BYE is on its way. */
    private final Set<DialogKey> leaving = new HashSet<>();

    private final Deque<CallReport> ended = new ArrayDeque<>();
    private long nextIncoming = UaEngine.FIRST_INCOMING;

    Calls(
            Outbox out,
            Account account,
            Flow flow,
            Requests requests,
            Registration registration,
            Mailbox mailbox,
            SecureRandom random) {
        this.registration = registration;
        this.mailbox = mailbox;
        this.out = out;
        this.account = account;
        this.flow = flow;
        this.requests = requests;
        this.random = random;
        this.transfers = new Transfers(out, account, requests);
    }

    Transfers transfers() {
        return transfers;
    }

    Outbox out() {
        return out;
    }

    Requests requests() {
        return requests;
    }

    SecureRandom random() {
        return random;
    }

    void dial(CallId id, String typed) {
        if (live.size() >= MOST_CALLS) {
            neverDialled(id, typed, new End.RefusedByPolicy(new Refusal(UaReason.GUARD_07, live.size() + " calls")));
            return;
        }
        OutgoingGuard.check(typed, account.trunk())
                .fold(
                        target -> {
                            OutgoingCall call = new OutgoingCall(id, target, account, flow, this);
                            live.put(id, call);
                            call.start();
                            return true;
                        },
                        refused -> neverDialled(id, typed, new End.RefusedByPolicy(refused)),
                        malformed -> neverDialled(id, typed, new End.RefusedByPolicy(malformed)));
    }

    void transfer(Input.Transfer wish) {
        transfers.blind(wish.ticket(), live.get(wish.call()), wish.target());
    }

    void transfer(Input.TransferTo wish) {
        transfers.attended(wish.ticket(), live.get(wish.call()), live.get(wish.other()));
    }

    /** The call that the peer of another one has asked for, once a person agrees to it. */
    void acceptTransfer(Input.AcceptTransfer wish, boolean closing) {
        Optional<Referral> referral = closing ? Optional.empty() : transfers.accept(wish.call());
        if (referral.isEmpty()) {
            neverDialled(wish.fresh(), "", new End.RefusedByPolicy(new Refusal(UaReason.XFER_02, "nothing was asked")));
            return;
        }
        Referral asked = referral.get();
        OutgoingCall call = new OutgoingCall(wish.fresh(), asked.to().target(), account, flow, this);
        call.because(asked);
        live.put(call.id, call);
        call.start();
    }

    boolean neverDialled(CallId id, String typed, End why) {
        CallReport report = new CallReport(
                id,
                CallDirection.OUTGOING,
                org.sealphone.crypto.reason.Excerpt.of(typed),
                "",
                Optional.empty(),
                "",
                Optional.empty(),
                Optional.empty(),
                EndedBy.LOCAL,
                why,
                Optional.empty(),
                List.of());
        out.add(new Output.Release(id));
        out.tell(new UaEvent.CallEnded(out.now().wall(), report));
        keep(report);
        return false;
    }

    void invited(Exchange exchange, RequestView view) {
        if (demandsTooMuch(exchange, view) || notUnderstood(exchange, view) || tooBrief(exchange, view)) {
            return;
        }
        CallId id = new CallId(nextIncoming++);
        IncomingCall call = new IncomingCall(id, exchange, view, account, flow, this);
        Optional<Call> replaced = view.replaced().map(byDialog::get).filter(Call::speaks);
        long others = live.values().stream()
                .filter(other -> other.state != CallState.ENDING && other != replaced.orElse(null))
                .count();
        live.put(id, call);
        view.dialog().ifPresent(dialog -> inDialog(dialog, call));
        if (view.fields().first("replaces").isPresent() && !call.replaces(replaced)) {
            return;
        }
        long most = account.callWaiting() == CallWaiting.REFUSED ? 1 : account.simultaneousCalls();
        if (others >= most) {
            call.refuse(486, new Refusal(UaReason.SIP_25, ""));
        } else {
            if (others > 0) {
                call.waits();
            }
            call.reserve();
        }
    }

    /** RFC 3261 8.2.2: an extension that we do not have, or a kind of address that nobody here has. */
    private boolean demandsTooMuch(Exchange exchange, RequestView view) {
        List<String> unknown = view.require().stream()
                .filter(tag -> !List.of(Capabilities.SUPPORTED.split(", ")).contains(tag.toLowerCase(Locale.ROOT)))
                .toList();
        if (!unknown.isEmpty()) {
            out.add(new Output.Respond(exchange, SipAnswer.with(420, "Unsupported", String.join(", ", unknown))));
            return true;
        }
        boolean ours = view.requestUri().toLowerCase(Locale.ROOT).matches("(sips?|tel):.*");
        if (!ours) {
            out.add(new Output.Respond(exchange, SipAnswer.plain(416)));
        }
        return !ours;
    }

    void inDialog(DialogKey dialog, Call call) {
        byDialog.put(dialog, call);
    }

    /** This dialog stands; the early ones of other branches are nobody's any more. */
    void onlyInDialog(DialogKey dialog, Call call) {
        byDialog.values().removeIf(one -> one == call);
        byDialog.put(dialog, call);
    }

    /** RFC 3261 13.2.2.4, rule SIP-27: a second 2xx of a call that forked. */
    void answeredAgain(DialogKey dialog, Optional<DialogKey> first) {
        leave(dialog);
        out.find(Severity.INFO, UaReason.SIP_27, "");
        first.map(byDialog::get).ifPresent(call -> {
            if (call instanceof OutgoingCall winner) {
                winner.answeredElsewhere();
            }
        });
    }

    /** A 2xx that came as nobody waited for it any more, its flow being lost or its call given up in the same moment. */
    void unclaimed(DialogKey dialog) {
        if (!byDialog.containsKey(dialog)) {
            leave(dialog);
        }
    }

    /** A dialog that no call wants: acknowledged, left, and forgotten whatever is said to that. */
    void leave(DialogKey dialog) {
        if (!flow.isUp()) {
            out.add(new Output.Forget(dialog));
            return;
        }
        out.add(Output.Acknowledge.plain(dialog));
        leaving.add(dialog);
        requests.send(SipRequest.bye(dialog), new Reply() {
            @Override
            public void done(ResponseView response) {
                left(dialog);
            }

            @Override
            public void failed(End end) {
                left(dialog);
            }
        });
    }

    private void left(DialogKey dialog) {
        leaving.remove(dialog);
        out.add(new Output.Forget(dialog));
    }

    void bye(Exchange exchange, DialogKey dialog, Fields fields) {
        // RFC 3261 15: who is called ends no early dialog by BYE.
        Call call = Optional.ofNullable(byDialog.get(dialog))
                .filter(one -> dialog.equals(one.dialog))
                .orElse(null);
        out.add(new Output.Respond(exchange, SipAnswer.plain(call == null ? 481 : 200)));
        if (call != null && call.state != CallState.ENDING) {
            call.heardWhy(fields);
            call.ending.finish(EndedBy.REMOTE, new End.Ok());
        }
    }

    /**
     * A re-INVITE or UPDATE (RFC 3261 14, RFC 3311): for the call that its dialog belongs to, which takes it sealed or refuses it and goes
     * on under its keys (SDES-28), never plain, never ignored.
     */
    void changed(Exchange exchange, DialogKey dialog, RequestView view) {
        Call call = byDialog.get(dialog);
        if (call == null) {
            out.add(new Output.Respond(exchange, SipAnswer.plain(481)));
        } else if (!demandsTooMuch(exchange, view) && !notUnderstood(exchange, view) && !tooBrief(exchange, view)) {
            call.changed(exchange, dialog, view);
        }
    }

    private boolean tooBrief(Exchange exchange, RequestView view) {
        Optional<SipAnswer> refusal = SessionTimer.tooShort(view);
        refusal.ifPresent(answer -> out.add(new Output.Respond(exchange, answer)));
        return refusal.isPresent();
    }

    private boolean notUnderstood(Exchange exchange, RequestView view) {
        boolean foreign = view.contentType().isPresent() && (view.sdp().isEmpty() || view.encoded());
        if (foreign) {
            out.add(new Output.Respond(exchange, SipAnswer.with(415, "Accept", "application/sdp")));
        }
        return foreign;
    }

    void asked(Exchange exchange, RequestView view) {
        if (demandsTooMuch(exchange, view)) {
            return;
        }
        Call call = view.dialog().map(byDialog::get).orElse(null);
        switch (view.method()) {
            case "OPTIONS" -> out.add(new Output.Respond(
                    exchange,
                    new SipAnswer(
                            200,
                            Map.of(
                                    "Allow",
                                    Capabilities.ALLOW,
                                    "Accept",
                                    "application/sdp",
                                    "Supported",
                                    Capabilities.SUPPORTED),
                            Optional.empty())));
            case "PRACK" -> {
                if (call instanceof IncomingCall ringing && !notUnderstood(exchange, view)) {
                    ringing.pracked(exchange, view);
                } else if (!(call instanceof IncomingCall)) {
                    out.add(new Output.Respond(exchange, SipAnswer.plain(481)));
                }
            }
            case "REFER" -> {
                if (call == null) {
                    // XFER-01: whoever has no call with us has nothing to hand on.
                    out.add(new Output.Respond(
                            exchange, SipAnswer.plain(view.dialog().isPresent() ? 481 : 403)));
                } else {
                    transfers.asked(exchange, call, view);
                }
            }
            case "NOTIFY" -> {
                if (MessageSummary.isNamedBy(view.fields().first("event").orElse(""))) {
                    mailbox.notified(exchange, view);
                } else if (call == null) {
                    out.add(new Output.Respond(
                            exchange,
                            view.dialog().isPresent()
                                    ? SipAnswer.plain(481)
                                    : SipAnswer.with(489, "Allow-Events", MessageSummary.EVENT)));
                } else {
                    transfers.notified(exchange, call, view);
                }
            }
            default -> out.add(new Output.Respond(exchange, SipAnswer.with(405, "Allow", Capabilities.ALLOW)));
        }
    }

    void ended(Call call, CallReport report) {
        live.remove(call.id);
        transfers.ended(call);
        byDialog.values().removeIf(one -> one == call);
        keep(report);
    }

    private void keep(CallReport report) {
        if (ended.size() == REPORTS_KEPT) {
            ended.removeFirst();
        }
        ended.addLast(report);
    }

    void with(CallId id, Consumer<Call> act) {
        Call call = live.get(id);
        if (call != null) {
            act.accept(call);
        }
    }

    void withIncoming(CallId id, Consumer<IncomingCall> act) {
        if (live.get(id) instanceof IncomingCall call) {
            act.accept(call);
        }
    }

    void cancelled(Exchange invite, Fields fields) {
        for (Call call : List.copyOf(live.values())) {
            if (call instanceof IncomingCall incoming && incoming.isFrom(invite)) {
                incoming.heardWhy(fields);
                incoming.cancelled();
            }
        }
    }

    void inside(DialogKey dialog, Consumer<Call> act) {
        Call call = byDialog.get(dialog);
        if (call != null) {
            act.accept(call);
        }
    }

    void hangUpAll(End why) {
        List.copyOf(live.values()).forEach(call -> call.hangUp(why));
    }

    /** The flow is gone: calls that stand wait for another, for as long as the account allows; all others end. */
    void flowLost(End why) {
        List.copyOf(leaving).forEach(this::left);
        List.copyOf(live.values()).forEach(call -> call.flowLost(why));
        retry = FIRST_RETRY;
        if (live.values().stream().anyMatch(Call::waitsForFlow)) {
            flow.need(this::flowBack, this::flowNotBack);
        }
    }

    /** The phone ends, and nobody waits for anything any more. */
    void endAll(End why) {
        for (Call call : List.copyOf(live.values())) {
            if (call.state == CallState.ENDING) {
                call.ending.said();
            } else {
                call.ending.finish(EndedBy.LOCAL, why);
            }
        }
    }

    /** First the registration, then the calls: a trunk may take requests of registered flows alone. */
    private void flowBack() {
        out.disarm(REPAIR);
        registration.renew(() -> List.copyOf(live.values()).forEach(Call::flowBack));
    }

    private void flowNotBack(End why) {
        if (live.values().stream().anyMatch(Call::waitsForFlow)) {
            out.arm(REPAIR, retry);
            retry = retry.multipliedBy(2).compareTo(LAST_RETRY) > 0 ? LAST_RETRY : retry.multipliedBy(2);
        }
    }

    void tryFlow() {
        if (live.values().stream().anyMatch(Call::waitsForFlow)) {
            flow.need(this::flowBack, this::flowNotBack);
        }
    }

    boolean idle() {
        return live.isEmpty();
    }

    int count() {
        return live.size();
    }

    List<CallSnapshot> snapshots() {
        List<CallSnapshot> all = new ArrayList<>(live.size());
        live.values().forEach(call -> all.add(call.snapshot()));
        return all;
    }

    List<CallReport> reports() {
        return List.copyOf(ended);
    }
}
