package org.sealphone.ua.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.sealphone.crypto.time.VirtualTimeline;
import org.sealphone.crypto.wire.SimulatedNetwork;
import org.sealphone.crypto.wire.Weather;
import org.sealphone.media.engine.MediaSettings;
import org.sealphone.media.engine.MediaTicker;
import org.sealphone.media.sdp.Direction;
import org.sealphone.ua.api.CallId;
import org.sealphone.ua.api.CallMedia;

/** Both sides want a change at the same time (RFC 3261 14.1): who made the Call-ID waits longer, in steps of ten milliseconds. */
class GlareTest {
    private static final int SEEDS = 12;
    private static final String CONTACT = "Contact: <sips:bob@pbx.example:5061>";

    private static Bench bench(int seed) {
        VirtualTimeline timeline = new VirtualTimeline();
        return new Bench(
                Bench.account("sips:pbx.example", builder -> builder),
                timeline,
                new SimulatedNetwork(timeline, 7, Weather.fine()),
                MediaTicker.scheduled(timeline),
                1,
                MediaSettings.USUAL,
                RandomLife.seeded(seed));
    }

    /** How long our hold waits after it was told 491, in milliseconds; the way of both messages takes two of them. */
    private static long waits(Bench bench, CallId call, String method) {
        bench.ua.hold(call);
        bench.settle();
        int before = bench.trunk().requests(method).size();
        SipText first = bench.trunk().requests(method).get(before - 1);
        bench.trunk().say(first.respond(491, "b0b", ""));
        long millis = 0;
        while (bench.trunk().requests(method).size() == before && millis < 5_000) {
            bench.run(1);
            millis++;
        }
        return millis - 2;
    }

    @Test
    void SIP_02_who_made_the_call_id_waits_from_2100_to_4000_milliseconds() {
        TreeSet<Long> seen = new TreeSet<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            Bench bench = bench(seed);
            var call = bench.ua.dial("bob", CallMedia.silent());
            bench.settle();
            SipText invite = bench.trunk().requests("INVITE").get(0);
            bench.trunk().say(invite.respond(200, "b0b", new MediaPeer(bench).answer(invite.body), CONTACT));
            bench.settle();
            seen.add(waits(bench, call.id(), "INVITE"));
        }
        assertThat(seen).hasSizeGreaterThan(SEEDS / 2).allSatisfy(millis -> {
            assertThat(millis).isBetween(2_100L, 4_000L);
            assertThat(millis % 10).isZero();
        });
        assertThat(seen.last() - seen.first()).isGreaterThan(900);
    }

    @Test
    void SIP_02_who_did_not_waits_two_seconds_at_most() {
        TreeSet<Long> seen = new TreeSet<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            Bench bench = bench(seed);
            bench.registered();
            Bob bob = new Bob(bench, "call");
            bob.calls();
            CallId call = StandingCall.answered(bench);
            bob.ack();
            seen.add(waits(bench, call, "INVITE"));
        }
        assertThat(seen).hasSizeGreaterThan(SEEDS / 2).allSatisfy(millis -> {
            assertThat(millis).isBetween(0L, 2_000L);
            assertThat(millis % 10).isZero();
        });
        assertThat(seen.last() - seen.first()).isGreaterThan(900);
    }

    @Test
    void SIP_02_the_change_of_the_peer_is_taken_while_ours_waits() {
        // With dice of which it is known that ours waits long enough for the peer to come first.
        StandingCall call = new StandingCall(bench(1));
        call.bench.ua.hold(call.id);
        call.bench.settle();
        SipText ours = call.bench.trunk().requests("INVITE").get(0);
        call.bob.changes("UPDATE", call.bob.peer.reoffer(Direction.SENDONLY), 491);
        call.bob.responds(ours, 491, "");
        call.bob.peer.reanswered(call.bob.changes("UPDATE", call.bob.peer.reoffer(Direction.SENDONLY), 200).body);
        call.bench.run(2_100);
        assertThat(call.bench.trunk().requests("INVITE")).hasSize(2);
        assertThat(call.bench.trunk().requests("INVITE").get(1).body).contains("a=inactive");
    }
}
