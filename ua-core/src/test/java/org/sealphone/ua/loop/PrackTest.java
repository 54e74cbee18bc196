package org.sealphone.ua.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealphone.media.audio.AudioInput;
import org.sealphone.media.audio.AudioOutput;
import org.sealphone.media.engine.MediaReport;
import org.sealphone.media.sdp.Direction;
import org.sealphone.ua.api.CallMedia;
import org.sealphone.ua.api.CallReport;
import org.sealphone.ua.api.CallState;
import org.sealphone.ua.api.End;
import org.sealphone.ua.api.FirstOffer;
import org.sealphone.ua.api.Ua;
import org.sealphone.ua.api.UaEvent;

/** Reliable provisional responses in both roles (RFC 3262), and what UPDATE may change before a call is taken (RFC 3311). */
class PrackTest {
    private static final String CONTACT = "Contact: <sips:bob@pbx.example:5061>";

    private Bench bench = new Bench();
    private Ua.Call call;
    private SipText invite;
    private MediaPeer peer;

    private void dials() {
        call = bench.ua.dial("bob", new CallMedia(AudioInput.tone(1000), List.of(AudioOutput.discard())));
        bench.settle();
        invite = bench.trunk().requests("INVITE").get(0);
        peer = new MediaPeer(bench);
    }

    private void says(int status, String sdp, String... more) {
        String[] all = new String[more.length + 1];
        all[0] = CONTACT;
        System.arraycopy(more, 0, all, 1, more.length);
        bench.trunk().say(invite.respond(status, "desk", sdp, all));
        bench.settle();
    }

    private void reliably(int status, String sdp, long rseq) {
        says(status, sdp, "Require: 100rel", "RSeq: " + rseq);
    }

    private List<SipText> pracks() {
        return bench.trunk().requests("PRACK");
    }

    private MediaReport media() {
        return bench.ua.snapshot().calls().get(0).media().orElseThrow();
    }

    private CallState state() {
        return bench.ua.snapshot().calls().get(0).state();
    }

    @Test
    void SIP_05_ADV_86_each_reliable_response_is_acknowledged_once_and_in_order() {
        dials();
        assertThat(invite.header("Supported")).contains("100rel");
        assertThat(invite.header("Allow")).contains("PRACK");
        reliably(180, "", 4_294_967_290L);
        assertThat(pracks()).singleElement().satisfies(prack -> {
            assertThat(prack.header("RAck")).isEqualTo("4294967290 1 INVITE");
            assertThat(prack.header("CSeq")).isEqualTo("2 PRACK");
            assertThat(prack.header("To")).endsWith(";tag=desk");
            assertThat(prack.uri()).isEqualTo("sips:bob@pbx.example:5061");
            assertThat(prack.body).isEmpty();
            bench.trunk().say(prack.respond(200, "", ""));
        });
        reliably(180, "", 4_294_967_290L);
        reliably(183, "", 4_294_967_292L);
        assertThat(pracks()).as("again, and before its time").hasSize(1);
        assertThat(bench.events(UaEvent.Progress.class)).hasSize(1);
        reliably(183, "", 4_294_967_291L);
        assertThat(pracks()).hasSize(2);
        assertThat(pracks().get(1).header("RAck")).isEqualTo("4294967291 1 INVITE");
        bench.trunk().say(pracks().get(1).respond(200, "", ""));
        says(200, peer.answer(invite.body));
        assertThat(bench.trunk().requests("ACK")).singleElement().satisfies(ack -> assertThat(ack.header("CSeq"))
                .isEqualTo("1 ACK"));
        assertThat(state()).isEqualTo(CallState.ESTABLISHED);
        bench.ua.hangUp(call.id());
        bench.settle();
        peer.stop();
        SipText bye = bench.trunk().requests("BYE").get(0);
        assertThat(bye.header("CSeq")).isEqualTo("4 BYE");
        bench.trunk().say(bye.respond(200, "", ""));
        bench.run(70_000);
        assertThat(bench.now(call.ended()).end()).isInstanceOf(End.Ok.class);
        assertThat(((UserAgent) bench.ua).remembered()).isLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "'RSeq: 5', 0",
        "'Require: 100rel', 0",
        "'Require: 100rel|RSeq: 0', 0",
        "'Require: 100rel|RSeq: 4294967296', 0",
        "'Require: 100rel|RSeq: x', 0",
        "'Require: 100rel|RSeq: 1', 1",
        "'Require: x100rel|RSeq: 1', 0",
        "'Require: timer, 100rel|RSeq: 1', 1",
    })
    void SIP_05_ADV_86_what_is_not_reliable_is_not_acknowledged(String headers, int expected) {
        dials();
        says(183, "", headers.split("\\|"));
        assertThat(pracks()).hasSize(expected);
        says(486, "");
        assertThat(bench.now(call.ended()).status()).contains(486);
    }

    @Test
    void SIP_05_SDES_20_an_answer_in_a_reliable_response_is_the_answer() {
        dials();
        reliably(183, peer.answer(invite.body), 1);
        bench.run(1_000);
        assertThat(pracks()).hasSize(1);
        assertThat(media().rxPackets()).isGreaterThan(40);
        assertThat(state()).isEqualTo(CallState.RINGING);
        says(200, "");
        bench.run(1_000);
        assertThat(state()).isEqualTo(CallState.ESTABLISHED);
        assertThat(media().rxAuthFailed() + media().rxReplayed()).isZero();
        assertThat(peer.session.report().heard().orElseThrow().rmsDbfs()).isGreaterThan(-30);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void SIP_05_ADV_21_what_was_answered_reliably_and_in_clear_no_later_answer_mends(boolean reliable) {
        dials();
        String sealed = peer.answer(invite.body);
        String plain = sealed.replace("RTP/SAVP", "RTP/AVP");
        if (reliable) {
            reliably(183, plain, 1);
        } else {
            says(183, plain);
        }
        says(200, sealed);
        assertThat(bench.trunk().requests("ACK")).hasSize(1);
        assertThat(bench.trunk().requests("BYE")).hasSize(reliable ? 1 : 0);
        if (reliable) {
            peer.stop();
            assertThat(bench.network.ledger().rtpOut())
                    .isEqualTo(peer.session.report().txPackets());
            bench.trunk().say(bench.trunk().requests("BYE").get(0).respond(200, "", ""));
            bench.settle();
            assertThat(bench.now(call.ended())
                            .end()
                            .reason()
                            .orElseThrow()
                            .reason()
                            .code())
                    .isEqualTo("SDES-01");
        } else {
            assertThat(state()).isEqualTo(CallState.ESTABLISHED);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void SDES_31_SIP_05_an_offer_in_a_reliable_response_is_answered_by_its_prack_or_ends_the_call(boolean sealed) {
        bench = new Bench(builder -> builder.firstOffer(FirstOffer.THEIRS));
        dials();
        assertThat(invite.body).isEmpty();
        String offer = peer.offer();
        reliably(183, sealed ? offer : offer.replace("RTP/SAVP", "RTP/AVP"), 1);
        if (!sealed) {
            assertThat(pracks()).isEmpty();
            bench.trunk().say(bench.trunk().requests("CANCEL").get(0).respond(200, "desk", ""));
            says(487, "");
            assertThat(bench.now(call.ended()).end()).isInstanceOf(End.RefusedByPolicy.class);
            assertThat(bench.network.ledger().datagramsOut()).isZero();
            return;
        }
        assertThat(pracks().get(0).body).contains("RTP/SAVP").containsOnlyOnce("a=crypto:");
        bench.trunk().say(pracks().get(0).respond(200, "", ""));
        peer.answered(pracks().get(0).body);
        bench.run(500);
        assertThat(media().rxPackets()).isGreaterThan(20);
        says(200, "");
        bench.run(1_000);
        assertThat(state()).isEqualTo(CallState.ESTABLISHED);
        assertThat(bench.trunk().requests("ACK").get(0).body).isEmpty();
        assertThat(peer.session.report().rxAuthFailed() + media().rxAuthFailed())
                .isZero();
        assertThat(peer.session.report().heard().orElseThrow().rmsDbfs()).isGreaterThan(-30);
    }

    @Test
    void SIP_06_what_was_agreed_before_the_call_is_taken_may_be_changed_by_update_and_by_nothing_less() {
        dials();
        reliably(180, "", 1);
        String foreign = new MediaPeer(bench).offer();
        bench.trunk().say(bench.trunk().inside(invite, "desk", "UPDATE", 1, "", foreign));
        bench.settle();
        assertThat(bench.trunk().responses(491))
                .as("our offer waits for its answer")
                .hasSize(1);
        reliably(183, peer.answer(invite.body), 2);
        bench.run(500);
        bench.trunk().say(bench.trunk().inside(invite, "desk", "UPDATE", 2, "", ""));
        bench.settle();
        assertThat(bench.trunk().responses(200)).hasSize(1);
        String moved = peer.moves(Direction.SENDRECV);
        bench.trunk().say(bench.trunk().inside(invite, "desk", "UPDATE", 3, "", moved.replace("RTP/SAVP", "RTP/AVP")));
        bench.settle();
        assertThat(bench.trunk().responses(488)).hasSize(1);
        bench.trunk().say(bench.trunk().inside(invite, "desk", "UPDATE", 4, "", moved));
        bench.settle();
        peer.reanswered(bench.trunk().responses(200).get(1).body);
        says(200, "");
        assertThat(bench.trunk().requests("ACK")).hasSize(1);
        long came = media().rxPackets();
        long got = peer.session.report().rxPackets();
        bench.run(1_000);
        assertThat(media().rxPackets() - came).isBetween(45L, 55L);
        assertThat(peer.session.report().rxPackets() - got).isBetween(45L, 55L);
        assertThat(peer.session.report().rxAuthFailed()).isZero();
    }

    @Test
    void who_is_called_hangs_up_no_call_that_he_has_not_taken() {
        dials();
        reliably(180, "", 1);
        bench.trunk().say(bench.trunk().inside(invite, "desk", "BYE", 1, "", ""));
        bench.settle();
        assertThat(bench.trunk().responses(481)).hasSize(1);
        assertThat(state()).isEqualTo(CallState.RINGING);
        says(486, "");
        assertThat(bench.now(call.ended()).status()).contains(486);
    }

    private Bob called(String more) {
        bench.registered();
        Bob bob = new Bob(bench, "reliable", more);
        bob.calls();
        bob.tag = ringing(0).header("To").replaceAll(".*tag=", "");
        return bob;
    }

    private SipText ringing(int number) {
        return bench.trunk().responses(180).get(number);
    }

    private void pracks(Bob bob, String rack, String body) {
        bench.trunk().say(bob.inside("PRACK", body).replace("Contact:", "RAck: " + rack + "\r\nContact:"));
        bench.settle();
    }

    @Test
    void SIP_05_ADV_86_a_caller_who_demands_it_hears_of_our_ringing_until_he_acknowledges_it() {
        Bob bob = called("Require: 100rel\r\n");
        String rseq = ringing(0).header("RSeq");
        assertThat(ringing(0).header("Require")).isEqualTo("100rel");
        assertThat(Long.parseLong(rseq)).isBetween(1L, (1L << 31) - 1);
        bench.run(440);
        assertThat(bench.trunk().responses(180)).hasSize(1);
        bench.run(20);
        assertThat(bench.trunk().responses(180)).hasSize(2);
        bench.run(1_000);
        assertThat(bench.trunk().responses(180)).hasSize(3);
        for (String wrong : List.of(rseq + " 2 INVITE", rseq + " 1 UPDATE", "0" + rseq + "1 1 INVITE", "1")) {
            pracks(bob, wrong, "");
        }
        assertThat(bench.trunk().responses(481)).hasSize(4);
        bench.run(2_000);
        assertThat(bench.trunk().responses(180)).hasSize(4).allSatisfy(one -> assertThat(one.header("RSeq"))
                .isEqualTo(rseq));
        pracks(bob, rseq + " 1 INVITE", "");
        assertThat(bench.trunk().last().status()).isEqualTo(200);
        assertThat(bench.trunk().last().header("CSeq")).endsWith("PRACK");
        bench.run(40_000);
        assertThat(bench.trunk().responses(180)).hasSize(4);
        StandingCall.answered(bench);
        bob.ack();
        bench.run(500);
        assertThat(media().rxPackets()).isGreaterThan(20);
    }

    @Test
    void SIP_05_an_acknowledgement_with_an_old_number_is_out_of_order_and_changes_nothing() {
        Bob bob = called("Require: 100rel\r\n");
        String rack = ringing(0).header("RSeq") + " 1 INVITE";
        bob.cseq = 0;
        pracks(bob, rack, "");
        assertThat(bench.trunk().responses(500)).singleElement().satisfies(old -> assertThat(old.header("CSeq"))
                .isEqualTo("1 PRACK"));
        bench.run(1_000);
        assertThat(bench.trunk().responses(180)).hasSizeGreaterThan(1);
        pracks(bob, rack, "");
        assertThat(bench.trunk()
                        .responses(200)
                        .get(bench.trunk().responses(200).size() - 1)
                        .header("CSeq"))
                .isEqualTo("2 PRACK");
    }

    @Test
    void SIP_05_who_only_could_acknowledge_is_not_asked_to() {
        called("Supported: 100rel\r\n");
        assertThat(ringing(0).header("RSeq")).isEmpty();
        bench.run(40_000);
        assertThat(bench.trunk().responses(180)).hasSize(1);
    }

    @Test
    void SIP_05_a_call_whose_ringing_is_never_acknowledged_is_refused_with_504() {
        called("Require: 100rel\r\n");
        bench.run(31_000);
        assertThat(bench.trunk().responses(504)).isEmpty();
        bench.run(1_000);
        assertThat(bench.trunk().responses(180)).hasSize(7);
        assertThat(bench.trunk().responses(504)).hasSize(1);
        CallReport report = bench.event(UaEvent.CallEnded.class).report();
        assertThat(report.end().reason().orElseThrow().reason().code()).isEqualTo("NET-29");
    }

    @Test
    void SIP_05_a_200_may_overtake_the_acknowledgement_of_a_ringing_that_describes_nothing() {
        Bob bob = called("Require: 100rel\r\n");
        StandingCall.answered(bench);
        assertThat(bench.trunk().responses(200).get(0).body).contains("a=crypto");
        bob.ack();
        pracks(bob, ringing(0).header("RSeq") + " 1 INVITE", "");
        assertThat(bench.trunk().responses(200)).hasSize(2);
        bench.run(5_000);
        assertThat(bench.trunk().responses(180)).hasSize(1);
    }

    private Bob calledWithoutOffer() {
        bench.registered();
        Bob bob = new Bob(bench, "late");
        bench.trunk().say(bench.trunk().request("INVITE", "late", "Require: 100rel\r\n", ""));
        bench.settle();
        bob.tag = ringing(0).header("To").replaceAll(".*tag=", "");
        return bob;
    }

    @Test
    void SDES_31_SIP_05_our_offer_in_a_reliable_ringing_is_answered_by_prack_before_any_200() {
        Bob bob = calledWithoutOffer();
        assertThat(ringing(0).body).contains("RTP/SAVP").contains("a=crypto:1 ");
        bench.trunk().say(bob.inside("UPDATE", new MediaPeer(bench).offer()));
        bench.settle();
        assertThat(bench.trunk().responses(491)).hasSize(1);
        StandingCall.answered(bench);
        bench.run(3_000);
        assertThat(bench.trunk().responses(200)).isEmpty();
        pracks(bob, ringing(0).header("RSeq") + " 1 INVITE", bob.peer.answer(ringing(0).body));
        assertThat(bench.trunk().responses(200)).hasSize(2);
        SipText ok = bench.trunk().responses(200).get(1);
        assertThat(ok.header("CSeq")).isEqualTo("1 INVITE");
        assertThat(ok.body).isEmpty();
        assertThat(bench.network.ledger().rtpOut())
                .isEqualTo(bob.peer.session.report().txPackets());
        bench.trunk().say(bob.inside("ACK", ""));
        bench.run(1_000);

        assertThat(media().rxPackets()).isGreaterThan(40);
        assertThat(bob.peer.session.report().rxPackets()).isGreaterThan(40);
        assertThat(bob.peer.session.report().rxAuthFailed()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"RTP/SAVP, RTP/AVP, SDES-01", "a=crypto, a=nothing, SDES-11", "UNUSED, UNUSED, ''"})
    void SDES_31_ADV_20_a_prack_that_is_not_sealed_costs_the_call(String sealed, String plain, String code) {
        Bob bob = calledWithoutOffer();
        String answer = bob.peer.answer(ringing(0).body).replace(sealed, plain);
        pracks(bob, ringing(0).header("RSeq") + " 1 INVITE", answer);
        bob.peer.stop();
        assertThat(bench.trunk().responses(200)).hasSize(1);
        if (code.isEmpty()) {
            bench.trunk().say(bob.inside("UPDATE", bob.peer.reoffer(Direction.SENDRECV)));
            bench.settle();
            assertThat(bench.trunk().responses(200)).as("agreed, and changed").hasSize(2);
            return;
        }
        assertThat(bench.trunk().responses(488)).hasSize(1);
        assertThat(bench.event(UaEvent.CallEnded.class)
                        .report()
                        .end()
                        .reason()
                        .orElseThrow()
                        .reason()
                        .code())
                .isEqualTo(code);
    }

    @Test
    void SIP_06_an_update_that_overtakes_our_answer_is_told_to_wait_and_one_without_a_description_is_not() {
        Bob bob = called("");
        bench.trunk().say(bob.inside("UPDATE", ""));
        bench.settle();
        assertThat(bench.trunk().responses(200)).hasSize(1);
        bench.trunk().say(bob.inside("UPDATE", bob.peer.offer()));
        bench.settle();
        assertThat(bench.trunk().responses(500)).singleElement().satisfies(later -> assertThat(
                        Integer.parseInt(later.header("Retry-After")))
                .isBetween(0, 10));
        assertThat(state()).isEqualTo(CallState.RINGING);
    }
}
