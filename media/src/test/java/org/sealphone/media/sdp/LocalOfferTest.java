package org.sealphone.media.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sealphone.media.sdp.Peer.LOCAL;
import static org.sealphone.media.sdp.Peer.RANDOM;
import static org.sealphone.media.sdp.Peer.WRITER;
import static org.sealphone.media.sdp.Peer.granted;
import static org.sealphone.media.sdp.Peer.refused;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.reason.ReasonCode;
import org.sealphone.crypto.sdes.SdesOffer;
import org.sealphone.crypto.srtp.SrtpSuite;
import org.sealphone.media.codec.Codec;
import org.sealphone.media.reason.MediaReason;

class LocalOfferTest {
    private static final List<SrtpSuite> SUITES =
            List.of(SrtpSuite.AEAD_AES_256_GCM, SrtpSuite.AES_256_CM_HMAC_SHA1_80, SrtpSuite.AES_CM_128_HMAC_SHA1_80);

    private final SdesOffer keys = SdesOffer.generate(SUITES, RANDOM);
    private final LocalOffer offer = LocalOffer.of(LOCAL, List.of(Codec.PCMU, Codec.PCMA), keys, RANDOM);
    private final String crypto = "a=crypto:" + Peer.line(3, SrtpSuite.AES_CM_128_HMAC_SHA1_80);

    /** An answer that is right; each test changes one thing. */
    private String answer() {
        return Peer.sdp(
                "v=0",
                "o=- 1 1 IN IP4 198.51.100.7",
                "s=-",
                "c=IN IP4 198.51.100.7",
                "t=0 0",
                "m=audio 30000 RTP/SAVP 0",
                "a=rtpmap:0 PCMU/8000",
                crypto,
                "a=ptime:20",
                "a=rtcp-mux",
                "a=sendrecv");
    }

    private MediaPlan accepted(String answer) {
        return granted(offer.answered(answer));
    }

    private void refusedWith(ReasonCode reason, String answer) {
        accepted(answer()).close();
        assertThat(refused(offer.answered(answer)).reason()).isEqualTo(reason);
    }

    @Test
    void the_offer_is_one_secure_line_with_everything_that_peers_need() {
        String text = offer.text(WRITER);
        assertThat(text.split("\r\n")).hasSize(17).satisfies(lines -> {
            assertThat(lines[0]).isEqualTo("v=0");
            assertThat(lines[1]).matches("o=- [0-9]{1,19} 1 IN IP4 192\\.0\\.2\\.10");
            assertThat(lines[2]).isEqualTo("s=-");
            assertThat(lines[3]).isEqualTo("c=IN IP4 192.0.2.10");
            assertThat(lines[4]).isEqualTo("t=0 0");
            assertThat(lines[5]).isEqualTo("m=audio 40000 RTP/SAVP 0 8 101");
            assertThat(lines[6]).isEqualTo("a=rtpmap:0 PCMU/8000");
            assertThat(lines[7]).isEqualTo("a=rtpmap:8 PCMA/8000");
            assertThat(lines[8]).isEqualTo("a=rtpmap:101 telephone-event/8000");
            assertThat(lines[9]).isEqualTo("a=fmtp:101 0-16");
            assertThat(lines[10]).startsWith("a=crypto:1 AEAD_AES_256_GCM inline:");
            assertThat(lines[11]).startsWith("a=crypto:2 AES_256_CM_HMAC_SHA1_80 inline:");
            assertThat(lines[12]).startsWith("a=crypto:3 AES_CM_128_HMAC_SHA1_80 inline:");
            assertThat(lines[13]).isEqualTo("a=ptime:20");
            assertThat(lines[14]).isEqualTo("a=rtcp:40001");
            assertThat(lines[15]).isEqualTo("a=rtcp-mux");
            assertThat(lines[16]).isEqualTo("a=sendrecv");
        });
    }

    @Test
    @DisplayName("SIP-05: the same offer is the same text; another call's has another session id")
    void SIP_05_session_id() {
        LocalOffer other = LocalOffer.of(LOCAL, List.of(Codec.PCMU), keys, RANDOM);
        assertThat(offer.text(WRITER)).isEqualTo(offer.text(WRITER));
        assertThat(other.text(WRITER).split("\r\n")[1])
                .isNotEqualTo(offer.text(WRITER).split("\r\n")[1]);
    }

    @Test
    void an_offer_needs_codecs_each_once() {
        assertThatThrownBy(() -> LocalOffer.of(LOCAL, List.of(), keys, RANDOM))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LocalOffer.of(LOCAL, List.of(Codec.PCMU, Codec.PCMU), keys, RANDOM))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void SDES_08_the_right_answer_becomes_a_plan() {
        try (MediaPlan plan = accepted(answer())) {
            assertThat(plan.codec()).isEqualTo(Codec.PCMU);
            assertThat(plan.payloadType()).isZero();
            assertThat(plan.ptime()).isEqualTo(20);
            assertThat(plan.direction()).isEqualTo(Direction.SENDRECV);
            assertThat(plan.agreed().suite()).isEqualTo(SrtpSuite.AES_CM_128_HMAC_SHA1_80);
            assertThat(plan.agreed().tag()).isEqualTo(3);
            assertThat(plan.remote().mux()).isTrue();
            assertThat(plan.remote().rtp().getPort()).isEqualTo(30_000);
            assertThat(plan.remote().rtp().getAddress().getHostAddress()).isEqualTo("198.51.100.7");
            assertThat(plan.remote().rtcp()).isEqualTo(plan.remote().rtp());
            assertThat(plan.toString()).doesNotContain("inline");
        }
    }

    @Test
    @DisplayName("SDES-01, ADV-01: an answer in RTP/AVP is refused")
    void ADV_01_avp_without_crypto() {
        refusedWith(MediaReason.ADV_01, answer().replace("RTP/SAVP", "RTP/AVP").replace(crypto + "\r\n", ""));
        refusedWith(MediaReason.ADV_01, answer().replace("RTP/SAVP", "RTP/AVPF").replace(crypto + "\r\n", ""));
    }

    @Test
    @DisplayName("SDES-01, ADV-02: an answer in RTP/AVP is refused even with keys")
    void SDES_01_ADV_02_avp_with_crypto() {
        refusedWith(CryptoReason.SDES_01, answer().replace("RTP/SAVP", "RTP/AVP"));
    }

    @Test
    void SDES_01_crypto_above_the_first_medium() {
        refusedWith(CryptoReason.SDES_01, answer().replace("t=0 0", "t=0 0\r\n" + crypto));
    }

    @Test
    void SDES_11_ADV_03_savp_without_crypto() {
        refusedWith(CryptoReason.SDES_11, answer().replace(crypto + "\r\n", ""));
    }

    @Test
    void SDES_11_dtls_fingerprint_instead_of_crypto() {
        refusedWith(
                CryptoReason.SDES_11,
                answer().replace(crypto, "a=setup:active\r\na=fingerprint:sha-256 " + "AB:".repeat(31) + "AB"));
    }

    @Test
    void SDES_07_ADV_06_answer_with_two_lines_is_refused() {
        String second = "a=crypto:" + Peer.line(1, SrtpSuite.AEAD_AES_256_GCM);
        refusedWith(CryptoReason.SDES_07, answer().replace(crypto, crypto + "\r\n" + second));
    }

    @ParameterizedTest(name = "tag {0} with {1}")
    @CsvSource({
        "4, AES_CM_128_HMAC_SHA1_80",
        "3, AES_CM_128_HMAC_SHA1_32",
        "1, AES_CM_128_HMAC_SHA1_80",
        "3, AEAD_AES_256_GCM",
    })
    void SDES_08_ADV_04_05_07_tag_or_suite_not_offered(int tag, SrtpSuite suite) {
        refusedWith(CryptoReason.SDES_08, answer().replace(crypto, "a=crypto:" + Peer.line(tag, suite)));
    }

    @Test
    void SDES_09_ADV_14_our_own_key_echoed() {
        String ours = "a=crypto:" + WRITER.attribute(keys.lines().get(2));
        refusedWith(CryptoReason.SDES_09, answer().replace(crypto, ours));
    }

    @Test
    void SDES_17_ADV_13_a_key_one_octet_short() {
        String key = crypto.substring(crypto.indexOf("inline:") + 7);
        refusedWith(CryptoReason.SDES_17, answer().replace(key, key.substring(0, 36) + "AAA="));
    }

    @ParameterizedTest
    @ValueSource(strings = {"k=clear:secret", "a=key-mgmt:mikey AQAFgM0X"})
    void SDES_35_a_second_way_to_keys(String line) {
        refusedWith(MediaReason.SDES_35, answer() + line + "\r\n");
        refusedWith(MediaReason.SDES_35, answer().replace("t=0 0\r\n", "t=0 0\r\n" + line + "\r\n"));
    }

    @Test
    void SDES_35_the_refusal_does_not_tell_the_key() {
        assertThat(refused(offer.answered(answer() + "k=clear:hunter2\r\n")).text())
                .doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RTP/SAVPF", "UDP/TLS/RTP/SAVP", "rtp/savp", "TCP/RTP/SAVP", "udptl"})
    void SIP_05_another_profile_than_the_offered_one(String profile) {
        refusedWith(MediaReason.SIP_05, answer().replace("RTP/SAVP", profile));
    }

    @Test
    void SIP_05_more_or_fewer_media_or_another_kind() {
        refusedWith(MediaReason.SIP_05, answer() + "m=audio 30002 RTP/SAVP 0\r\n");
        refusedWith(MediaReason.SIP_05, answer().substring(0, answer().indexOf("m=")));
        refusedWith(MediaReason.SIP_05, answer().replace("m=audio", "m=video"));
        refusedWith(MediaReason.SIP_05, answer().replace("30000 RTP", "30000/2 RTP"));
        refusedWith(MediaReason.SIP_05, answer().replace("c=IN IP4 198.51.100.7\r\n", ""));
        refusedWith(MediaReason.SIP_05, answer().replace("a=sendrecv", "a=sendrecv\r\na=inactive"));
        refusedWith(MediaReason.SIP_05, "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "m=audio 30000 RTP/SAVP 18",
                "m=audio 30000 RTP/SAVP 0 18",
                "m=audio 30000 RTP/SAVP 9 0",
                "m=audio 30000 RTP/SAVP 128",
                "m=audio 30000 RTP/SAVP 0 0",
                "m=audio 30000 RTP/SAVP 00",
                "m=audio 30000 RTP/SAVP x",
                "m=audio 30000 RTP/SAVP 13",
                "m=audio 30000 RTP/SAVP 96",
            })
    void CODEC_01_ADV_88_codec_not_offered_or_no_payload_type(String line) {
        refusedWith(MediaReason.CODEC_01, answer().replace("m=audio 30000 RTP/SAVP 0", line));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=rtpmap:0 PCMA/8000",
                "a=rtpmap:0 PCMU/16000",
                "a=rtpmap:0 PCMU/8000/2",
                "a=rtpmap:0 opus/48000/2",
                "a=rtpmap:0 PCMU/8000\r\na=rtpmap:0 PCMU/8000",
                "a=rtpmap:0",
                "a=rtpmap:0 PCMU",
            })
    void CODEC_01_ADV_88_payload_type_remapped(String line) {
        refusedWith(MediaReason.CODEC_01, answer().replace("a=rtpmap:0 PCMU/8000", line));
    }

    @Test
    void CODEC_01_our_codec_under_a_number_of_its_own_was_not_offered() {
        refusedWith(
                MediaReason.CODEC_01,
                answer().replace("RTP/SAVP 0", "RTP/SAVP 97").replace("rtpmap:0 ", "rtpmap:97 "));
    }

    @Test
    void CODEC_01_digits_and_comfort_noise_beside_a_codec_are_not_codecs() {
        String answer = answer().replace("RTP/SAVP 0", "RTP/SAVP 0 13 101")
                .replace(
                        "a=rtpmap:0 PCMU/8000",
                        "a=rtpmap:0 pcmu/8000/1\r\na=rtpmap:101 telephone-event/8000\r\na=rtpmap:13 CN/8000");
        try (MediaPlan plan = accepted(answer)) {
            assertThat(plan.formats()).containsExactly(new PayloadFormat(Codec.PCMU, 0));
        }
    }

    @Test
    void several_codecs_of_ours_may_arrive_and_the_first_is_sent() {
        try (MediaPlan plan = accepted(answer().replace("RTP/SAVP 0", "RTP/SAVP 8 0"))) {
            assertThat(plan.formats())
                    .containsExactly(new PayloadFormat(Codec.PCMA, 8), new PayloadFormat(Codec.PCMU, 0));
            assertThat(plan.codec()).isEqualTo(Codec.PCMA);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "9", "201", "2000", "-20", "20.5", "", "x", "0020x", "99999999999"})
    void CODEC_01_ADV_88_packet_times_that_no_phone_has(String ptime) {
        refusedWith(MediaReason.CODEC_01, answer().replace("ptime:20", "ptime:" + ptime));
        refusedWith(MediaReason.CODEC_01, answer().replace("ptime:20", "maxptime:" + ptime));
    }

    @ParameterizedTest(name = "{0} is sent as {1} ms")
    @CsvSource({
        "ptime:10, 10",
        "ptime:30, 30",
        "ptime:25, 20",
        "ptime:60, 60",
        "ptime:200, 60",
        "maxptime:10, 10",
        "maxptime:150, 20",
        "rtpmap:8 PCMA/8000, 20",
    })
    void CODEC_01_packet_times_are_honoured_within_bounds(String attribute, int sent) {
        try (MediaPlan plan = accepted(answer().replace("ptime:20", attribute))) {
            assertThat(plan.ptime()).isEqualTo(sent);
        }
    }

    @Test
    void CODEC_01_two_packet_times() {
        refusedWith(MediaReason.CODEC_01, answer() + "a=ptime:30\r\n");
    }

    @ParameterizedTest(name = "{0} leaves us {1}")
    @CsvSource({"sendrecv, SENDRECV", "sendonly, RECVONLY", "recvonly, SENDONLY", "inactive, INACTIVE"})
    void the_direction_is_seen_from_our_side(String theirs, Direction ours) {
        try (MediaPlan plan = accepted(answer().replace("sendrecv", theirs))) {
            assertThat(plan.direction()).isEqualTo(ours);
            assertThat(ours.sends()).isEqualTo(ours == Direction.SENDRECV || ours == Direction.SENDONLY);
            assertThat(ours.receives()).isEqualTo(ours == Direction.SENDRECV || ours == Direction.RECVONLY);
        }
        String onSession = answer().replace("a=sendrecv\r\n", "").replace("t=0 0\r\n", "t=0 0\r\na=" + theirs + "\r\n");
        try (MediaPlan plan = accepted(onSession)) {
            assertThat(plan.direction()).isEqualTo(ours);
        }
        try (MediaPlan plan = accepted(answer().replace("a=sendrecv\r\n", ""))) {
            assertThat(plan.direction()).isEqualTo(Direction.SENDRECV);
        }
    }

    @Test
    @DisplayName("ADV-89: without rtcp-mux in the answer RTCP has an address of its own")
    void ADV_89_mux_declined() {
        String apart = answer().replace("a=rtcp-mux\r\n", "");
        try (MediaPlan plan = accepted(apart)) {
            assertThat(plan.remote().mux()).isFalse();
            assertThat(plan.remote().rtcp().getPort()).isEqualTo(30_001);
        }
        try (MediaPlan plan = accepted(apart + "a=rtcp:31000\r\n")) {
            assertThat(plan.remote().rtcp().getPort()).isEqualTo(31_000);
        }
        try (MediaPlan plan = accepted(apart + "a=rtcp:31000 IN IP4 198.51.100.7\r\n")) {
            assertThat(plan.remote().rtcp().getPort()).isEqualTo(31_000);
        }
        refusedWith(MediaReason.ADV_23, apart + "a=rtcp:31000 IN IP4 198.51.100.8\r\n");
        refusedWith(MediaReason.ADV_23, apart + "a=rtcp:53\r\n");
        refusedWith(MediaReason.SIP_05, apart + "a=rtcp:x\r\n");
        refusedWith(MediaReason.SIP_05, apart + "a=rtcp:31000\r\na=rtcp:31001\r\n");
        refusedWith(MediaReason.ADV_23, apart.replace("audio 30000", "audio 65535"));
    }

    @Test
    @DisplayName("SRTP-17: payload types that look like RTCP on one port")
    void SRTP_17_payload_types_64_to_95_with_mux() {
        String clash = answer().replace("RTP/SAVP 0", "RTP/SAVP 0 72");
        refusedWith(MediaReason.SRTP_17, clash);
        refusedWith(MediaReason.CODEC_01, clash.replace("a=rtcp-mux\r\n", ""));
    }

    @Test
    void one_offer_judges_the_answers_of_several_branches() {
        try (MediaPlan one = accepted(answer());
                MediaPlan other =
                        accepted(answer().replace(crypto, "a=crypto:" + Peer.line(1, SrtpSuite.AEAD_AES_256_GCM)))) {
            assertThat(one.agreed().suite()).isNotEqualTo(other.agreed().suite());
        }
    }

    @Test
    void SRTP_21_digits_are_agreed_on_by_the_offered_type_and_clock_alone() {
        assertThat(accepted(answer()).events()).isEmpty();
        String with = answer().replace("SAVP 0", "SAVP 0 101")
                .replace("a=ptime", "a=rtpmap:101 telephone-event/8000\r\na=ptime");
        assertThat(accepted(with).events()).containsExactly(new TelephoneEvents(101, 8000, 0xFFFF));
        assertThat(accepted(with.replace("101", "100")).events()).isEmpty();
        assertThat(accepted(with.replace("event/8000", "event/48000")).events()).isEmpty();
        assertThat(accepted(with.replace("event/8000", "event/8000/2")).events())
                .isEmpty();
        String flash = with.replace("a=ptime", "a=fmtp:101 0-11,16\r\na=ptime");
        TelephoneEvents events = accepted(flash).events().get(0);
        assertThat(events.takes(16)).isTrue();
        assertThat(events.takes(11)).isTrue();
        assertThat(events.takes(12)).isFalse();
        assertThat(events.takes(17)).isFalse();
        String bomb = with.replace("a=ptime", "a=fmtp:101 " + "0-999,".repeat(500) + "\r\na=ptime");
        assertThat(accepted(bomb).events().get(0).takes(16)).isTrue();
    }

    @Test
    void CODEC_01_opus_is_offered_as_rfc_7587_says_with_events_at_its_clock() {
        try (SdesOffer keys = SdesOffer.generate(List.of(SrtpSuite.AEAD_AES_256_GCM), Peer.RANDOM)) {
            LocalOffer wide = LocalOffer.of(Peer.LOCAL, List.of(Codec.OPUS, Codec.PCMU, Codec.PCMA), keys, Peer.RANDOM);
            assertThat(wide.text(Peer.WRITER).lines())
                    .contains(
                            "m=audio 40000 RTP/SAVP 96 0 8 102 101",
                            "a=rtpmap:96 opus/48000/2",
                            "a=fmtp:96 useinbandfec=1;cbr=1;usedtx=0;stereo=0;sprop-stereo=0",
                            "a=rtpmap:102 telephone-event/48000",
                            "a=rtpmap:101 telephone-event/8000");
            String line = "a=crypto:" + Peer.line(1, SrtpSuite.AEAD_AES_256_GCM);
            String opus = answer().replace(crypto, line)
                    .replace("SAVP 0", "SAVP 96 101 102")
                    .replace(
                            "a=rtpmap:0 PCMU/8000",
                            "a=rtpmap:96 OPUS/48000/2\r\na=fmtp:96 maxaveragebitrate=16000; stereo=1\r\n"
                                    + "a=rtpmap:101 telephone-event/8000\r\na=rtpmap:102 telephone-event/48000");
            MediaPlan plan = granted(wide.answered(opus));
            assertThat(plan.codec()).isEqualTo(Codec.OPUS);
            assertThat(plan.format().limits().maxAverageBitrate()).isEqualTo(16_000);
            assertThat(plan.events()).extracting(TelephoneEvents::payloadType).containsExactly(102, 101);
            assertThat(plan.ptime()).isEqualTo(20);
            // RFC 7587 section 7: nothing but two channels is Opus.
            for (String wrong : List.of("OPUS/48000", "OPUS/48000/1", "OPUS/16000/2")) {
                assertThat(refused(wide.answered(opus.replace("OPUS/48000/2", wrong)))
                                .reason())
                        .isEqualTo(MediaReason.CODEC_01);
            }
        }
    }

    @Test
    void CODEC_01_wide_codecs_are_offered_with_the_clocks_of_rfc_3551_and_events_at_them() {
        LocalOffer wide = LocalOffer.of(LOCAL, List.of(Codec.G722, Codec.L16, Codec.PCMA), keys, RANDOM);
        assertThat(wide.text(WRITER).lines())
                .contains(
                        "m=audio 40000 RTP/SAVP 9 97 8 101 103",
                        "a=rtpmap:9 G722/8000",
                        "a=rtpmap:97 L16/16000",
                        "a=rtpmap:101 telephone-event/8000",
                        "a=rtpmap:103 telephone-event/16000");
        String g722 = answer().replace("SAVP 0", "SAVP 9 101")
                .replace("rtpmap:0 PCMU/8000", "rtpmap:9 G722/8000\r\na=rtpmap:101 telephone-event/8000");
        try (MediaPlan plan = granted(wide.answered(g722))) {
            assertThat(plan.codec()).isEqualTo(Codec.G722);
            assertThat(plan.events()).extracting(TelephoneEvents::clockRate).containsExactly(8000);
        }
        String linear = answer().replace("SAVP 0", "SAVP 97 103")
                .replace("rtpmap:0 PCMU/8000", "rtpmap:97 L16/16000\r\na=rtpmap:103 telephone-event/16000")
                .replace("ptime:20", "ptime:60");
        try (MediaPlan plan = granted(wide.answered(linear))) {
            assertThat(plan.codec()).isEqualTo(Codec.L16);
            assertThat(plan.events()).extracting(TelephoneEvents::clockRate).containsExactly(16_000);
            assertThat(plan.ptime()).as("60 ms would not fit into a packet").isEqualTo(30);
        }
        for (String wrong : List.of("G722/16000", "G722/8000/2", "G729/8000")) {
            assertThat(refused(wide.answered(g722.replace("G722/8000", wrong))).reason())
                    .isEqualTo(MediaReason.CODEC_01);
        }
    }
}
