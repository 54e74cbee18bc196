package org.sealphone.harness.hostile;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.sealphone.certs.DevelopmentCa;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.secret.Password;
import org.sealphone.crypto.tls.TrustAnchors;
import org.sealphone.crypto.wire.SecureWire;
import org.sealphone.crypto.wire.WireTap;
import org.sealphone.harness.oracle.Oracle;
import org.sealphone.harness.oracle.OracleRules;
import org.sealphone.harness.oracle.PlantedControls;
import org.sealphone.harness.oracle.Verdict;
import org.sealphone.harness.relay.MediaRelay;
import org.sealphone.harness.relay.RelayRecord;
import org.sealphone.harness.relay.TcpRelay;
import org.sealphone.harness.tls.TlsIdentity;
import org.sealphone.harness.trunk.EmbeddedTrunk;
import org.sealphone.harness.trunk.SipSeen;
import org.sealphone.harness.trunk.TrunkObserver;
import org.sealphone.media.engine.MediaReport;
import org.sealphone.media.engine.MediaTicker;
import org.sealphone.ua.api.Account;
import org.sealphone.ua.api.CallId;
import org.sealphone.ua.api.CallMedia;
import org.sealphone.ua.api.CallReport;
import org.sealphone.ua.api.End;
import org.sealphone.ua.api.Ua;
import org.sealphone.ua.api.UaEvent;
import org.sealphone.ua.loop.Surroundings;
import org.sealphone.ua.loop.UserAgent;
import org.sealphone.ua.policy.SipTarget;
import org.sealphone.ua.policy.Targets;

/**
 * One scenario between the real phone and the hostile trunk, over TLS and UDP on loopback, seen by relays on both. The phone has an address
 * of its own, 127.0.0.1, and everybody else another, so that the oracle knows who is in the dock.
 */
final class HostileStage implements TrunkObserver {
    private static final String DOMAIN = "pbx.example";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final DevelopmentCa AUTHORITY = DevelopmentCa.create("hostile", Instant.now(), RANDOM);
    private static final TlsIdentity IDENTITY = TlsIdentity.of(AUTHORITY.server(DOMAIN));
    private static final InetAddress PHONE = address("127.0.0.1");
    private static final InetAddress TRUNK = address("127.0.0.2");
    private static final int HURRY = 10;
    private static final long PATIENCE_SECONDS = 10;
    /** When a call's media ends is not in question here, and a busy machine reads a BYE late. */
    private static final Duration LATE = Duration.ofSeconds(3);

    private final HostileScenario scenario;
    private final List<String> keyLog = new CopyOnWriteArrayList<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final List<UaEvent> events = new CopyOnWriteArrayList<>();
    private final List<String> connections = new CopyOnWriteArrayList<>();
    private final List<Waiting> waiting = new CopyOnWriteArrayList<>();

    private HostileStage(HostileScenario scenario) {
        this.scenario = scenario;
    }

    /**
     * What became of it.
     *
     * @param codes of the end, of findings, of refused messages and of the flow
     * @param heard what the trunk heard the phone say, and what the phone itself says that it said
     */
    record Outcome(
            End end,
            List<String> codes,
            Optional<MediaReport> media,
            List<String> heard,
            long datagrams,
            Verdict verdict,
            long faults) {
        /** Datagrams that the oracle found to be the phone's SRTP and SRTCP. */
        long sealed() {
            return verdict.mediaFlows().stream()
                    .filter(flow -> flow.from().getAddress().equals(PHONE))
                    .mapToLong(flow -> flow.packets())
                    .sum();
        }
    }

    private record Waiting(Predicate<HostileStage> wanted, CompletableFuture<Void> future) {}

    static Outcome play(HostileScenario scenario) throws Exception {
        return new HostileStage(scenario).play();
    }

    private Outcome play() throws Exception {
        RelayRecord record = new RelayRecord();
        try (MediaRelay media = MediaRelay.start(TRUNK, record);
                EmbeddedTrunk trunk = EmbeddedTrunk.builder(DOMAIN, IDENTITY)
                        .listen(TRUNK, 0)
                        .user(HostileScenario.USER, "correct horse".toCharArray())
                        .keyLog(keyLog::add)
                        .observer(this)
                        .sdpRewriter(media)
                        .conduct(new FencedConduct(scenario.trunk().get()))
                        .start();
                TcpRelay relay = TcpRelay.start(TRUNK, trunk.address(), record)) {
            CompletableFuture<Done> done = new CompletableFuture<>();
            long datagrams = phone(relay.address(), done);
            trunk.close();
            media.close();
            relay.close();
            OracleRules rules = OracleRules.builder()
                    .trunk(relay.address())
                    .keyLog(keyLog)
                    .peer(TRUNK)
                    .grace(LATE)
                    .build();
            Done what = done.join();
            return new Outcome(
                    what.end(),
                    codes(what),
                    what.media(),
                    List.of(String.join("", heard), String.join("", said)),
                    datagrams,
                    Oracle.judge(rules, record.packets()).withControls(PlantedControls.run(rules, record.packets())),
                    trunk.status().faults() + media.faults());
        }
    }

    private record Done(End end, Optional<MediaReport> media) {
        static Done of(CallReport report) {
            return new Done(report.end(), report.media());
        }
    }

    private long phone(InetSocketAddress trunk, CompletableFuture<Done> done) throws Exception {
        try (HurriedTimeline timeline = new HurriedTimeline(scenario.patience().isZero() ? 1 : HURRY);
                MediaTicker ticker = MediaTicker.threaded(timeline);
                SecureWire wire = new SecureWire(timeline, RANDOM, WireTap.none())) {
            CompletableFuture<Ua> self = new CompletableFuture<>();
            Surroundings surroundings = Surroundings.of(wire, timeline, RANDOM, ticker)
                    .traced((at, outgoing, text) -> {
                        if (outgoing) {
                            said.add(text);
                        }
                    });
            try (Ua ua = UserAgent.open(account(trunk), surroundings, event -> event(event, self))) {
                self.complete(ua);
                done.complete(act(ua));
            }
            return wire.ledger().datagramsOut();
        }
    }

    private Account account(InetSocketAddress trunk) {
        boolean calls =
                scenario.part() == HostileScenario.Part.CALLS || scenario.part() == HostileScenario.Part.CANCELS;
        return Account.at(
                        target("sips:" + DOMAIN),
                        HostileScenario.USER,
                        TrustAnchors.of(List.of(AUTHORITY.certificate())))
                .outbound(target("sips:" + trunk.getAddress().getHostAddress() + ":" + trunk.getPort()))
                .bindAddress(PHONE)
                .registers(!calls)
                // Everybody else sends from here and there: to them as well what no description names is to get nothing
                // (ADV-68).
                .followsAuthentic(false)
                .connectTimeout(scenario.patience().isZero() ? Duration.ofSeconds(20) : Duration.ofSeconds(2))
                .password(() -> Optional.of(Password.of("correct horse".toCharArray())))
                .build();
    }

    private Done act(Ua ua) throws Exception {
        return switch (scenario.part()) {
            case REGISTERS -> {
                End end = ua.register().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (end.isOk()) {
                    until(HostileStage::reacted).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                }
                yield new Done(end, Optional.empty());
            }
            case CALLS -> {
                Ua.Call call = ua.dial("tone", CallMedia.silent());
                yield hangUpBehindTheFence(ua, call.id(), call.ended());
            }
            case CANCELS -> {
                Ua.Call call = ua.dial("tone", CallMedia.silent());
                until(stage -> stage.event(UaEvent.Progress.class).isPresent()).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                ua.hangUp(call.id());
                yield Done.of(call.ended().get(PATIENCE_SECONDS, TimeUnit.SECONDS));
            }
            case ANSWERS, RINGS -> {
                ua.register().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                until(stage -> stage.called().isPresent()).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                CallId call = called().orElseThrow();
                yield hangUpBehindTheFence(ua, call, ua.ended(call));
            }
        };
    }

    private Done hangUpBehindTheFence(Ua ua, CallId call, CompletableFuture<CallReport> ended) throws Exception {
        boolean deaf = !scenario.patience().isZero();
        CompletableFuture<Void> fenced =
                deaf ? until(stage -> stage.event(UaEvent.Established.class).isPresent()) : until(HostileStage::fenced);
        CompletableFuture.anyOf(fenced, ended).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        ua.hangUp(call);
        return Done.of(ended.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    private boolean fenced() {
        return heard.stream().anyMatch(text -> text.startsWith("SIP/2.0 200") && text.contains(FencedConduct.LAST));
    }

    private boolean reacted() {
        return scenario.expected().heardIn(String.join("", heard))
                && scenario.expected().givenBy(codes());
    }

    private Optional<CallId> called() {
        return event(UaEvent.IncomingCall.class)
                .map(UaEvent.IncomingCall::call)
                .or(() -> event(UaEvent.CallRefused.class).map(UaEvent.CallRefused::call));
    }

    private <E extends UaEvent> Optional<E> event(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    private List<String> codes(Done done) {
        List<String> all = codes();
        done.end().reason().ifPresent(refusal -> all.add(refusal.reason().code()));
        return all;
    }

    private List<String> codes() {
        List<Refusal> refusals = new ArrayList<>();
        for (UaEvent event : events) {
            if (event instanceof UaEvent.Found found) {
                refusals.add(found.finding().what());
            } else if (event instanceof UaEvent.MessageRefused refused) {
                refusals.add(refused.refusal());
            } else if (event instanceof UaEvent.FlowLost lost) {
                refusals.add(lost.refusal());
            } else if (event instanceof UaEvent.CallRefused refused) {
                refusals.add(refused.refusal());
            }
        }
        return new ArrayList<>(
                refusals.stream().map(refusal -> refusal.reason().code()).toList());
    }

    /** On ua-loop: a person who takes every call does so at once. */
    private void event(UaEvent event, CompletableFuture<Ua> self) {
        events.add(event);
        if (event instanceof UaEvent.IncomingCall call && scenario.part() == HostileScenario.Part.ANSWERS) {
            self.thenAccept(ua -> ua.answer(call.call(), CallMedia.silent()));
        }
        look();
    }

    @Override
    public void sip(SipSeen seen) {
        if (seen.inbound()) {
            heard.add(seen.text());
            look();
        }
    }

    @Override
    public void connection(String event) {
        connections.add(event);
    }

    private CompletableFuture<Void> until(Predicate<HostileStage> wanted) {
        CompletableFuture<Void> future = new CompletableFuture<>();
        waiting.add(new Waiting(wanted, future));
        look();
        return future;
    }

    private void look() {
        for (Waiting one : waiting) {
            if (one.wanted().test(this)) {
                one.future().complete(null);
            }
        }
    }

    private static SipTarget target(String uri) {
        return Targets.server(uri).fold(accepted -> accepted, HostileStage::refused, HostileStage::refused);
    }

    private static SipTarget refused(Object why) {
        throw new AssertionError(why);
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
