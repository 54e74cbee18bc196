package org.sealphone.tui.screen;

/**
 * A rectangle of cells.
 *
 * @param x its left column
 * @param y its top row
 * @param width may be 0, never less
 * @param height may be 0, never less
 */
record Area(int x, int y, int width, int height) {
    Area {
        width = Math.max(0, width);
        height = Math.max(0, height);
    }

    /** What is left of the frame. */
    Area inside() {
        return new Area(x + 2, y + 1, width - 4, height - 2);
    }

    /** The upper part, so many rows high. */
    Area top(int rows) {
        return new Area(x, y, width, Math.min(rows, height));
    }

    /** What is below so many rows. */
    Area below(int rows) {
        return new Area(x, y + rows, width, height - rows);
    }

    /** The left part, so many columns wide. */
    Area left(int columns) {
        return new Area(x, y, Math.min(columns, width), height);
    }

    /** What is right of so many columns. */
    Area after(int columns) {
        return new Area(x + columns, y, width - columns, height);
    }
}
