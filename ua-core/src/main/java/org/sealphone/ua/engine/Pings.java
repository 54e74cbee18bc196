package org.sealphone.ua.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sealphone.ua.api.Account;
import org.sealphone.ua.api.End;
import org.sealphone.ua.api.PingReport;
import org.sealphone.ua.policy.OutgoingGuard;
import org.sealphone.ua.policy.SipTarget;
import org.sealphone.ua.policy.TargetOutcome;

/** OPTIONS to a target (RFC 3261 11). Owner: the engine. */
final class Pings {
    private final Outbox out;
    private final Account account;
    private final Flow flow;
    private final Requests requests;
    private final Map<Long, Exchange> open = new HashMap<>();

    Pings(Outbox out, Account account, Flow flow, Requests requests) {
        this.out = out;
        this.account = account;
        this.flow = flow;
        this.requests = requests;
    }

    void ping(long ticket, String typed) {
        TargetOutcome outcome = OutgoingGuard.check(typed, account.trunk());
        open.put(ticket, new Exchange(0));
        outcome.fold(
                target -> {
                    flow.need(() -> send(ticket, target), end -> failed(ticket, end));
                    return true;
                },
                refused -> {
                    failed(ticket, new End.RefusedByPolicy(refused));
                    return false;
                },
                malformed -> {
                    failed(ticket, new End.RefusedByPolicy(malformed));
                    return false;
                });
    }

    private void send(long ticket, SipTarget target) {
        if (!open.containsKey(ticket)) {
            return;
        }
        long[] sentAt = {out.now().nanos()};
        Exchange first =
                requests.send(SipRequest.options("ping-" + ticket, target.uri(), target.identity()), new Reply() {
                    @Override
                    public void resent(Exchange again) {
                        sentAt[0] = out.now().nanos();
                        open.put(ticket, again);
                    }

                    @Override
                    public void done(ResponseView response) {
                        answered(ticket, response, (out.now().nanos() - sentAt[0]) / 1_000_000);
                    }

                    @Override
                    public void failed(End end) {
                        Pings.this.failed(ticket, end);
                    }
                });
        open.put(ticket, first);
    }

    private void answered(long ticket, ResponseView response, long millis) {
        End end =
                response.success() ? new End.Ok() : new End.RejectedByPeer(response.status(), response.reasonPhrase());
        settle(
                ticket,
                new PingReport(
                        end,
                        Optional.of(response.status()),
                        response.reasonPhrase(),
                        Optional.of(millis),
                        response.server(),
                        response.allow()));
    }

    private void failed(long ticket, End end) {
        settle(ticket, new PingReport(end, Optional.empty(), "", Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private void settle(long ticket, PingReport report) {
        if (open.remove(ticket) != null) {
            out.add(new Output.SettlePing(ticket, report));
        }
    }

    /** For one that is not even tried. */
    void refuse(long ticket, End end) {
        open.put(ticket, new Exchange(0));
        failed(ticket, end);
    }

    void endAll(End end) {
        List.copyOf(open.keySet()).forEach(ticket -> failed(ticket, end));
    }

    boolean idle() {
        return open.isEmpty();
    }
}
