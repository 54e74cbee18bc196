package org.sealphone.tui.terminal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * The hold that the phone has on the terminal: taken, given back for a while, given back for good. Giving back is safe at any time, twice,
 * and on any thread: the end of the process, a signal or a bug do it too. Thread-safe.
 */
final class TerminalHold {
    private final TtyTerminal terminal;
    private final Optional<String> before;
    private boolean held;
    private boolean over;

    TerminalHold(TtyTerminal terminal) {
        this.terminal = terminal;
        this.before = Stty.modes();
    }

    /** Whether there is a terminal at all. */
    boolean possible() {
        return before.isPresent();
    }

    synchronized void take() throws IOException {
        if (!held && !over) {
            held = true;
            Stty.keys();
            terminal.measure();
            terminal.enterPrivateMode();
        }
    }

    synchronized void release() {
        if (held) {
            held = false;
            try {
                terminal.exitPrivateMode();
            } catch (IOException gone) {
                // A terminal that is gone needs nothing back.
            }
            before.ifPresent(Stty::set);
        }
    }

    /** Gives it back for good: nothing takes it again. */
    synchronized void end() {
        release();
        over = true;
    }

    /** Draws, when the terminal is ours. */
    synchronized void paint(Painting painting) {
        if (held) {
            try {
                painting.paint();
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        }
    }

    /** Something that is drawn. */
    @FunctionalInterface
    interface Painting {
        void paint() throws IOException;
    }
}
