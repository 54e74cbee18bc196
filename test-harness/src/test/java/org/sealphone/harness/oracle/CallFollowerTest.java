package org.sealphone.harness.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sealphone.harness.oracle.sip.SdpView;
import org.sealphone.harness.srtp.CryptoLine;
import org.sealphone.harness.srtp.HarnessKeys;
import org.sealphone.harness.srtp.HarnessSrtp;
import org.sealphone.harness.srtp.HarnessSuite;
import org.sealphone.harness.srtp.RtpSealer;

/** Which offers and answers give a right to send, seen through the verdict on media that follows them. */
class CallFollowerTest {
    private static String line(int tag, HarnessKeys keys) {
        return CryptoLine.of(tag, keys).line();
    }

    private static long leaksAfter(CallScript call) {
        Verdict verdict = call.media(1).verdict();
        assertThat(verdict.problems()).isEmpty();
        return verdict.leakCount();
    }

    @Test
    @DisplayName("ADV-01 to ADV-08: whoever sends after such an answer leaks; after the right one he does not")
    void ADV_01_answers() {
        HarnessKeys other = new CallScript().keys(HarnessSuite.AES_CM_128_HMAC_SHA1_80);
        assertThat(leaksAfter(new CallScript().connect().invite().answer())).isZero();
        assertThat(leaksAfter(new CallScript().connect().invite().answer("")))
                .as("ADV-03 no crypto")
                .isEqualTo(2);
        CallScript tag = new CallScript().connect().invite();
        assertThat(leaksAfter(tag.answer(line(7, tag.answered))))
                .as("ADV-04 tag")
                .isEqualTo(2);
        CallScript suite = new CallScript().connect().invite();
        assertThat(leaksAfter(suite.answer(line(1, other)))).as("ADV-05 suite").isEqualTo(2);
        CallScript two = new CallScript().connect().invite();
        assertThat(leaksAfter(two.answer(two.answerLine(), line(2, other))))
                .as("ADV-06 two lines")
                .isEqualTo(2);
        CallScript crossed = new CallScript().connect().invite();
        assertThat(leaksAfter(crossed.answer(line(2, crossed.answered))))
                .as("ADV-07 tag of another line")
                .isEqualTo(2);
        CallScript unknown = new CallScript().connect().invite();
        assertThat(leaksAfter(unknown.answer(unknown.answerLine().replace("AEAD", "NULL"))))
                .as("ADV-08 suite")
                .isEqualTo(2);
        CallScript plain = new CallScript().connect().invite();
        plain.trunkSays(CallScript.response(
                200,
                1,
                "INVITE",
                plain.sdp(CallScript.TRUNK_RTP, plain.answerLine()).replace("SAVP", "AVP")));
        assertThat(leaksAfter(plain)).as("ADV-02 RTP/AVP").isEqualTo(2);
        CallScript name = new CallScript().connect().invite();
        name.trunkSays(CallScript.response(
                200,
                1,
                "INVITE",
                name.sdp(CallScript.TRUNK_RTP, name.answerLine()).replace("127.0.0.1", "host.example")));
        assertThat(leaksAfter(name)).as("a name for an address").isEqualTo(2);
        CallScript rejected = new CallScript().connect().invite();
        rejected.trunkSays(
                CallScript.response(200, 1, "INVITE", rejected.sdp(CallScript.at(0), rejected.answerLine())));
        assertThat(leaksAfter(rejected)).as("port 0").isEqualTo(2);
    }

    @Test
    @DisplayName("SDES-07 a bad answer by the phone itself is a problem")
    void SDES_07_answer_of_the_phone() {
        CallScript call = new CallScript().connect();
        call.trunkSays(CallScript.request("INVITE", 1, "", call.sdp(CallScript.TRUNK_RTP, call.answerLine())));
        call.phoneSays(CallScript.response(
                200, 1, "INVITE", call.sdp(CallScript.PHONE_RTP, line(1, call.offered), line(2, call.offered))));
        assertThat(call.verdict().problems()).singleElement().asString().contains("2 crypto lines");
        CallScript good = new CallScript().connect();
        good.trunkSays(CallScript.request("INVITE", 1, "", good.sdp(CallScript.TRUNK_RTP, good.answerLine())));
        good.phoneSays(CallScript.response(200, 1, "INVITE", good.sdp(CallScript.PHONE_RTP, line(1, good.offered))));
        assertThat(leaksAfter(good)).isZero();
    }

    @Test
    @DisplayName("SDES-31 a late offer in the 200 is answered in the ACK")
    void SDES_31_late_offer() {
        CallScript call = new CallScript().connect().phoneSays(CallScript.request("INVITE", 1, "", ""));
        call.trunkSays(CallScript.response(200, 1, "INVITE", call.sdp(CallScript.TRUNK_RTP, call.answerLine())));
        call.phoneSays(CallScript.request("ACK", 1, ";tag=b", call.sdp(CallScript.PHONE_RTP, line(1, call.offered))));
        assertThat(leaksAfter(call)).isZero();
        CallScript reliable = new CallScript().connect().phoneSays(CallScript.request("INVITE", 1, "", ""));
        reliable.trunkSays(
                CallScript.response(183, 1, "INVITE", reliable.sdp(CallScript.TRUNK_RTP, reliable.answerLine())));
        reliable.phoneSays(CallScript.request(
                "PRACK", 2, ";tag=b", reliable.sdp(CallScript.PHONE_RTP, line(1, reliable.offered))));
        assertThat(leaksAfter(reliable)).isZero();
    }

    @Test
    @DisplayName("SDES-20 early media after a 183 is sealed; a final refusal ends the right to send it")
    void SDES_20_early_media() {
        CallScript call = new CallScript().connect().invite();
        call.trunkSays(CallScript.response(183, 1, "INVITE", call.sdp(CallScript.TRUNK_RTP, call.answerLine())));
        assertThat(leaksAfter(call)).isZero();
        call.trunkSays(CallScript.response(486, 1, "INVITE", ""));
        assertThat(leaksAfter(call.tick(300))).isEqualTo(2);
    }

    @Test
    @DisplayName("AUTH-06 a challenge does not end what the second INVITE agrees")
    void AUTH_06_challenged_invite() {
        CallScript call = new CallScript().connect().invite().trunkSays(CallScript.response(401, 1, "INVITE", ""));
        call.tick(1000)
                .phoneSays(CallScript.request("INVITE", 2, "", call.sdp(CallScript.PHONE_RTP, call.offerLine())));
        call.trunkSays(CallScript.response(200, 2, "INVITE", call.sdp(CallScript.TRUNK_RTP, call.answerLine())));
        assertThat(leaksAfter(call)).isZero();
    }

    @Test
    @DisplayName("SDES-24 SDES-27 an unchanged re-INVITE goes on; after new keys the old ones end after two seconds")
    void SDES_27_rekey() {
        CallScript call = new CallScript().connect().invite().answer().media(12);
        call.phoneSays(CallScript.request("INVITE", 2, ";tag=b", call.sdp(CallScript.PHONE_RTP, call.offerLine())));
        call.trunkSays(CallScript.response(200, 2, "INVITE", call.sdp(CallScript.TRUNK_RTP, call.answerLine())));
        assertThat(leaksAfter(call.tick(5_000))).isZero();
        HarnessKeys fresh = call.keys(HarnessSuite.AEAD_AES_128_GCM);
        HarnessKeys freshAnswer = call.keys(HarnessSuite.AEAD_AES_128_GCM);
        call.phoneSays(CallScript.request("UPDATE", 3, ";tag=b", call.sdp(CallScript.PHONE_RTP, line(1, fresh))));
        call.trunkSays(CallScript.response(200, 3, "UPDATE", call.sdp(CallScript.TRUNK_RTP, line(1, freshAnswer))));
        RtpSealer renewed = HarnessSrtp.sender(fresh, 5);
        call.udp(CallScript.PHONE_RTP, CallScript.TRUNK_RTP, renewed.seal(CallScript.rtp(5, 0, 1, CallScript.tone(1))));
        assertThat(leaksAfter(call)).isZero();
        assertThat(leaksAfter(call.tick(3_000))).isEqualTo(2);
        call.udp(CallScript.PHONE_RTP, CallScript.TRUNK_RTP, renewed.seal(CallScript.rtp(5, 0, 2, CallScript.tone(2))));
        assertThat(call.verdict().leakCount()).isEqualTo(2);
    }

    @Test
    @DisplayName("M20 one master key in two calls is a problem")
    void M20_key_of_two_calls() {
        CallScript call = new CallScript().whole();
        call.phoneSays(CallScript.request("INVITE", 1, "", call.sdp(CallScript.at(41002), call.offerLine()))
                .replace("c1", "c2"));
        call.trunkSays(CallScript.response(
                        200,
                        1,
                        "INVITE",
                        call.sdp(CallScript.at(42002), line(1, call.keys(HarnessSuite.AEAD_AES_256_GCM))))
                .replace("i: c1", "i: c2"));
        assertThat(call.verdict().problems()).singleElement().asString().contains("one master key in two calls");
    }

    private static CallScript goodbye(String tag) {
        CallScript call = new CallScript().connect();
        call.invite();
        call.trunkSays(CallScript.response(200, 1, "INVITE", call.sdp(CallScript.TRUNK_RTP, call.answerLine()))
                .replace("To:", "From: <sips:alice@pbx.example>;tag=a\r\nTo:"));
        call.trunkSays(CallScript.request("BYE", 1, ";tag=" + tag, ""));
        return call.tick(300);
    }

    @Test
    @DisplayName(
            "ADV-85 a BYE of the trunk for no dialog of the call ends no right to send; the one for the dialog does")
    void ADV_85_strange_goodbye() {
        assertThat(leaksAfter(goodbye("x"))).isZero();
        assertThat(leaksAfter(goodbye("b"))).isEqualTo(2);
    }

    private static final InetSocketAddress SAME_PHONE = CallScript.at(40002);
    private static final InetSocketAddress OTHER_PHONE = new InetSocketAddress("127.0.0.2", 40002);

    /** A call whose connection breaks; what is said on another one; what was sent 300 ms later and does not belong there. */
    private static List<Leak> afterGoodbyeElsewhere(InetSocketAddress client, Consumer<CallScript> goodbye) {
        CallScript call = new CallScript().connect().invite();
        call.trunkSays(CallScript.response(200, 1, "INVITE", call.sdp(CallScript.TRUNK_RTP, call.answerLine()))
                .replace("To:", "From: <sips:alice@pbx.example>;tag=a\r\nTo:"));
        call.phoneSays(CallScript.request("ACK", 1, ";tag=b", "")).media(12);
        call.packets.add(call.frames.tcpFinish(CallScript.TRUNK, CallScript.PHONE, call.now));
        CallScript next = call.tick(500).again(client);
        goodbye.accept(next);
        next.tick(300).media(1);
        List<String> keys = new ArrayList<>(call.tls.keyLog());
        keys.addAll(next.tls.keyLog());
        Verdict verdict = Oracle.judge(call.rules().keyLog(keys).build(), call.packets);
        assertThat(verdict.problems()).isEmpty();
        return verdict.leaks();
    }

    private static String goodbyeOfTheTrunk(String from, String to) {
        return CallScript.request("BYE", 1, ";tag=" + to, "").replace(";tag=a\r\nTo:", ";tag=" + from + "\r\nTo:");
    }

    @Test
    @DisplayName("M39 a BYE on the phone's next connection ends the right to send, whoever says it")
    void M39_goodbye_on_another_connection() {
        assertThat(afterGoodbyeElsewhere(SAME_PHONE, next -> {}))
                .as("the call goes on for a minute")
                .isEmpty();
        assertThat(afterGoodbyeElsewhere(SAME_PHONE, CallScript::bye))
                .hasSize(2)
                .allMatch(leak -> leak.why().contains("after its call"));
        assertThat(afterGoodbyeElsewhere(SAME_PHONE, next -> next.trunkSays(goodbyeOfTheTrunk("b", "a"))))
                .hasSize(2);
    }

    @Test
    @DisplayName(
            "ADV-85 a BYE on another connection for another dialog, the other end or another phone ends nothing here")
    void ADV_85_goodbye_on_another_connection_for_somebody_else() {
        assertThat(afterGoodbyeElsewhere(SAME_PHONE, next -> next.trunkSays(goodbyeOfTheTrunk("x", "a"))))
                .as("no dialog of the call")
                .isEmpty();
        assertThat(afterGoodbyeElsewhere(SAME_PHONE, next -> next.trunkSays(goodbyeOfTheTrunk("a", "b"))))
                .as("the other end's")
                .isEmpty();
        assertThat(afterGoodbyeElsewhere(
                        SAME_PHONE,
                        next -> next.phoneSays(
                                CallScript.request("BYE", 2, ";tag=b", "").replace("Call-ID: c1", "Call-ID: c2"))))
                .as("another call")
                .isEmpty();
        assertThat(afterGoodbyeElsewhere(OTHER_PHONE, CallScript::bye))
                .as("another phone")
                .isEmpty();
    }

    @Test
    @DisplayName("a BYE on another connection of a callee ends its right to send")
    void goodbye_of_a_callee_on_another_connection() {
        CallScript call = new CallScript().connect();
        call.trunkSays(CallScript.request("INVITE", 1, "", call.sdp(CallScript.TRUNK_RTP, call.answerLine())));
        call.phoneSays(CallScript.response(200, 1, "INVITE", call.sdp(CallScript.PHONE_RTP, line(1, call.offered)))
                .replace("To:", "From: <sips:alice@pbx.example>;tag=a\r\nTo:"));
        CallScript next = call.again(SAME_PHONE);
        List<String> keys = new ArrayList<>(call.tls.keyLog());
        keys.addAll(next.tls.keyLog());
        next.media(1);
        assertThat(Oracle.judge(call.rules().keyLog(keys).build(), call.packets).leakCount())
                .isZero();
        next.phoneSays(goodbyeOfTheTrunk("b", "a")).tick(300).media(1);
        assertThat(Oracle.judge(call.rules().keyLog(keys).build(), call.packets).leakCount())
                .isEqualTo(2);
    }

    @Test
    @DisplayName("a 200 that is repeated after the BYE revives nothing")
    void repeated_answer_after_the_end() {
        CallScript call = new CallScript().whole();
        call.trunkSays(CallScript.response(200, 1, "INVITE", call.sdp(CallScript.TRUNK_RTP, call.answerLine())));
        assertThat(leaksAfter(call.tick(300))).isEqualTo(2);
    }

    @Test
    @DisplayName("no SDP makes the reader throw")
    void sdp_fuzz() {
        CallScript call = new CallScript();
        String sdp = call.sdp(CallScript.PHONE_RTP, call.offerLine())
                + "a=rtcp:41001 IN IP4 127.0.0.1\r\nc=IN IP6 ::1\r\nm=video 0 RTP/AVP\r\n";
        Random random = new Random(6);
        for (int i = 0; i < 3000; i++) {
            StringBuilder text = new StringBuilder(sdp);
            for (int n = random.nextInt(4); n >= 0; n--) {
                text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(128));
            }
            SdpView.parse(text.toString()).ifPresent(view -> view.media().forEach(media -> {
                media.rtp();
                media.rtcp();
                assertThat(media.cryptoLines()).isLessThan(3);
            }));
        }
        assertThat(SdpView.parse("v=0")).isEmpty();
        SdpView.Media six = SdpView.parse("m=audio 9 RTP/SAVP 0\r\nc=IN IP6 ::1\r\na=rtcp:77")
                .orElseThrow()
                .media()
                .get(0);
        assertThat(six.rtp().orElseThrow().getAddress().getAddress()).hasSize(16);
        assertThat(six.rtcp().orElseThrow().getPort()).isEqualTo(77);
    }
}
