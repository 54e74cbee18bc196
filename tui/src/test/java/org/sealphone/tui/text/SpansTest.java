package org.sealphone.tui.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SpansTest {
    @Test
    void units_are_understood() {
        assertThat(Spans.parse("500ms")).contains(Duration.ofMillis(500));
        assertThat(Spans.parse("20s")).contains(Duration.ofSeconds(20));
        assertThat(Spans.parse("1.5s")).contains(Duration.ofMillis(1500));
        assertThat(Spans.parse("2m")).contains(Duration.ofMinutes(2));
        assertThat(Spans.parse(" 1h ")).contains(Duration.ofHours(1));
    }

    @Test
    void anything_else_is_none() {
        for (String text :
                new String[] {"", "20", "s", "-1s", "1 s", "1d", "1e3s", "99999999s", "1s2s", "1.5555s", "\u0661s"}) {
            assertThat(Spans.parse(text)).as(text).isEmpty();
        }
    }

    @Test
    void they_are_written_short() {
        assertThat(Spans.text(Duration.ofMillis(12))).isEqualTo("12 ms");
        assertThat(Spans.text(Duration.ofMillis(10_004))).isEqualTo("10.0 s");
        assertThat(Spans.text(Duration.ofSeconds(10))).isEqualTo("10 s");
        assertThat(Spans.text(Duration.ofSeconds(87))).isEqualTo("1 min 27 s");
        assertThat(Spans.text(Duration.ofMinutes(2))).isEqualTo("2 min");
    }
}
