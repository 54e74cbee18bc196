package org.sealphone.tui.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.terminal.virtual.DefaultVirtualTerminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sealphone.tui.screen.Glyphs;
import org.sealphone.tui.screen.Scenes;
import org.sealphone.tui.screen.Scenes.Scene;
import org.sealphone.tui.screen.Screen;
import org.sealphone.tui.screen.Screens;
import org.sealphone.tui.screen.Snapshot;

/**
 * Every screen at three sizes, drawn on a virtual terminal and compared with a file that a person can look at. With
 * {@code -Dscreens.write=true} the files are written anew; look at each before it is committed.
 */
class GoldenScreensTest {
    private static final Path FOLDER =
            Path.of(System.getProperty("maven.multiModuleProjectDirectory", ".."), "tui/src/test/resources/screens");

    private static final List<int[]> SIZES = List.of(new int[] {60, 20}, new int[] {80, 24}, new int[] {120, 40});

    static Stream<Arguments> screens() {
        return Scenes.all().stream()
                .flatMap(scene -> SIZES.stream().map(size -> Arguments.of(scene, size[0], size[1])));
    }

    @ParameterizedTest(name = "{0} {1}x{2}")
    @MethodSource("screens")
    void a_screen_looks_as_it_did(Scene scene, int columns, int rows) throws IOException {
        Screen screen = Screens.draw(scene.snapshot(), columns, rows, Glyphs.LINES);
        compare(FOLDER.resolve(scene.name() + "-" + columns + "x" + rows + ".txt"), onTerminal(screen));
    }

    @ParameterizedTest(name = "{0} {1}x{2}")
    @MethodSource("screens")
    void ascii_alone_shows_the_same_places(Scene scene, int columns, int rows) throws IOException {
        Screen screen = Screens.draw(scene.snapshot(), columns, rows, Glyphs.ASCII);
        assertThat(screen.text()).matches("[\\x20-\\x7e\\n]*");
        if (columns == 80) {
            compare(FOLDER.resolve(scene.name() + "-ascii.txt"), onTerminal(screen));
        }
    }

    @Test
    void a_terminal_that_is_too_small_gets_a_line_a_fact() throws IOException {
        Snapshot call = Scenes.call("Bob", "sips:bob@pbx.example");
        compare(FOLDER.resolve("small-40x10.txt"), onTerminal(Screens.draw(call, 40, 10, Glyphs.LINES)));
        assertThat(Screens.draw(call, 1, 1, Glyphs.LINES).text()).isNotEmpty();
    }

    @Test
    void what_is_drawn_over_another_screen_is_what_is_drawn_alone() throws IOException {
        DefaultVirtualTerminal terminal = new DefaultVirtualTerminal(new TerminalSize(80, 24));
        Painter painter = new Painter(terminal, true);
        for (Scene scene : Scenes.all()) {
            Screen screen = Screens.draw(scene.snapshot(), 80, 24, Glyphs.LINES);
            painter.paint(screen);
            assertThat(read(terminal, 80, 24)).isEqualTo(onTerminal(screen));
        }
    }

    @Test
    void without_colour_words_say_the_same() throws IOException {
        for (Scene scene : Scenes.all()) {
            Screen screen = Screens.draw(scene.snapshot(), 80, 24, Glyphs.LINES);
            DefaultVirtualTerminal plain = new DefaultVirtualTerminal(new TerminalSize(80, 24));
            new Painter(plain, false).paint(screen);
            assertThat(read(plain, 80, 24)).isEqualTo(onTerminal(screen));
            for (int row = 0; row < 24; row++) {
                for (int column = 0; column < 80; column++) {
                    assertThat(plain.getCharacter(column, row).getForegroundColor())
                            .isEqualTo(com.googlecode.lanterna.TextColor.ANSI.DEFAULT);
                }
            }
        }
    }

    private static String onTerminal(Screen screen) throws IOException {
        int rows = screen.rows().size();
        DefaultVirtualTerminal terminal = new DefaultVirtualTerminal(new TerminalSize(screen.columns(), rows));
        new Painter(terminal, true).paint(screen);
        return read(terminal, screen.columns(), rows);
    }

    private static String read(DefaultVirtualTerminal terminal, int columns, int rows) {
        StringBuilder out = new StringBuilder();
        for (int row = 0; row < rows; row++) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < columns; column++) {
                TextCharacter character = terminal.getCharacter(column, row);
                line.append(character.getCharacterString());
                column += character.isDoubleWidth() ? 1 : 0;
            }
            out.append(line.toString().stripTrailing()).append('\n');
        }
        return out.toString();
    }

    private static void compare(Path file, String shown) throws IOException {
        if (Boolean.getBoolean("screens.write")) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, shown);
        }
        assertThat(shown).isEqualTo(Files.readString(file));
    }

    @Test
    void every_file_has_its_scene() throws IOException {
        List<String> wanted = new ArrayList<>(List.of("small-40x10.txt"));
        for (Scene scene : Scenes.all()) {
            wanted.add(scene.name() + "-ascii.txt");
            SIZES.forEach(size -> wanted.add(scene.name() + "-" + size[0] + "x" + size[1] + ".txt"));
        }
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(wanted);
        }
    }
}
