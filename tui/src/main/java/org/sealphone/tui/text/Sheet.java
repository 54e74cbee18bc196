package org.sealphone.tui.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Lines for people, built top-down: headings, label and value in two columns, paragraphs wrapped below 80 columns. Owner: the thread
 * that builds.
 */
public final class Sheet {
    /** Fits every terminal, with a column to spare. */
    public static final int WIDTH = 78;

    private static final int LABEL = 11;
    private static final String INDENT = "  ";

    private final Look look;
    private final StringBuilder out = new StringBuilder();

    public Sheet(Look look) {
        this.look = look;
    }

    public Look look() {
        return look;
    }

    /** A heading with a rule to the margin. */
    public Sheet heading(String words) {
        if (out.length() > 0) {
            out.append('\n');
        }
        String rule = look.rule(Math.max(3, WIDTH - SafeText.of(words).cells() - 1));
        out.append(look.paint(Tint.HEAD, words))
                .append(' ')
                .append(look.paint(Tint.FAINT, rule))
                .append('\n');
        return this;
    }

    /** A label and its value; the value may hold colours, and is not wrapped. */
    public Sheet row(String label, String value) {
        out.append(INDENT)
                .append(look.paint(Tint.FAINT, pad(label, LABEL)))
                .append(value)
                .append('\n');
        return this;
    }

    /** A label and a longer text that is wrapped beneath itself. */
    public Sheet text(String label, String words) {
        boolean first = true;
        for (String line : wrap(words, WIDTH - LABEL - INDENT.length())) {
            row(first ? label : "", line);
            first = false;
        }
        return this;
    }

    /** A line as it is. */
    public Sheet line(String words) {
        out.append(words).append('\n');
        return this;
    }

    /** An empty line. */
    public Sheet gap() {
        out.append('\n');
        return this;
    }

    /** Breaks at spaces; a word that is longer than the line stays whole. */
    public static List<String> wrap(String words, int columns) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : words.split(" ", -1)) {
            if (line.length() > 0 && line.length() + 1 + word.length() > columns) {
                lines.add(line.toString());
                line.setLength(0);
            }
            if (line.length() > 0) {
                line.append(' ');
            }
            line.append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /** Spaces to the right up to a width. */
    public static String pad(String words, int columns) {
        return words + " ".repeat(Math.max(0, columns - words.length()));
    }

    /** Spaces to the left up to a width. */
    public static String right(String words, int columns) {
        return " ".repeat(Math.max(0, columns - words.length())) + words;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
