package org.sealphone.harness.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealphone.harness.sip.SipRequest;
import org.sealphone.harness.sip.SipResponse;
import org.sealphone.harness.srtp.CryptoLine;
import org.sealphone.harness.srtp.HarnessKeys;
import org.sealphone.harness.srtp.HarnessSrtp;
import org.sealphone.harness.srtp.HarnessSuite;
import org.sealphone.harness.srtp.RtpOpener;
import org.sealphone.harness.srtp.RtpSealer;

/** The services echo and tone, called and calling, by a phone that is written by hand. Real sockets, so every wait has its bound. */
@Timeout(20)
class ServicesTest {
    private static final InetAddress LOCAL = InetAddress.getLoopbackAddress();
    private static final String ECHO = "sips:echo@" + TrunkFixture.DOMAIN;
    private static final String TONE = "sips:tone@" + TrunkFixture.DOMAIN;
    private static final int SSRC = 0x5ea1;

    private final HarnessKeys keys = HarnessKeys.generate(HarnessSuite.AEAD_AES_128_GCM, new SecureRandom());
    private final DatagramSocket rtp;

    ServicesTest() throws Exception {
        this.rtp = new DatagramSocket(0, LOCAL);
        rtp.setSoTimeout(10_000);
    }

    private String sdp(int tag, HarnessKeys ours) {
        return "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio " + rtp.getLocalPort()
                + " RTP/SAVP 0\r\na=rtcp-mux\r\n" + CryptoLine.of(tag, ours).line() + "\r\na=sendrecv\r\n";
    }

    private String sdp() {
        return sdp(1, keys);
    }

    private static CryptoLine crypto(String sdp, HarnessSuite suite) {
        return sdp.lines()
                .filter(line -> line.startsWith("a=crypto:"))
                .map(line -> CryptoLine.parse(line).orElseThrow())
                .filter(line -> line.suite() == suite)
                .findFirst()
                .orElseThrow();
    }

    private static int port(String sdp) {
        Matcher audio = Pattern.compile("m=audio ([0-9]+)").matcher(sdp);
        assertThat(audio.find()).isTrue();
        return Integer.parseInt(audio.group(1));
    }

    private static byte[] frame(int number) {
        byte[] packet = new byte[172];
        Arrays.fill(packet, 12, 172, (byte) (0x20 + number));
        ByteBuffer.wrap(packet)
                .put((byte) 0x80)
                .put((byte) 0)
                .putShort((short) number)
                .putInt(160 * number)
                .putInt(SSRC);
        return packet;
    }

    /** The next SRTP packet, opened; reports on the same port are passed over. */
    private byte[] next(RtpOpener opener) throws Exception {
        while (true) {
            DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
            rtp.receive(packet);
            if ((packet.getData()[1] & 0x7f) == 0) {
                var opening = opener.open(packet.getData(), packet.getLength());
                assertThat(opening.opened()).isTrue();
                return opening.plain();
            }
        }
    }

    /** A call that stands. */
    private record Standing(ScriptedPhone phone, SipRequest invite, SipResponse ok) {
        SipResponse ask(String method, String sdp, long number) {
            SipRequest request = phone.inside(invite, ok, method, number);
            SipRequest whole = sdp.isEmpty()
                    ? request
                    : request.withHeaders(request.headers().with("Content-Type", "application/sdp"))
                            .withBody(sdp);
            phone.send(whole);
            return phone.finalResponse(whole);
        }

        SipResponse hangUp() {
            return ask("BYE", "", 90);
        }
    }

    private Standing call(TrunkFixture fixture, String service) throws Exception {
        ScriptedPhone alice = fixture.phone("alice");
        SipResponse ok = alice.transact(alice.invite(service, sdp()));
        assertThat(ok.status()).isEqualTo(200);
        alice.send(alice.ack(alice.last, ok));
        return new Standing(alice, alice.last, ok);
    }

    @Test
    void echo_says_what_it_hears_under_a_key_of_its_own() throws Exception {
        try (TrunkFixture fixture = new TrunkFixture()) {
            Standing call = call(fixture, ECHO);
            RtpOpener opener =
                    HarnessSrtp.receiver(crypto(call.ok().body(), keys.suite()).keys());
            RtpSealer sealer = HarnessSrtp.sender(keys, SSRC);
            call.ask("OPTIONS", "", 10);
            for (int i = 0; i < 5; i++) {
                byte[] sealed = sealer.seal(frame(i));
                rtp.send(new DatagramPacket(
                        sealed, sealed.length, LOCAL, port(call.ok().body())));
                byte[] echo = next(opener);
                assertThat(Arrays.copyOfRange(echo, 12, 172)).containsOnly((byte) (0x20 + i));
                assertThat(ByteBuffer.wrap(echo).getInt(8)).isNotEqualTo(SSRC);
            }
            assertThat(call.hangUp().status()).isEqualTo(200);
            assertThat(fixture.end().why()).isEqualTo("bye");
            assertThat(fixture.trunk().status().rtpReceived()).isEqualTo(5);
        }
    }

    @Test
    void tone_keeps_its_pace_and_its_numbers() throws Exception {
        try (TrunkFixture fixture = new TrunkFixture()) {
            Standing call = call(fixture, TONE);
            RtpOpener opener =
                    HarnessSrtp.receiver(crypto(call.ok().body(), keys.suite()).keys());
            ByteBuffer first = ByteBuffer.wrap(next(opener));
            for (int i = 1; i < 10; i++) {
                ByteBuffer packet = ByteBuffer.wrap(next(opener));
                assertThat(packet.getShort(2)).isEqualTo((short) (first.getShort(2) + i));
                assertThat(packet.getInt(4)).isEqualTo(first.getInt(4) + 160 * i);
                assertThat(packet.getInt(8)).isEqualTo(first.getInt(8));
            }
            assertThat(call.hangUp().status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "RTP/SAVP,RTP/AVP,488",
        "'a=crypto:[^\\r]*\\r\\n','',488",
        "'c=IN IP4 127.0.0.1','c=IN IP6 ::1',488",
        "'a=rtcp-mux','a=rtcp:5000 IN IP6 ::1',488",
        "'m=audio (\\d+) RTP/SAVP 0','m=audio $1 RTP/SAVP 18',488",
        "UNTOUCHED,UNTOUCHED,200"
    })
    void an_offer_that_no_service_can_serve_is_refused_and_its_twin_is_not(String from, String to, int status)
            throws Exception {
        try (TrunkFixture fixture = new TrunkFixture()) {
            ScriptedPhone alice = fixture.phone("alice");
            SipResponse answer = alice.transact(alice.invite(TONE, sdp().replaceAll(from, to)));
            assertThat(answer.status()).isEqualTo(status);
            if (status == 200) {
                alice.send(alice.ack(alice.last, answer));
            } else {
                alice.send(alice.ackToRefusal(alice.last, answer));
                assertThat(fixture.end().why()).isEqualTo("rejected");
            }
        }
    }

    @Test
    void a_late_offer_is_answered_in_the_ack_or_hung_up() throws Exception {
        try (TrunkFixture fixture = new TrunkFixture()) {
            ScriptedPhone alice = fixture.phone("alice");
            SipResponse ok = alice.transact(alice.invite(TONE, ""));
            CryptoLine theirs = crypto(ok.body(), keys.suite());
            SipRequest ack = alice.ack(alice.last, ok);
            alice.send(ack.withHeaders(ack.headers().with("Content-Type", "application/sdp"))
                    .withBody(sdp(theirs.tag(), keys)));
            assertThat(next(HarnessSrtp.receiver(theirs.keys()))).hasSize(172);
            assertThat(new Standing(alice, alice.last, ok).hangUp().status()).isEqualTo(200);

            SipResponse again = alice.transact(alice.invite(TONE, ""));
            alice.send(alice.ack(alice.last, again));
            assertThat(alice.incoming("BYE").callId()).isEqualTo(alice.last.callId());
            fixture.until(status -> fixture.ended.size() == 2);
            assertThat(fixture.ended.get(1).why()).contains("RFC 4568");
        }
    }

    private static Conduct ringing(boolean answersCancelled) {
        return new Conduct() {
            @Override
            public Duration ringing() {
                return Duration.ofSeconds(60);
            }

            @Override
            public boolean answersCancelled() {
                return answersCancelled;
            }
        };
    }

    private SipRequest rings(ScriptedPhone alice) {
        SipRequest invite = alice.invite(TONE, sdp());
        alice.send(invite);
        SipResponse challenge = alice.finalResponse(invite);
        alice.send(alice.ackToRefusal(invite, challenge));
        SipRequest again = alice.authorized(invite, challenge);
        alice.send(again);
        alice.response(again, 180);
        return again;
    }

    @Test
    void a_call_that_rings_is_cancelled() throws Exception {
        try (TrunkFixture fixture = new TrunkFixture(builder -> builder.conduct(ringing(false)))) {
            ScriptedPhone alice = fixture.phone("alice");
            SipRequest invite = rings(alice);
            SipRequest cancel = alice.cancel(invite);
            alice.send(cancel);
            assertThat(alice.finalResponse(cancel).status()).isEqualTo(200);
            alice.send(alice.ackToRefusal(invite, alice.response(invite, 487)));
            assertThat(fixture.end().why()).isEqualTo("cancel");
            alice.send(alice.cancel(alice.invite(TONE, sdp())));
        }
    }

    @Test
    void a_script_may_answer_what_was_cancelled() throws Exception {
        try (TrunkFixture fixture = new TrunkFixture(builder -> builder.conduct(ringing(true)))) {
            ScriptedPhone alice = fixture.phone("alice");
            SipRequest invite = rings(alice);
            alice.send(alice.cancel(invite));
            SipResponse ok = alice.response(invite, 200);
            alice.send(alice.ack(invite, ok));
            assertThat(new Standing(alice, invite, ok).hangUp().status()).isEqualTo(200);
        }
    }

    @Test
    void a_change_is_accepted_where_it_stays_sealed_and_refused_where_not() throws Exception {
        try (TrunkFixture fixture = new TrunkFixture()) {
            Standing call = call(fixture, TONE);
            SipResponse held = call.ask("INVITE", sdp().replace("sendrecv", "sendonly"), 10);
            assertThat(held.status()).isEqualTo(200);
            assertThat(held.body()).contains("a=recvonly");
            assertThat(call.ask("INVITE", sdp().replace("RTP/SAVP", "RTP/AVP"), 11)
                            .status())
                    .isEqualTo(488);
            assertThat(call.ask("UPDATE", sdp(), 12).body()).contains("a=sendrecv");
            HarnessKeys fresh = HarnessKeys.generate(HarnessSuite.AEAD_AES_128_GCM, new SecureRandom());
            assertThat(call.ask("UPDATE", sdp(1, fresh), 13).status()).isEqualTo(200);
            assertThat(call.ask("UPDATE", "", 14).status()).isEqualTo(200);
            assertThat(call.ask("INVITE", "", 15).status()).isEqualTo(488);
            assertThat(call.hangUp().status()).isEqualTo(200);
        }
    }

    @Test
    void what_does_not_fit_the_dialog_is_refused_and_the_call_goes_on() throws Exception {
        try (TrunkFixture fixture = new TrunkFixture()) {
            Standing call = call(fixture, TONE);
            assertThat(call.ask("OPTIONS", "", 10).status()).isEqualTo(200);
            assertThat(call.ask("INFO", "", 11).status()).isEqualTo(200);
            assertThat(call.ask("MESSAGE", "", 12).status()).isEqualTo(405);
            assertThat(call.ask("OPTIONS", "", 5).status()).isEqualTo(500);
            SipRequest bye = call.phone().inside(call.invite(), call.ok(), "BYE", 20);
            SipRequest foreign =
                    bye.withHeaders(bye.headers().replaced("From", bye.headers().required("From") + "x"));
            call.phone().send(foreign);
            assertThat(call.phone().finalResponse(foreign).status()).isEqualTo(481);
            assertThat(fixture.trunk().status().calls()).isEqualTo(1);
            assertThat(call.hangUp().status()).isEqualTo(200);
        }
    }

    @Test
    void a_call_ends_with_its_flow_and_with_its_trunk() throws Exception {
        try (TrunkFixture fixture = new TrunkFixture()) {
            call(fixture, TONE).phone().cut();
            assertThat(fixture.end().why()).isEqualTo("flow lost");
            Standing other = call(fixture, ECHO);
            // Behind the ACK on the same connection: once this is answered, the call stands for the trunk as well.
            assertThat(other.ask("OPTIONS", "", 10).status()).isEqualTo(200);
            fixture.trunk().close();
            assertThat(other.phone().incoming("BYE").callId())
                    .isEqualTo(other.invite().callId());
        }
    }

    private SipRequest called(TrunkFixture fixture, ScriptedPhone alice) {
        fixture.trunk().call("alice", Service.TONE);
        return alice.incoming("INVITE");
    }

    private static SipResponse answer(ScriptedPhone alice, SipRequest invite, String sdp) {
        SipResponse ok = invite.response(200, "OK", "mine").with("Contact", alice.contact());
        SipResponse whole = sdp.isEmpty() ? ok : ok.withSdp(sdp);
        alice.send(whole);
        return whole;
    }

    @Test
    void a_service_calls_and_talks_under_the_key_that_was_chosen() throws Exception {
        try (TrunkFixture fixture = new TrunkFixture()) {
            ScriptedPhone alice = fixture.registered("alice");
            fixture.trunk().call("nobody", Service.TONE);
            SipRequest invite = called(fixture, alice);
            CryptoLine theirs = crypto(invite.body(), keys.suite());
            answer(alice, invite, sdp(theirs.tag(), keys));
            assertThat(alice.incoming("ACK").callId()).isEqualTo(invite.callId());
            assertThat(next(HarnessSrtp.receiver(theirs.keys()))).hasSize(172);
        }
    }

    /** Offers anew as soon as the call stands, and begins each of its streams shortly before the wrap. */
    private static Conduct offering(String direction) {
        return new Conduct() {
            @Override
            public void established(Desk desk, ServiceLeg leg) {
                desk.offer(leg, direction);
                desk.offer(leg, "inactive");
            }

            @Override
            public int firstSequence(int honest) {
                return 65_500;
            }
        };
    }

    /** The next packet that this opens: those of the key before it may still be on their way. */
    private byte[] nextUnder(CryptoLine line) throws Exception {
        RtpOpener opener = HarnessSrtp.receiver(line.keys());
        while (true) {
            DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
            rtp.receive(packet);
            var opening = opener.open(packet.getData(), packet.getLength());
            if (opening.opened()) {
                return opening.plain();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"200", "488"})
    void a_service_offers_fresh_keys_and_takes_them_where_they_are_taken(int status) throws Exception {
        try (TrunkFixture fixture = new TrunkFixture(builder -> builder.conduct(offering("sendrecv")))) {
            ScriptedPhone alice = fixture.phone("alice");
            SipResponse ok = alice.transact(alice.invite(TONE, sdp()));
            SipRequest invite = alice.last;
            alice.send(alice.ack(invite, ok));
            SipRequest again = alice.incoming("INVITE");
            assertThat(again.callId()).isEqualTo(invite.callId());
            CryptoLine first = crypto(ok.body(), keys.suite());
            CryptoLine fresh = crypto(again.body(), keys.suite());
            assertThat(fresh.keys()).isNotEqualTo(first.keys());
            HarnessKeys own = HarnessKeys.generate(keys.suite(), new SecureRandom());
            alice.send(again.response(100, "Trying"));
            SipResponse answer = again.response(status, "x").with("Contact", alice.contact());
            alice.send(status == 200 ? answer.withSdp(sdp(fresh.tag(), own)) : answer);
            SipRequest ack = alice.incoming("ACK");
            assertThat(ack.cseq().number()).isEqualTo(again.cseq().number());
            assertThat(ack.topVia().branch().equals(again.topVia().branch())).isEqualTo(status != 200);
            ByteBuffer packet = ByteBuffer.wrap(nextUnder(status == 200 ? fresh : first));
            assertThat(packet.getShort(2) & 0xffff).isGreaterThanOrEqualTo(65_500);
            assertThat(new Standing(alice, invite, ok).hangUp().status()).isEqualTo(200);
        }
    }

    @Test
    void a_service_that_holds_says_so_and_hangs_up_on_an_answer_without_keys() throws Exception {
        try (TrunkFixture fixture = new TrunkFixture(builder -> builder.conduct(offering("sendonly")))) {
            Standing call = call(fixture, TONE);
            SipRequest again = call.phone().incoming("INVITE");
            assertThat(again.body()).contains("a=sendonly");
            call.phone()
                    .send(again.response(200, "OK").with("Contact", call.phone().contact()));
            call.phone().incoming("ACK");
            assertThat(call.phone().incoming("BYE").callId()).isEqualTo(again.callId());
            assertThat(fixture.end().why()).contains("RFC 4568");
        }
    }

    @ParameterizedTest
    @CsvSource({"true,200", "false,481"})
    void a_call_follows_its_phone_to_another_connection_where_a_script_says_so(boolean follows, int status)
            throws Exception {
        Conduct conduct = new Conduct() {
            @Override
            public boolean follows() {
                return follows;
            }
        };
        try (TrunkFixture fixture = new TrunkFixture(builder -> builder.conduct(conduct))) {
            Standing call = call(fixture, TONE);
            call.phone().cut();
            fixture.until(now -> now.connections() == 0);
            Standing moved = new Standing(fixture.phone("alice"), call.invite(), call.ok());
            assertThat(moved.ask("OPTIONS", "", 20).status()).isEqualTo(status);
            assertThat(moved.hangUp().status()).isEqualTo(status);
        }
    }

    @Test
    void a_service_hangs_up_on_an_answer_that_breaks_the_rules() throws Exception {
        try (TrunkFixture fixture = new TrunkFixture()) {
            ScriptedPhone alice = fixture.registered("alice");
            for (String sdp : new String[] {
                sdp(9, keys), sdp().replace("RTP/SAVP", "RTP/AVP"), sdp() + sdp().substring(sdp().indexOf("m=")), ""
            }) {
                int before = fixture.ended.size();
                SipRequest invite = called(fixture, alice);
                answer(alice, invite, sdp);
                alice.incoming("ACK");
                assertThat(alice.incoming("BYE").callId()).isEqualTo(invite.callId());
                fixture.until(status -> fixture.ended.size() > before);
            }
            assertThat(fixture.trunk().status().rtpSent()).isZero();
        }
    }

    @Test
    void a_service_takes_no_for_an_answer_and_gives_up_in_the_end() throws Exception {
        try (TrunkFixture fixture = new TrunkFixture(builder -> builder.noAnswerAfter(Duration.ofMillis(300)))) {
            ScriptedPhone alice = fixture.registered("alice");
            SipRequest invite = called(fixture, alice);
            alice.send(invite.response(486, "Busy Here", "mine"));
            assertThat(alice.incoming("ACK").callId()).isEqualTo(invite.callId());
            assertThat(fixture.end().why()).isEqualTo("rejected");
            SipRequest second = called(fixture, alice);
            alice.send(second.response(180, "Ringing", "mine"));
            assertThat(alice.incoming("CANCEL").callId()).isEqualTo(second.callId());
            alice.send(second.response(487, "Request Terminated", "mine"));
            fixture.until(status -> fixture.ended.size() == 2);
            assertThat(fixture.ended.get(1).why()).isEqualTo("cancel");
        }
    }
}
