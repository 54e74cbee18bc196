package org.sealphone.ua.loop;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
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
    Optional<TlsFailure> refuse = Optional.empty();
    boolean ended;
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
        this.timeline = timeline;
        this.network = network;
        this.ticker = ticker;
        this.host = host;
        LoopThreads threads = new LoopThreads(
                task -> timeline.schedule(Duration.ZERO, task),
                task -> timeline.schedule(Duration.ZERO, task),
                Integer.MAX_VALUE,
                () -> ended = true);
        Surroundings around = new Surroundings(
                this,
                timeline,
                new SecureRandom(),
                ticker,
                MediaSettings.USUAL,
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
        if (refuse.isPresent()) {
            return new FlowOutcome.Failed(refuse.get());
        }
        InMemoryFlow.Pair pair = InMemoryFlow.pair(timeline, Duration.ofMillis(1), target.domain(), listener, far -> {
            ScriptedTrunk trunk = new ScriptedTrunk(far);
            trunks.add(trunk);
            return trunk;
        });
        flows.add(pair.near());
        return new FlowOutcome.Connected(pair.near());
    }

    @Override
    public Outcome<ReservedPort> reserve(InetAddress local) {
        ReservedPort port = network.reserve(host);
        ports.add(port);
        return Outcome.granted(port);
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
