package org.sealphone.ua.engine;

import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.ua.api.Account;
import org.sealphone.ua.api.CallDirection;
import org.sealphone.ua.api.CallId;
import org.sealphone.ua.api.CallReport;
import org.sealphone.ua.api.CallSnapshot;
import org.sealphone.ua.api.CallState;
import org.sealphone.ua.api.End;
import org.sealphone.ua.api.EndedBy;
import org.sealphone.ua.api.UaEvent;
import org.sealphone.ua.policy.OutgoingGuard;
import org.sealphone.ua.report.Severity;
import org.sealphone.ua.report.UaReason;

/**
 * All calls of the account, and what decides between them: the guard for outgoing ones, busy for incoming ones, and which call a dialog
 * belongs to. Owner: the engine.
 */
final class Calls {
    static final String ALLOW = "INVITE, ACK, CANCEL, BYE, OPTIONS, UPDATE";
    private static final int MOST_CALLS = 10_000;
    private static final int REPORTS_KEPT = 1000;

    private final Outbox out;
    private final Account account;
    private final Flow flow;
    private final Requests requests;
    private final SecureRandom random;
    private final Map<CallId, Call> live = new LinkedHashMap<>();
    private final Map<DialogKey, Call> byDialog = new HashMap<>();
    private final Deque<CallReport> ended = new ArrayDeque<>();
    private long nextIncoming = UaEngine.FIRST_INCOMING;

    Calls(Outbox out, Account account, Flow flow, Requests requests, SecureRandom random) {
        this.out = out;
        this.account = account;
        this.flow = flow;
        this.requests = requests;
        this.random = random;
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
        if (demandsTooMuch(exchange, view)) {
            return;
        }
        if (view.contentType().isPresent() && (view.sdp().isEmpty() || view.encoded())) {
            out.add(new Output.Respond(exchange, SipAnswer.with(415, "Accept", "application/sdp")));
            return;
        }
        CallId id = new CallId(nextIncoming++);
        IncomingCall call = new IncomingCall(id, exchange, view, account, flow, this);
        long others = live.values().stream()
                .filter(other -> other.state != CallState.ENDING)
                .count();
        live.put(id, call);
        view.dialog().ifPresent(dialog -> inDialog(dialog, call));
        if (others >= account.simultaneousCalls()) {
            call.refuse(486, new Refusal(UaReason.SIP_25, ""));
        } else if (view.sdp().isEmpty()) {
            call.refuse(488, new Refusal(UaReason.SIP_23, "there is no offer in it"));
        } else {
            call.reserve();
        }
    }

    /** RFC 3261 8.2.2: an extension that we do not have, or a kind of address that nobody here has. */
    private boolean demandsTooMuch(Exchange exchange, RequestView view) {
        if (!view.require().isEmpty()) {
            out.add(new Output.Respond(
                    exchange, SipAnswer.with(420, "Unsupported", String.join(", ", view.require()))));
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

    /** RFC 3261 13.2.2.4, rule SIP-27: a second 2xx of a call that forked. */
    void answeredAgain(DialogKey dialog) {
        out.add(new Output.Acknowledge(dialog));
        out.find(Severity.INFO, UaReason.SIP_27, "");
        requests.send(SipRequest.bye(dialog), new Reply() {
            @Override
            public void done(ResponseView response) {}

            @Override
            public void failed(End end) {}
        });
    }

    void bye(Exchange exchange, DialogKey dialog) {
        Call call = byDialog.get(dialog);
        out.add(new Output.Respond(exchange, SipAnswer.plain(call == null ? 481 : 200)));
        if (call != null && call.state != CallState.ENDING) {
            call.finish(EndedBy.REMOTE, new End.Ok());
        }
    }

    /**
     * A re-INVITE or UPDATE (RFC 3261 14, RFC 3311, SIP-06): without a description an UPDATE touches nothing; with one it is refused and
     * the call goes on under its keys (SDES-28), never plain, never ignored.
     */
    void changed(Exchange exchange, DialogKey dialog, RequestView view) {
        Call call = byDialog.get(dialog);
        if (call == null) {
            out.add(new Output.Respond(exchange, SipAnswer.plain(481)));
            return;
        }
        if (demandsTooMuch(exchange, view)) {
            return;
        }
        if (view.method().equals("UPDATE") && view.contentType().isEmpty()) {
            out.add(new Output.Respond(exchange, SipAnswer.plain(200)));
            return;
        }
        out.add(new Output.Respond(exchange, SipAnswer.plain(488)));
        call.find(Severity.INFO, UaReason.SIP_24, view.method());
    }

    void asked(Exchange exchange, RequestView view) {
        if (demandsTooMuch(exchange, view)) {
            return;
        }
        SipAnswer answer = view.method().equals("OPTIONS")
                ? new SipAnswer(200, Map.of("Allow", ALLOW, "Accept", "application/sdp"), Optional.empty())
                : SipAnswer.with(405, "Allow", ALLOW);
        out.add(new Output.Respond(exchange, answer));
    }

    void ended(Call call, CallReport report) {
        live.remove(call.id);
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

    void cancelled(Exchange invite) {
        for (Call call : List.copyOf(live.values())) {
            if (call instanceof IncomingCall incoming && incoming.isFrom(invite)) {
                incoming.cancelled();
            }
        }
    }

    @Nullable
    Call of(DialogKey dialog) {
        return byDialog.get(dialog);
    }

    void hangUpAll(End why) {
        List.copyOf(live.values()).forEach(call -> call.hangUp(why));
    }

    /** The flow is gone: media stops now, and nothing can be said any more. */
    void flowLost(End why) {
        for (Call call : List.copyOf(live.values())) {
            if (call.state == CallState.ENDING) {
                call.said();
            } else {
                call.finish(EndedBy.NETWORK, why);
            }
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
