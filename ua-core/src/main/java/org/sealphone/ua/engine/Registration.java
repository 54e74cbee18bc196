package org.sealphone.ua.engine;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.ua.api.Account;
import org.sealphone.ua.api.End;
import org.sealphone.ua.api.RegistrationFacts;
import org.sealphone.ua.api.UaEvent;
import org.sealphone.ua.field.ServiceRoute;
import org.sealphone.ua.report.Severity;
import org.sealphone.ua.report.UaReason;

/**
 * Our one binding at the registrar (RFC 3261 10): made, refreshed before it expires with room for a request that times out, removed. A 423
 * is obeyed twice at most, a redirection never. A lost flow ends the binding at once and, where it had been made, is made again with a
 * back-off that doubles from two seconds to one minute, and not before the server's own Retry-After is over ({@link HoldOff}). Requests of
 * ours take the Service-Route of the registrar (RFC 3608) where it leads over TLS alone; another one refuses the registration (SIP-09). Owner: the engine.
 */
final class Registration {
    private static final TimerKey REFRESH = new TimerKey(TimerKey.Kind.REFRESH, 0);
    private static final TimerKey EXPIRY = new TimerKey(TimerKey.Kind.EXPIRY, 0);
    private static final TimerKey RECONNECT = new TimerKey(TimerKey.Kind.RECONNECT, 0);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(2);
    private static final Duration LAST_RETRY = Duration.ofMinutes(1);
    /** A binding longer than this serves no phone, and a registrar that asks for more is not obeyed. */
    private static final long LONGEST = 86_400;

    private final Outbox out;
    private final Account account;
    private final Flow flow;
    private final Requests requests;
    private final Runnable registered;
    private final List<Long> registerTickets = new ArrayList<>();
    private final List<Long> unregisterTickets = new ArrayList<>();
    private final List<Runnable> afterwards = new ArrayList<>();
    private RegistrationFacts facts = RegistrationFacts.NONE;
    private boolean wanted;
    private boolean inForce;
    private boolean everInForce;
    private boolean busy;
    private long lifetime;
    private int raised;
    private long expiresAtNanos;
    private Duration retry = FIRST_RETRY;
    private final HoldOff holdOff;

    Registration(Outbox out, Account account, Flow flow, Requests requests, Runnable registered, SecureRandom random) {
        this.holdOff = new HoldOff(random);
        this.out = out;
        this.account = account;
        this.flow = flow;
        this.requests = requests;
        this.registered = registered;
        this.lifetime = account.registrationLifetime().toSeconds();
    }

    void register(long ticket) {
        wanted = true;
        registerTickets.add(ticket);
        attempt();
    }

    /** Registers again over a flow that is new, where a binding is wanted; what follows runs when that is decided. */
    void renew(Runnable then) {
        if (!wanted) {
            then.run();
            return;
        }
        afterwards.add(then);
        out.disarm(RECONNECT);
        attempt();
    }

    private void settleAfterwards() {
        List<Runnable> now = List.copyOf(afterwards);
        afterwards.clear();
        now.forEach(Runnable::run);
    }

    private void attempt() {
        if (!busy) {
            busy = true;
            raised = 0;
            flow.need(() -> send(lifetime), this::failed);
        }
    }

    void unregister(long ticket) {
        wanted = false;
        unregisterTickets.add(ticket);
        out.disarm(REFRESH);
        out.disarm(RECONNECT);
        if (!busy) {
            remove();
        }
    }

    private void remove() {
        if (!inForce || !flow.isUp()) {
            gone();
            settle(unregisterTickets, new End.Ok());
            return;
        }
        busy = true;
        send(0);
    }

    private void send(long seconds) {
        requests.send(registering(seconds), new Reply() {
            @Override
            public void done(ResponseView response) {
                answered(seconds, response);
            }

            @Override
            public void failed(End end) {
                Registration.this.failed(end);
            }
        });
    }

    private SipRequest registering(long seconds) {
        String record = account.addressOfRecord().identity();
        return SipRequest.register("register", account.trunk().uri(), record, seconds);
    }

    private void answered(long asked, ResponseView response) {
        Optional<Long> granted = facts.expiresSeconds();
        facts = new RegistrationFacts(
                facts.registered(),
                Optional.of(response.status()),
                granted,
                requests.digest(),
                facts.path(),
                facts.serviceRoute());
        if (asked == 0) {
            removed(response);
        } else if (response.success()) {
            made(asked, response);
        } else if (response.status() == 423 && raise(response.minExpires())) {
            send(lifetime);
        } else {
            if (response.status() / 100 == 3) {
                out.find(Severity.HIGH, UaReason.SIP_29, response.firstContact().orElse(""));
            } else if (response.status() == 416) {
                out.find(Severity.HIGH, UaReason.SIPS_01, "416 to REGISTER");
            }
            holdOff.told(response, out.now());
            failed(new End.RejectedByPeer(response.status(), response.reasonPhrase()));
        }
    }

    private boolean raise(OptionalLong minimum) {
        boolean sensible =
                minimum.isPresent() && minimum.getAsLong() > lifetime && minimum.getAsLong() <= LONGEST && raised < 2;
        if (sensible) {
            raised++;
            lifetime = minimum.getAsLong();
        }
        return sensible;
    }

    /** RFC 3261 10.2.4: our own Contact says how long; without it, the Expires header; without that, what we asked for. */
    private void made(long asked, ResponseView response) {
        if (response.binding().isEmpty() && response.contacts() > 0) {
            out.find(Severity.LOW, UaReason.SIP_28, response.contacts() + " bindings, none of them ours");
        }
        Outcome<List<String>> routes = ServiceRoute.read(response.fields().all("service-route"));
        if (routes instanceof Outcome.Refused<List<String>> refused) {
            takeBack();
            failed(new End.RefusedByPolicy(refused.refusal()));
            return;
        }
        List<String> taken = routes.fold(found -> found, refusal -> List.of());
        long granted = Math.min(response.binding().orElse(response.expires().orElse(asked)), LONGEST);
        if (granted <= 0) {
            failed(new End.RefusedByPolicy(new Refusal(UaReason.SIP_28, "lifetime 0")));
            return;
        }
        busy = false;
        inForce = true;
        everInForce = true;
        retry = FIRST_RETRY;
        holdOff.over();
        requests.route(taken);
        facts = new RegistrationFacts(
                true,
                facts.status(),
                Optional.of(granted),
                requests.digest(),
                ServiceRoute.shown(response.fields().all("path")),
                taken);
        expiresAtNanos = out.now().nanos() + Duration.ofSeconds(granted).toNanos();
        out.arm(EXPIRY, Duration.ofSeconds(granted));
        out.tell(new UaEvent.Registered(out.now().wall(), facts));
        settle(registerTickets, new End.Ok());
        settleAfterwards();
        if (unregisterTickets.isEmpty()) {
            out.arm(REFRESH, refreshAfter(granted));
            registered.run();
        } else {
            remove();
        }
    }

    /** The registrar believes in a binding that we do not want; how it answers changes nothing. */
    private void takeBack() {
        requests.send(registering(0), new Reply() {
            @Override
            public void done(ResponseView response) {}

            @Override
            public void failed(End end) {}
        });
    }

    /** A quarter of the lifetime is left, and of a long one at least the time of a request that gets no answer. */
    static Duration refreshAfter(long granted) {
        long margin = granted >= 80 ? Math.max(40, granted / 10) : Math.max(1, granted / 4);
        return granted <= 1 ? Duration.ofMillis(500) : Duration.ofSeconds(granted - margin);
    }

    private void removed(ResponseView response) {
        busy = false;
        gone();
        if (response.success()) {
            out.tell(new UaEvent.Unregistered(out.now().wall()));
        }
        settle(
                unregisterTickets,
                response.success() ? new End.Ok() : new End.RejectedByPeer(response.status(), response.reasonPhrase()));
        if (wanted) {
            attempt();
        }
    }

    private void failed(End end) {
        busy = false;
        boolean refreshing = inForce && wanted;
        long left = expiresAtNanos - out.now().nanos();
        boolean passing = end instanceof End.Unreachable || failedThere(end);
        if (refreshing && passing && flow.isUp() && left > Duration.ofSeconds(2).toNanos()) {
            // The binding is still in force: try again while it lasts, halfway to its end.
            out.arm(REFRESH, holdOff.atLeast(Duration.ofNanos(left / 2), out.now()));
            return;
        }
        over(end);
    }

    /** The server could not; it may be able to later (RFC 3261 21.5). */
    private static boolean failedThere(End end) {
        return end instanceof End.RejectedByPeer rejected && rejected.status() / 100 == 5;
    }

    private void over(End end) {
        gone();
        out.tell(new UaEvent.RegistrationFailed(out.now().wall(), end));
        settle(registerTickets, end);
        settle(unregisterTickets, new End.Ok());
        settleAfterwards();
        boolean passing = end instanceof End.Unreachable || failedThere(end);
        if (wanted && ((passing && everInForce) || holdOff.holds(out.now()))) {
            out.arm(RECONNECT, holdOff.atLeast(retry, out.now()));
            retry = retry.multipliedBy(2).compareTo(LAST_RETRY) > 0 ? LAST_RETRY : retry.multipliedBy(2);
        }
    }

    private void gone() {
        inForce = false;
        requests.route(List.of());
        facts = new RegistrationFacts(false, facts.status(), Optional.empty(), facts.digest());
        out.disarm(REFRESH);
        out.disarm(EXPIRY);
    }

    private void settle(List<Long> tickets, End end) {
        List<Long> now = List.copyOf(tickets);
        tickets.clear();
        now.forEach(ticket -> out.add(new Output.Settle(ticket, end)));
    }

    void timer(TimerKey.Kind kind) {
        if (kind == TimerKey.Kind.EXPIRY && inForce) {
            inForce = false;
            if (!busy) {
                over(new End.Unreachable(new Refusal(UaReason.NET_20, "the registration expired")));
            }
        } else if (kind == TimerKey.Kind.REFRESH || kind == TimerKey.Kind.RECONNECT) {
            if (wanted) {
                attempt();
            }
        }
    }

    /** Makes sure that the binding is still there. */
    void refreshNow() {
        if (wanted && inForce && flow.isUp()) {
            attempt();
        }
    }

    /** @param end how whatever was going on ends */
    void flowLost(End end) {
        afterwards.clear();
        boolean something = busy || inForce || !registerTickets.isEmpty();
        busy = false;
        if (something) {
            over(end);
        } else {
            settle(unregisterTickets, new End.Ok());
        }
    }

    /** Ends what is going on; a binding that is in force is removed. */
    void close(long ticket, @Nullable End interrupted) {
        wanted = false;
        out.disarm(RECONNECT);
        if (interrupted != null) {
            settle(registerTickets, interrupted);
        }
        unregister(ticket);
    }

    boolean idle() {
        return !busy && !inForce;
    }

    RegistrationFacts facts() {
        return facts;
    }
}
