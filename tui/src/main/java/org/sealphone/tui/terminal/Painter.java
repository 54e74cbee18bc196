package org.sealphone.tui.terminal;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TextColor;
import com.googlecode.lanterna.terminal.Terminal;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.sealphone.tui.screen.Cell;
import org.sealphone.tui.screen.Ink;
import org.sealphone.tui.screen.Screen;

/**
 * Puts the cells of a screen on a terminal: only the rows that are others than before, each from its first column on, so that a terminal
 * that counts a letter's columns otherwise spoils one row and no more. Owner: the thread that draws.
 */
final class Painter {
    /** In the middle between black and white, so that it can be read on both. */
    private static final TextColor GREY = new TextColor.Indexed(244);

    private final Terminal terminal;
    private final boolean colour;
    private Optional<Screen> shown = Optional.empty();

    Painter(Terminal terminal, boolean colour) {
        this.terminal = terminal;
        this.colour = colour;
    }

    /** What is on the terminal is not known any more. */
    void forget() {
        shown = Optional.empty();
    }

    void paint(Screen screen) throws IOException {
        Optional<Screen> before = shown.filter(old -> old.columns() == screen.columns()
                && old.rows().size() == screen.rows().size());
        if (before.isEmpty()) {
            terminal.resetColorAndSGR();
            terminal.clearScreen();
        }
        terminal.setCursorVisible(false);
        for (int row = 0; row < screen.rows().size(); row++) {
            List<Cell> cells = screen.rows().get(row);
            if (before.isEmpty() || !before.get().rows().get(row).equals(cells)) {
                terminal.setCursorPosition(0, row);
                row(cells);
            }
        }
        if (screen.cursor().isPresent()) {
            Screen.Cursor cursor = screen.cursor().get();
            terminal.setCursorPosition(cursor.column(), cursor.row());
            terminal.setCursorVisible(true);
        }
        terminal.flush();
        shown = Optional.of(screen);
    }

    private void row(List<Cell> cells) throws IOException {
        StringBuilder run = new StringBuilder();
        Ink ink = Ink.PLAIN;
        for (Cell cell : cells) {
            if (cell.ink() != ink) {
                put(run, ink);
                ink = cell.ink();
            }
            run.append(cell.glyph());
        }
        put(run, ink);
    }

    private void put(StringBuilder run, Ink ink) throws IOException {
        if (run.length() > 0) {
            terminal.resetColorAndSGR();
            dip(ink);
            terminal.putString(run.toString());
            terminal.resetColorAndSGR();
            run.setLength(0);
        }
    }

    private void dip(Ink ink) throws IOException {
        switch (ink) {
            case PLAIN -> {}
            case HEAD -> terminal.enableSGR(SGR.BOLD);
            case BAR -> terminal.enableSGR(SGR.REVERSE);
            case FAINT -> colour(GREY);
            case GOOD -> colour(TextColor.ANSI.GREEN);
            case CARE -> colour(TextColor.ANSI.YELLOW);
            case BAD -> {
                terminal.enableSGR(SGR.BOLD);
                colour(TextColor.ANSI.RED);
            }
        }
    }

    private void colour(TextColor chosen) throws IOException {
        if (colour) {
            terminal.setForegroundColor(chosen);
        }
    }
}
