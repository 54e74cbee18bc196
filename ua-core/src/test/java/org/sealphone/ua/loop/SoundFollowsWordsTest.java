package org.sealphone.ua.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.sealphone.media.sdp.Direction;
import org.sealphone.ua.api.CallId;

/** An answer that waits to be written: nothing leaves under its key before it does (RFC 4568 section 7.1.2). */
class SoundFollowsWordsTest {
    private static final Duration SLOW = Duration.ofMillis(60);

    @Test
    void SDES_25_fresh_keys_are_used_when_the_answer_with_them_is_out_and_not_before() {
        StandingCall call = new StandingCall();
        call.hearsBothWays();
        long sent = call.media().txPackets();
        call.bench.writing = SLOW;
        call.bench.trunk().say(call.bob.inside("INVITE", call.bob.peer.rekeys(Direction.SENDRECV)));
        call.bench.run(50);
        assertThat(call.bench.trunk().responses(200)).isEmpty();
        assertThat(call.media().txPackets()).as("sound goes on").isGreaterThan(sent);
        assertThat(call.bob.peer.session.report().rxAuthFailed())
                .as("under the keys that Bob knows")
                .isZero();
        call.bench.run(20);
        call.bob.peer.reanswered(call.bench.trunk().responses(200).get(0).body);
        call.bench.trunk().say(call.bob.acknowledging(""));
        call.bench.settle();
        call.hearsBothWays();
    }

    @Test
    void SDES_30_who_presses_hold_is_not_heard_from_then_on_however_slow_the_flow_is() {
        Bench bench = new Bench();
        bench.registered();
        Bob bob = new Bob(bench, "call");
        AtomicInteger loudest = new AtomicInteger();
        bob.peer.ear = rate -> (pcm, offset, samples) -> {
            for (int i = offset; i < offset + samples; i++) {
                loudest.accumulateAndGet(Math.abs(pcm[i]), Math::max);
            }
        };
        bob.calls();
        CallId id = StandingCall.answered(bench);
        bob.ack();
        bench.run(1_000);
        assertThat(loudest.get()).isGreaterThan(1_000);
        bench.trunk().got.clear();
        bench.writing = Duration.ofSeconds(2);
        bench.trunk().say(bob.inside("OPTIONS", ""));
        bench.run(10);
        bench.ua.hold(id);
        bench.run(500);
        loudest.set(0);
        bench.run(1_000);
        assertThat(bench.trunk().requests("INVITE"))
                .as("nothing is written yet")
                .isEmpty();
        assertThat(loudest.get()).isLessThan(100);
        bench.writing = Duration.ZERO;
        bench.run(600);
        assertThat(bench.trunk().requests("INVITE")).hasSize(1);
    }

    @Test
    void a_call_that_ends_meanwhile_is_silent_at_once_and_leaves_nothing() {
        Bench idle = new Bench();
        idle.registered();
        StandingCall call = new StandingCall();
        Bench bench = call.bench;
        bench.writing = SLOW;
        bench.trunk().say(call.bob.inside("INVITE", call.bob.peer.rekeys(Direction.SENDRECV)));
        bench.run(10);
        bench.ua.hangUp(call.id);
        bench.run(1);
        long heard = call.bob.peer.session.report().rxPackets();
        bench.run(100);
        assertThat(call.bob.peer.session.report().rxPackets())
                .as("one may be on its way")
                .isLessThanOrEqualTo(heard + 1);
        bench.trunk().say(call.bob.acknowledging(""));
        bench.run(100);
        assertThat(call.bob.peer.session.report().rxAuthFailed()).isZero();
        bench.trunk().say(bench.trunk().requests("BYE").get(0).respond(200, "b0b", ""));
        bench.run(40_000);
        assertThat(bench.now(bench.ua.ended(call.id)).media()).isPresent();
        assertThat(((UserAgent) bench.ua).remembered()).isEqualTo(((UserAgent) idle.ua).remembered());
    }
}
