package org.sealphone.tui.doctor;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sealphone.tui.config.CliReason;
import org.sealphone.tui.report.Report;
import org.sealphone.tui.text.Look;

/** What the terminal can show: its kind, its size, UTF-8 and colours. */
final class TerminalLook {
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,5}) ([0-9]{1,5})");
    private static final int ROWS = 24;
    private static final int COLUMNS = 80;

    private TerminalLook() {}

    /** Rows and columns. */
    record Size(int rows, int columns) {
        /** From what {@code stty size} says. */
        static Optional<Size> of(String said) {
            Matcher size = SIZE.matcher(said.strip());
            return size.matches()
                    ? Optional.of(new Size(Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2))))
                    : Optional.empty();
        }
    }

    static Report.Check look(Map<String, String> environment, boolean terminal) {
        return of(environment, terminal, terminal ? size() : Optional.empty());
    }

    /** Java does not know it; {@code stty} asks the terminal itself. */
    private static Optional<Size> size() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String said = new String(stty.getInputStream().readNBytes(32), StandardCharsets.US_ASCII);
            return stty.waitFor(1, TimeUnit.SECONDS) ? Size.of(said) : Optional.empty();
        } catch (IOException noTerminal) {
            return Optional.empty();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    static Report.Check of(Map<String, String> environment, boolean terminal, Optional<Size> size) {
        if (!terminal) {
            return Findings.good("terminal", "none: what is said goes to a file or a pipe");
        }
        Look look = Look.of(Look.Colour.AUTO, false, true, environment);
        String kind = environment.getOrDefault("TERM", "dumb");
        List<String> weak = new ArrayList<>();
        if (kind.equals("dumb")) {
            weak.add("TERM says no more than 'dumb'");
        }
        if (look.ascii()) {
            weak.add("the locale is not UTF-8");
        }
        size.filter(known -> known.rows < ROWS || known.columns < COLUMNS)
                .ifPresent(known -> weak.add("it is smaller than " + COLUMNS + "x" + ROWS));
        String shown = kind
                + size.map(known -> ", " + known.columns + "x" + known.rows).orElse("")
                + (look.ascii() ? "" : ", UTF-8")
                + (look.colour() ? ", colours" : ", no colours");
        return weak.isEmpty()
                ? Findings.good("terminal", shown)
                : Findings.care("terminal", shown + ": " + String.join(", and ", weak), CliReason.CLI_53);
    }
}
