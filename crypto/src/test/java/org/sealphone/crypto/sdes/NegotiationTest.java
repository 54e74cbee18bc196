package org.sealphone.crypto.sdes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sealphone.crypto.srtp.SrtpKeys;
import org.sealphone.crypto.srtp.SrtpSuite;

class NegotiationTest {
    private static final List<SrtpSuite> BOTH = List.of(SrtpSuite.AEAD_AES_256_GCM, SrtpSuite.AES_CM_128_HMAC_SHA1_80);
    private final SecureRandom random = new SecureRandom();

    private static String text(CryptoAttribute line) {
        return line.tagText() + " " + line.suite() + " inline:"
                + line.keys().<String>use(Base64.getEncoder()::encodeToString);
    }

    private static List<String> texts(SdesOffer offer) {
        return offer.lines().stream().map(NegotiationTest::text).collect(Collectors.toList());
    }

    private String line(String tag, SrtpSuite suite) {
        return tag + " " + suite + " inline:"
                + SrtpKeys.generate(suite, random).<String>use(Base64.getEncoder()::encodeToString);
    }

    private static String code(SdesOutcome outcome) {
        return outcome.fold(
                agreed -> "agreed " + agreed.tag() + " " + agreed.suite(),
                rejected -> rejected.refusal().reason().code());
    }

    private static Agreed agreed(SdesOutcome outcome) {
        return outcome.fold(agreed -> agreed, rejected -> {
            throw new AssertionError(rejected.refusal().text());
        });
    }

    @Test
    void SDES_03_06_an_offer_has_one_line_a_suite_in_order_with_fresh_keys() {
        SdesOffer offer = SdesOffer.generate(List.of(SrtpSuite.values()), random);
        assertThat(offer.lines().stream().map(CryptoAttribute::suite)).containsExactly(SrtpSuite.values());
        assertThat(offer.lines().stream().map(CryptoAttribute::tag)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        for (CryptoAttribute one : offer.lines()) {
            for (CryptoAttribute other : offer.lines()) {
                assertThat(one.keys().sameKeyAs(other.keys())).isEqualTo(one == other);
            }
        }
        SrtpSuite first = SrtpSuite.values()[0];
        assertThatThrownBy(() -> SdesOffer.generate(List.of(), random)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SdesOffer.generate(List.of(first, first), random))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource(SrtpSuite.class)
    void SDES_04_both_sides_agree_on_crossed_keys(SrtpSuite suite) {
        SdesOffer offer = SdesOffer.generate(List.of(suite), random);
        Agreed theirs = agreed(Negotiation.answerer(texts(offer), List.of(suite), random));
        Agreed ours = agreed(Negotiation.offerer(offer, List.of(text(theirs.localLine()))));
        assertThat(ours.suite()).isEqualTo(suite);
        assertThat(ours.tag()).isEqualTo(1);
        assertThat(ours.local().sameKeyAs(theirs.remote().get(0))).isTrue();
        assertThat(ours.remote().get(0).sameKeyAs(theirs.local())).isTrue();
        assertThat(ours.local().sameKeyAs(ours.remote().get(0))).isFalse();
        assertThat(ours.remoteLifetime()).isEqualTo(1L << 48);
        assertThat(ours).hasToString("[agreed " + suite + " tag 1]");
    }

    @Test
    void SDES_07_ADV_06_an_answer_with_two_lines_is_refused() {
        SdesOffer offer = SdesOffer.generate(BOTH, random);
        String one = line("1", BOTH.get(0));
        String two = line("2", BOTH.get(1));
        assertThat(code(Negotiation.offerer(offer, List.of(one, two)))).isEqualTo("SDES-07");
        assertThat(code(Negotiation.offerer(offer, List.of(one, one)))).isEqualTo("SDES-07");
        assertThat(code(Negotiation.offerer(offer, List.of(two)))).isEqualTo("agreed 2 AES_CM_128_HMAC_SHA1_80");
    }

    @ParameterizedTest
    @CsvSource({
        "3,AES_CM_128_HMAC_SHA1_80,SDES-08", // ADV-04
        "2,AES_CM_128_HMAC_SHA1_32,SDES-08", // ADV-05
        "1,AES_CM_128_HMAC_SHA1_80,SDES-08", // ADV-07
        "02,AES_CM_128_HMAC_SHA1_80,SDES-08",
        "2,AES_CM_128_HMAC_SHA1_80,agreed 2 AES_CM_128_HMAC_SHA1_80",
        "1,AEAD_AES_256_GCM,agreed 1 AEAD_AES_256_GCM"
    })
    void SDES_08_tag_and_suite_must_be_those_of_one_offered_line(String tag, SrtpSuite suite, String outcome) {
        SdesOffer offer = SdesOffer.generate(BOTH, random);
        assertThat(code(Negotiation.offerer(offer, List.of(line(tag, suite))))).isEqualTo(outcome);
    }

    @Test
    void ADV_08_an_answer_with_a_suite_without_protection_was_not_offered() {
        SdesOffer offer = SdesOffer.generate(BOTH, random);
        assertThat(code(Negotiation.offerer(offer, List.of("1 NULL_HMAC_SHA1_80 inline:AAAA"))))
                .isEqualTo("SDES-08");
    }

    @Test
    void SDES_09_ADV_14_our_own_key_back_is_refused() {
        SdesOffer offer = SdesOffer.generate(BOTH, random);
        assertThat(code(Negotiation.offerer(offer, List.of(texts(offer).get(0)))))
                .isEqualTo("SDES-09");
        assertThat(code(Negotiation.offerer(offer, List.of(texts(offer).get(1)))))
                .isEqualTo("SDES-09");
    }

    @Test
    void SDES_09_the_key_of_the_other_line_under_another_salt_is_refused() {
        SdesOffer offer = SdesOffer.generate(
                List.of(SrtpSuite.AES_CM_128_HMAC_SHA1_80, SrtpSuite.AES_CM_128_HMAC_SHA1_32), random);
        byte[] master = offer.lines().get(0).keys().use(byte[]::clone);
        master[master.length - 1] ^= 1;
        String echo = "2 AES_CM_128_HMAC_SHA1_32 inline:" + Base64.getEncoder().encodeToString(master);
        assertThat(code(Negotiation.offerer(offer, List.of(echo)))).isEqualTo("SDES-09");
        master[0] ^= 1;
        String other = "2 AES_CM_128_HMAC_SHA1_32 inline:" + Base64.getEncoder().encodeToString(master);
        assertThat(code(Negotiation.offerer(offer, List.of(other)))).startsWith("agreed");
    }

    @Test
    void SDES_11_an_answer_without_a_line_is_refused() {
        SdesOffer offer = SdesOffer.generate(BOTH, random);
        assertThat(code(Negotiation.offerer(offer, List.of()))).isEqualTo("SDES-11");
        assertThat(code(Negotiation.answerer(List.of(), BOTH, random))).isEqualTo("SDES-11");
    }

    @ParameterizedTest
    @CsvSource({
        "UNENCRYPTED_SRTP,SDES-13",
        "UNENCRYPTED_SRTCP,SDES-13",
        "UNAUTHENTICATED_SRTP,SDES-13",
        "NEW,SDES-12",
        "KDR=1,SDES-15"
    })
    void ADV_09_10_11_12_a_parameter_ends_the_negotiation_in_answer_and_offer(String parameter, String code) {
        SdesOffer offer = SdesOffer.generate(BOTH, random);
        String bad = line("1", BOTH.get(0)) + " " + parameter;
        assertThat(code(Negotiation.offerer(offer, List.of(bad)))).isEqualTo(code);
        assertThat(code(Negotiation.answerer(List.of(bad), BOTH, random))).isEqualTo(code);
        assertThat(code(Negotiation.offerer(offer, List.of(line("1", BOTH.get(0)) + " -" + "X=1"))))
                .startsWith("agreed");
    }

    @Test
    void SDES_03_the_first_valid_allowed_line_is_taken() {
        String weak = line("1", SrtpSuite.AES_CM_128_HMAC_SHA1_32);
        String bad = line("2", SrtpSuite.AEAD_AES_256_GCM) + " UNENCRYPTED_SRTP";
        String good = line("3", SrtpSuite.AES_CM_128_HMAC_SHA1_80) + "|2^31";
        String better = line("4", SrtpSuite.AEAD_AES_256_GCM);
        SdesOutcome outcome = Negotiation.answerer(List.of(weak, bad, good, better), BOTH, random);
        assertThat(code(outcome)).isEqualTo("agreed 3 AES_CM_128_HMAC_SHA1_80");
        Agreed agreed = agreed(outcome);
        assertThat(agreed.remoteLifetime()).isEqualTo(1L << 31);
        assertThat(agreed.localLine().lifetime()).isEqualTo(1L << 48);
    }

    @Test
    void SDES_02_tag_zero_and_odd_tags_are_repeated_exactly() {
        Agreed zero = agreed(Negotiation.answerer(List.of(line("0", BOTH.get(0))), BOTH, random));
        assertThat(zero.localLine().tagText()).isEqualTo("0");
        Agreed odd = agreed(Negotiation.answerer(List.of(line("007", BOTH.get(0))), BOTH, random));
        assertThat(odd.localLine().tagText()).isEqualTo("007");
    }

    @Test
    void SDES_02_a_tag_in_two_lines_is_refused_even_if_one_is_unusable() {
        String one = line("1", BOTH.get(0));
        assertThat(code(Negotiation.answerer(List.of(one, line("01", BOTH.get(1))), BOTH, random)))
                .isEqualTo("SDES-02");
        assertThat(code(Negotiation.answerer(List.of("1 NULL_X inline:A", one), BOTH, random)))
                .isEqualTo("SDES-02");
        assertThat(code(Negotiation.answerer(List.of("2 NULL_X inline:A", one), BOTH, random)))
                .startsWith("agreed 1");
    }

    @Test
    void SDES_06_ADV_15_one_key_in_two_lines_is_refused() {
        String one = line("1", SrtpSuite.AES_CM_128_HMAC_SHA1_80);
        String same = "2 AES_CM_128_HMAC_SHA1_32" + one.substring(one.indexOf(" inline"));
        assertThat(code(Negotiation.answerer(List.of(one, same), BOTH, random))).isEqualTo("SDES-06");
        assertThat(code(Negotiation.answerer(List.of(one, line("2", SrtpSuite.AES_CM_128_HMAC_SHA1_32)), BOTH, random)))
                .startsWith("agreed 1");
    }

    @Test
    void SDES_10_nothing_usable_names_all_causes() {
        String weak = line("1", SrtpSuite.AES_CM_128_HMAC_SHA1_32);
        SdesOutcome outcome = Negotiation.answerer(List.of(weak, "2 NULL_HMAC_SHA1_80 inline:A"), BOTH, random);
        assertThat(code(outcome)).isEqualTo("SDES-10");
        String detail =
                outcome.fold(agreed -> "", rejected -> rejected.refusal().detail());
        assertThat(detail)
                .contains("AES_CM_128_HMAC_SHA1_32 is not allowed by policy")
                .contains("NULL_HMAC_SHA1_80");
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 65; i++) {
            many.add(line(Integer.toString(i), BOTH.get(0)));
        }
        assertThat(code(Negotiation.answerer(many, BOTH, random))).isEqualTo("SDES-16");
        assertThat(code(Negotiation.answerer(many.subList(0, 64), BOTH, random)))
                .startsWith("agreed 0");
    }

    @Test
    void closing_wipes_what_is_owned() {
        SdesOffer offer = SdesOffer.generate(BOTH, random);
        Agreed theirs = agreed(Negotiation.answerer(texts(offer), BOTH, random));
        Agreed ours = agreed(Negotiation.offerer(offer, List.of(text(theirs.localLine()))));
        ours.close();
        ours.close();
        assertThat(ours.local().<Integer>use(bytes -> bytes.length)).isPositive();
        assertThatThrownBy(() -> ours.remote().get(0).use(bytes -> bytes)).isInstanceOf(IllegalStateException.class);
        offer.close();
        assertThatThrownBy(() -> ours.local().use(bytes -> bytes)).isInstanceOf(IllegalStateException.class);
        theirs.close();
        assertThatThrownBy(() -> theirs.local().use(bytes -> bytes)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> theirs.remote().get(0).use(bytes -> bytes)).isInstanceOf(IllegalStateException.class);
    }
}
