package org.sealphone.media.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealphone.media.sdp.Peer.LOCAL;
import static org.sealphone.media.sdp.Peer.RANDOM;
import static org.sealphone.media.sdp.Peer.WRITER;
import static org.sealphone.media.sdp.Peer.granted;
import static org.sealphone.media.sdp.Peer.refused;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.sdes.SdesOffer;
import org.sealphone.crypto.srtp.SrtpSuite;
import org.sealphone.media.codec.Codec;

/** Offers and answers as they are met in the field, each named by what it is about: what is answered, and what is refused with which code. */
class FieldTest {
    private static final List<SrtpSuite> SUITES = List.of(
            SrtpSuite.AEAD_AES_256_GCM,
            SrtpSuite.AEAD_AES_128_GCM,
            SrtpSuite.AES_256_CM_HMAC_SHA1_80,
            SrtpSuite.AES_CM_128_HMAC_SHA1_80);
    private static final List<Codec> CODECS = List.of(Codec.PCMU, Codec.PCMA);

    private static String crypto(int tag, SrtpSuite suite) {
        return "a=crypto:" + Peer.line(tag, suite);
    }

    private static String sdp(String protocol, String... lines) {
        return Peer.sdp(
                "v=0",
                "o=- 5 9 IN IP4 198.51.100.7",
                "s=-",
                "c=IN IP4 198.51.100.7",
                "t=0 0",
                "m=audio 30000 " + protocol + " 0 8 101",
                "a=rtpmap:101 telephone-event/8000",
                lines.length == 0 ? "a=sendrecv" : String.join("\r\n", lines));
    }

    static Stream<Arguments> offersTaken() {
        String cm = crypto(1, SrtpSuite.AES_CM_128_HMAC_SHA1_80);
        return Stream.of(
                Arguments.of("one line alone", sdp("RTP/SAVP", cm), "1 AES_CM_128_HMAC_SHA1_80"),
                Arguments.of(
                        "four lines, the long keys first",
                        sdp(
                                "RTP/SAVP",
                                crypto(1, SrtpSuite.AES_256_CM_HMAC_SHA1_80),
                                crypto(2, SrtpSuite.AES_256_CM_HMAC_SHA1_32),
                                crypto(3, SrtpSuite.AES_CM_128_HMAC_SHA1_80),
                                crypto(4, SrtpSuite.AES_CM_128_HMAC_SHA1_32)),
                        "1 AES_256_CM_HMAC_SHA1_80"),
                Arguments.of(
                        "four lines, the short tags before the long keys",
                        sdp(
                                "RTP/SAVP",
                                crypto(1, SrtpSuite.AES_CM_128_HMAC_SHA1_32),
                                crypto(2, SrtpSuite.AES_CM_128_HMAC_SHA1_80),
                                crypto(3, SrtpSuite.AES_256_CM_HMAC_SHA1_80)),
                        "2 AES_CM_128_HMAC_SHA1_80"),
                Arguments.of("GCM alone", sdp("RTP/SAVP", crypto(1, SrtpSuite.AEAD_AES_128_GCM)), "1 AEAD_AES_128_GCM"),
                Arguments.of(
                        "tag 0",
                        sdp("RTP/SAVP", crypto(0, SrtpSuite.AES_CM_128_HMAC_SHA1_80)),
                        "0 AES_CM_128_HMAC_SHA1_80"),
                Arguments.of("a lifetime of 2^31", sdp("RTP/SAVP", cm + "|2^31"), "1 AES_CM_128_HMAC_SHA1_80"),
                Arguments.of("lifetime and identifier", sdp("RTP/SAVP", cm + "|2^31|1:1"), "1 AES_CM_128_HMAC_SHA1_80"),
                Arguments.of(
                        "an unknown suite before a good one",
                        sdp(
                                "RTP/SAVP",
                                "a=crypto:1 F8_128_HMAC_SHA1_80 inline:MTIzNDU2Nzg5QUJDREUwMTIzNDU2Nzg5QUJjZGVm",
                                crypto(2, SrtpSuite.AES_CM_128_HMAC_SHA1_80)),
                        "2 AES_CM_128_HMAC_SHA1_80"),
                Arguments.of(
                        "a parameter that would weaken it before a good line",
                        sdp("RTP/SAVP", cm + " UNENCRYPTED_SRTCP", crypto(2, SrtpSuite.AES_CM_128_HMAC_SHA1_80)),
                        "2 AES_CM_128_HMAC_SHA1_80"),
                Arguments.of("a window size hint", sdp("RTP/SAVP", cm + " WSH=128"), "1 AES_CM_128_HMAC_SHA1_80"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("offersTaken")
    void SDES_02_03_16_18_19_offers_that_are_taken(String name, String offer, String taken) {
        LocalAnswer answer = granted(answer(offer));
        String text = answer.text(WRITER);
        assertThat(text).containsOnlyOnce("a=crypto:").contains("a=crypto:" + taken + " inline:");
        assertThat(text.lines().filter(line -> line.startsWith("m=")).toList())
                .as("one codec, whatever stands beside it")
                .allMatch(line -> line.matches("m=audio 40000 RTP/SAVP 0( 101)?"));
        answer.plan().close();
    }

    static Stream<Arguments> offersRefused() {
        String cm = crypto(1, SrtpSuite.AES_CM_128_HMAC_SHA1_80);
        return Stream.of(
                Arguments.of("plain", sdp("RTP/AVP"), "SDES-10"),
                Arguments.of("plain that would like to be encrypted", sdp("RTP/AVP", cm), "SDES-36"),
                Arguments.of("secure without keys", sdp("RTP/SAVP"), "SDES-11"),
                Arguments.of(
                        "none but an unknown suite",
                        sdp(
                                "RTP/SAVP",
                                "a=crypto:1 F8_128_HMAC_SHA1_80 inline:MTIzNDU2Nzg5QUJDREUwMTIzNDU2Nzg5QUJjZGVm"),
                        "SDES-10"),
                Arguments.of(
                        "short tags alone", sdp("RTP/SAVP", crypto(1, SrtpSuite.AES_CM_128_HMAC_SHA1_32)), "SDES-10"),
                Arguments.of("with feedback", sdp("RTP/SAVPF", cm), "SDES-10"),
                Arguments.of("keys by DTLS", sdp("UDP/TLS/RTP/SAVP", "a=fingerprint:sha-256 AA"), "SDES-10"),
                Arguments.of("unencrypted", sdp("RTP/SAVP", cm + " UNENCRYPTED_SRTP"), "SDES-13"),
                Arguments.of("unauthenticated", sdp("RTP/SAVP", cm + " UNAUTHENTICATED_SRTP"), "SDES-13"),
                Arguments.of("reports unencrypted", sdp("RTP/SAVP", cm + " UNENCRYPTED_SRTCP"), "SDES-13"),
                Arguments.of("a key of 16 octets", sdp("RTP/SAVP", shortKey(1)), "SDES-17"),
                Arguments.of(
                        "one tag twice", sdp("RTP/SAVP", cm, crypto(1, SrtpSuite.AES_256_CM_HMAC_SHA1_80)), "SDES-02"));
    }

    private static String shortKey(int tag) {
        return "a=crypto:" + tag + " AES_CM_128_HMAC_SHA1_80 inline:AAECAwQFBgcICQoLDA0ODw==";
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("offersRefused")
    void SDES_10_offers_that_are_refused(String name, String offer, String code) {
        assertThat(refused(answer(offer)).reason().code()).isEqualTo(code);
    }

    private static Outcome<LocalAnswer> answer(String offer) {
        return LocalAnswer.to(offer, LOCAL, CODECS, SUITES, RANDOM);
    }

    static Stream<Arguments> codecs() {
        return Stream.of(
                Arguments.of("wide before narrow, the static type without a map", "9 8 0 101", "", "9 101"),
                Arguments.of("wide before narrow, with one", "9 8 0 101", "a=rtpmap:9 G722/8000", "9 101"),
                Arguments.of("its name in small letters and one channel", "9 0 101", "a=rtpmap:9 g722/8000/1", "9 101"),
                Arguments.of("narrow before wide", "8 9 101", "a=rtpmap:9 G722/8000", "8 101"),
                Arguments.of("G.722 with the clock of its samples", "9 8 101", "a=rtpmap:9 G722/16000", "8 101"),
                Arguments.of("G.722 in stereo", "117 9 0 101", "a=rtpmap:117 G722/8000/2", "9 101"),
                Arguments.of("linear at 16 kHz", "118 0 101", "a=rtpmap:118 L16/16000", "118 101"),
                Arguments.of("linear at 44.1 kHz, by static types", "10 11 0 101", "a=rtpmap:11 L16/44100", "0 101"),
                Arguments.of("linear at 8 kHz", "118 0 101", "a=rtpmap:118 L16/8000", "0 101"),
                Arguments.of("linear in stereo", "118 0 101", "a=rtpmap:118 L16/16000/2", "0 101"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("codecs")
    void CODEC_01_offers_of_wide_codecs(String name, String formats, String map, String taken) {
        String cm = crypto(1, SrtpSuite.AES_CM_128_HMAC_SHA1_80);
        String offer =
                sdp("RTP/SAVP", map.isEmpty() ? cm : map + "\r\n" + cm).replace("SAVP 0 8 101", "SAVP " + formats);
        List<Codec> wide = List.of(Codec.L16, Codec.G722, Codec.PCMU, Codec.PCMA);
        LocalAnswer answer = granted(LocalAnswer.to(offer, LOCAL, wide, SUITES, RANDOM));
        assertThat(answer.text(WRITER)).contains("m=audio 40000 RTP/SAVP " + taken + "\r\n");
        answer.plan().close();
    }

    @Test
    void CODEC_01_ADV_88_another_codec_under_the_number_of_g722_is_refused() {
        String cm = crypto(1, SrtpSuite.AES_CM_128_HMAC_SHA1_80);
        String offer = sdp("RTP/SAVP", "a=rtpmap:9 G722/8000", cm).replace("SAVP 0 8 101", "SAVP 0 9 101");
        granted(answer(offer)).plan().close();
        assertThat(refused(answer(offer.replace("G722/", "G729/"))).reason().code())
                .isEqualTo("CODEC-01");
    }

    static Stream<Arguments> answers() {
        String cm = crypto(4, SrtpSuite.AES_CM_128_HMAC_SHA1_80);
        return Stream.of(
                Arguments.of("good", sdp("RTP/SAVP", cm), ""),
                Arguments.of("a lifetime of 2^31", sdp("RTP/SAVP", cm + "|2^31"), ""),
                Arguments.of(
                        "the suite in small letters",
                        sdp("RTP/SAVP", cm.replace("AES_CM_128_HMAC_SHA1_80", "aes_cm_128_hmac_sha1_80")),
                        ""),
                Arguments.of("plain", sdp("RTP/AVP"), "ADV-01"),
                Arguments.of("plain with keys", sdp("RTP/AVP", cm), "SDES-01"),
                Arguments.of("secure without keys", sdp("RTP/SAVP"), "SDES-11"),
                Arguments.of(
                        "a tag that was not offered",
                        sdp("RTP/SAVP", crypto(7, SrtpSuite.AES_CM_128_HMAC_SHA1_80)),
                        "SDES-08"),
                Arguments.of(
                        "renumbered from one",
                        sdp("RTP/SAVP", crypto(1, SrtpSuite.AES_CM_128_HMAC_SHA1_80)),
                        "SDES-08"),
                Arguments.of("two lines", sdp("RTP/SAVP", cm, crypto(3, SrtpSuite.AES_256_CM_HMAC_SHA1_80)), "SDES-07"),
                Arguments.of(
                        "a suite that was not offered",
                        sdp("RTP/SAVP", crypto(4, SrtpSuite.AES_CM_128_HMAC_SHA1_32)),
                        "SDES-08"),
                Arguments.of("a key of 16 octets", sdp("RTP/SAVP", shortKey(4)), "SDES-17"),
                Arguments.of("unencrypted", sdp("RTP/SAVP", cm + " UNENCRYPTED_SRTP"), "SDES-13"),
                Arguments.of("with feedback", sdp("RTP/SAVPF", cm), "SIP-05"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void SDES_07_08_11_answers_to_our_offer(String name, String answer, String code) {
        try (SdesOffer keys = SdesOffer.generate(SUITES, RANDOM)) {
            Outcome<MediaPlan> outcome = LocalOffer.of(LOCAL, CODECS, keys, RANDOM)
                    .answered(answer.replace("RTP/SAVP 0 8 101", "RTP/SAVP 0 101"));
            if (code.isEmpty()) {
                granted(outcome).close();
            } else {
                assertThat(refused(outcome).reason().code()).isEqualTo(code);
            }
        }
    }

    static Stream<Arguments> digitsBesideOpus() {
        return Stream.of(
                Arguments.of("at the codec's clock", "96 102", "102 telephone-event/48000", 102, 48_000),
                Arguments.of("at 8000 alone", "96 101", "101 telephone-event/8000", 101, 8000),
                Arguments.of(
                        "at both, and the codec's is taken",
                        "96 101 102",
                        "101 telephone-event/8000\r\na=rtpmap:102 telephone-event/48000",
                        102,
                        48_000));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("digitsBesideOpus")
    void SRTP_21_digits_beside_opus_go_by_the_clock_that_the_answer_has(
            String name, String types, String map, int type, int clock) {
        try (SdesOffer keys = SdesOffer.generate(SUITES, RANDOM)) {
            LocalOffer offer = LocalOffer.of(LOCAL, List.of(Codec.OPUS), keys, RANDOM);
            assertThat(offer.text(WRITER).lines())
                    .contains(
                            "m=audio 40000 RTP/SAVP 96 102 101",
                            "a=rtpmap:102 telephone-event/48000",
                            "a=rtpmap:101 telephone-event/8000");
            String answer = sdp("RTP/SAVP", crypto(4, SrtpSuite.AES_CM_128_HMAC_SHA1_80))
                    .replace("SAVP 0 8 101", "SAVP " + types)
                    .replace("a=rtpmap:101 telephone-event/8000", "a=rtpmap:96 opus/48000/2\r\na=rtpmap:" + map);
            try (MediaPlan plan = granted(offer.answered(answer))) {
                assertThat(plan.codec()).isEqualTo(Codec.OPUS);
                assertThat(plan.events().get(0).payloadType()).isEqualTo(type);
                assertThat(plan.events().get(0).clockRate()).isEqualTo(clock);
            }
        }
    }

    @Test
    void SRTP_21_g711_alone_has_digits_at_its_own_clock_alone() {
        try (SdesOffer keys = SdesOffer.generate(SUITES, RANDOM)) {
            assertThat(LocalOffer.of(LOCAL, CODECS, keys, RANDOM).text(WRITER))
                    .contains("m=audio 40000 RTP/SAVP 0 8 101\r\n")
                    .doesNotContain("telephone-event/48000");
        }
    }
}
