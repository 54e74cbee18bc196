package org.sealphone.ua.loop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sealphone.crypto.dns.NamingPointer;
import org.sealphone.crypto.dns.ServiceRecord;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.tls.TlsFailure;
import org.sealphone.crypto.wire.FlowListener;
import org.sealphone.crypto.wire.FlowOutcome;
import org.sealphone.crypto.wire.FlowTarget;
import org.sealphone.ua.api.Account;
import org.sealphone.ua.locate.Place;
import org.sealphone.ua.locate.TlsService;
import org.sealphone.ua.policy.SipTarget;

/**
 * Finds the trunk and connects to it (RFC 3263): one place after the other until somebody answers there. Somebody who answers and does not
 * prove to be the domain ends the search: whoever stands in the way of one server is not to choose which one is taken instead.
 *
 * <p>A place where nobody answered comes last for a minute, so that a dead server costs its time-out once and not at each attempt. Where
 * name servers are silent, the domain itself is the place: a proof is asked of it as of any other. Owner: the sending thread.
 */
final class TrunkSearch {
    private static final Duration SHUNNED = Duration.ofMinutes(1);
    private static final int SHARE = 4;

    private final Account account;
    private final Surroundings around;
    private final Map<Place, Long> shunnedUntil = new HashMap<>();

    TrunkSearch(Account account, Surroundings around) {
        this.account = account;
        this.around = around;
    }

    /** Blocks no longer than the account's time for a connection. */
    FlowOutcome connect(FlowListener listener) {
        SipTarget hop = account.nextHop();
        Place configured = new Place(hop.host(), hop.port());
        long deadline = now() + account.connectTimeout().toNanos();
        if (!TlsService.knows(hop)) {
            return knock(configured, FlowTarget.Origin.CONFIGURED, left(deadline), listener);
        }
        return find(hop.host(), deadline)
                .fold(
                        places -> places.isEmpty()
                                ? knock(configured, FlowTarget.Origin.CONFIGURED, left(deadline), listener)
                                : knock(places, deadline, listener),
                        refusal -> new FlowOutcome.Failed(new TlsFailure(TlsFailure.Kind.REFUSED, refusal)));
    }

    /** Empty where the domain itself is the place; a refusal where a service is said not to be there, and no other is. */
    private Outcome<List<Place>> find(String domain, long deadline) {
        List<NamingPointer> pointers =
                around.door().pointers(domain, question(deadline)).fold(some -> some, silent -> List.of());
        List<Place> found = new ArrayList<>();
        Optional<Refusal> notServed = Optional.empty();
        for (String name : TlsService.names(domain, pointers)) {
            List<ServiceRecord> records =
                    around.door().services(name, question(deadline)).fold(some -> some, silent -> List.of());
            Optional<Refusal> refusal = TlsService.places(name, records, around.random())
                    .fold(
                            places -> {
                                found.addAll(places);
                                return Optional.empty();
                            },
                            Optional::of);
            notServed = refusal.isPresent() ? refusal : notServed;
        }
        if (found.isEmpty() && notServed.isPresent()) {
            return Outcome.refused(notServed.get().reason(), notServed.get().detail());
        }
        shunnedUntil.values().removeIf(until -> until - now() <= 0);
        found.sort(Comparator.comparing(shunnedUntil::containsKey));
        return Outcome.granted(found.stream().distinct().toList());
    }

    /** What one question may take: always a part of what is left, so that some of it is left for knocking. */
    private Duration question(long deadline) {
        return left(deadline).dividedBy(SHARE);
    }

    private FlowOutcome knock(List<Place> places, long deadline, FlowListener listener) {
        List<String> silent = new ArrayList<>();
        for (int i = 0; ; i++) {
            Place place = places.get(i);
            Duration share = left(deadline).dividedBy(places.size() - i);
            FlowOutcome outcome = knock(place, FlowTarget.Origin.LOOKED_UP, share, listener);
            Optional<TlsFailure> unreachable = outcome.fold(flow -> Optional.empty(), failure -> Optional.of(failure)
                    .filter(one -> one.kind() == TlsFailure.Kind.UNREACHABLE));
            if (unreachable.isEmpty()) {
                shunnedUntil.remove(place);
                return outcome;
            }
            shunnedUntil.put(place, now() + SHUNNED.toNanos());
            Refusal why = unreachable.get().refusal();
            silent.add(place + " " + why.reason().code());
            if (i + 1 == places.size()) {
                return new FlowOutcome.Failed(new TlsFailure(
                        TlsFailure.Kind.UNREACHABLE, new Refusal(why.reason(), String.join(", ", silent))));
            }
        }
    }

    private FlowOutcome knock(Place place, FlowTarget.Origin origin, Duration atMost, FlowListener listener) {
        FlowTarget target = new FlowTarget(
                account.verifiedDomain(),
                place.host(),
                place.port(),
                account.bindAddress().orElse(null),
                origin);
        return around.door().connect(target, account.tls(), atMost, listener);
    }

    private Duration left(long deadline) {
        return Duration.ofNanos(Math.max(1, deadline - now()));
    }

    private long now() {
        return around.timeline().nanoTime();
    }
}
