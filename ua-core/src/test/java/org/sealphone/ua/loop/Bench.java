package org.sealphone.ua.loop;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.sealphone.crypto.dns.NamingPointer;
import org.sealphone.crypto.dns.ServiceRecord;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.secret.Password;
import org.sealphone.crypto.time.VirtualTimeline;
import org.sealphone.crypto.tls.SpkiPin;
import org.sealphone.crypto.tls.TlsFailure;
import org.sealphone.crypto.tls.TlsPolicy;
import org.sealphone.crypto.tls.TrustAnchors;
import org.sealphone.crypto.wire.FlowListener;
import org.sealphone.crypto.wire.FlowOutcome;
import org.sealphone.crypto.wire.FlowTarget;
import org.sealphone.crypto.wire.InMemoryFlow;
import org.sealphone.crypto.wire.ReservedPort;
import org.sealphone.crypto.wire.SimulatedNetwork;
import org.sealphone.crypto.wire.Weather;
import org.sealphone.media.engine.MediaSettings;
import org.sealphone.media.engine.MediaTicker;
import org.sealphone.ua.api.Account;
import org.sealphone.ua.api.Ua;
import org.sealphone.ua.api.UaEvent;
import org.sealphone.ua.policy.SipTarget;
import org.sealphone.ua.policy.Targets;

/** A whole phone, engine, JAIN-SIP, SDP, SRTP and media, under virtual time, on a flow and a network in memory. */
final class Bench implements Door {
    static final String PASSWORD = "canary-password-8d1f";

    final VirtualTimeline timeline;
    final SimulatedNetwork network;
    final MediaTicker ticker;
    private final int host;
    final List<UaEvent> events = new ArrayList<>();
    final List<String> trace = new ArrayList<>();
    final List<String> journal = new ArrayList<>();
    final List<ReservedPort> ports = new ArrayList<>();
    final List<ScriptedTrunk> trunks = new ArrayList<>();
    final List<InMemoryFlow> flows = new ArrayList<>();
    final List<FlowTarget> targets = new ArrayList<>();
    /** What name servers know: pointers of domains and servers of services, by name. A name that is not in it has none. */
    final Map<String, List<NamingPointer>> pointers = new HashMap<>();

    final Map<String, List<ServiceRecord>> services = new HashMap<>();
    /** Every name that was asked for, in order. */
    final List<String> asked = new ArrayList<>();
    /** How long each question may take; where name servers are silent, that is how long it takes. */
    final List<Duration> waits = new ArrayList<>();

    /** How long it takes until what is said is written. */
    Duration writing = Duration.ZERO;

    boolean silence;
    /** Hosts where nobody answers, and what is told of it. */
    final Map<String, TlsFailure> silent = new HashMap<>();

    Optional<TlsFailure> refuse = Optional.empty();
    boolean ended;
    /** What every trunk to come does with what it gets. */
    Consumer<SipText> script = message -> {};

    /** The host part of our end of the next flow. */
    int flowHost = 10;

    final List<InetAddress> reservedAt = new ArrayList<>();
    final Ua ua;

    Bench() {
        this(builder -> builder);
    }

    Bench(UnaryOperator<Account.Builder> change) {
        this(account("sips:pbx.example", change));
    }

    Bench(Account account) {
        this(account, new VirtualTimeline());
    }

    private Bench(Account account, VirtualTimeline timeline) {
        this(account, timeline, new SimulatedNetwork(timeline, 7, Weather.fine()), MediaTicker.scheduled(timeline), 1);
    }

    Bench(Account account, VirtualTimeline timeline, SimulatedNetwork network, MediaTicker ticker, int host) {
        this(account, timeline, network, ticker, host, MediaSettings.USUAL, new SecureRandom());
    }

    Bench(
            Account account,
            VirtualTimeline timeline,
            SimulatedNetwork network,
            MediaTicker ticker,
            int host,
            MediaSettings media,
            SecureRandom random) {
        this.timeline = timeline;
        this.network = network;
        this.ticker = ticker;
        this.host = host;
        LoopThreads threads = new LoopThreads(
                task -> timeline.schedule(Duration.ZERO, task),
                task -> timeline.schedule(writing, task),
                Integer.MAX_VALUE,
                () -> ended = true);
        Surroundings around = new Surroundings(
                this,
                timeline,
                random,
                ticker,
                media,
                (at, outgoing, text) -> trace.add((outgoing ? "> " : "< ") + text),
                journal::add);
        ua = UserAgent.open(account, around, threads, events::add);
    }

    static SipTarget target(String text) {
        return Targets.server(text)
                .fold(
                        good -> good,
                        bad -> {
                            throw new IllegalArgumentException(bad.text());
                        },
                        bad -> {
                            throw new IllegalArgumentException(bad.text());
                        });
    }

    static TrustAnchors anyPin() {
        return TrustAnchors.pinned(SpkiPin.parse("sha256/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")
                .fold(pin -> pin, refusal -> {
                    throw new IllegalArgumentException(refusal.text());
                }));
    }

    static Account account(String trunk, UnaryOperator<Account.Builder> change) {
        return account(trunk, "alice", change);
    }

    static Account account(String trunk, String user, UnaryOperator<Account.Builder> change) {
        return change.apply(Account.at(target(trunk), user, anyPin())
                        .password(() -> Optional.of(Password.of(PASSWORD.toCharArray()))))
                .build();
    }

    @Override
    public FlowOutcome connect(FlowTarget target, TlsPolicy policy, Duration timeout, FlowListener listener) {
        targets.add(target);
        TlsFailure failure = silent.get(target.host());
        if (failure != null) {
            return new FlowOutcome.Failed(failure);
        }
        if (refuse.isPresent()) {
            return new FlowOutcome.Failed(refuse.get());
        }
        InMemoryFlow.Pair pair = InMemoryFlow.pair(
                timeline,
                Duration.ofMillis(1),
                target.domain(),
                listener,
                far -> {
                    ScriptedTrunk trunk = new ScriptedTrunk(far);
                    trunk.script = script;
                    trunks.add(trunk);
                    return trunk;
                },
                flowHost);
        flows.add(pair.near());
        return new FlowOutcome.Connected(pair.near());
    }

    @Override
    public Outcome<List<NamingPointer>> pointers(String domain, Duration atMost) {
        return answer(pointers, domain, atMost);
    }

    @Override
    public Outcome<List<ServiceRecord>> services(String name, Duration atMost) {
        return answer(services, name, atMost);
    }

    private <T> Outcome<List<T>> answer(Map<String, List<T>> known, String name, Duration atMost) {
        asked.add(name);
        waits.add(atMost);
        if (silence) {
            timeline.advance(atMost);
            return Outcome.refused(CryptoReason.NET_01, name);
        }
        return Outcome.granted(known.getOrDefault(name, List.of()));
    }

    @Override
    public Outcome<ReservedPort> reserve(InetAddress local) {
        reservedAt.add(local);
        ReservedPort port = network.reserve(host);
        ports.add(port);
        return Outcome.granted(port);
    }

    /** The phone registers, and the trunk grants it. */
    void registered() {
        ua.register();
        settle();
        grants();
    }

    /** The trunk grants the registration that was asked for last. */
    void grants() {
        List<SipText> all = trunk().requests("REGISTER");
        SipText register = all.get(all.size() - 1);
        trunk().say(register.respond(200, "t", "", "Contact: " + register.header("Contact") + ";expires=3600"));
        settle();
    }

    ScriptedTrunk trunk() {
        return trunks.get(trunks.size() - 1);
    }

    InMemoryFlow flow() {
        return flows.get(flows.size() - 1);
    }

    void run(long millis) {
        timeline.advance(Duration.ofMillis(millis));
    }

    /** Lets short messages go to and fro. */
    void settle() {
        run(50);
    }

    <T> T now(CompletableFuture<T> future) {
        if (!future.isDone()) {
            throw new AssertionError("not done; the trunk got "
                    + trunks.stream().map(one -> one.got.toString()).toList());
        }
        return future.join();
    }

    <T extends UaEvent> List<T> events(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    <T extends UaEvent> T event(Class<T> type) {
        List<T> all = events(type);
        if (all.isEmpty()) {
            throw new AssertionError("no " + type.getSimpleName() + " among " + events);
        }
        return all.get(all.size() - 1);
    }
}
