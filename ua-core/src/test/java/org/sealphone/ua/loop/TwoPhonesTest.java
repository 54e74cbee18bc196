package org.sealphone.ua.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.srtp.HeapSearch;
import org.sealphone.crypto.time.VirtualTimeline;
import org.sealphone.crypto.wire.SimulatedNetwork;
import org.sealphone.crypto.wire.Weather;
import org.sealphone.media.audio.AudioInput;
import org.sealphone.media.audio.AudioOutput;
import org.sealphone.media.engine.DigitReport;
import org.sealphone.media.engine.MediaTicker;
import org.sealphone.ua.api.CallId;
import org.sealphone.ua.api.CallMedia;
import org.sealphone.ua.api.CallReport;
import org.sealphone.ua.api.End;
import org.sealphone.ua.api.Hold;
import org.sealphone.ua.api.Ua;
import org.sealphone.ua.api.UaEvent;
import org.sealphone.ua.journal.JournalLines;

/** Two phones in one JVM, each with its own stack and flow, and a proxy between them that only adds and takes a Via. */
class TwoPhonesTest {
    private final VirtualTimeline timeline = new VirtualTimeline();
    private final SimulatedNetwork network = new SimulatedNetwork(timeline, 11, Weather.fine());
    private final MediaTicker ticker = MediaTicker.scheduled(timeline);
    private final HeapSearch keys = new HeapSearch();
    private int keyLines;
    private final Bench alice = phone("alice", 1);
    private final Bench bob = phone("bob", 2);

    private Bench phone(String user, int host) {
        return new Bench(Bench.account("sips:pbx.example", user, builder -> builder), timeline, network, ticker, host);
    }

    private static CallMedia tone(double hertz) {
        return new CallMedia(AudioInput.tone(hertz), List.of(AudioOutput.discard()));
    }

    private void wire(Bench one, Bench other) {
        one.script = message -> forward(message, one, other);
        one.trunk().script = one.script;
    }

    private void forward(SipText message, Bench from, Bench to) {
        message.body
                .lines()
                .filter(line -> line.startsWith("a=crypto:"))
                .forEach(line -> keys.watchLine("line " + ++keyLines, line.substring("a=crypto:".length())));
        if (message.method().equals("REGISTER")) {
            String expires = message.header("Expires");
            from.trunk()
                    .say(message.respond(
                            200, "reg", "", "Contact: " + message.header("Contact") + ";expires=" + expires));
            return;
        }
        if (to.trunk().lost.isPresent() || !to.trunk().flow.live()) {
            return;
        }
        StringBuilder text = new StringBuilder(message.startLine).append("\r\n");
        if (message.isRequest()) {
            String branch = message.header("Via").replaceAll(".*(z9hG4bK[0-9A-Za-z]+).*", "$1p");
            text.append("Via: SIP/2.0/TLS pbx.example:5061;branch=")
                    .append(branch)
                    .append("\r\n");
        }
        boolean first = true;
        for (String each : message.headers) {
            String line = each;
            boolean via = line.toLowerCase(java.util.Locale.ROOT).startsWith("via:");
            if (via && first && !message.isRequest()) {
                // Our own Via is the first of the list, or has a line to itself.
                first = false;
                int comma = line.indexOf(',');
                if (comma < 0) {
                    continue;
                }
                line = "Via: " + line.substring(comma + 1).strip();
            }
            text.append(line).append("\r\n");
        }
        to.trunk().say(text + "\r\n" + message.body);
    }

    private void registered() {
        for (Bench bench : List.of(alice, bob)) {
            if (!bench.ua.snapshot().connected()) {
                CompletableFuture<End> done = bench.ua.register();
                timeline.runUntilIdle();
                wire(bench, bench == alice ? bob : alice);
                timeline.advance(java.time.Duration.ofMillis(50));
                assertThat(done).isDone();
            }
        }
    }

    @Test
    void one_phone_calls_the_other_and_both_hear_and_nothing_stays() {
        registered();
        Ua.Call call = alice.ua.dial("bob", tone(440));
        alice.settle();
        CallId ringing = bob.event(UaEvent.IncomingCall.class).call();
        assertThat(alice.event(UaEvent.Progress.class).status()).isEqualTo(180);
        bob.ua.answer(ringing, tone(1000));
        alice.run(5_000);
        bob.ua.hangUp(ringing);
        alice.settle();
        CallReport caller = alice.now(call.ended());
        CallReport callee = bob.now(bob.ua.ended(ringing));
        for (CallReport report : List.of(caller, callee)) {
            assertThat(report.end()).isInstanceOf(End.Ok.class);
            assertThat(report.media().orElseThrow().rxPackets()).isGreaterThan(240);
            assertThat(report.media().orElseThrow().rxAuthFailed()).isZero();
            assertThat(report.media().orElseThrow().mos().orElseThrow()).isGreaterThan(4.0);
        }
        assertThat(caller.media().orElseThrow().heard().orElseThrow().tone(1000, 20))
                .isTrue();
        assertThat(callee.media().orElseThrow().heard().orElseThrow().tone(440, 20))
                .isTrue();
        alice.run(70_000);
        nothingStays();
    }

    @Test
    void SRTP_15_forty_seconds_after_the_bye_the_heap_holds_no_key_of_the_call_in_any_encoding(@TempDir Path folder)
            throws IOException {
        registered();
        callThatIsHeldAndResumed(folder.resolve("during.hprof"));
        callThatEndsWithItsFlow();
        alice.run(40_000);
        // The trunk of the test keeps every message, and is no part of the phones.
        alice.trunks.forEach(ScriptedTrunk::forget);
        bob.trunks.forEach(ScriptedTrunk::forget);
        byte[] planted = new byte[30];
        new SecureRandom().nextBytes(planted);
        keys.watch("planted", planted.clone());
        HeapSearch.dump(folder.resolve("after.hprof"));
        assertThat(keys.find(folder.resolve("after.hprof"))).containsExactly("planted raw");
        Reference.reachabilityFence(planted);
        assertThat(alice.ua.snapshot().connected() && bob.ua.snapshot().connected())
                .as("the phones live on")
                .isTrue();
    }

    /** Several suites are offered and one is taken; a hold and a resume offer that one again; a flow is lost and the call outlives it. */
    private void callThatIsHeldAndResumed(Path dump) throws IOException {
        Ua.Call call = alice.ua.dial("bob", tone(440));
        alice.settle();
        CallId ringing = bob.event(UaEvent.IncomingCall.class).call();
        bob.ua.answer(ringing, tone(1000));
        alice.run(2_000);
        assertThat(keyLines).as("more keys were offered than are used").isGreaterThan(2);
        alice.ua.hold(call.id());
        alice.run(2_000);
        alice.ua.resume(call.id());
        alice.run(2_000);
        alice.flow().lose(CryptoReason.NET_04);
        alice.run(5);
        registered();
        alice.run(5_000);
        HeapSearch.dump(dump);
        assertThat(keys.find(dump)).as("the search finds a call that stands").isNotEmpty();
        bob.ua.hangUp(ringing);
        alice.settle();
        CallReport report = alice.now(call.ended());
        assertThat(report.end()).isInstanceOf(End.Ok.class);
        assertThat(report.media().orElseThrow().rxPackets()).isPositive();
    }

    private void callThatEndsWithItsFlow() {
        Ua.Call call = alice.ua.dial("bob", tone(440));
        alice.settle();
        CallId ringing = bob.event(UaEvent.IncomingCall.class).call();
        bob.ua.answer(ringing, tone(1000));
        alice.run(1_000);
        alice.flow().lose(CryptoReason.NET_04);
        alice.ua.hangUp(call.id());
        bob.ua.hangUp(ringing);
        alice.run(5);
        registered();
        alice.run(1_000);
    }

    @Test
    void keys_pressed_in_a_call_are_told_of_on_the_other_side_and_printed_nowhere() {
        registered();
        Ua.Call call = alice.ua.dial("bob", tone(440));
        alice.ua.sendDigits(call.id(), "9");
        alice.settle();
        CallId ringing = bob.event(UaEvent.IncomingCall.class).call();
        bob.ua.answer(ringing, tone(1000));
        alice.run(1_000);
        alice.ua.sendDigits(call.id(), "5");
        bob.ua.sendDigits(ringing, "#");
        alice.run(2_000);
        UaEvent.DigitReceived told = bob.event(UaEvent.DigitReceived.class);
        assertThat(told.key()).isEqualTo('5');
        assertThat(told.toString() + JournalLines.of(told)).doesNotContain("'5'", "key\":");
        assertThat(alice.event(UaEvent.DigitReceived.class).key()).isEqualTo('#');
        assertThatIllegalArgumentException()
                .isThrownBy(() -> alice.ua.sendDigits(call.id(), "4711x"))
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("4711"));
        alice.ua.hangUp(call.id());
        alice.settle();
        CallReport report = alice.now(call.ended());
        assertThat(report.media().orElseThrow().digits()).isEqualTo(new DigitReport(Optional.of("#"), 1, 0));
        assertThat(report.findings()).isEmpty();
    }

    /** What belongs to the registration: two timers and its conversation, and the timer of the flow. */
    private void nothingStays() {
        assertThat(((UserAgent) alice.ua).remembered()).isLessThanOrEqualTo(4);
        assertThat(((UserAgent) bob.ua).remembered()).isLessThanOrEqualTo(4);
        assertThat(alice.ua.snapshot().calls()).isEmpty();
        assertThat(bob.ua.snapshot().calls()).isEmpty();
    }

    @Test
    void a_call_between_the_phones_is_rejected_cancelled_and_hung_up_from_both_sides_at_once() {
        registered();
        Ua.Call rejected = alice.ua.dial("bob", tone(440));
        alice.settle();
        bob.ua.reject(bob.event(UaEvent.IncomingCall.class).call(), 486);
        alice.settle();
        assertThat(alice.now(rejected.ended()).status()).contains(486);

        Ua.Call cancelled = bob.ua.dial("alice", tone(440));
        alice.settle();
        bob.ua.cancel(cancelled.id());
        alice.settle();
        assertThat(bob.now(cancelled.ended()).status()).contains(487);
        assertThat(alice.event(UaEvent.CallEnded.class).report().status()).contains(487);

        Ua.Call crossing = alice.ua.dial("bob", tone(440));
        alice.settle();
        CallId ringing = bob.event(UaEvent.IncomingCall.class).call();
        bob.ua.answer(ringing, tone(1000));
        alice.run(1_000);
        alice.ua.hangUp(crossing.id());
        bob.ua.hangUp(ringing);
        alice.run(6_000);
        assertThat(alice.now(crossing.ended()).end()).isInstanceOf(End.Ok.class);
        assertThat(bob.now(bob.ua.ended(ringing)).end()).isInstanceOf(End.Ok.class);
        alice.run(70_000);
        nothingStays();
    }

    @Test
    void a_call_is_held_and_resumed_from_both_sides_and_nothing_is_sealed_twice() {
        registered();
        Ua.Call call = alice.ua.dial("bob", tone(440));
        alice.settle();
        CallId ringing = bob.event(UaEvent.IncomingCall.class).call();
        bob.ua.answer(ringing, tone(1000));
        alice.run(1_000);
        alice.ua.hold(call.id());
        alice.run(5_000);
        assertThat(alice.ua.snapshot().calls().get(0).hold()).isEqualTo(Hold.LOCAL);
        assertThat(bob.ua.snapshot().calls().get(0).hold()).isEqualTo(Hold.REMOTE);
        bob.ua.hold(ringing);
        alice.run(5_000);
        assertThat(alice.ua.snapshot().calls().get(0).hold()).isEqualTo(Hold.BOTH);
        alice.ua.resume(call.id());
        alice.run(5_000);
        bob.ua.resume(ringing);
        alice.run(5_000);
        assertThat(alice.ua.snapshot().calls().get(0).hold()).isEqualTo(Hold.NONE);
        assertThat(bob.ua.snapshot().calls().get(0).hold()).isEqualTo(Hold.NONE);
        alice.ua.hold(call.id());
        bob.ua.hold(ringing);
        alice.run(10_000);
        assertThat(alice.ua.snapshot().calls().get(0).hold()).as("glare").isEqualTo(Hold.BOTH);
        alice.ua.resume(call.id());
        bob.ua.resume(ringing);
        alice.run(10_000);
        alice.ua.hangUp(call.id());
        alice.settle();
        for (CallReport report : List.of(alice.now(call.ended()), bob.now(bob.ua.ended(ringing)))) {
            assertThat(report.end()).isInstanceOf(End.Ok.class);
            assertThat(report.media().orElseThrow().rxAuthFailed()).isZero();
            assertThat(report.media().orElseThrow().rxReplayed()).isZero();
            assertThat(report.media().orElseThrow().heard()).isPresent();
        }
        alice.run(70_000);
        nothingStays();
    }

    @Test
    void random_events_leave_no_call_stuck_and_nothing_behind() {
        Random random = new Random(3261);
        registered();
        List<Ua.Call> dialled = new ArrayList<>();
        for (int round = 0; round < 400; round++) {
            Bench one = random.nextBoolean() ? alice : bob;
            List<CallId> calls =
                    one.ua.snapshot().calls().stream().map(call -> call.id()).toList();
            CallId some = calls.isEmpty() ? new CallId(0) : calls.get(random.nextInt(calls.size()));
            switch (random.nextInt(20)) {
                case 0, 1 -> dialled.add(one.ua.dial(one == alice ? "bob" : "alice", tone(440)));
                case 2, 3, 4, 5, 6 -> one.ua.answer(some, tone(1000));
                case 7 -> one.ua.hangUp(some);
                case 8 -> one.ua.reject(some, 486);
                case 9 -> one.ua.ping("bob");
                case 10, 11, 12 -> one.ua.hold(some);
                case 13, 14, 15 -> one.ua.resume(some);
                case 16 -> {
                    // Both at once, so that offers meet.
                    alice.ua.snapshot().calls().forEach(call -> alice.ua.hold(call.id()));
                    bob.ua.snapshot().calls().forEach(call -> bob.ua.hold(call.id()));
                }
                default -> {
                    if (random.nextInt(3) == 0) {
                        one.flow().lose(CryptoReason.NET_04);
                        one.run(5);
                        registered();
                    }
                }
            }
            timeline.advance(java.time.Duration.ofNanos((long) (random.nextDouble() * random.nextInt(300) * 1e6)));
            registered();
        }
        for (Bench bench : List.of(alice, bob)) {
            bench.ua.snapshot().calls().forEach(call -> bench.ua.hangUp(call.id()));
        }
        alice.run(120_000);
        assertThat(dialled).allSatisfy(call -> assertThat(call.ended()).isDone());
        assertThat(dialled.stream()
                        .filter(call -> alice.now(call.ended()).media().isPresent()))
                .isNotEmpty();
        nothingStays();
        assertThat(alice.events(UaEvent.CallRepaired.class).size()
                        + bob.events(UaEvent.CallRepaired.class).size())
                .as("calls outlived their flow")
                .isPositive();
        assertThat(alice.events(UaEvent.CallChanged.class).stream().filter(event -> event.hold() == Hold.BOTH))
                .isNotEmpty();
        long sent = network.ledger().datagramsOut();
        alice.run(1_000);
        assertThat(network.ledger().datagramsOut()).isEqualTo(sent);
    }
}
