package org.sealphone.ua.loop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sealphone.ua.api.CallMedia;
import org.sealphone.ua.api.Ua;

/** The 2xx to our INVITE that comes again because our ACK was lost on the way, while the call already ends: RFC 3261 13.2.2.4 and 15. */
class RepeatedAnswerTest {
    private final Bench bench = new Bench();
    private SipText invite;
    private String ok;

    @BeforeEach
    void a_call_that_was_taken_and_is_hung_up_at_once() {
        Ua.Call call = bench.ua.dial("bob", CallMedia.silent());
        bench.settle();
        invite = bench.trunk().requests("INVITE").get(0);
        ok = invite.respond(
                200, "desk", new MediaPeer(bench).answer(invite.body), "Contact: <sips:bob@pbx.example:5061>");
        says(ok);
        assertThat(bench.trunk().requests("ACK")).hasSize(1);
        bench.ua.hangUp(call.id());
        bench.settle();
        assertThat(bench.trunk().requests("BYE")).hasSize(1);
    }

    private void says(String response) {
        bench.trunk().say(response);
        bench.settle();
    }

    private void answersBye() {
        says(bench.trunk().requests("BYE").get(0).respond(200, "desk", ""));
    }

    private void acknowledged(int times) {
        assertThat(bench.trunk().requests("ACK")).hasSize(times).allSatisfy(ack -> {
            assertThat(ack.header("CSeq")).isEqualTo(invite.header("CSeq").replace("INVITE", "ACK"));
            assertThat(ack.header("To")).endsWith(";tag=desk");
        });
        assertThat(bench.trunk().requests("BYE")).as("is said once").hasSize(1);
    }

    @Test
    void SIP_03_it_is_acknowledged_while_our_bye_waits_for_its_answer() {
        says(ok);
        acknowledged(2);
        answersBye();
        says(ok);
        acknowledged(3);
    }

    @Test
    void SIP_03_it_is_acknowledged_when_our_bye_was_answered() {
        answersBye();
        bench.run(2_000);
        says(ok);
        acknowledged(2);
        bench.run(15_000);
        says(ok);
        acknowledged(3);
    }

    @Test
    void nothing_of_the_call_stays_for_it() {
        answersBye();
        says(ok);
        bench.run(80_000);
        Bench idle = new Bench();
        idle.ua.dial("bob", CallMedia.silent());
        idle.settle();
        SipText other = idle.trunk().requests("INVITE").get(0);
        idle.trunk().say(other.respond(486, "desk", ""));
        idle.run(80_000);
        assertThat(((UserAgent) bench.ua).remembered()).isEqualTo(((UserAgent) idle.ua).remembered());
    }
}
