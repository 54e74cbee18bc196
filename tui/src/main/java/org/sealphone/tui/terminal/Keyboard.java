package org.sealphone.tui.terminal;

import com.googlecode.lanterna.input.InputProvider;
import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.sealphone.tui.screen.Key;

/** Reads keys on a thread of its own, and names them in the words of the phone. */
final class Keyboard {
    private Keyboard() {}

    /** Reads until the terminal ends, and says so. */
    static void listen(InputProvider terminal, Consumer<Key> pressed, Runnable ended) {
        Thread thread = new Thread(() -> read(terminal, pressed, ended), "keyboard");
        thread.setDaemon(true);
        thread.start();
    }

    private static void read(InputProvider terminal, Consumer<Key> pressed, Runnable ended) {
        try {
            for (KeyStroke stroke = terminal.readInput();
                    stroke != null && stroke.getKeyType() != KeyType.EOF;
                    stroke = terminal.readInput()) {
                key(stroke).ifPresent(pressed);
            }
        } catch (IOException gone) {
            // The terminal went away: that is its end too.
        }
        ended.run();
    }

    static Optional<Key> key(KeyStroke stroke) {
        return switch (stroke.getKeyType()) {
            case Character -> letter(stroke);
            case Enter -> Optional.of(Key.of(Key.Kind.ENTER));
            case Escape -> Optional.of(Key.of(Key.Kind.ESCAPE));
            case Tab -> Optional.of(Key.of(Key.Kind.TAB));
            case Backspace, Delete -> Optional.of(Key.of(Key.Kind.BACKSPACE));
            case ArrowUp -> Optional.of(Key.of(Key.Kind.UP));
            case ArrowDown -> Optional.of(Key.of(Key.Kind.DOWN));
            case PageUp -> Optional.of(Key.of(Key.Kind.PAGE_UP));
            case PageDown -> Optional.of(Key.of(Key.Kind.PAGE_DOWN));
            default -> Optional.empty();
        };
    }

    private static Optional<Key> letter(KeyStroke stroke) {
        char letter = stroke.getCharacter();
        if (stroke.isCtrlDown()) {
            return switch (letter) {
                case 'c' -> Optional.of(Key.of(Key.Kind.CTRL_C));
                case 'j', 'm' -> Optional.of(Key.of(Key.Kind.ENTER));
                case 'l' -> Optional.of(Key.of(Key.Kind.CTRL_L));
                case 'u' -> Optional.of(Key.of(Key.Kind.CTRL_U));
                case 'z' -> Optional.of(Key.of(Key.Kind.CTRL_Z));
                default -> Optional.empty();
            };
        }
        return stroke.isAltDown() || Character.isSurrogate(letter) ? Optional.empty() : Optional.of(Key.letter(letter));
    }
}
