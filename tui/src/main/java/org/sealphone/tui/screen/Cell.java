package org.sealphone.tui.screen;

/**
 * One column of one row.
 *
 * @param glyph a character with its marks; empty in the second column of a wide one
 * @param ink how it is drawn
 */
public record Cell(String glyph, Ink ink) {
    static final Cell EMPTY = new Cell(" ", Ink.PLAIN);
}
