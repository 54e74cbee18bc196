package org.sealphone.media.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealphone.media.sdp.Peer.LOCAL;
import static org.sealphone.media.sdp.Peer.RANDOM;
import static org.sealphone.media.sdp.Peer.WRITER;
import static org.sealphone.media.sdp.Peer.granted;
import static org.sealphone.media.sdp.Peer.refused;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.reason.ReasonCode;
import org.sealphone.crypto.sdes.SdesOffer;
import org.sealphone.crypto.srtp.SrtpSuite;
import org.sealphone.media.codec.Codec;
import org.sealphone.media.reason.MediaReason;

class LocalAnswerTest {
    private static final List<SrtpSuite> SUITES =
            List.of(SrtpSuite.AEAD_AES_256_GCM, SrtpSuite.AES_256_CM_HMAC_SHA1_80, SrtpSuite.AES_CM_128_HMAC_SHA1_80);

    private final String weak = "a=crypto:" + Peer.line(1, SrtpSuite.AES_CM_128_HMAC_SHA1_32);
    private final String good = "a=crypto:" + Peer.line(2, SrtpSuite.AES_CM_128_HMAC_SHA1_80);

    private String offer() {
        return Peer.sdp(
                "v=0",
                "o=caller 5 9 IN IP4 198.51.100.7",
                "s=a call",
                "c=IN IP4 198.51.100.7",
                "t=0 0",
                "m=audio 30000 RTP/SAVP 9 8 0 101",
                "a=rtpmap:9 G722/8000",
                "a=rtpmap:8 PCMA/8000",
                "a=rtpmap:0 PCMU/8000",
                "a=rtpmap:101 telephone-event/8000",
                "a=fmtp:101 0-16",
                weak,
                good,
                "a=ptime:30",
                "a=rtcp-mux",
                "a=sendrecv");
    }

    private static Outcome<LocalAnswer> answer(String offer) {
        return LocalAnswer.to(offer, LOCAL, List.of(Codec.PCMU, Codec.PCMA), SUITES, RANDOM);
    }

    private void refusedWith(ReasonCode reason, String offer) {
        granted(answer(offer())).plan().close();
        assertThat(refused(answer(offer)).reason()).isEqualTo(reason);
    }

    @Test
    @DisplayName("SDES-07: one codec, one crypto line with the offered tag and suite, and a key of our own")
    void SDES_07_the_answer_names_one_of_everything() {
        LocalAnswer answer = granted(answer(offer()));
        String text = answer.text(WRITER);
        assertThat(text.lines())
                .hasSize(14)
                .contains(
                        "s=-",
                        "t=0 0",
                        "c=IN IP4 192.0.2.10",
                        "m=audio 40000 RTP/SAVP 8 101",
                        "a=rtpmap:8 PCMA/8000",
                        "a=rtpmap:101 telephone-event/8000",
                        "a=fmtp:101 0-16",
                        "a=ptime:30",
                        "a=rtcp-mux",
                        "a=sendrecv")
                .filteredOn(line -> line.startsWith("a=crypto:"))
                .singleElement()
                .asString()
                .startsWith("a=crypto:2 AES_CM_128_HMAC_SHA1_80 inline:")
                .isNotEqualTo(good);
        assertThat(answer.text(WRITER)).isEqualTo(text);
        assertThat(answer.plan().codec()).isEqualTo(Codec.PCMA);
        assertThat(answer.plan().formats()).hasSize(1);
        assertThat(answer.plan().ptime()).isEqualTo(30);
        answer.plan().close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sendonly", "recvonly", "inactive"})
    void SDES_05_a_stream_that_flows_one_way_or_not_at_all_has_keys_all_the_same(String direction) {
        String offer = offer().replace("a=sendrecv", "a=" + direction);
        LocalAnswer answer = granted(answer(offer));
        assertThat(answer.text(WRITER)).contains("a=crypto:2 ");
        answer.plan().close();
        refusedWith(CryptoReason.SDES_11, offer.replace(good + "\r\n", "").replace(weak + "\r\n", ""));
    }

    @Test
    void what_we_answer_is_what_an_offerer_of_ours_accepts() {
        try (SdesOffer keys = SdesOffer.generate(SUITES, RANDOM)) {
            LocalMedia caller = new LocalMedia(Peer.address(192, 0, 2, 20), 42_000, 42_001);
            LocalOffer offer = LocalOffer.of(caller, List.of(Codec.PCMA, Codec.PCMU), keys, RANDOM);
            LocalAnswer answer = granted(answer(offer.text(WRITER)));
            try (MediaPlan theirs = answer.plan();
                    MediaPlan ours = granted(offer.answered(answer.text(WRITER)))) {
                assertThat(ours.agreed().suite()).isEqualTo(SrtpSuite.AEAD_AES_256_GCM);
                assertThat(ours.codec()).isEqualTo(Codec.PCMA).isEqualTo(theirs.codec());
                assertThat(ours.agreed()
                                .local()
                                .sameKeyAs(theirs.agreed().remote().get(0)))
                        .isTrue();
                assertThat(ours.agreed()
                                .remote()
                                .get(0)
                                .sameKeyAs(theirs.agreed().local()))
                        .isTrue();
                assertThat(ours.agreed()
                                .local()
                                .sameKeyAs(ours.agreed().remote().get(0)))
                        .isFalse();
                assertThat(ours.remote().rtp().getPort()).isEqualTo(LOCAL.rtpPort());
            }
        }
    }

    @Test
    void SDES_10_ADV_16_plain_offers_get_no_answer() {
        String plain = offer().replace("RTP/SAVP", "RTP/AVP")
                .replace(weak + "\r\n", "")
                .replace(good + "\r\n", "");
        refusedWith(CryptoReason.SDES_10, plain);
        refusedWith(CryptoReason.SDES_10, plain.replace("RTP/AVP", "RTP/AVPF"));
    }

    @Test
    @DisplayName("SDES-36, ADV-16: opportunistic SRTP is plain RTP that might be encrypted")
    void SDES_36_ADV_16_osrtp_and_capability_negotiation() {
        refusedWith(MediaReason.SDES_36, offer().replace("RTP/SAVP", "RTP/AVP"));
        String capabilities = offer().replace("RTP/SAVP", "RTP/AVP")
                .replace(weak, "a=tcap:1 RTP/SAVP")
                .replace(good, "a=pcfg:1 t=1");
        refusedWith(MediaReason.SDES_36, capabilities);
    }

    @Test
    void SDES_36_the_secure_line_is_taken_and_the_plain_one_rejected() {
        String plain = "m=audio 30002 RTP/AVP 0 8\r\na=sendrecv\r\n";
        String secure = offer().substring(offer().indexOf("m="));
        String session = offer().substring(0, offer().indexOf("m="));
        LocalAnswer after = granted(answer(session + plain + secure));
        assertThat(after.text(WRITER).lines().filter(line -> line.startsWith("m=")))
                .containsExactly("m=audio 0 RTP/AVP 0 8", "m=audio 40000 RTP/SAVP 8 101");
        LocalAnswer before = granted(answer(session + secure + plain + "m=video 30004 RTP/AVP 96\r\n"));
        assertThat(before.text(WRITER).lines().filter(line -> line.startsWith("m=")))
                .containsExactly("m=audio 40000 RTP/SAVP 8 101", "m=audio 0 RTP/AVP 0 8", "m=video 0 RTP/AVP 96");
        after.plan().close();
        before.plan().close();
    }

    @Test
    void SIP_05_a_second_secure_line_is_taken_when_the_first_cannot_be() {
        String secure = offer().substring(offer().indexOf("m="));
        LocalAnswer answer = granted(answer(offer().replace("RTP/SAVP 9 8 0 101", "RTP/SAVP 9") + secure));
        assertThat(answer.text(WRITER).lines().filter(line -> line.startsWith("m=")))
                .containsExactly("m=audio 0 RTP/SAVP 9", "m=audio 40000 RTP/SAVP 8 101");
        answer.plan().close();
    }

    @Test
    @DisplayName("ADV-16: only weak suites")
    void SDES_10_ADV_16_nothing_allowed_among_the_suites() {
        refusedWith(CryptoReason.SDES_10, offer().replace(good + "\r\n", ""));
    }

    @Test
    void SDES_11_secure_line_without_keys() {
        refusedWith(CryptoReason.SDES_11, offer().replace(weak + "\r\n", "").replace(good + "\r\n", ""));
    }

    @Test
    void SDES_01_ADV_16_crypto_at_session_level() {
        refusedWith(CryptoReason.SDES_01, offer().replace("t=0 0", "t=0 0\r\n" + good));
    }

    @Test
    void SDES_35_a_second_way_to_keys() {
        refusedWith(MediaReason.SDES_35, offer() + "k=prompt\r\n");
        refusedWith(MediaReason.SDES_35, offer() + "a=key-mgmt:mikey AQAF\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RTP/SAVPF", "UDP/TLS/RTP/SAVP", "UDP/TLS/RTP/SAVPF", "TCP/RTP/SAVP"})
    void SDES_10_other_profiles(String profile) {
        refusedWith(CryptoReason.SDES_10, offer().replace("RTP/SAVP", profile));
    }

    @Test
    void CODEC_01_no_codec_in_common() {
        refusedWith(MediaReason.CODEC_01, offer().replace("SAVP 9 8 0 101", "SAVP 9 101"));
        refusedWith(MediaReason.CODEC_01, offer().replace("rtpmap:8 PCMA", "rtpmap:8 PCMU"));
        refusedWith(MediaReason.CODEC_01, offer().replace("ptime:30", "ptime:1"));
    }

    @Test
    void CODEC_01_a_codec_under_a_dynamic_number_keeps_that_number() {
        LocalAnswer answer = granted(
                answer(offer().replace("SAVP 9 8 0 101", "SAVP 97").replace("rtpmap:9 G722", "rtpmap:97 pcma")));
        assertThat(answer.text(WRITER)).contains("m=audio 40000 RTP/SAVP 97\r\na=rtpmap:97 PCMA/8000\r\n");
        assertThat(answer.plan().payloadType()).isEqualTo(97);
        answer.plan().close();
    }

    @Test
    void ADV_23_an_offer_that_names_a_forbidden_address() {
        refusedWith(MediaReason.ADV_23, offer().replace("c=IN IP4 198.51.100.7", "c=IN IP4 0.0.0.0"));
        refusedWith(MediaReason.ADV_23, offer().replace("audio 30000", "audio 0"));
    }

    @Test
    void hold_is_answered_from_our_side_and_mux_only_if_it_was_offered() {
        LocalAnswer held =
                granted(answer(offer().replace("sendrecv", "sendonly").replace("a=rtcp-mux\r\n", "")));
        assertThat(held.text(WRITER)).contains("a=recvonly").doesNotContain("rtcp-mux");
        assertThat(held.plan().direction()).isEqualTo(Direction.RECVONLY);
        held.plan().close();
    }

    @Test
    void the_timing_of_the_offer_is_repeated() {
        LocalAnswer answer = granted(answer(offer().replace("t=0 0", "t=2873397496 2873404696")));
        assertThat(answer.text(WRITER)).contains("t=2873397496 2873404696\r\n");
        answer.plan().close();
    }

    @Test
    void SIP_05_nonsense() {
        refusedWith(MediaReason.SIP_05, "");
        refusedWith(MediaReason.SIP_05, offer().replace("v=0", "v=1"));
        refusedWith(CryptoReason.SDES_10, offer().substring(0, offer().indexOf("m=")));
    }

    @Test
    void SRTP_21_events_at_the_codecs_clock_are_answered_before_others_and_none_without_an_offer_of_them() {
        String opus = offer().replace("SAVP 9 8 0 101", "SAVP 120 8 101 99")
                .replace("a=rtpmap:9 G722/8000", "a=rtpmap:120 opus/48000/2\r\na=rtpmap:99 telephone-event/48000");
        assertThat(events(opus)).containsExactly(new TelephoneEvents(99, 48_000, 0xFFFF));
        // As baresip offers it: Opus, and events at 8000 alone.
        String apart = opus.replace("101 99", "101").replace("a=rtpmap:99 telephone-event/48000\r\n", "");
        assertThat(events(apart)).containsExactly(new TelephoneEvents(101, 8000, 0x1_FFFF));
        assertThat(events(apart.replace("8 101", "8"))).isEmpty();
    }

    private static List<TelephoneEvents> events(String offer) {
        try (MediaPlan plan = granted(LocalAnswer.to(offer, LOCAL, List.of(Codec.OPUS), SUITES, RANDOM))
                .plan()) {
            return plan.events();
        }
    }
}
