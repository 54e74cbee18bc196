package org.sealphone.tui.screen;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A key that was pressed.
 *
 * @param kind which one
 * @param letter the character of a {@link Kind#LETTER}, else 0
 */
public record Key(Kind kind, int letter) {
    /** Those that the phone knows. */
    public enum Kind {
        LETTER("letter"),
        ENTER("Enter"),
        ESCAPE("Esc"),
        TAB("Tab"),
        BACKSPACE("Backspace"),
        UP("Up"),
        DOWN("Down"),
        PAGE_UP("PgUp"),
        PAGE_DOWN("PgDn"),
        CTRL_C("Ctrl-C"),
        CTRL_L("Ctrl-L"),
        CTRL_U("Ctrl-U"),
        CTRL_Z("Ctrl-Z");

        private final String shown;

        Kind(String shown) {
            this.shown = shown;
        }
    }

    public static Key of(Kind kind) {
        return new Key(kind, 0);
    }

    public static Key letter(int point) {
        return new Key(Kind.LETTER, point);
    }

    /** The key that is written so: one character, or the name of another key. */
    public static Optional<Key> named(String shown) {
        if (shown.codePointCount(0, shown.length()) == 1 && shown.codePointAt(0) > ' ') {
            return Optional.of(letter(shown.codePointAt(0)));
        }
        return names().contains(shown)
                ? Arrays.stream(Kind.values())
                        .filter(kind -> kind.shown.equals(shown))
                        .map(Key::of)
                        .findFirst()
                : Optional.empty();
    }

    /** Of those that are no character. */
    public static List<String> names() {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind != Kind.LETTER)
                .map(kind -> kind.shown)
                .toList();
    }

    /** As it is written on a key bar. */
    public String shown() {
        return kind == Kind.LETTER ? Character.toString(letter) : kind.shown;
    }
}
