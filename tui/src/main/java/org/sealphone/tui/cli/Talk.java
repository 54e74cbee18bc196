package org.sealphone.tui.cli;

import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.tui.report.Complaint;
import org.sealphone.tui.text.Look;
import org.sealphone.tui.text.Redaction;
import org.sealphone.tui.text.Tint;
import org.sealphone.tui.trace.LogFile;

/**
 * What is said on stderr while a command runs: progress for a person, steps with {@code -v}, nothing but complaints with {@code -q}. All
 * of it also goes to the log. Thread-safe.
 */
final class Talk {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

    private final PrintStream err;
    private final Look look;
    private final boolean verbose;
    private final boolean quiet;
    private final Optional<LogFile> log;

    Talk(PrintStream err, Look look, boolean verbose, boolean quiet, Optional<LogFile> log) {
        this.err = err;
        this.look = look;
        this.verbose = verbose;
        this.quiet = quiet;
        this.log = log;
    }

    Look look() {
        return look;
    }

    boolean verbose() {
        return verbose;
    }

    /** Progress in a person's words; they may hold foreign text. */
    void say(Instant at, String words) {
        log.ifPresent(file -> file.line(at, "TALK", words));
        if (!quiet) {
            err.println(look.foreign(Redaction.of(words)));
        }
    }

    /** A word to a person who watches, of no interest to a log. */
    void hint(String words) {
        if (!quiet) {
            err.println(look.paint(Tint.FAINT, words));
        }
    }

    /** A step of the protocols, shown with {@code -v}. */
    void step(Instant at, String what, String words) {
        log.ifPresent(file -> file.line(at, what, words));
        if (verbose) {
            err.println(look.paint(Tint.FAINT, CLOCK.format(at) + " " + (what + "      ").substring(0, 6))
                    + look.foreign(Redaction.of(words)));
        }
    }

    /** A whole SIP message for the log; its first line and its key lines for {@code -v}. */
    void message(Instant at, boolean outgoing, String text) {
        log.ifPresent(file -> file.message(at, outgoing, text));
        if (!verbose) {
            return;
        }
        String arrow = outgoing ? "->" : "<-";
        String[] lines = text.split("\r?\n", -1);
        show(at, "SIP", arrow + " " + lines[0]);
        for (String line : lines) {
            if (line.startsWith("m=") || line.startsWith("a=crypto:")) {
                show(at, "SDES", arrow + " " + line);
            }
        }
    }

    private void show(Instant at, String what, String words) {
        err.println(look.paint(Tint.FAINT, CLOCK.format(at) + " " + (what + "      ").substring(0, 6))
                + look.foreign(Redaction.of(words)));
    }

    /** Something is wrong, and the run goes on. */
    void warn(Instant at, Refusal refusal) {
        log.ifPresent(file -> file.line(at, "WARN", refusal.text()));
        err.println(Complaint.note(refusal, look));
    }

    /** Why the run ended. */
    void complain(Instant at, Refusal refusal) {
        log.ifPresent(file -> file.line(at, "WHY", refusal.text()));
        err.print(Complaint.of(refusal, look));
        err.flush();
    }
}
