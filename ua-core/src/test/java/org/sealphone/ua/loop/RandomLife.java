package org.sealphone.ua.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.time.Timeline;
import org.sealphone.crypto.time.VirtualTimeline;
import org.sealphone.crypto.tls.TlsFailure;
import org.sealphone.crypto.wire.SimulatedNetwork;
import org.sealphone.crypto.wire.Weather;
import org.sealphone.media.engine.MediaSettings;
import org.sealphone.media.engine.MediaTicker;
import org.sealphone.ua.api.Account;
import org.sealphone.ua.api.CallId;
import org.sealphone.ua.api.CallMedia;
import org.sealphone.ua.api.CallReport;
import org.sealphone.ua.api.CallSnapshot;
import org.sealphone.ua.api.End;
import org.sealphone.ua.api.FirstOffer;
import org.sealphone.ua.api.Ua;
import org.sealphone.ua.api.UaEvent;

/**
 * One phone, engine and real JAIN-SIP, and a far side, from the first connection to the last, under dice: everything that happens follows
 * from the seed. Afterwards nothing may be left: no call, no port, no timer, no transaction, no dialog, no message that is owed to anybody.
 */
final class RandomLife {
    private final Random random;
    private final VirtualTimeline timeline = new VirtualTimeline();
    private final SimulatedNetwork network = new SimulatedNetwork(timeline, 7, Weather.fine());
    private final MediaTicker ticker = MediaTicker.scheduled(seldom(timeline));
    final Bench bench;
    private final FarSide far;
    private final List<Ua.Call> dialled = new ArrayList<>();
    private int outage;

    RandomLife(long seed) {
        random = new Random(seed);
        Account account = Bench.account("sips:pbx.example", builder -> builder.simultaneousCalls(1 + random.nextInt(4))
                .firstOffer(random.nextInt(4) == 0 ? FirstOffer.THEIRS : FirstOffer.OURS)
                .flowPatience(Duration.ofSeconds(random.nextInt(3) * 30L))
                .ringTimeout(Duration.ofSeconds(20 + random.nextInt(100))));
        Duration silence = Duration.ofSeconds(random.nextBoolean() ? 30 : 3_600);
        MediaSettings media = new MediaSettings(MediaSettings.USUAL.jitter(), silence, MediaSettings.USUAL.opus());
        bench = new Bench(account, timeline, network, ticker, 1, media, seeded(random.nextLong()));
        far = new FarSide(bench, random);
        bench.script = far::hears;
    }

    /** Media that beats every two seconds instead of every few milliseconds: sound is not what this is about. */
    private static Timeline seldom(VirtualTimeline timeline) {
        return new Timeline() {
            @Override
            public long nanoTime() {
                return timeline.nanoTime();
            }

            @Override
            public Instant now() {
                return timeline.now();
            }

            @Override
            public Scheduled schedule(Duration delay, Runnable task) {
                return timeline.schedule(Duration.ofSeconds(2), task);
            }
        };
    }

    static SecureRandom seeded(long seed) {
        Random dice = new Random(seed);
        return new SecureRandom() {
            @Override
            public void nextBytes(byte[] bytes) {
                dice.nextBytes(bytes);
            }
        };
    }

    /** This many events, and the end. */
    void lives(int events) {
        bench.ua.register();
        bench.settle();
        for (int i = 0; i < events; i++) {
            int what = random.nextInt(100);
            if (what < 60) {
                new FarAsks(far).something();
            } else if (what < 97) {
                person();
            } else {
                weather();
            }
            passes();
            if (i % 50 == 0) {
                forgets();
            }
        }
        ends();
    }

    /** Mostly little time, sometimes enough for the timers of a transaction, seldom for those of a session. */
    private void passes() {
        int how = random.nextInt(100);
        bench.run(how < 70 ? random.nextInt(20) : how < 95 ? random.nextInt(1_000) : random.nextInt(40_000));
        if (outage > 0 && --outage == 0) {
            bench.refuse = Optional.empty();
        }
    }

    private void forgets() {
        bench.trace.clear();
        bench.journal.clear();
        bench.trunks.forEach(trunk -> trunk.got.clear());
        bench.trunks.forEach(trunk -> trunk.raw.setLength(0));
        bench.flows.subList(0, Math.max(0, bench.flows.size() - 1)).clear();
        bench.ports.clear();
        far.legs.removeIf(leg -> leg.over && leg.unacknowledged == 0);
    }

    private CallId someCall() {
        List<CallSnapshot> calls = bench.ua.snapshot().calls();
        return calls.isEmpty()
                ? new CallId(0)
                : calls.get(random.nextInt(calls.size())).id();
    }

    private void person() {
        CallId call = someCall();
        switch (random.nextInt(18)) {
            case 0, 1, 2 -> dialled.add(bench.ua.dial("bob", CallMedia.silent()));
            case 3, 4, 5, 6 -> bench.ua.answer(call, CallMedia.silent());
            case 7, 8 -> bench.ua.hangUp(call);
            case 9 -> bench.ua.reject(call, 486);
            case 10 -> bench.ua.hold(call);
            case 11 -> bench.ua.resume(call);
            case 12 -> bench.ua.transfer(call, "carol");
            case 13 -> bench.ua.transfer(call, someCall());
            case 14 -> dialled.add(bench.ua.acceptTransfer(call, CallMedia.silent()));
            case 15 -> bench.ua.refuseTransfer(call);
            case 16 -> bench.ua.sendDigits(call, "1");
            default -> other();
        }
    }

    private void other() {
        switch (random.nextInt(3)) {
            case 0 -> bench.ua.ping("bob");
            case 1 -> bench.ua.register();
            default -> dialled.add(bench.ua.dial("sip:bob@other.example;transport=tcp", CallMedia.silent()));
        }
    }

    private void weather() {
        switch (random.nextInt(4)) {
            case 0 -> {
                if (far.up()) {
                    bench.flow().lose(CryptoReason.NET_04);
                }
            }
            case 1 -> {
                if (far.up()) {
                    bench.trunk().flow.close();
                }
            }
            case 2 -> {
                outage = random.nextInt(100);
                bench.refuse = outage == 0
                        ? Optional.empty()
                        : Optional.of(new TlsFailure(
                                TlsFailure.Kind.UNREACHABLE, new Refusal(CryptoReason.NET_02, "in memory")));
            }
            default -> bench.trunks.forEach(trunk -> trunk.pongs = random.nextInt(4) > 0);
        }
    }

    private void ends() {
        far.calm = true;
        outage = 0;
        bench.refuse = Optional.empty();
        far.legs.forEach(far::acknowledge);
        far.ringing.forEach(one -> far.answer(one.invite, 486, far.tag(), ""));
        far.ringing.clear();
        bench.ua.register();
        bench.run(100_000);
        for (int again = 0; again < 2; again++) {
            bench.ua.snapshot().calls().forEach(call -> bench.ua.hangUp(call.id()));
            bench.run(100_000);
        }
        nothingIsLeft();
    }

    private void nothingIsLeft() {
        assertThat(bench.ua.snapshot().calls()).as("calls").isEmpty();
        assertThat(dialled)
                .allSatisfy(call ->
                        assertThat(call.ended()).as("the end of " + call.id()).isDone());
        assertThat(far.wrong).as("statuses that do not fit").isEmpty();
        assertThat(far.asked.values().stream().map(FarSide.Asked::text).filter(this::clear))
                .as("requests without a final response")
                .isEmpty();
        assertThat(far.unacknowledged.entrySet().stream()
                        .filter(one -> !far.muddled.contains(one.getKey().split(" ")[0])))
                .as("responses without their ACK")
                .isEmpty();
        assertThat(far.standing().stream()
                        .filter(leg -> !leg.excused && !far.muddled.contains(leg.callId))
                        .map(leg -> leg.callId))
                .as("dialogs that were never left")
                .isEmpty();
        assertThat(network.openPorts()).as("open ports").isZero();
        assertThat(((UserAgent) bench.ua).remembered())
                .as(
                        "timers, transactions and dialogs of a phone that keeps its registration and its flow alive, and does nothing else")
                .isLessThanOrEqualTo(5);
        everyCallWasTold();
        bench.ua.shutdown();
        bench.run(60_000);
        assertThat(bench.ended).isTrue();
        assertThat(((UserAgent) bench.ua).remembered()).as("a closed phone").isZero();
        ticker.close();
        bench.run(4_000);
        assertThat(timeline.waiting()).as("tasks that wait").isZero();
    }

    private boolean clear(String request) {
        return !far.muddled.contains(new SipText(request).header("Call-ID"));
    }

    /** Each call has one end; a refusal of ours is told of with its code, and is what the far side got. */
    private void everyCallWasTold() {
        List<CallId> ended = new ArrayList<>();
        for (UaEvent.CallEnded one : bench.events(UaEvent.CallEnded.class)) {
            CallReport report = one.report();
            ended.add(report.id());
            boolean plain = report.end() instanceof End.Ok
                    || report.end() instanceof End.RejectedByPeer
                    || report.end() instanceof End.Interrupted;
            assertThat(plain || report.end().reason().isPresent())
                    .as("the code of " + report)
                    .isTrue();
        }
        assertThat(ended).doesNotHaveDuplicates();
        assertThat(ended).containsAll(dialled.stream().map(Ua.Call::id).toList());
        assertThat(ended)
                .containsAll(bench.events(UaEvent.IncomingCall.class).stream()
                        .map(UaEvent.IncomingCall::call)
                        .toList());
        assertThat(ended)
                .containsAll(bench.events(UaEvent.CallRefused.class).stream()
                        .map(UaEvent.CallRefused::call)
                        .toList());
    }
}
