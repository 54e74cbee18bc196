package org.sealphone.ua.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.ua.api.CallMedia;
import org.sealphone.ua.api.Ua;
import org.sealphone.ua.api.UaEvent;

/** What could be left of a call that is over: dialogs and transactions, in our tables and in JAIN-SIP's, each with its messages and their keys. */
class LeftoversTest {
    private final Bench bench = new Bench();

    private SipText dialled() {
        bench.ua.dial("bob", CallMedia.silent());
        bench.settle();
        List<SipText> all = bench.trunk().requests("INVITE");
        return all.get(all.size() - 1);
    }

    private String ok(SipText invite, String tag) {
        return invite.respond(
                200, tag, new FarSdp(new java.util.Random(4)).answer(invite.body), "Contact: <sips:bob@pbx.example>");
    }

    private void answered(SipText request) {
        bench.trunk().say(request.respond(200, "", ""));
        bench.settle();
    }

    /** Longer than any timer of a transaction. */
    private void nothingStays() {
        bench.run(80_000);
        assertThat(bench.ua.snapshot().calls()).isEmpty();
        assertThat(((UserAgent) bench.ua).remembered())
                .as("the keep-alive of the flow")
                .isLessThanOrEqualTo(2);
        assertThat(bench.network.openPorts()).isZero();
    }

    @Test
    void branches_that_rang_and_lost_are_forgotten() {
        SipText invite = dialled();
        for (String tag : List.of("one", "two", "three")) {
            bench.trunk().say(invite.respond(180, tag, "", "Contact: <sips:bob@pbx.example>"));
        }
        bench.trunk().say(ok(invite, "two"));
        bench.settle();
        bench.ua.snapshot().calls().forEach(call -> bench.ua.hangUp(call.id()));
        bench.settle();
        answered(bench.trunk().last());
        nothingStays();
    }

    @Test
    void a_response_to_a_transfer_that_is_repeated_after_the_call_makes_no_dialog() {
        SipText invite = dialled();
        bench.trunk().say(ok(invite, "b0b"));
        bench.settle();
        bench.ua.transfer(bench.ua.snapshot().calls().get(0).id(), "carol");
        bench.settle();
        SipText refer = bench.trunk().requests("REFER").get(0);
        bench.trunk().say(refer.respond(202, "b0b", "", "Contact: <sips:bob@pbx.example>"));
        bench.ua.snapshot().calls().forEach(call -> bench.ua.hangUp(call.id()));
        bench.settle();
        answered(bench.trunk().requests("BYE").get(0));
        bench.run(60_000);
        bench.trunk().say(refer.respond(202, "b0b", "", "Contact: <sips:bob@pbx.example>"));
        nothingStays();
    }

    @Test
    void a_call_that_is_taken_in_the_moment_in_which_its_flow_is_lost_leaves_no_dialog() {
        SipText invite = dialled();
        bench.trunk().say(ok(invite, "b0b"));
        bench.trunk().flow.close();
        bench.run(5);
        assertThat(bench.event(UaEvent.CallEnded.class).report().end().exitCode())
                .isNotZero();
        nothingStays();
    }

    @Test
    void ADV_84_a_call_that_is_taken_long_after_it_was_given_up_is_acknowledged_and_left() {
        SipText invite = dialled();
        bench.trunk().say(invite.respond(100, "", ""));
        bench.settle();
        bench.ua.snapshot().calls().forEach(call -> bench.ua.hangUp(call.id()));
        bench.run(70_000);
        bench.trunk().say(invite.respond(180, "late", "", "Contact: <sips:bob@pbx.example>"));
        bench.trunk().say(ok(invite, "late"));
        bench.settle();
        assertThat(bench.trunk().requests("ACK")).hasSize(1);
        SipText bye = bench.trunk().last();
        assertThat(bye.method()).isEqualTo("BYE");
        bench.trunk().say(bye.respond(481, "", ""));
        nothingStays();
    }

    @Test
    void ADV_84_an_early_dialog_that_is_taken_long_after_it_was_given_up_is_acknowledged_by_the_number_of_its_invite() {
        SipText invite = dialled();
        bench.trunk().say(invite.respond(180, "late", "", "Contact: <sips:bob@pbx.example>"));
        bench.settle();
        bench.ua.snapshot().calls().forEach(call -> bench.ua.hangUp(call.id()));
        bench.run(70_000);
        bench.trunk().say(ok(invite, "late"));
        bench.settle();
        SipText ack = bench.trunk().requests("ACK").get(0);
        assertThat(ack.header("CSeq")).isEqualTo(invite.header("CSeq").replace("INVITE", "ACK"));
        SipText bye = bench.trunk().requests("BYE").get(0);
        bench.trunk().say(bye.respond(481, "", ""));
        nothingStays();
    }

    @Test
    void ADV_84_a_dialog_that_stands_though_it_was_cancelled_is_forgotten_whatever_is_said_to_its_bye() {
        Ua.Call call = bench.ua.dial("bob", CallMedia.silent());
        bench.settle();
        SipText invite = bench.trunk().last();
        bench.trunk().say(invite.respond(180, "b0b", "", "Contact: <sips:bob@pbx.example>"));
        bench.settle();
        bench.ua.hangUp(call.id());
        bench.trunk().say(ok(invite, "b0b"));
        bench.settle();
        SipText bye = bench.trunk().requests("BYE").get(0);
        bench.trunk().say(bye.respond(481, "", ""));
        bench.settle();
        assertThat(call.ended()).isDone();
        nothingStays();
    }

    @Test
    void what_was_asked_over_a_flow_that_is_lost_is_forgotten_with_it() {
        dialled();
        for (int i = 0; i < 5; i++) {
            bench.trunk()
                    .say(bench.trunk().request("INVITE", "in" + i, "", new FarSdp(new java.util.Random(i)).offer()));
        }
        bench.settle();
        bench.flow().lose(CryptoReason.NET_04);
        bench.run(5);
        assertThat(bench.ua.snapshot().calls()).isEmpty();
        assertThat(((UserAgent) bench.ua).remembered()).isZero();
    }
}
