package org.sealphone.crypto.sdes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sealphone.crypto.srtp.SrtpSuite;

/** Keys in calls that are not one offer and one answer: forks, late offers, parties that change. */
class CallShapesTest {
    private static final List<SrtpSuite> SUITES =
            List.of(SrtpSuite.AEAD_AES_256_GCM, SrtpSuite.AES_CM_128_HMAC_SHA1_80);

    private final SecureRandom random = new SecureRandom();

    private static String text(CryptoAttribute line) {
        return line.tagText() + " " + line.suite() + " inline:"
                + line.keys().use(master -> Base64.getEncoder().encodeToString(master));
    }

    private static Agreed agreed(SdesOutcome outcome) {
        return outcome.fold(agreed -> agreed, rejected -> {
            throw new AssertionError(rejected.refusal().text());
        });
    }

    private static String code(SdesOutcome outcome) {
        return outcome.fold(
                agreed -> "agreed", rejected -> rejected.refusal().reason().code());
    }

    private List<String> answer(SdesOffer offer) {
        List<String> lines = offer.lines().stream().map(CallShapesTest::text).toList();
        return List.of(text(agreed(Negotiation.answerer(lines, SUITES, random)).localLine()));
    }

    private static boolean wiped(CryptoAttribute line) {
        try {
            text(line);
            return false;
        } catch (IllegalStateException closed) {
            return true;
        }
    }

    @Test
    void SDES_32_each_branch_has_keys_of_its_own_and_the_losers_are_wiped() {
        ForkedOffer fork = new ForkedOffer(SdesOffer.generate(SUITES, random));
        Agreed one = agreed(fork.answered("one", answer(fork.offer())));
        Agreed two = agreed(fork.answered("two", answer(fork.offer())));
        assertThat(one.remoteFingerprints()).isNotEqualTo(two.remoteFingerprints());
        assertThat(one.local()).isSameAs(two.local());
        ForkedOffer.Winner winner = fork.won("two");
        assertThat(winner.agreed()).isSameAs(two);
        assertThat(winner.exposure()).isEqualTo(ForkedOffer.Exposure.LOSERS_TOO);
        assertThat(wiped(one.remoteLine())).isTrue();
        assertThat(wiped(two.remoteLine())).isFalse();
        assertThat(wiped(two.localLine())).isFalse();
        assertThat(wiped(fork.offer().lines().get(1))).isTrue();
        two.close();
        assertThat(wiped(two.localLine())).isTrue();
    }

    @Test
    void SDES_32_a_call_that_does_not_fork_has_told_its_key_to_one() {
        ForkedOffer fork = new ForkedOffer(SdesOffer.generate(SUITES, random));
        List<String> answer = answer(fork.offer());
        fork.answered("one", answer);
        fork.answered("one", answer);
        assertThat(fork.won("one").exposure()).isEqualTo(ForkedOffer.Exposure.WINNER_ALONE);
    }

    @Test
    void SDES_32_a_branch_that_ended_has_heard_our_key_all_the_same() {
        ForkedOffer fork = new ForkedOffer(SdesOffer.generate(SUITES, random));
        Agreed lost = agreed(fork.answered("one", answer(fork.offer())));
        fork.ended("one");
        fork.ended("nobody");
        assertThat(wiped(lost.remoteLine())).isTrue();
        assertThatIllegalStateException().isThrownBy(() -> fork.won("one"));
        assertThat(code(fork.answered("two", List.of()))).isEqualTo("SDES-11");
        fork.answered("three", answer(fork.offer()));
        assertThat(fork.won("three").exposure()).isEqualTo(ForkedOffer.Exposure.LOSERS_TOO);
    }

    @Test
    void SDES_32_ADV_22_in_one_branch_the_first_answer_binds() {
        ForkedOffer fork = new ForkedOffer(SdesOffer.generate(SUITES, random));
        Agreed first = agreed(fork.answered("one", answer(fork.offer())));
        assertThat(fork.answered("one", answer(fork.offer()))).isSameAs(first);
        assertThat(fork.answered("one", List.of())).isSameAs(first);
        assertThat(fork.answered("two", answer(fork.offer()))).isNotSameAs(first);
    }

    @Test
    void SDES_32_invented_branches_are_bounded() {
        ForkedOffer fork = new ForkedOffer(SdesOffer.generate(SUITES, random));
        for (int i = 0; i < ForkedOffer.MOST_BRANCHES; i++) {
            assertThat(code(fork.answered("branch " + i, answer(fork.offer())))).isEqualTo("agreed");
        }
        assertThat(code(fork.answered("one more", answer(fork.offer())))).isEqualTo("SDES-32");
        assertThat(code(fork.answered("branch 3", List.of()))).isEqualTo("agreed");
        fork.close();
        assertThatIllegalStateException().isThrownBy(() -> fork.won("branch 3"));
    }

    @Test
    void SDES_31_the_200_has_one_key_and_the_first_ack_decides() {
        LateOffer late = new LateOffer(SdesOffer.generate(SUITES, random));
        String key = text(late.offer().lines().get(0));
        assertThat(text(late.offer().lines().get(0))).isEqualTo(key);
        List<String> answer = answer(late.offer());
        Agreed agreed = agreed(late.acknowledged(answer));
        assertThat(text(agreed.localLine())).isEqualTo(key);
        assertThat(late.acknowledged(List.of())).isSameAs(agreed);
        assertThat(late.acknowledged(answer)).isSameAs(agreed);
        assertThat(wiped(late.offer().lines().get(1))).isTrue();
        agreed.close();
        assertThat(wiped(agreed.localLine())).isTrue();
    }

    @Test
    void SDES_31_an_ack_without_a_key_leaves_none() {
        LateOffer late = new LateOffer(SdesOffer.generate(SUITES, random));
        List<String> answer = answer(late.offer());
        assertThat(code(late.acknowledged(List.of()))).isEqualTo("SDES-11");
        assertThat(wiped(late.offer().lines().get(0))).isTrue();
        assertThat(code(late.acknowledged(answer))).isEqualTo("SDES-11");
    }

    @Test
    void SDES_33_a_key_that_one_party_has_seen_is_not_offered_to_another() {
        try (PartyOffer offers = new PartyOffer(SUITES)) {
            SdesOffer one = offers.to("sips:one@example.com", random);
            String key = text(one.lines().get(0));
            assertThat(offers.to("sips:one@example.com", random))
                    .as("again with credentials")
                    .isSameAs(one);
            SdesOffer two = offers.to("sips:two@example.com", random);
            assertThat(wiped(one.lines().get(0))).isTrue();
            assertThat(text(two.lines().get(0))).isNotEqualTo(key);
            SdesOffer back = offers.to("sips:one@example.com", random);
            assertThat(text(back.lines().get(0))).isNotEqualTo(key);
            offers.close();
            assertThat(wiped(back.lines().get(0))).isTrue();
        }
    }
}
