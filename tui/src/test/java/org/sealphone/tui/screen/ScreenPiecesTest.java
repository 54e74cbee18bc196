package org.sealphone.tui.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sealphone.tui.screen.Snapshot.Browse;
import org.sealphone.tui.screen.Snapshot.Prompt;

class ScreenPiecesTest {
    @Test
    void a_spark_has_the_newest_at_the_right_and_the_greatest_of_what_shares_a_block() {
        Glyphs glyphs = Glyphs.ASCII;
        assertThat(Sparkline.of(List.of(0.0, 10.0, 5.0, 5.0), 4, 4, 0, 10, glyphs))
                .isEqualTo("_#==");
        assertThat(Sparkline.of(List.of(0.0, 10.0, 5.0, 0.0), 2, 4, 0, 10, glyphs))
                .isEqualTo("#=");
        assertThat(Sparkline.of(List.of(10.0), 4, 4, 0, 10, glyphs)).isEqualTo("   #");
        assertThat(Sparkline.of(List.of(Double.NaN, 20.0), 2, 2, 0, 10, glyphs)).isEqualTo(" #");
        assertThat(Sparkline.of(List.of(), 3, 60, 0, 10, glyphs)).isEqualTo("   ");
    }

    @Test
    void no_key_means_two_things_in_one_view() {
        for (View view : View.values()) {
            List<Key> keys =
                    KeyTable.USUAL.of(view).stream().map(KeyTable.Binding::key).toList();
            assertThat(keys).as(view.title()).doesNotHaveDuplicates();
        }
    }

    @Test
    void another_key_works_where_the_one_on_the_bar_did() {
        KeyTable table = KeyTable.USUAL.with(Command.HOLD, List.of(Key.letter('H'), Key.letter('z')));
        assertThat(table.command(View.CALL, Key.letter('h'))).isEmpty();
        assertThat(table.command(View.CALL, Key.letter('H'))).contains(Command.HOLD);
        assertThat(table.command(View.CALL, Key.letter('z'))).contains(Command.HOLD);
        assertThat(table.command(View.DIALER, Key.letter('H'))).isEmpty();
        assertThat(table.shown(Command.HOLD)).isEqualTo("H");
        assertThat(table.clash()).isEmpty();
        KeyTable quit = KeyTable.USUAL.with(Command.QUIT, List.of(Key.letter('Q')));
        assertThat(quit.command(View.DIALER, Key.letter('q'))).isEmpty();
        assertThat(quit.command(View.DIALER, Key.of(Key.Kind.CTRL_C))).contains(Command.QUIT);
        KeyTable back = KeyTable.USUAL.with(Command.BACK, List.of(Key.letter('q'), Key.of(Key.Kind.ESCAPE)));
        assertThat(back.command(View.DIALER, Key.of(Key.Kind.ESCAPE))).contains(Command.BACK);
        assertThat(back.command(View.DIALER, Key.letter('q'))).contains(Command.QUIT);
        KeyTable.Clash clash = KeyTable.USUAL
                .with(Command.HOLD, List.of(Key.letter('m')))
                .clash()
                .orElseThrow();
        assertThat(clash).isEqualTo(new KeyTable.Clash(Key.letter('m'), View.CALL, Command.HOLD, Command.MUTE));
        assertThat(KeyTable.USUAL.clash()).isEmpty();
    }

    @Test
    void what_is_said_of_a_key_is_said_of_the_one_that_works() {
        KeyTable table = KeyTable.USUAL
                .with(Command.ANSWER, List.of(Key.letter('o')))
                .with(Command.DIAL, List.of(Key.letter('w')));
        Snapshot rings = Scenes.keys(Scenes.incoming("Bob", "sips:bob@pbx.example"), table);
        assertThat(Screens.draw(rings, 80, 24, Glyphs.LINES).text())
                .contains("[ o Answer ]", " o Answer")
                .doesNotContain("a Answer");
        Snapshot help = Scenes.keys(Scenes.with(View.HELP, List.of(), Browse.NEWEST, Optional.empty()), table);
        assertThat(Screens.draw(help, 80, 60, Glyphs.LINES).text()).contains("w          Dial");
    }

    @Test
    void the_keys_of_a_telephone_are_digits_in_a_call_and_a_number_before() {
        for (char key : "0123456789*#".toCharArray()) {
            assertThat(KeyTable.USUAL.command(View.CALL, Key.letter(key))).contains(Command.DIGIT);
            assertThat(KeyTable.USUAL.command(View.DIALER, Key.letter(key))).contains(Command.DIAL);
            assertThat(KeyTable.USUAL.command(View.LOG, Key.letter(key))).isEmpty();
        }
        assertThat(KeyTable.USUAL.command(View.CALL, Key.letter('b'))).contains(Command.HANG_UP);
        assertThat(KeyTable.USUAL.command(View.LOG, Key.letter('b'))).isEmpty();
    }

    @Test
    void help_and_the_way_out_are_on_every_bar_at_every_size() {
        for (Scenes.Scene scene : Scenes.all()) {
            for (int columns : new int[] {60, 80, 120}) {
                Screen screen = Screens.draw(scene.snapshot(), columns, 24, Glyphs.LINES);
                assertThat(screen.row(23)).as(scene.name()).contains("? Help  q ");
            }
        }
    }

    @Test
    void help_is_made_from_the_table_and_can_be_searched() {
        Snapshot all = Scenes.with(View.HELP, List.of(), Browse.NEWEST, Optional.empty());
        assertThat(Screens.draw(all, 80, 60, Glyphs.LINES).text()).contains("Hold", "Mute", "Ctrl-Z", "0-9 * #");
        Snapshot some = Scenes.with(View.HELP, List.of(), new Browse(0, 0, Scenes.text("HOLD")), Optional.empty());
        assertThat(Screens.draw(some, 80, 60, Glyphs.LINES).text())
                .contains("Hold")
                .doesNotContain("Mute");
    }

    @Test
    void sealed_is_said_only_while_it_is_so() {
        assertThat(Screens.seal(Scenes.call("Bob", "sips:bob@pbx.example"))).isEqualTo("[SEALED]");
        assertThat(Screens.seal(Scenes.incoming("Bob", "sips:bob@pbx.example"))).isEqualTo("[TLS, NO CALL]");
        assertThat(Screens.seal(Scenes.all().get(0).snapshot())).isEqualTo("[NOT CONNECTED]");
    }

    @Test
    void of_a_long_line_the_end_is_shown_where_a_person_types() {
        Prompt prompt = new Prompt(Snapshot.Asking.TRANSFER, Scenes.text("sips:" + "x".repeat(90) + "END"));
        Snapshot typing = Scenes.with(View.CALL, List.of(), Browse.NEWEST, Optional.of(prompt));
        Screen screen = Screens.draw(typing, 60, 20, Glyphs.LINES);
        assertThat(screen.row(18)).startsWith(" Transfer to: xxx").endsWith("END");
        assertThat(screen.cursor()).contains(new Screen.Cursor(58, 18));
    }

    @Test
    void a_list_is_read_around_the_chosen_line() {
        List<String> lines = List.of("one", "two", "three", "four", "five");
        Reading<String> newest = Reading.of(lines, Browse.NEWEST, word -> word);
        assertThat(newest.chosen()).isEqualTo(4);
        assertThat(newest.top(2)).isEqualTo(3);
        Reading<String> older = Reading.of(lines, new Browse(99, 0, Scenes.text("")), word -> word);
        assertThat(older.chosen()).isZero();
        assertThat(older.top(2)).isZero();
        Reading<String> found = Reading.of(lines, new Browse(0, 0, Scenes.text("O")), word -> word);
        assertThat(found.found()).containsExactly("one", "two", "four");
        assertThat(Reading.of(lines, new Browse(0, 0, Scenes.text("zebra")), word -> word)
                        .chosen())
                .isEqualTo(-1);
    }

    @Test
    void two_texts_differ_in_as_few_lines_as_can_be() {
        assertThat(Difference.of(List.of("a", "b", "c", "d"), List.of("b", "x", "d", "e")))
                .extracting(Difference.Line::toString)
                .containsExactly("- a", "  b", "- c", "+ x", "  d", "+ e");
        assertThat(Difference.of(List.of("a"), List.of("a")))
                .extracting(Difference.Line::toString)
                .containsExactly("  a");
        assertThat(Difference.of(List.of(), List.of("a")))
                .extracting(Difference.Line::toString)
                .containsExactly("+ a");
    }

    @Test
    void times_are_written_as_people_read_them() {
        assertThat(Times.length(Duration.ofSeconds(87))).isEqualTo("01:27");
        assertThat(Times.length(Duration.ofSeconds(3_725))).isEqualTo("1:02:05");
        assertThat(Times.length(Duration.ofSeconds(-3))).isEqualTo("00:00");
        assertThat(Times.step(Duration.ofMillis(32))).isEqualTo("+32 ms");
        assertThat(Times.step(Duration.ofMillis(2_230))).isEqualTo("+2.2 s");
        assertThat(Times.step(Duration.ofMinutes(3))).isEqualTo("+3 min");
    }

    @Test
    void words_are_wrapped_by_columns() {
        assertThat(Paragraph.wrap("one two three", 8)).containsExactly("one two", "three");
        assertThat(Paragraph.wrap("abcdefghij", 4)).containsExactly("abcd", "efgh", "ij");
        assertThat(Paragraph.wrap("\u5c71\u7530\u592a", 4)).containsExactly("\u5c71\u7530", "\u592a");
    }
}
