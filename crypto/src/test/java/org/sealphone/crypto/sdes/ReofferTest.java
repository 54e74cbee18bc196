package org.sealphone.crypto.sdes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.srtp.SrtpSuite;

/** Later offers and answers of one call, and what they decide about the contexts of both directions. */
class ReofferTest {
    private static final List<SrtpSuite> SUITES =
            List.of(SrtpSuite.AEAD_AES_256_GCM, SrtpSuite.AES_CM_128_HMAC_SHA1_80);

    private final SecureRandom random = new SecureRandom();
    private SdesOffer offer;
    private Agreed caller;
    private Agreed callee;

    @BeforeEach
    void call() {
        offer = SdesOffer.generate(SUITES, random);
        callee = agreed(Negotiation.answerer(texts(offer), SUITES, random));
        caller = agreed(Negotiation.offerer(offer, List.of(text(callee.localLine()))));
    }

    private static String text(CryptoAttribute line) {
        return line.tagText() + " " + line.suite() + " inline:"
                + line.keys().use(master -> Base64.getEncoder().encodeToString(master));
    }

    private static List<String> texts(SdesOffer offer) {
        return offer.lines().stream().map(ReofferTest::text).toList();
    }

    private static Agreed agreed(SdesOutcome outcome) {
        return outcome.fold(agreed -> agreed, rejected -> {
            throw new AssertionError(rejected.refusal().text());
        });
    }

    private static String verdict(Outcome<KeyChange> outcome) {
        return outcome.fold(change -> change.sending() + " " + change.receiving(), refusal -> refusal.reason()
                .code());
    }

    private Agreed answered(SdesOffer later) {
        return agreed(Negotiation.reanswerer(callee, texts(later), SUITES, Transport.UNCHANGED, random));
    }

    @Test
    void SDES_24_a_reoffer_names_the_active_suite_and_key_and_nothing_else() {
        try (SdesOffer later = callee.reoffer()) {
            assertThat(later.lines()).hasSize(1);
            assertThat(later.lines().get(0).suite()).isEqualTo(callee.suite());
            assertThat(text(later.lines().get(0))).isEqualTo(text(callee.localLine()));
        }
        assertThat(text(caller.reoffer().lines().get(0)))
                .isEqualTo(text(offer.lines().get(0)));
    }

    @Test
    void SDES_24_unchanged_keys_continue_on_both_sides() {
        SdesOffer later = caller.reoffer();
        Agreed calleeNext = answered(later);
        Agreed callerNext = agreed(Negotiation.offerer(later, List.of(text(calleeNext.localLine()))));
        assertThat(calleeNext.local()).isSameAs(callee.local());
        assertThat(callerNext.local()).isSameAs(caller.local());
        assertThat(verdict(KeyChange.between(callee, calleeNext, Transport.UNCHANGED, Transport.UNCHANGED)))
                .isEqualTo("CONTINUES CONTINUES");
        assertThat(verdict(KeyChange.between(caller, callerNext, Transport.UNCHANGED, Transport.UNCHANGED)))
                .isEqualTo("CONTINUES CONTINUES");
    }

    @Test
    void SDES_24_a_peer_that_renumbers_its_tag_has_the_same_key() {
        String renumbered = texts(caller.reoffer()).get(0).replaceFirst("^1 ", "3 ");
        String other = "1" + texts(SdesOffer.generate(SUITES, random)).get(1).substring(1);
        Agreed next =
                agreed(Negotiation.reanswerer(callee, List.of(other, renumbered), SUITES, Transport.UNCHANGED, random));
        assertThat(next.localLine().tagText()).isEqualTo("3");
        assertThat(next.local()).isSameAs(callee.local());
        assertThat(verdict(KeyChange.between(callee, next, Transport.UNCHANGED, Transport.UNCHANGED)))
                .isEqualTo("CONTINUES CONTINUES");
    }

    @Test
    void SDES_24_the_same_octets_under_another_suite_are_another_key() {
        String line = texts(caller.reoffer()).get(0);
        Agreed one = agreed(Negotiation.answerer(
                List.of(texts(SdesOffer.fresh(SUITES.get(1), random)).get(0)), SUITES, random));
        String octets = text(one.remoteLine()).split("inline:")[1];
        Agreed short32 = agreed(Negotiation.answerer(
                List.of("1 AES_CM_128_HMAC_SHA1_32 inline:" + octets),
                List.of(SrtpSuite.AES_CM_128_HMAC_SHA1_32),
                random));
        assertThat(short32.remoteFingerprints()).isNotEqualTo(one.remoteFingerprints());
        assertThat(line).contains(SUITES.get(0).name());
    }

    @Test
    void SDES_26_a_fresh_key_of_the_peer_brings_a_fresh_key_of_ours() {
        Agreed next = answered(SdesOffer.fresh(caller.suite(), random));
        assertThat(next.local()).isNotSameAs(callee.local());
        assertThat(next.localFingerprints()).isNotEqualTo(callee.localFingerprints());
        assertThat(verdict(KeyChange.between(callee, next, Transport.UNCHANGED, Transport.UNCHANGED)))
                .isEqualTo("REKEYED REKEYED");
    }

    @Test
    void SDES_26_each_direction_is_decided_for_itself() {
        SdesOffer later = caller.reoffer();
        Agreed fresh = agreed(Negotiation.answerer(texts(later), SUITES, random));
        Agreed callerNext = agreed(Negotiation.offerer(later, List.of(text(fresh.localLine()))));
        assertThat(verdict(KeyChange.between(caller, callerNext, Transport.UNCHANGED, Transport.UNCHANGED)))
                .isEqualTo("CONTINUES REKEYED");
    }

    @Test
    void SDES_25_who_moves_has_a_fresh_key_or_is_refused() {
        SdesOffer kept = caller.reoffer();
        Agreed calleeNext = answered(kept);
        assertThat(verdict(KeyChange.between(callee, calleeNext, Transport.UNCHANGED, Transport.CHANGED)))
                .isEqualTo("SDES-25");
        assertThat(verdict(KeyChange.between(callee, calleeNext, Transport.CHANGED, Transport.UNCHANGED)))
                .isEqualTo("SDES-25");
        Agreed moved = answered(SdesOffer.fresh(caller.suite(), random));
        assertThat(verdict(KeyChange.between(callee, moved, Transport.UNCHANGED, Transport.CHANGED)))
                .isEqualTo("REKEYED RESTARTED");
        assertThat(verdict(KeyChange.between(callee, moved, Transport.CHANGED, Transport.CHANGED)))
                .isEqualTo("RESTARTED RESTARTED");
    }

    @Test
    void SDES_25_an_answer_from_a_new_address_of_ours_has_a_fresh_key() {
        Agreed next =
                agreed(Negotiation.reanswerer(callee, texts(caller.reoffer()), SUITES, Transport.CHANGED, random));
        assertThat(next.localFingerprints()).isNotEqualTo(callee.localFingerprints());
        assertThat(next.remoteFingerprints()).isEqualTo(callee.remoteFingerprints());
        assertThat(verdict(KeyChange.between(callee, next, Transport.CHANGED, Transport.UNCHANGED)))
                .isEqualTo("RESTARTED CONTINUES");
    }

    @Test
    void SDES_28_a_rejected_reoffer_changes_nothing() {
        String before = text(caller.localLine());
        SdesOffer fresh = SdesOffer.fresh(caller.suite(), random);
        fresh.close();
        caller.reoffer().close();
        SdesOutcome refused =
                Negotiation.reanswerer(callee, List.of("1 NONE inline:x"), SUITES, Transport.UNCHANGED, random);
        assertThat(refused).isInstanceOf(Rejected.class);
        assertThat(text(caller.localLine())).isEqualTo(before);
        assertThat(text(callee.remoteLine())).isEqualTo(before);
        assertThatIllegalStateException().isThrownBy(() -> text(fresh.lines().get(0)));
    }

    @Test
    void SDES_10_the_key_of_this_moment_under_a_suite_that_is_allowed_no_more_is_refused() {
        List<String> same = texts(caller.reoffer());
        SdesOutcome allowed =
                Negotiation.reanswerer(callee, same, List.of(callee.suite()), Transport.UNCHANGED, random);
        assertThat(agreed(allowed).local()).isSameAs(callee.local());
        List<SrtpSuite> others = Arrays.stream(SrtpSuite.values())
                .filter(suite -> suite != callee.suite())
                .toList();
        String refused = Negotiation.reanswerer(callee, same, others, Transport.UNCHANGED, random)
                .fold(Agreed::toString, rejected -> rejected.refusal().reason().code());
        assertThat(refused).isEqualTo("SDES-10");
    }

    @Test
    void SDES_28_a_reoffer_without_keys_is_refused() {
        SdesOutcome refused = Negotiation.reanswerer(callee, List.of(), SUITES, Transport.UNCHANGED, random);
        assertThat(refused.<String>fold(a -> "", r -> r.refusal().reason().code()))
                .isEqualTo("SDES-11");
    }

    @Test
    void SRTP_15_a_key_lives_until_its_last_holder_has_closed_it() {
        SdesOffer later = caller.reoffer();
        Agreed calleeNext = answered(later);
        Agreed callerNext = agreed(Negotiation.offerer(later, List.of(text(calleeNext.localLine()))));
        offer.close();
        caller.close();
        callee.close();
        later.close();
        assertThat(text(callerNext.localLine())).contains("inline:");
        assertThat(text(calleeNext.localLine())).contains("inline:");
        callerNext.close();
        callerNext.close();
        calleeNext.close();
        assertThatIllegalStateException().isThrownBy(() -> text(callerNext.localLine()));
        assertThatIllegalStateException().isThrownBy(() -> text(calleeNext.localLine()));
        assertThatIllegalStateException().isThrownBy(callerNext::reoffer);
    }

    @Test
    void SDES_06_19_one_key_under_two_identifiers_is_one_key_twice() {
        String key = texts(offer).get(0).split("inline:")[1];
        String other = texts(SdesOffer.fresh(SUITES.get(0), random)).get(0).split("inline:")[1];
        String line = "1 AEAD_AES_256_GCM inline:" + key + "|1:1;inline:";
        SdesOutcome twice = Negotiation.answerer(List.of(line + key + "|2:1"), SUITES, random);
        assertThat(twice.<String>fold(a -> "", r -> r.refusal().reason().code()))
                .isEqualTo("SDES-06");
        Agreed both = agreed(Negotiation.answerer(List.of(line + other + "|2:1"), SUITES, random));
        assertThat(both.remote()).hasSize(2);
        SdesOffer mine = SdesOffer.fresh(SUITES.get(0), random);
        SdesOutcome answer = Negotiation.offerer(mine, List.of(line + key + "|2:1"));
        assertThat(answer.<String>fold(a -> "", r -> r.refusal().reason().code()))
                .isEqualTo("SDES-06");
        String own = texts(mine).get(0).split("inline:")[1];
        SdesOutcome echo = Negotiation.offerer(mine, List.of(line + own + "|2:1"));
        assertThat(echo.<String>fold(a -> "", r -> r.refusal().reason().code())).isEqualTo("SDES-09");
        assertThat(agreed(Negotiation.offerer(mine, List.of(line + other + "|2:1")))
                        .remote())
                .hasSize(2);
    }
}
