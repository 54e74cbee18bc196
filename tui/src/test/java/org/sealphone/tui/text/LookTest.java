package org.sealphone.tui.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LookTest {
    private static final Map<String, String> XTERM = Map.of("TERM", "xterm-256color", "LANG", "de_DE.UTF-8");

    private static boolean colour(Look.Colour wish, boolean terminal, Map<String, String> environment) {
        return Look.of(wish, false, terminal, environment).colour();
    }

    @Test
    void colour_is_for_terminals_that_want_it() {
        assertThat(colour(Look.Colour.AUTO, true, XTERM)).isTrue();
        assertThat(colour(Look.Colour.AUTO, false, XTERM)).isFalse();
        assertThat(colour(Look.Colour.AUTO, true, Map.of("TERM", "dumb"))).isFalse();
        assertThat(colour(Look.Colour.AUTO, true, Map.of())).isFalse();
        assertThat(colour(Look.Colour.AUTO, true, Map.of("TERM", "xterm", "NO_COLOR", "1")))
                .isFalse();
        assertThat(colour(Look.Colour.AUTO, true, Map.of("TERM", "xterm", "NO_COLOR", "")))
                .isTrue();
        assertThat(colour(Look.Colour.AUTO, true, Map.of("TERM", "xterm", "CLICOLOR", "0")))
                .isFalse();
        assertThat(colour(Look.Colour.AUTO, false, Map.of("CLICOLOR_FORCE", "1")))
                .isTrue();
        assertThat(colour(Look.Colour.AUTO, false, Map.of("CLICOLOR_FORCE", "0")))
                .isFalse();
        assertThat(colour(Look.Colour.AUTO, false, Map.of("CLICOLOR_FORCE", "1", "NO_COLOR", "1")))
                .isFalse();
    }

    @Test
    void the_option_overrules_the_environment() {
        assertThat(colour(Look.Colour.ALWAYS, false, Map.of("NO_COLOR", "1"))).isTrue();
        assertThat(colour(Look.Colour.NEVER, true, XTERM)).isFalse();
    }

    @Test
    void what_the_locale_cannot_draw_is_drawn_with_ascii() {
        assertThat(Look.of(Look.Colour.NEVER, false, true, XTERM).ascii()).isFalse();
        assertThat(Look.of(Look.Colour.NEVER, true, true, XTERM).ascii()).isTrue();
        assertThat(Look.of(Look.Colour.NEVER, false, true, Map.of("LANG", "C")).ascii())
                .isTrue();
        assertThat(Look.of(Look.Colour.NEVER, false, true, Map.of("LC_ALL", "C", "LANG", "de_DE.utf8"))
                        .ascii())
                .isTrue();
        assertThat(Look.of(Look.Colour.NEVER, false, true, Map.of("LC_CTYPE", "C.utf8"))
                        .ascii())
                .isFalse();
        assertThat(Look.of(Look.Colour.NEVER, false, true, Map.of()).ascii()).isTrue();
    }

    @Test
    void signs_are_words_without_colour_too() {
        Look plain = Look.PLAIN;
        assertThat(plain.tick()).isEqualTo("ok");
        assertThat(plain.cross()).isEqualTo("NO");
        assertThat(plain.rule(3)).isEqualTo("---");
        assertThat(plain.bar(0.5, 4)).isEqualTo("##..");
        assertThat(plain.paint(Tint.BAD, "x")).isEqualTo("x");
        assertThat(plain.foreign("J\u00fcrgen\u001b")).isEqualTo("J\\u{fc}rgen\\u{1b}");
        Look rich = new Look(true, false);
        assertThat(rich.paint(Tint.GOOD, "x")).isEqualTo("\u001b[32mx\u001b[0m");
        assertThat(rich.paint(Tint.GOOD, "")).isEmpty();
        assertThat(rich.foreign("J\u00fcrgen")).isEqualTo("J\u00fcrgen");
        assertThat(rich.bar(2, 2)).isEqualTo("\u2588\u2588");
        assertThat(rich.bar(-1, 2)).isEqualTo("\u2591\u2591");
        assertThat(rich.tick() + rich.cross() + rich.rule(1)).contains("\u2713", "\u2717", "\u2500");
    }
}
