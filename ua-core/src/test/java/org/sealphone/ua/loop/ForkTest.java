package org.sealphone.ua.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealphone.media.audio.AudioInput;
import org.sealphone.media.audio.AudioOutput;
import org.sealphone.media.engine.MediaReport;
import org.sealphone.media.sdp.Direction;
import org.sealphone.ua.api.CallMedia;
import org.sealphone.ua.api.CallReport;
import org.sealphone.ua.api.CallState;
import org.sealphone.ua.api.End;
import org.sealphone.ua.api.Ua;
import org.sealphone.ua.api.UaEvent;

/** A call of ours that reaches several phones, and what they send before one of them takes it (RFC 3261 13.2.2.4, RFC 3264 6, RFC 4568). */
class ForkTest {
    private static final String CONTACT = "Contact: <sips:bob@pbx.example:5061>";

    private final Bench bench = new Bench();
    private final Ua.Call call = dial();
    private final SipText invite = bench.trunk().requests("INVITE").get(0);
    private final MediaPeer desk = new MediaPeer(bench);
    private final MediaPeer mobile = new MediaPeer(bench);

    private Ua.Call dial() {
        Ua.Call dialled = bench.ua.dial("bob", new CallMedia(AudioInput.tone(1000), List.of(AudioOutput.discard())));
        bench.settle();
        return dialled;
    }

    private void says(int status, String tag, String sdp) {
        bench.trunk().say(invite.respond(status, tag, sdp, CONTACT));
        bench.settle();
    }

    private MediaReport media() {
        return bench.ua.snapshot().calls().get(0).media().orElseThrow();
    }

    private static List<String> keys(String sdp) {
        return sdp.lines()
                .filter(line -> line.startsWith("a=crypto:"))
                .map(line -> line.replaceAll(".*inline:", ""))
                .toList();
    }

    private SipText reinvite() {
        assertThat(bench.trunk().requests("INVITE")).hasSize(2);
        return bench.trunk().requests("INVITE").get(1);
    }

    /** The winner takes the fresh key. */
    private void rekeys(MediaPeer winner, String tag) {
        SipText offer = reinvite();
        bench.trunk().say(offer.respond(200, tag, winner.reanswer(offer.body, Direction.SENDRECV), CONTACT));
        bench.settle();
    }

    private void hears(MediaPeer peer) {
        long came = media().rxPackets();
        long got = peer.session.report().rxPackets();
        long failed = peer.session.report().rxAuthFailed();
        bench.run(1_000);
        assertThat(media().rxPackets() - came).isBetween(45L, 55L);
        assertThat(peer.session.report().rxPackets() - got).isBetween(45L, 55L);
        assertThat(peer.session.report().rxAuthFailed()).isEqualTo(failed);
    }

    @Test
    void SDES_20_SIP_13_sealed_sound_is_heard_before_the_call_is_taken_and_only_silence_is_said_to_it() {
        says(183, "desk", desk.answer(invite.body));
        bench.run(2_000);
        assertThat(bench.ua.snapshot().calls().get(0).state()).isEqualTo(CallState.RINGING);
        assertThat(media().rxPackets()).isGreaterThan(80);
        assertThat(desk.session.report().rxPackets()).isGreaterThan(80);
        assertThat(desk.session.report().heard().orElseThrow().rmsDbfs())
                .as("the microphone is not told before somebody answers")
                .isLessThan(-60);
        assertThat(bench.events(UaEvent.Established.class)).isEmpty();
        says(200, "desk", "");
        assertThat(bench.event(UaEvent.Established.class)).isNotNull();
        hears(desk);
        assertThat(media().rxAuthFailed() + media().rxReplayed()).isZero();
        assertThat(desk.session.report().heard().orElseThrow().rmsDbfs()).isGreaterThan(-30);
        assertThat(bench.trunk().requests("INVITE"))
                .as("one phone alone knows our key")
                .hasSize(1);
    }

    @Test
    void SDES_32_each_branch_has_a_context_of_its_own_and_the_winner_gets_a_key_that_no_loser_knows() {
        says(183, "desk", desk.answer(invite.body));
        says(183, "mobile", mobile.answer(invite.body));
        bench.run(1_000);
        assertThat(media().rxAuthFailed()).as("both are told apart").isZero();
        assertThat(bench.ports.get(0).dropped()).isZero();
        assertThat(mobile.session.report().rxPackets())
                .as("one is heard, and nothing is said to the other")
                .isZero();
        says(200, "mobile", "");
        bench.run(100);
        SipText fresh = reinvite();
        assertThat(fresh.header("To")).contains("tag=mobile");
        assertThat(keys(fresh.body)).hasSize(1).doesNotContainAnyElementsOf(keys(invite.body));
        rekeys(mobile, "mobile");
        bench.run(200);
        long before = desk.session.report().rxPackets();
        hears(mobile);
        assertThat(desk.session.report().rxPackets())
                .as("the loser gets nothing more")
                .isEqualTo(before);
        long failed = media().rxAuthFailed();
        bench.run(1_000);
        assertThat(media().rxAuthFailed())
                .as("what the loser sends opens no more")
                .isGreaterThan(failed + 40);
        desk.stop();
        hears(mobile);
    }

    @Test
    void SDES_32_a_branch_that_only_rang_has_heard_our_key_too() {
        says(180, "desk", "");
        says(180, "mobile", "");
        says(200, "mobile", mobile.answer(invite.body));
        assertThat(keys(reinvite().body)).doesNotContainAnyElementsOf(keys(invite.body));
        rekeys(mobile, "mobile");
        hears(mobile);
    }

    @Test
    void
            SDES_32_SIP_27_a_second_phone_that_takes_the_call_is_acknowledged_and_hung_up_and_the_first_gets_a_fresh_key() {
        says(200, "desk", desk.answer(invite.body));
        assertThat(bench.trunk().requests("INVITE")).hasSize(1);
        says(200, "mobile", mobile.answer(invite.body));
        assertThat(bench.trunk().requests("ACK")).hasSize(2);
        assertThat(bench.trunk().requests("BYE")).singleElement().satisfies(bye -> assertThat(bye.header("To"))
                .contains("tag=mobile"));
        assertThat(keys(reinvite().body)).doesNotContainAnyElementsOf(keys(invite.body));
        mobile.stop();
        rekeys(desk, "desk");
        bench.run(200);
        hears(desk);
    }

    @Test
    void SDES_28_SDES_32_a_winner_that_refuses_the_fresh_key_keeps_the_call_and_it_is_told() {
        says(183, "desk", desk.answer(invite.body));
        says(200, "mobile", mobile.answer(invite.body));
        desk.stop();
        bench.trunk().say(reinvite().respond(488, "mobile", ""));
        bench.settle();
        assertThat(bench.event(UaEvent.Found.class).finding().what().reason().code())
                .isEqualTo("SIP-30");
        hears(mobile);
        assertThat(bench.trunk().requests("INVITE")).hasSize(2);
    }

    /** Another phone has rung, and the one that takes the call takes UPDATE: it gets the fresh key by that. */
    private SipText updated() {
        says(180, "desk", "");
        bench.trunk()
                .say(invite.respond(
                        200, "mobile", mobile.answer(invite.body), CONTACT, "Allow: INVITE, ACK, BYE, UPDATE"));
        bench.settle();
        assertThat(bench.trunk().requests("INVITE")).hasSize(1);
        return bench.trunk().requests("UPDATE").get(0);
    }

    private void agrees(SipText offer) {
        assertThat(keys(offer.body)).hasSize(1).doesNotContainAnyElementsOf(keys(invite.body));
        bench.trunk().say(offer.respond(200, "mobile", mobile.reanswer(offer.body, Direction.SENDRECV), CONTACT));
        bench.run(200);
        hears(mobile);
    }

    @Test
    void SDES_32_SIP_06_a_winner_who_takes_update_gets_the_fresh_key_by_that() {
        SipText update = updated();
        assertThat(update.header("Contact")).startsWith("<sips:");
        agrees(update);
        assertThat(bench.trunk().requests("ACK")).as("an UPDATE has none").hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"405", "501"})
    void SDES_32_SIP_06_a_winner_who_takes_none_after_all_gets_it_by_a_re_invite(int status) {
        bench.trunk().say(updated().respond(status, "mobile", ""));
        bench.settle();
        agrees(reinvite());
    }

    @Test
    void SIP_02_an_update_that_meets_another_change_is_made_again_when_the_peer_is_ready() {
        bench.trunk().say(updated().respond(500, "mobile", "", "Retry-After: 3"));
        bench.run(2_900);
        assertThat(bench.trunk().requests("UPDATE")).hasSize(1);
        bench.run(200);
        agrees(bench.trunk().requests("UPDATE").get(1));
    }

    @Test
    void SIP_02_a_peer_who_is_never_ready_refuses() {
        SipText update = updated();
        for (int i = 1; i <= 3; i++) {
            bench.trunk().say(update.respond(500, "mobile", "", "Retry-After: 0"));
            bench.settle();
            update = bench.trunk().requests("UPDATE").get(i);
        }
        bench.trunk().say(update.respond(500, "mobile", "", "Retry-After: 0"));
        bench.run(20_000);
        assertThat(bench.trunk().requests("UPDATE")).hasSize(4);
        assertThat(bench.event(UaEvent.Found.class).finding().what().reason().code())
                .isEqualTo("SIP-30");
        hears(mobile);
    }

    @Test
    void SDES_32_ADV_22_in_one_branch_the_first_answer_binds() {
        String first = desk.answer(invite.body);
        says(183, "desk", first);
        String other = first.replaceAll("inline:....", "inline:AAAA");
        says(183, "desk", other);
        says(200, "desk", other);
        hears(desk);
        assertThat(media().rxAuthFailed()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"RTP/SAVP, RTP/AVP, SDES-01", "a=crypto, a=nothing, SDES-11"})
    void ADV_21_SDES_32_a_branch_that_is_not_sealed_is_not_heard_and_another_may_take_the_call(
            String sealed, String plain, String code) {
        String bad = desk.answer(invite.body).replace(sealed, plain);
        desk.stop();
        long before = bench.network.ledger().datagramsOut();
        says(183, "desk", bad);
        bench.run(500);
        assertThat(bench.network.ledger().datagramsOut()).isEqualTo(before);
        assertThat(bench.event(UaEvent.Found.class).finding().what().reason().code())
                .isEqualTo("SIP-38");
        assertThat(bench.event(UaEvent.Found.class).finding().what().detail()).contains(code);
        says(200, "mobile", mobile.answer(invite.body));
        rekeys(mobile, "mobile");
        hears(mobile);
    }

    @Test
    void SDES_32_invented_branches_are_bounded() {
        String answer = desk.answer(invite.body);
        for (int i = 0; i < 20; i++) {
            says(183, "branch" + i, answer);
        }
        assertThat(bench.events(UaEvent.Found.class))
                .anySatisfy(found -> assertThat(found.finding().what().detail()).contains("SDES-32"));
        says(200, "branch3", answer);
        assertThat(bench.events(UaEvent.Established.class)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"486, 4", "0, 0"})
    void a_call_that_was_heard_and_not_taken_ends_with_all_that_it_opened(int status, int exit) {
        says(183, "desk", desk.answer(invite.body));
        says(183, "mobile", mobile.answer(invite.body));
        bench.run(500);
        if (status == 0) {
            bench.ua.hangUp(call.id());
            bench.settle();
            bench.trunk().say(bench.trunk().requests("CANCEL").get(0).respond(200, "desk", ""));
            says(487, "desk", "");
        } else {
            says(status, "desk", "");
        }
        desk.stop();
        mobile.stop();
        CallReport report = bench.now(call.ended());
        assertThat(report.end().exitCode()).isEqualTo(exit);
        assertThat(report.end()).isNotInstanceOf(End.MediaFailed.class);
        assertThat(report.durationMillis()).isEmpty();
        long sent = bench.network.ledger().datagramsOut();
        bench.run(70_000);
        assertThat(bench.network.ledger().datagramsOut()).isEqualTo(sent);
        assertThat(((UserAgent) bench.ua).remembered()).isLessThanOrEqualTo(1);
    }
}
