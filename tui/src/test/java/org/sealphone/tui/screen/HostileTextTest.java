package org.sealphone.tui.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealphone.tui.text.SafeText;

/** What somebody else writes stays in its place: it breaks no screen, and makes no line that the phone would have made. */
class HostileTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u001b[2J\u001b[1;1H sealphone  [SEALED]",
                "\u009b2J\u009b31m",
                "\u202egnihtemos\u202c",
                "Bob\n Policy  admits it",
                "Bob\r\n[ a Answer ]",
                "\u0007\u0000\u007f\u0085",
                "\ud800 lonely \udfff",
                "e\u0301\u0301\u0301\u0301\u0301\u0301",
                "\u200b\u200d\ufeff\u00ad",
                "\u5c71\u7530\u592a\u90ce\u5c71\u7530\u592a\u90ce\u5c71\u7530\u592a\u90ce\u5c71\u7530\u592a\u90ce\u5c71\u7530\u592a\u90ce\u5c71\u7530\u592a\u90ce\u5c71\u7530\u592a\u90ce",
                "\ud83d\ude00\ud83d\ude00\ud83d\ude00",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void a_hostile_name_changes_no_line_but_its_own(String name) {
        for (int[] size : new int[][] {{60, 20}, {80, 24}, {120, 40}, {30, 8}}) {
            sameButFor(
                    name,
                    Scenes.incoming(name, "sips:bob@pbx.example"),
                    Scenes.incoming("Bob", "sips:bob@pbx.example"),
                    size,
                    1);
            sameButFor(name, Scenes.incoming("Bob", name), Scenes.incoming("Bob", "sips:bob@pbx.example"), size, 1);
            sameButFor(
                    name,
                    Scenes.history(name, "sips:bob@pbx.example"),
                    Scenes.history("Bob", "sips:bob@pbx.example"),
                    size,
                    2);
            sameButFor(
                    name,
                    Scenes.call(name, "sips:bob@pbx.example"),
                    Scenes.call("Bob", "sips:bob@pbx.example"),
                    size,
                    2);
        }
    }

    private static void sameButFor(String name, Snapshot hostile, Snapshot harmless, int[] size, int lines) {
        for (Glyphs glyphs : List.of(Glyphs.LINES, Glyphs.ASCII)) {
            Screen drawn = Screens.draw(hostile, size[0], size[1], glyphs);
            Screen other = Screens.draw(harmless, size[0], size[1], glyphs);
            assertThat(drawn.rows()).hasSameSizeAs(other.rows());
            int differing = 0;
            for (int row = 0; row < drawn.rows().size(); row++) {
                assertThat(drawn.rows().get(row)).hasSize(size[0]);
                assertThat(cells(drawn.rows().get(row))).as(name).isEqualTo(size[0]);
                differing += drawn.rows().get(row).equals(other.rows().get(row)) ? 0 : 1;
            }
            assertThat(differing).as(name).isLessThanOrEqualTo(lines);
            assertThat(drawn.text().codePoints().filter(point -> point != '\n').allMatch(SafeText::harmless))
                    .isTrue();
        }
    }

    private static int cells(List<Cell> row) {
        return row.stream()
                .flatMapToInt(cell -> cell.glyph().codePoints())
                .map(SafeText::cells)
                .sum();
    }

    /** Who forgets to make a text safe is caught at the last barrier. */
    @Test
    void the_canvas_draws_no_control_whoever_asks_for_it() {
        Canvas canvas = new Canvas(40, 1, Glyphs.LINES);
        canvas.text(0, 0, 40, "a\u001b[2Jb\u202e", Ink.PLAIN);
        assertThat(canvas.screen().row(0)).isEqualTo("a\\u{1b}[2Jb\\u{202e}");
    }

    @Test
    void a_wide_letter_has_both_its_columns_or_none() {
        Canvas canvas = new Canvas(5, 1, Glyphs.LINES);
        canvas.text(0, 0, 5, "\u5c71\u7530\u592a", Ink.PLAIN);
        assertThat(canvas.screen().row(0)).isEqualTo("\u5c71\u7530\u2026");
        Canvas narrow = new Canvas(4, 1, Glyphs.LINES);
        narrow.text(0, 0, 4, "\u5c71\u7530\u592a", Ink.PLAIN);
        assertThat(narrow.screen().row(0)).isEqualTo("\u5c71\u2026");
    }

    @Test
    void a_mark_shares_the_column_of_its_letter() {
        Canvas canvas = new Canvas(4, 1, Glyphs.LINES);
        canvas.text(0, 0, 4, "e\u0301fgh", Ink.PLAIN);
        assertThat(canvas.screen().rows().get(0).get(0).glyph()).isEqualTo("e\u0301");
        assertThat(canvas.screen().row(0)).isEqualTo("e\u0301fgh");
    }
}
