package org.sealphone.tui.desk;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.sealphone.tui.screen.Key;
import org.sealphone.tui.screen.Snapshot;
import org.sealphone.tui.screen.Snapshot.Asking;
import org.sealphone.tui.text.SafeText;

/** A line that a person types, while one is asked for. Owner: the stage. */
final class Typing {
    private static final int LONGEST = 300;

    private Optional<Asking> asking = Optional.empty();
    private Asking last = Asking.DIAL;
    private String typed = "";

    boolean open() {
        return asking.isPresent();
    }

    String typed() {
        return typed;
    }

    /** Puts something else in the place of what is typed so far. */
    void complete(UnaryOperator<String> by) {
        typed = by.apply(typed);
    }

    /** What the last line was for. */
    Asking asking() {
        return last;
    }

    void ask(Asking what, String begun) {
        asking = Optional.of(what);
        last = what;
        typed = begun;
    }

    /** Returns the line when it is complete. */
    Optional<String> pressed(Key key) {
        switch (key.kind()) {
            case LETTER -> typed = typed.length() < LONGEST ? typed + Character.toString(key.letter()) : typed;
            case BACKSPACE -> typed =
                    typed.isEmpty() ? "" : typed.substring(0, typed.offsetByCodePoints(typed.length(), -1));
            case CTRL_U -> typed = "";
            case ESCAPE -> {
                asking = Optional.empty();
                typed = "";
            }
            case ENTER -> {
                asking = Optional.empty();
                return Optional.of(typed);
            }
            case TAB, UP, DOWN, PAGE_UP, PAGE_DOWN, CTRL_C, CTRL_L, CTRL_Z -> {}
        }
        return Optional.empty();
    }

    Optional<Snapshot.Prompt> prompt() {
        return asking.map(what -> new Snapshot.Prompt(what, SafeText.of(typed)));
    }
}
