package org.sealphone.ua.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.media.engine.MediaReport;
import org.sealphone.media.sdp.Direction;
import org.sealphone.ua.api.CallId;
import org.sealphone.ua.api.CallReport;
import org.sealphone.ua.api.End;
import org.sealphone.ua.api.Hold;
import org.sealphone.ua.api.UaEvent;

/** Hold and resume by us: RFC 3261 section 14, RFC 3264 section 8.4. */
class HoldTest {
    private final StandingCall call = new StandingCall();
    private final Bench bench = call.bench;
    private final Bob bob = call.bob;
    private final CallId id = call.id;

    private MediaReport media() {
        return call.media();
    }

    private Hold hold() {
        return call.hold();
    }

    private SipText reinvite() {
        List<SipText> all = bench.trunk().requests("INVITE");
        return all.get(all.size() - 1);
    }

    private SipText ack() {
        List<SipText> all = bench.trunk().requests("ACK");
        return all.get(all.size() - 1);
    }

    private SipText holds() {
        bench.ua.hold(id);
        bench.settle();
        return reinvite();
    }

    @Test
    void SDES_24_30_hold_and_resume_offer_the_active_suite_and_key_alone() {
        SipText hold = holds();
        assertThat(hold.body).contains("a=sendonly").contains("RTP/SAVP").containsOnlyOnce("a=crypto:");
        String line = bob.invited.body.replaceAll("(?s).*(a=crypto:[^\r]*).*", "$1");
        assertThat(hold.body).contains(line);
        assertThat(hold.header("Contact")).isEqualTo("<sips:alice@192.0.2.10:49152>");
        assertThat(hold()).isEqualTo(Hold.LOCAL);
        bob.responds(hold, 200, bob.peer.reanswer(hold.body, Direction.SENDRECV));
        assertThat(ack().header("CSeq")).isEqualTo(hold.header("CSeq").replace("INVITE", "ACK"));
        long came = media().rxPackets();
        long sent = media().txPackets();
        bench.run(5_000);
        assertThat(media().rxPackets()).as("the peer sends nothing").isLessThanOrEqualTo(came + 3);
        assertThat(media().txPackets()).as("silence keeps the path open").isGreaterThan(sent + 200);
        assertThat(bob.peer.session.report().heard().orElseThrow().rmsDbfs()).isLessThan(-60);
        bench.run(40_000);
        assertThat(bench.ua.snapshot().calls())
                .as("a held peer owes us no sound")
                .hasSize(1);

        bench.ua.resume(id);
        bench.settle();
        SipText resume = reinvite();
        assertThat(resume).isNotSameAs(hold);
        assertThat(resume.body).contains("a=sendrecv").contains(line);
        bob.responds(resume, 200, bob.peer.reanswer(resume.body, Direction.SENDRECV));
        assertThat(hold()).isEqualTo(Hold.NONE);
        came = media().rxPackets();
        bench.run(2_000);
        assertThat(media().rxPackets()).isGreaterThan(came + 90);
        assertThat(bob.peer.session.report().heard().orElseThrow().tone(1000, 20))
                .isTrue();
        assertThat(media().rxAuthFailed()).isZero();
        assertThat(bob.peer.session.report().rxAuthFailed()).isZero();
        assertThat(bob.peer.session.report().rxReplayed()).isZero();
        bench.ua.hangUp(id);
        bench.settle();
        bob.responds(bench.trunk().requests("BYE").get(0), 200, "");
        assertThat(bench.now(bench.ua.ended(id)).end()).isInstanceOf(End.Ok.class);
    }

    @Test
    void ADV_71_a_held_peer_that_shows_no_sign_of_life_is_told_nothing_more_and_not_hung_up() {
        SipText hold = holds();
        bob.responds(hold, 200, bob.peer.reanswer(hold.body, Direction.SENDRECV));
        bob.peer.stop();
        bench.run(31_000);
        long sent = media().txPackets();
        bench.run(30_000);
        assertThat(media().txPackets()).isEqualTo(sent);
        assertThat(media().rtcpTx()).isGreaterThan(8);
        assertThat(bench.ua.snapshot().calls()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {488, 403, 501})
    void SDES_28_a_refused_hold_leaves_keys_and_call_and_the_microphone_silent(int status) {
        SipText hold = holds();
        bob.responds(hold, status, "");
        assertThat(ack().header("CSeq")).isEqualTo(hold.header("CSeq").replace("INVITE", "ACK"));
        assertThat(bench.event(UaEvent.Found.class).finding().what().reason().code())
                .isEqualTo("SIP-30");
        assertThat(hold()).isEqualTo(Hold.LOCAL);
        bench.run(6_000);
        assertThat(bob.peer.session.report().heard().orElseThrow().rmsDbfs()).isLessThan(-60);
        assertThat(media().rxAuthFailed()).isZero();
        bench.ua.resume(id);
        bench.settle();
        SipText resume = reinvite();
        bob.responds(resume, 200, bob.peer.reanswer(resume.body, Direction.SENDRECV));
        bench.run(6_000);
        assertThat(bob.peer.session.report().heard().orElseThrow().tone(1000, 20))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "RTP/SAVP, RTP/AVP, SDES-01",
        "a=crypto, a=nothing, SDES-11",
        "a=crypto:1 , a=crypto:2 , SDES-08",
        "m=audio, m=video, SIP-05",
    })
    void SDES_08_an_answer_to_our_hold_that_cannot_be_spoken_under_ends_the_call(
            String sealed, String bent, String code) {
        SipText hold = holds();
        String answer = bob.peer.reanswer(hold.body, Direction.SENDRECV);
        String tag = hold.body.replaceAll("(?s).*a=crypto:(\\d+) .*", "$1");
        String wrong = answer.replace(sealed.replace(":1", ":" + tag), bent.replace(":2", ":77"));
        assertThat(wrong).isNotEqualTo(answer);
        bob.responds(hold, 200, wrong);
        assertThat(ack().header("CSeq")).isEqualTo(hold.header("CSeq").replace("INVITE", "ACK"));
        SipText bye = bench.trunk().requests("BYE").get(0);
        bob.responds(bye, 200, "");
        CallReport report = bench.now(bench.ua.ended(id));
        assertThat(report.end()).isInstanceOf(End.RefusedByPolicy.class);
        assertThat(report.end().reason().orElseThrow().reason().code()).isEqualTo(code);
    }

    @Test
    void SIP_02_glare_is_told_with_491_and_ours_is_made_again_later() {
        SipText hold = holds();
        bob.changes("INVITE", bob.peer.reoffer(Direction.SENDONLY), 491);
        bob.peer.rejected();
        bob.responds(hold, 491, "");
        bench.run(2_100);
        assertThat(bench.trunk().requests("INVITE")).hasSize(2);
        SipText again = reinvite();
        assertThat(again.body).contains("a=sendonly");
        bob.responds(again, 200, bob.peer.reanswer(again.body, Direction.SENDRECV));
        assertThat(hold()).isEqualTo(Hold.LOCAL);
    }

    @Test
    void SIP_02_a_change_of_mind_while_the_first_is_on_its_way_follows_it() {
        SipText hold = holds();
        bench.ua.resume(id);
        bench.settle();
        assertThat(bench.trunk().requests("INVITE")).as("one at a time").hasSize(1);
        bob.responds(hold, 200, bob.peer.reanswer(hold.body, Direction.SENDRECV));
        SipText resume = reinvite();
        assertThat(resume.body).contains("a=sendrecv");
        bob.responds(resume, 200, bob.peer.reanswer(resume.body, Direction.SENDRECV));
        assertThat(hold()).isEqualTo(Hold.NONE);
        assertThat(bench.trunk().requests("INVITE")).hasSize(2);
    }

    @Test
    void SIP_01_a_peer_that_knows_no_such_dialog_has_left_it() {
        bob.responds(holds(), 481, "");
        bob.responds(bench.trunk().requests("BYE").get(0), 481, "");
        CallReport report = bench.now(bench.ua.ended(id));
        assertThat(report.end()).isInstanceOf(End.RejectedByPeer.class);
    }

    @Test
    void SIP_01_a_re_invite_that_nobody_answers_ends_the_call() {
        holds();
        bench.run(33_000);
        bob.responds(bench.trunk().requests("BYE").get(0), 200, "");
        assertThat(bench.now(bench.ua.ended(id))
                        .end()
                        .reason()
                        .orElseThrow()
                        .reason()
                        .code())
                .isEqualTo("NET-20");
    }

    @Test
    void hanging_up_while_a_re_invite_is_on_its_way_leaves_nothing() {
        SipText hold = holds();
        bench.ua.hangUp(id);
        bench.settle();
        bob.responds(bench.trunk().requests("BYE").get(0), 200, "");
        bob.responds(hold, 487, "");
        assertThat(bench.now(bench.ua.ended(id)).end()).isInstanceOf(End.Ok.class);
        bench.run(70_000);
        assertThat(((UserAgent) bench.ua).remembered()).isLessThanOrEqualTo(4);
    }

    @Test
    void both_hold_and_one_resumes() {
        SipText held = bob.changes("INVITE", bob.peer.reoffer(Direction.SENDONLY), 200);
        bob.peer.reanswered(held.body);
        SipText hold = holds();
        assertThat(hold.body).as("RFC 3264 8.4").contains("a=inactive");
        bob.responds(hold, 200, bob.peer.reanswer(hold.body, Direction.SENDONLY));
        assertThat(hold()).isEqualTo(Hold.BOTH);
        bench.ua.resume(id);
        bench.settle();
        SipText resume = reinvite();
        bob.responds(resume, 200, bob.peer.reanswer(resume.body, Direction.SENDONLY));
        assertThat(hold()).isEqualTo(Hold.REMOTE);
        SipText back = bob.changes("INVITE", bob.peer.reoffer(Direction.SENDRECV), 200);
        assertThat(back.body).contains("a=sendrecv");
        assertThat(hold()).isEqualTo(Hold.NONE);
    }

    @Test
    void AUTH_05_a_challenged_re_invite_is_answered_and_acknowledged_with_its_credentials() {
        SipText hold = holds();
        bench.trunk()
                .say(
                        hold.respond(
                                401,
                                "b0b",
                                "",
                                "WWW-Authenticate: Digest realm=\"pbx.example\", nonce=\"n\", algorithm=SHA-256, qop=\"auth\""));
        bench.settle();
        SipText again = reinvite();
        assertThat(again.header("Authorization")).contains("SHA-256");
        assertThat(again.body).isEqualTo(hold.body);
        bob.responds(again, 200, bob.peer.reanswer(again.body, Direction.SENDRECV));
        assertThat(ack().header("Authorization")).isEqualTo(again.header("Authorization"));
        assertThat(hold()).isEqualTo(Hold.LOCAL);
    }

    @Test
    void a_flow_that_is_lost_on_hold_is_repaired_on_hold() {
        SipText hold = holds();
        bob.responds(hold, 200, bob.peer.reanswer(hold.body, Direction.SENDRECV));
        bench.flow().lose(CryptoReason.NET_04);
        bench.settle();
        bench.grants();
        assertThat(reinvite().body).contains("a=sendonly");
    }
}
