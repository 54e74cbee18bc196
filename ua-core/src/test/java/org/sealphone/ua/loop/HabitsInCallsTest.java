package org.sealphone.ua.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sealphone.media.sdp.Direction;
import org.sealphone.ua.api.Hold;

/** What other phones are known to do, or to fall over, while a call stands: one test for each habit. */
class HabitsInCallsTest {
    private final StandingCall call = new StandingCall();
    private final Bench bench = call.bench;
    private final Bob bob = call.bob;

    private static String key(String sdp) {
        return sdp.replaceAll("(?s).*a=crypto:\\d+ (\\S+ \\S+)\r\n.*", "$1");
    }

    private void nothingWasUnreadable() {
        assertThat(call.media().rxAuthFailed() + call.media().rxReplayed()).isZero();
        assertThat(bob.peer.session.report().rxAuthFailed()).isZero();
        assertThat(bob.peer.session.report().rxReplayed()).isZero();
    }

    /** As long as it takes sequence numbers to wrap. */
    @Test
    @Tag("privileged")
    void SDES_24_25_a_rollover_counter_goes_on_over_a_re_invite_and_begins_again_with_a_fresh_key_alone() {
        bench.run(1_320_000);
        bob.peer.reanswered(bob.changes("INVITE", bob.peer.reoffer(Direction.SENDRECV), 200).body);
        call.hearsBothWays();
        nothingWasUnreadable();
        bob.peer.reanswered(bob.changes("INVITE", bob.peer.moves(Direction.SENDRECV), 200).body);
        bench.run(100);
        call.hearsBothWays();
    }

    @Test
    void SDES_24_a_re_invite_of_either_side_names_the_active_suite_under_the_same_key() {
        String ours = key(bob.invited.body);
        SipText refresh = bob.changes("INVITE", bob.peer.reoffer(Direction.SENDRECV), 200);
        bob.peer.reanswered(refresh.body);
        assertThat(key(refresh.body)).isEqualTo(ours);
        bench.ua.hold(call.id);
        bench.settle();
        SipText hold = bench.trunk().requests("INVITE").get(0);
        assertThat(hold.body).containsOnlyOnce("a=crypto:");
        assertThat(key(hold.body)).isEqualTo(ours);
    }

    @Test
    void SDES_25_30_a_hold_by_the_address_0_0_0_0_may_be_resumed_with_a_new_key() {
        String legacy = bob.peer.reoffer(Direction.SENDRECV).replaceAll("c=IN IP4 \\S+", "c=IN IP4 0.0.0.0");
        bob.changes("INVITE", legacy, 200);
        bob.peer.rejected();
        assertThat(call.hold()).isEqualTo(Hold.REMOTE);
        String fresh = bob.peer.moves(Direction.SENDRECV);
        assertThat(key(fresh)).isNotEqualTo(key(legacy));
        bob.peer.reanswered(bob.changes("INVITE", fresh, 200).body);
        bench.run(100);
        assertThat(call.hold()).isEqualTo(Hold.NONE);
        call.hearsBothWays();
    }

    @Test
    void SIP_06_an_update_that_locks_the_codec_before_the_first_packet_costs_none() {
        Bench early = new Bench();
        early.registered();
        Bob caller = new Bob(early, "locks");
        caller.calls();
        StandingCall.answered(early);
        SipText ok = early.trunk().last();
        caller.tag = ok.header("To").replaceAll(".*tag=", "");
        caller.peer.answered(ok.body);
        String one = caller.peer
                .reoffer(Direction.SENDRECV)
                .replaceAll("m=audio (\\d+) RTP/SAVP .*", "m=audio $1 RTP/SAVP 0")
                .replaceAll("a=rtpmap:8[^\r]*\r\n", "");
        early.trunk().say(caller.inside("ACK", ""));
        early.trunk().say(caller.inside("UPDATE", one));
        early.settle();
        assertThat(early.trunk().last().status()).isEqualTo(200);
        caller.peer.reanswered(early.trunk().last().body);
        early.run(1_000);
        var media = early.ua.snapshot().calls().get(0).media().orElseThrow();
        assertThat(media.rxPackets()).isGreaterThan(45);
        assertThat(media.rxAuthFailed() + media.rxReplayed()).isZero();
        assertThat(caller.peer.session.report().rxAuthFailed()).isZero();
    }

    @Test
    void SDES_24_26_hold_and_resume_again_and_again_with_old_and_new_sources_lose_no_sound() {
        for (int i = 0; i < 3; i++) {
            bob.peer.reanswered(bob.changes("INVITE", bob.peer.reoffer(Direction.SENDONLY), 200).body);
            bench.run(500);
            bob.peer.reanswered(bob.changes("INVITE", bob.peer.reoffer(Direction.SENDRECV), 200).body);
            call.hearsBothWays();
            bob.peer.reanswered(bob.changes("UPDATE", bob.peer.rekeys(Direction.SENDRECV), 200).body);
            bench.run(100);
            call.hearsBothWays();
        }
    }

    @Test
    void SDES_31_a_re_invite_without_a_description_gets_the_key_that_is_in_force_and_no_other_is_made_later() {
        bench.trunk().say(bob.inside("INVITE", ""));
        bench.settle();
        SipText ok = bench.trunk().responses(200).get(0);
        assertThat(key(ok.body)).isEqualTo(key(bob.invited.body));
        bench.trunk().say(bob.acknowledging(bob.peer.reanswer(ok.body, Direction.SENDRECV)));
        bench.settle();
        call.hearsBothWays();
        nothingWasUnreadable();
    }

    @Test
    void SDES_31_36_a_re_invite_without_a_description_is_never_answered_by_a_plain_one() {
        bench.trunk().say(bob.inside("INVITE", ""));
        bench.settle();
        SipText ok = bench.trunk().responses(200).get(0);
        assertThat(ok.body.lines().filter(line -> line.startsWith("m=")))
                .hasSize(1)
                .allMatch(line -> line.contains(" RTP/SAVP "));
        assertThat(ok.body).containsOnlyOnce("a=crypto:");
        bob.peer.reanswer(ok.body, Direction.SENDRECV);
        bench.trunk().say(bob.acknowledging(""));
        bench.settle();
        assertThat(bench.trunk().requests("BYE")).hasSize(1);
    }

    @Test
    void XR_01_a_call_tells_loss_jitter_and_quality_by_itself() {
        bench.run(6_000);
        assertThat(call.media().rxLost()).isZero();
        assertThat(call.media().jitterMillis()).isBetween(0.0, 5.0);
        assertThat(List.of(call.media().mos().orElseThrow())).allMatch(mos -> mos > 3.5 && mos <= 5);
    }
}
