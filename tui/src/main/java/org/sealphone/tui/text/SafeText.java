package org.sealphone.tui.text;

/**
 * Text from somewhere else, made fit for a terminal and a log: what would move a cursor, colour, ring, reorder, hide or break a line is
 * shown as a backslash, the letter u and its number in braces instead of done.
 *
 * <p>Escaped are all control characters (C0, DEL, and C1, whose U+009B starts a sequence on many terminals), format characters (bidi
 * controls, zero width, soft hyphen, tags), separators other than the space, characters that look like nothing, lone surrogates,
 * private and unassigned ones, and marks that pile up on one letter. A backslash that would look like the beginning of such an escape is
 * escaped too, so that nobody can write one. Immutable.
 */
public final class SafeText {
    private static final int MOST_MARKS = 2;

    private final String text;

    private SafeText(String text) {
        this.text = text;
    }

    /** The whole text, made visible. */
    public static SafeText of(String foreign) {
        StringBuilder out = new StringBuilder(foreign.length());
        int marks = 0;
        for (int at = 0; at < foreign.length(); ) {
            int point = foreign.codePointAt(at);
            marks = isMark(point) ? marks + 1 : 0;
            if (harmless(point) && marks <= MOST_MARKS && !startsAnEscape(foreign, at) && !(isMark(point) && at == 0)) {
                out.appendCodePoint(point);
            } else {
                out.append("\\u{").append(Integer.toHexString(point)).append('}');
            }
            at += Character.charCount(point);
        }
        return new SafeText(out.toString());
    }

    /** The same, for a place that takes strings. */
    public static String clean(String foreign) {
        return of(foreign).text;
    }

    private static boolean startsAnEscape(String text, int at) {
        return text.startsWith("\\u{", at);
    }

    private static boolean isMark(int point) {
        int type = Character.getType(point);
        return type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }

    /** Whether a character is drawn as itself: it takes columns or marks a letter, and does nothing else. */
    public static boolean harmless(int point) {
        if (point < 0x7f) {
            return point >= 0x20;
        }
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR -> false;
            default -> !looksLikeNothing(point);
        };
    }

    /** Letters and marks by their category that are drawn as emptiness: Hangul fillers, the blank of Braille, variation selectors. */
    private static boolean looksLikeNothing(int point) {
        return point == 0x115f
                || point == 0x1160
                || point == 0x3164
                || point == 0xffa0
                || point == 0x2800
                || point == 0x034f
                || (point >= 0x17b4 && point <= 0x17b5)
                || (point >= 0x180b && point <= 0x180f)
                || (point >= 0xfe00 && point <= 0xfe0f)
                || (point >= 0xe0100 && point <= 0xe01ef);
    }

    /** How many columns of a terminal it takes. */
    public int cells() {
        return text.codePoints().map(SafeText::cells).sum();
    }

    /** How many columns of a terminal one character takes: none for a mark, two for a wide one. */
    public static int cells(int point) {
        if (isMark(point)) {
            return 0;
        }
        return Wide.contains(point) ? 2 : 1;
    }

    /** At most so many columns; what is cut away leaves three dots. */
    public SafeText cut(int columns) {
        if (cells() <= columns) {
            return this;
        }
        String dots = "...".substring(0, Math.min(3, Math.max(0, columns)));
        StringBuilder out = new StringBuilder();
        int left = columns - dots.length();
        for (int at = 0; at < text.length(); ) {
            int point = text.codePointAt(at);
            left -= cells(point);
            if (left < 0) {
                break;
            }
            out.appendCodePoint(point);
            at += Character.charCount(point);
        }
        return new SafeText(out.append(dots).toString());
    }

    /** Letters beyond ASCII as escapes too, for a terminal that cannot draw them. */
    public SafeText ascii() {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (point < 0x7f) {
                out.appendCodePoint(point);
            } else {
                out.append("\\u{").append(Integer.toHexString(point)).append('}');
            }
        });
        return new SafeText(out.toString());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SafeText safe && safe.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The text, safe to print. */
    @Override
    public String toString() {
        return text;
    }
}
