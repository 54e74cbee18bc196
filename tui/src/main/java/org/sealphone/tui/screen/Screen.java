package org.sealphone.tui.screen;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A drawn screen: every cell of it. Immutable.
 *
 * @param columns its width
 * @param rows from the top, each of {@code columns} cells
 * @param cursor where a person types, when it is wanted
 */
public record Screen(int columns, List<List<Cell>> rows, Optional<Cursor> cursor) {
    public Screen {
        rows = rows.stream().map(List::copyOf).toList();
    }

    /** Where the next letter goes, counted from 0. */
    public record Cursor(int column, int row) {}

    /** One row as text, without the emptiness at its end. */
    public String row(int index) {
        return rows.get(index).stream()
                .map(Cell::glyph)
                .collect(Collectors.joining())
                .stripTrailing();
    }

    /** The whole as text, a line a row. */
    public String text() {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            out.append(row(i)).append('\n');
        }
        return out.toString();
    }
}
