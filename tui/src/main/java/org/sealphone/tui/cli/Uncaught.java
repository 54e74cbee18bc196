package org.sealphone.tui.cli;

import java.io.PrintStream;
import org.sealphone.tui.text.Redaction;
import org.sealphone.tui.text.SafeText;

/**
 * The last boundary of every thread: what nobody caught is told by its class and its place, never by its message, which may hold what a
 * peer wrote or a secret; then the run ends in good order, with 70. The virtual machine's own handler would print the message.
 */
final class Uncaught implements Thread.UncaughtExceptionHandler {
    private static final int DEEPEST = 8;

    private final PrintStream err;
    private final Interrupt interrupt;

    Uncaught(PrintStream err, Interrupt interrupt) {
        this.err = err;
        this.interrupt = interrupt;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable bug) {
        try {
            err.print(SafeText.clean("thread " + thread.getName()) + "\n" + place(bug));
            err.flush();
        } finally {
            interrupt.broken();
        }
    }

    /** Classes and frames, of the causes too; no message. */
    static String place(Throwable bug) {
        StringBuilder place = new StringBuilder();
        Throwable cause = bug;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            place.append(cause.getClass().getName()).append('\n');
            for (StackTraceElement frame : cause.getStackTrace()) {
                place.append("    at ").append(frame).append('\n');
            }
            cause = cause.getCause();
        }
        return Redaction.of(place.toString());
    }
}
