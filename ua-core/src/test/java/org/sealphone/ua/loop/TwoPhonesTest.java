package org.sealphone.ua.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.time.VirtualTimeline;
import org.sealphone.crypto.wire.SimulatedNetwork;
import org.sealphone.crypto.wire.Weather;
import org.sealphone.media.audio.AudioInput;
import org.sealphone.media.audio.AudioOutput;
import org.sealphone.media.engine.MediaTicker;
import org.sealphone.ua.api.CallId;
import org.sealphone.ua.api.CallMedia;
import org.sealphone.ua.api.CallReport;
import org.sealphone.ua.api.End;
import org.sealphone.ua.api.Ua;
import org.sealphone.ua.api.UaEvent;

/** Two phones in one JVM, each with its own stack and flow, and a proxy between them that only adds and takes a Via. */
class TwoPhonesTest {
    private final VirtualTimeline timeline = new VirtualTimeline();
    private final SimulatedNetwork network = new SimulatedNetwork(timeline, 11, Weather.fine());
    private final MediaTicker ticker = MediaTicker.scheduled(timeline);
    private final Bench alice = phone("alice", 1);
    private final Bench bob = phone("bob", 2);

    private Bench phone(String user, int host) {
        return new Bench(Bench.account("sips:pbx.example", user, builder -> builder), timeline, network, ticker, host);
    }

    private static CallMedia tone(double hertz) {
        return new CallMedia(AudioInput.tone(hertz), List.of(AudioOutput.discard()));
    }

    private void wire(Bench one, Bench other) {
        one.trunk().script = message -> forward(message, one, other);
    }

    private static void forward(SipText message, Bench from, Bench to) {
        if (message.method().equals("REGISTER")) {
            String expires = message.header("Expires");
            from.trunk()
                    .say(message.respond(
                            200, "reg", "", "Contact: " + message.header("Contact") + ";expires=" + expires));
            return;
        }
        if (to.trunk().lost.isPresent()) {
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

    /** What belongs to the registration: two timers and its conversation. */
    private void nothingStays() {
        assertThat(((UserAgent) alice.ua).remembered()).isLessThanOrEqualTo(3);
        assertThat(((UserAgent) bob.ua).remembered()).isLessThanOrEqualTo(3);
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
    void random_events_leave_no_call_stuck_and_nothing_behind() {
        Random random = new Random(3261);
        registered();
        List<Ua.Call> dialled = new ArrayList<>();
        for (int round = 0; round < 250; round++) {
            Bench one = random.nextBoolean() ? alice : bob;
            List<CallId> calls =
                    one.ua.snapshot().calls().stream().map(call -> call.id()).toList();
            CallId some = calls.isEmpty() ? new CallId(0) : calls.get(random.nextInt(calls.size()));
            switch (random.nextInt(10)) {
                case 0, 1, 2 -> dialled.add(one.ua.dial(one == alice ? "bob" : "alice", tone(440)));
                case 3, 4, 5 -> one.ua.answer(some, tone(1000));
                case 6 -> one.ua.hangUp(some);
                case 7 -> one.ua.reject(some, 486);
                case 8 -> one.ua.ping("bob");
                default -> {
                    if (random.nextInt(10) == 0) {
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
        long sent = network.ledger().datagramsOut();
        alice.run(1_000);
        assertThat(network.ledger().datagramsOut()).isEqualTo(sent);
    }
}
