package org.sealphone.tui.screen;

import java.util.List;

/**
 * What is drawn with: lines and blocks, or ASCII alone for terminals without them and for those whose screen is read aloud.
 *
 * @param ascii whether nothing beyond ASCII may be drawn
 * @param corners of a box: top left, top right, bottom left, bottom right
 * @param levels of a spark from nothing to full
 */
public record Glyphs(
        boolean ascii,
        String across,
        String down,
        List<String> corners,
        String full,
        String rest,
        List<String> levels,
        String right,
        String left,
        String dots,
        String mark) {
    public Glyphs {
        corners = List.copyOf(corners);
        levels = List.copyOf(levels);
    }

    public static final Glyphs LINES = new Glyphs(
            false,
            "\u2500",
            "\u2502",
            List.of("\u256d", "\u256e", "\u2570", "\u256f"),
            "\u2588",
            "\u2591",
            List.of("\u2581", "\u2582", "\u2583", "\u2584", "\u2585", "\u2586", "\u2587", "\u2588"),
            "\u25b6",
            "\u25c0",
            "\u2026",
            "\u25b8");

    public static final Glyphs ASCII = new Glyphs(
            true,
            "-",
            "|",
            List.of("+", "+", "+", "+"),
            "#",
            ".",
            List.of("_", ".", ":", "-", "=", "+", "*", "#"),
            ">",
            "<",
            "..",
            ">");
}
