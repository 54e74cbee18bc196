package org.sealphone.crypto.reason;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CryptoReasonTest {
    @Test
    void codes_are_unique() {
        assertThat(Arrays.stream(CryptoReason.values()).map(CryptoReason::code)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(CryptoReason.class)
    void each_reason_says_what_why_and_what_to_do(CryptoReason reason) {
        assertThat(reason.code())
                .matches("(SDES|SRTP|TLS|DNS|AUTH|NET|STIR)-[0-9]{2}")
                .isEqualTo(reason.name().replace('_', '-'));
        assertThat(reason.title()).isNotBlank().doesNotEndWith(".").hasSizeLessThan(90);
        assertThat(reason.why()).endsWith(".");
        assertThat(reason.advice()).endsWith(".");
        assertThat(reason.title() + reason.why() + reason.advice()).matches("[\\x20-\\x7e]+");
    }

    @Test
    void a_refusal_is_one_line_of_text() {
        assertThat(new Refusal(CryptoReason.SDES_11, "no line").text())
                .isEqualTo("SDES-11: A secure stream without any key (no line)");
        assertThat(new Refusal(CryptoReason.SDES_11, "").text()).isEqualTo("SDES-11: A secure stream without any key");
    }

    @Test
    void foreign_text_is_made_harmless_and_short() {
        assertThat(Excerpt.of("a\u001b[31mb\r\nc\u202e\u0000d")).isEqualTo("a.[31mb..c..d");
        assertThat(Excerpt.of("x".repeat(64))).isEqualTo("x".repeat(64));
        assertThat(Excerpt.of("x".repeat(65))).isEqualTo("x".repeat(64) + "...");
        assertThat(Excerpt.of("abcdef", 3)).isEqualTo("abc...");
    }

    @Test
    void an_outcome_goes_one_way_or_the_other() {
        Outcome<String> granted = Outcome.granted("x");
        Outcome<String> refused = Outcome.refused(CryptoReason.NET_01, "y");
        assertThat(granted.<String>fold(v -> v, r -> r.detail())).isEqualTo("x");
        assertThat(refused.<String>fold(v -> v, r -> r.detail())).isEqualTo("y");
        assertThat(granted.then(v -> Outcome.granted(v + v)).<String>fold(v -> v, r -> "no"))
                .isEqualTo("xx");
        List<String> ran = new ArrayList<>();
        Outcome<String> passedOn = refused.then(v -> {
            ran.add(v);
            return Outcome.granted(v);
        });
        assertThat(passedOn).isEqualTo(refused);
        assertThat(ran).isEmpty();
    }
}
