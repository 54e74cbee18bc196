package org.sealphone.tui.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SafeTextTest {
    @Test
    @DisplayName("ADV-79 what would drive a terminal is shown instead of done")
    void ADV_79_sequences_become_visible() {
        assertThat(SafeText.clean("Bob\u001b[2J")).isEqualTo("Bob\\u{1b}[2J");
        assertThat(SafeText.clean("\u009b31m")).isEqualTo("\\u{9b}31m");
        assertThat(SafeText.clean("a\u202eb\u2066c")).isEqualTo("a\\u{202e}b\\u{2066}c");
        assertThat(SafeText.clean("x\u200by\ufeff")).isEqualTo("x\\u{200b}y\\u{feff}");
        assertThat(SafeText.clean("one\r\ntwo\t\u0000\u007f")).isEqualTo("one\\u{d}\\u{a}two\\u{9}\\u{0}\\u{7f}");
        assertThat(SafeText.clean("\ud800")).isEqualTo("\\u{d800}");
        assertThat(SafeText.clean("a\u2028b\u00a0c\u3000d")).isEqualTo("a\\u{2028}b\\u{a0}c\\u{3000}d");
        assertThat(SafeText.clean("\u3164\u2800\ufe0f")).isEqualTo("\\u{3164}\\u{2800}\\u{fe0f}");
        assertThat(SafeText.clean("\ue000")).isEqualTo("\\u{e000}");
    }

    @Test
    @DisplayName("ADV-79 the twin: names of people pass as they are")
    void ADV_79_names_pass() {
        for (String name : new String[] {
            "Bob",
            "J\u00fcrgen M\u00fcller",
            "\u674e\u5c0f\u9f99",
            "\u0410\u043d\u043d\u0430",
            "a\\b {c}",
            "\ud83d\ude00"
        }) {
            assertThat(SafeText.clean(name)).isEqualTo(name);
        }
        assertThat(SafeText.clean("e\u0301")).isEqualTo("e\u0301");
    }

    @Test
    @DisplayName(
            "ADV-79 marks cannot be piled up, nor stand at the beginning where they would sit on what is not theirs")
    void ADV_79_marks_are_few() {
        assertThat(SafeText.clean("a\u0301\u0301\u0301\u0301")).isEqualTo("a\u0301\u0301\\u{301}\\u{301}");
        assertThat(SafeText.clean("\u0301a")).isEqualTo("\\u{301}a");
    }

    @Test
    void nobody_can_write_an_escape_of_ours() {
        assertThat(SafeText.clean("\\u{1b}")).isEqualTo("\\u{5c}u{1b}");
        assertThat(SafeText.clean("\\u1b")).isEqualTo("\\u1b");
    }

    @Test
    void random_text_is_harmless_and_never_confused_with_another() {
        Random random = new Random(79);
        Map<String, String> seen = new HashMap<>();
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(6);
            for (int i = 0; i < length; i++) {
                int point =
                        switch (random.nextInt(4)) {
                            case 0 -> random.nextInt(0xa0);
                            case 1 -> 0x2000 + random.nextInt(0x70);
                            case 2 -> "\\u{19b}".charAt(random.nextInt(7));
                            default -> random.nextInt(0x10ffff);
                        };
                text.appendCodePoint(point);
            }
            String safe = SafeText.clean(text.toString());
            assertThat(safe.codePoints())
                    .allMatch(point -> point >= 0x20
                            && !(point >= 0x7f && point <= 0x9f)
                            && Character.getType(point) != Character.FORMAT
                            && Character.getType(point) != Character.SURROGATE);
            String before = seen.put(safe, text.toString());
            assertThat(before == null || before.equals(text.toString())).isTrue();
            assertThat(SafeText.of(text.toString()).ascii().toString().chars()).allMatch(c -> c >= 0x20 && c < 0x7f);
        }
    }

    @Test
    void cells_are_counted_and_cut() {
        assertThat(SafeText.of("abc").cells()).isEqualTo(3);
        assertThat(SafeText.of("\u674e\u5c0f").cells()).isEqualTo(4);
        assertThat(SafeText.of("e\u0301").cells()).isEqualTo(1);
        assertThat(SafeText.of("\ud83d\ude00").cells()).isEqualTo(2);
        assertThat(SafeText.of("abcdef").cut(6)).hasToString("abcdef");
        assertThat(SafeText.of("abcdefg").cut(6)).hasToString("abc...");
        assertThat(SafeText.of("\u674e\u5c0f\u9f99").cut(5)).hasToString("\u674e...");
        assertThat(SafeText.of("abcdefg").cut(2)).hasToString("..");
        for (int columns = 0; columns < 12; columns++) {
            assertThat(SafeText.of("a\u674eb\u5c0fc\u9f99").cut(columns).cells())
                    .isLessThanOrEqualTo(columns);
        }
    }

    @Test
    void equal_texts_are_equal() {
        assertThat(SafeText.of("a")).isEqualTo(SafeText.of("a")).hasSameHashCodeAs(SafeText.of("a"));
        assertThat(SafeText.of("a")).isNotEqualTo(SafeText.of("b"));
    }
}
