package org.sealphone.tui.screen;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.sealphone.tui.text.SafeText;

/**
 * Where a screen is drawn. Everything passes here, so this is the last barrier: what could move a cursor is drawn as its number, letters
 * beyond ASCII too where only ASCII may be drawn, and nothing reaches beyond the width that it was given. Owner: the thread that draws.
 */
final class Canvas {
    private final int columns;
    private final Glyphs glyphs;
    private final Cell[][] cells;
    private Optional<Screen.Cursor> cursor = Optional.empty();

    Canvas(int columns, int rows, Glyphs glyphs) {
        this.columns = columns;
        this.glyphs = glyphs;
        this.cells = new Cell[rows][columns];
        for (Cell[] row : cells) {
            Arrays.fill(row, Cell.EMPTY);
        }
    }

    Glyphs glyphs() {
        return glyphs;
    }

    Area whole() {
        return new Area(0, 0, columns, cells.length);
    }

    /** Words in at most so many columns; what is cut away leaves dots. Returns the column after them. */
    int text(int x, int y, int width, String words, Ink ink) {
        String drawable = drawable(words);
        int room = Math.min(width, columns - x);
        boolean whole = cells(drawable) <= room;
        int end = draw(x, y, whole ? room : room - glyphs.dots().length(), drawable, ink);
        return whole ? end : draw(end, y, x + room - end, glyphs.dots(), ink);
    }

    /** The same at the right edge of an area that begins at {@code x}. */
    void right(int x, int y, int width, String words, Ink ink) {
        int needed = Math.min(width, cells(drawable(words)));
        text(x + width - needed, y, needed, words, ink);
    }

    /** How many columns words take. */
    int cells(String drawable) {
        return drawable.codePoints().map(SafeText::cells).sum();
    }

    private int draw(int x, int y, int width, String drawable, Ink ink) {
        if (y < 0 || y >= cells.length) {
            return x;
        }
        int at = x;
        for (int point : drawable.codePoints().toArray()) {
            int needed = SafeText.cells(point);
            if (needed == 0) {
                mark(at, x, y, point);
            } else if (at + needed > x + width) {
                break;
            } else {
                cells[y][at] = new Cell(Character.toString(point), ink);
                if (needed == 2) {
                    cells[y][at + 1] = new Cell("", ink);
                }
                at += needed;
            }
        }
        return at;
    }

    /** A mark belongs to the letter before it. */
    private void mark(int at, int from, int y, int point) {
        for (int before = at - 1; before >= from; before--) {
            Cell letter = cells[y][before];
            if (!letter.glyph().isEmpty()) {
                cells[y][before] = new Cell(letter.glyph() + Character.toString(point), letter.ink());
                return;
            }
        }
    }

    private String drawable(String words) {
        StringBuilder out = new StringBuilder(words.length());
        words.codePoints().forEach(point -> {
            if (SafeText.harmless(point) && (!glyphs.ascii() || point < 0x7f)) {
                out.appendCodePoint(point);
            } else {
                out.append("\\u{").append(Integer.toHexString(point)).append('}');
            }
        });
        return out.toString();
    }

    /** Lines and blocks of our own. */
    void glyphs(int x, int y, String glyph, int times, Ink ink) {
        draw(x, y, columns - x, glyph.repeat(Math.max(0, times)), ink);
    }

    /** A whole row in one ink. */
    void fill(int y, Ink ink) {
        Arrays.fill(cells[y], new Cell(" ", ink));
    }

    /** A frame with its heading; returns what is inside. */
    Area box(Area area, String heading, String note) {
        if (area.width() < 4 || area.height() < 2) {
            return new Area(area.x(), area.y(), 0, 0);
        }
        int right = area.x() + area.width() - 1;
        int bottom = area.y() + area.height() - 1;
        for (int y : new int[] {area.y(), bottom}) {
            glyphs(area.x() + 1, y, glyphs.across(), area.width() - 2, Ink.FAINT);
        }
        for (int y = area.y() + 1; y < bottom; y++) {
            glyphs(area.x(), y, glyphs.down(), 1, Ink.FAINT);
            glyphs(right, y, glyphs.down(), 1, Ink.FAINT);
        }
        glyphs(area.x(), area.y(), glyphs.corners().get(0), 1, Ink.FAINT);
        glyphs(right, area.y(), glyphs.corners().get(1), 1, Ink.FAINT);
        glyphs(area.x(), bottom, glyphs.corners().get(2), 1, Ink.FAINT);
        glyphs(right, bottom, glyphs.corners().get(3), 1, Ink.FAINT);
        int end = text(area.x() + 2, area.y(), area.width() - 4, " " + heading + " ", Ink.HEAD);
        if (!note.isEmpty() && right - end > note.length() + 4) {
            right(end, area.y(), right - 1 - end, " " + note + " ", Ink.FAINT);
        }
        return area.inside();
    }

    /** A label in so many columns, then what it is; returns the column after it. */
    int row(Area area, int line, int label, String name, String value, Ink ink) {
        if (line >= area.height()) {
            return area.x();
        }
        text(area.x(), area.y() + line, label, name, Ink.FAINT);
        return text(area.x() + label, area.y() + line, area.width() - label, value, ink);
    }

    /** A bar of a share from 0 to 1. */
    void bar(int x, int y, int width, double share, Ink ink) {
        int filled = (int) Math.round(Math.max(0, Math.min(1, share)) * width);
        glyphs(x, y, glyphs.full(), filled, ink);
        glyphs(x + filled, y, glyphs.rest(), width - filled, Ink.FAINT);
    }

    void cursor(int x, int y) {
        cursor = Optional.of(new Screen.Cursor(Math.min(x, columns - 1), y));
    }

    /** Draws the cells of a row again in another ink. */
    void tint(Area area, int line, Ink ink) {
        int y = area.y() + line;
        for (int x = area.x(); x < area.x() + area.width(); x++) {
            cells[y][x] = new Cell(cells[y][x].glyph(), ink);
        }
    }

    Screen screen() {
        List<List<Cell>> rows = new ArrayList<>();
        for (Cell[] row : cells) {
            rows.add(List.of(row));
        }
        return new Screen(columns, rows, cursor);
    }
}
