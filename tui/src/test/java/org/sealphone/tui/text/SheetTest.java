package org.sealphone.tui.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SheetTest {
    @Test
    void labels_and_values_stand_in_columns() {
        Sheet sheet = new Sheet(Look.PLAIN)
                .heading("call echo")
                .row("media", "PCMU")
                .text("why", "word ".repeat(30).trim());
        String[] lines = sheet.gap().line("end").toString().split("\n", -1);
        assertThat(lines[0]).startsWith("call echo ---").hasSize(Sheet.WIDTH);
        assertThat(lines[1]).isEqualTo("  media      PCMU");
        assertThat(lines[2]).startsWith("  why        word word");
        assertThat(lines[3]).startsWith("             word");
        assertThat(lines).allMatch(line -> line.length() <= Sheet.WIDTH);
        assertThat(sheet.heading("next").toString()).contains("end\n\nnext ---");
        assertThat(sheet.look()).isEqualTo(Look.PLAIN);
    }

    @Test
    void long_words_stay_whole() {
        assertThat(Sheet.wrap("a " + "x".repeat(20) + " b", 10)).containsExactly("a", "x".repeat(20), "b");
        assertThat(Sheet.right("7", 3)).isEqualTo("  7");
    }
}
