package org.sealphone.ua.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.sealphone.crypto.dns.NamingPointer;
import org.sealphone.crypto.dns.ServiceRecord;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.time.SystemTimeline;
import org.sealphone.crypto.tls.TlsPolicy;
import org.sealphone.crypto.wire.FlowListener;
import org.sealphone.crypto.wire.FlowOutcome;
import org.sealphone.crypto.wire.FlowTarget;
import org.sealphone.crypto.wire.InMemoryFlow;
import org.sealphone.crypto.wire.ReservedPort;
import org.sealphone.crypto.wire.SecureWire;
import org.sealphone.crypto.wire.WireTap;
import org.sealphone.media.engine.MediaTicker;
import org.sealphone.ua.api.CallMedia;
import org.sealphone.ua.api.End;
import org.sealphone.ua.api.Ua;
import org.sealphone.ua.api.UaEvent;

/** The phone on its own two threads and the machine's clock. */
class RealThreadsTest {
    private static <T> T soon(CompletableFuture<T> future) throws Exception {
        return future.get(20, TimeUnit.SECONDS);
    }

    @Test
    void a_phone_on_its_own_threads_registers_survives_a_flood_and_closes() throws Exception {
        SystemTimeline timeline = new SystemTimeline();
        MediaTicker ticker = MediaTicker.threaded(timeline);
        LinkedBlockingQueue<ScriptedTrunk> trunks = new LinkedBlockingQueue<>();
        Door door = new Door() {
            @Override
            public FlowOutcome connect(FlowTarget target, TlsPolicy policy, Duration timeout, FlowListener listener) {
                InMemoryFlow.Pair pair = InMemoryFlow.pair(timeline, Duration.ZERO, target.domain(), listener, far -> {
                    ScriptedTrunk trunk = new ScriptedTrunk(far);
                    trunk.script = message -> trunk.say(
                            message.respond(200, "t", "", "Contact: " + message.header("Contact") + ";expires=60"));
                    trunks.add(trunk);
                    return trunk;
                });
                return new FlowOutcome.Connected(pair.near());
            }

            @Override
            public Outcome<ReservedPort> reserve(InetAddress local) {
                return Outcome.refused(CryptoReason.NET_06, "none today");
            }

            @Override
            public Outcome<List<NamingPointer>> pointers(String domain, Duration atMost) {
                return Outcome.refused(CryptoReason.NET_01, domain);
            }

            @Override
            public Outcome<List<ServiceRecord>> services(String name, Duration atMost) {
                return Outcome.refused(CryptoReason.NET_01, name);
            }
        };
        LinkedBlockingQueue<UaEvent> events = new LinkedBlockingQueue<>();
        Surroundings around = new Surroundings(
                door,
                timeline,
                new SecureRandom(),
                ticker,
                org.sealphone.media.engine.MediaSettings.USUAL,
                org.sealphone.ua.api.SipTrace.none(),
                org.sealphone.ua.journal.Journal.none());
        Ua ua = UserAgent.open(Bench.account("sips:pbx.example", builder -> builder), around, event -> {
            events.add(event);
            assertThat(Thread.currentThread().getName()).isEqualTo("ua-loop");
        });
        assertThat(soon(ua.register())).isInstanceOf(End.Ok.class);
        ScriptedTrunk trunk = trunks.take();
        String flood = trunk.request("OPTIONS", "f", "", "").repeat(3);
        for (int i = 0; i < 400; i++) {
            trunk.flow.send(flood.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        assertThat(soon(ua.ping("bob")).end()).isInstanceOf(End.Ok.class);
        Ua.Call call = ua.dial("bob", CallMedia.silent());
        assertThat(soon(call.ended()).end()).isInstanceOf(End.LocalFailure.class);
        ua.close();
        ua.close();
        assertThat(soon(ua.register())).isInstanceOf(End.Interrupted.class);
        assertThat(soon(ua.ping("bob")).end()).isInstanceOf(End.Interrupted.class);
        assertThat(soon(ua.dial("bob", CallMedia.silent()).ended()).end()).isInstanceOf(End.Interrupted.class);
        ua.answer(new org.sealphone.ua.api.CallId(5), CallMedia.silent());
        ticker.close();
        timeline.close();
    }

    @Test
    void nobody_there_is_told_by_the_real_wire() throws Exception {
        try (SystemTimeline timeline = new SystemTimeline();
                SecureWire wire = new SecureWire(timeline, new SecureRandom(), WireTap.none());
                MediaTicker ticker = MediaTicker.threaded(timeline)) {
            StringBuilder journal = new StringBuilder();
            Surroundings around = Surroundings.of(wire, timeline, new SecureRandom(), ticker)
                    .traced((at, outgoing, text) -> {})
                    .journaled(journal::append);
            try (Ua ua = UserAgent.open(
                    Bench.account("sips:127.0.0.1:1", builder -> builder.connectTimeout(Duration.ofSeconds(5))),
                    around,
                    event -> {})) {
                assertThat(soon(ua.register())).isInstanceOf(End.Unreachable.class);
            }
            assertThat(journal.toString()).contains("flow-failed");
            assertThat(around.door()
                            .reserve(InetAddress.getLoopbackAddress())
                            .<Optional<ReservedPort>>fold(Optional::of, refusal -> Optional.empty()))
                    .hasValueSatisfying(ReservedPort::close);
        }
    }

    @Test
    void a_bug_in_a_listener_is_told_to_whoever_waits() {
        Bench bench = new Bench();
        bench.events.clear();
        Surroundings around = new Surroundings(
                bench,
                bench.timeline,
                new SecureRandom(),
                bench.ticker,
                org.sealphone.media.engine.MediaSettings.USUAL,
                org.sealphone.ua.api.SipTrace.none(),
                org.sealphone.ua.journal.Journal.none());
        LoopThreads threads = new LoopThreads(
                task -> bench.timeline.schedule(Duration.ZERO, task),
                task -> bench.timeline.schedule(Duration.ZERO, task),
                Integer.MAX_VALUE,
                () -> {});
        Ua ua = UserAgent.open(Bench.account("sips:pbx.example", builder -> builder), around, threads, event -> {
            throw new IllegalStateException("a bug");
        });
        CompletableFuture<End> done = ua.register();
        assertThatThrownBy(bench::settle).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(done::get).isInstanceOf(ExecutionException.class).hasRootCauseMessage("a bug");
    }
}
