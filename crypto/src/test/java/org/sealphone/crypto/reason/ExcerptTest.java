package org.sealphone.crypto.reason;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTest {
    @Test
    void foreign_text_is_printable_and_short() {
        assertThat(Excerpt.of("a\u001b[2Jb\r\n\u00e4")).isEqualTo("a.[2Jb...");
        assertThat(Excerpt.of("x".repeat(64))).isEqualTo("x".repeat(64));
        assertThat(Excerpt.of("x".repeat(65))).isEqualTo("x".repeat(64) + "...");
        assertThat(Excerpt.of("abcdef", 3)).isEqualTo("abc...");
    }

    @Test
    void SDES_34_a_key_is_left_out_wherever_it_stands_and_its_like_is_not() {
        assertThat(Excerpt.of("20 INLINE:QkJCQkJCQkJCQkJC|2^20")).isEqualTo("20 INLINE:...|2^20");
        assertThat(Excerpt.of("20 inlined QkJCQkJCQkJCQkJC")).isEqualTo("20 inlined QkJCQkJCQkJCQkJC");
        assertThat(Excerpt.of("x".repeat(50) + "inline:QkJCQkJCQkJCQkJC")).doesNotContain("QkJ");
    }
}
