package org.sealphone.ua.loop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sealphone.media.sdp.Direction;

/** A re-INVITE of ours that is answered when nobody waits for it any more: RFC 3261 13.2.2.4 and 14.1. */
class LateAnswerTest {
    private final StandingCall call = new StandingCall();
    private final Bench bench = call.bench;
    private SipText reinvite;

    @BeforeEach
    void a_hold_that_nobody_answers_is_given_up_with_the_call() {
        bench.ua.hold(call.id);
        bench.settle();
        reinvite = bench.trunk().requests("INVITE").get(0);
        bench.run(32_500);
        assertThat(bench.trunk().requests("BYE")).hasSize(1);
    }

    private String ok() {
        return reinvite.respond(
                200, "b0b", call.bob.peer.reoffer(Direction.RECVONLY), "Contact: <sips:bob@pbx.example:5061>");
    }

    private void says(String response) {
        bench.trunk().say(response);
        bench.settle();
    }

    @Test
    void SIP_03_a_2xx_after_the_bye_is_acknowledged_each_time_that_it_comes() {
        says(ok());
        says(ok());
        assertThat(bench.trunk().requests("ACK")).hasSize(2).allSatisfy(ack -> assertThat(ack.header("CSeq"))
                .isEqualTo(reinvite.header("CSeq").replace("INVITE", "ACK")));
        says(bench.trunk().requests("BYE").get(0).respond(200, "b0b", ""));
        bench.run(80_000);
        assertThat(bench.ua.snapshot().calls()).isEmpty();
        Bench idle = new Bench();
        idle.registered();
        idle.run(80_000);
        assertThat(((UserAgent) bench.ua).remembered()).isEqualTo(((UserAgent) idle.ua).remembered());
    }

    @Test
    void SIP_03_a_2xx_after_the_bye_was_answered_is_acknowledged_too() {
        says(bench.trunk().requests("BYE").get(0).respond(200, "b0b", ""));
        bench.run(1_000);
        says(ok());
        says(ok());
        assertThat(bench.trunk().requests("ACK")).hasSize(2).allSatisfy(ack -> assertThat(ack.header("CSeq"))
                .isEqualTo(reinvite.header("CSeq").replace("INVITE", "ACK")));
        assertThat(bench.trunk().requests("BYE")).hasSize(1);
    }

    @Test
    void SIP_03_a_2xx_with_a_number_that_we_never_sent_is_not() {
        says(ok().replaceFirst("CSeq: 1 INVITE", "CSeq: 9 INVITE"));
        assertThat(bench.trunk().requests("ACK")).isEmpty();
    }
}
