package org.sealphone.tui.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.tui.config.CliReason;
import org.sealphone.tui.report.ExitCode;
import org.sealphone.tui.report.Report;
import org.sealphone.tui.text.Look;
import org.sealphone.tui.watch.Journal;
import org.sealphone.tui.watch.JournalDrawing;
import org.sealphone.tui.watch.JournalReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code watch}: a journal that {@code -o jsonl} wrote, as a ladder and graphs; at once, or on a terminal as it went. */
@Command(
        name = "watch",
        header = "Replay a journal (-o jsonl) as a ladder and graphs.",
        description = {
            "  sealphone call echo --for 1m -o jsonl ... > events.jsonl",
            "  sealphone watch events.jsonl",
            "  sealphone watch events.jsonl --speed 10",
            "  sealphone watch events.jsonl --ascii | less",
            "",
            "Lines that are damaged are named, and end it with 1; those of a newer version are counted."
        })
final class WatchCommand extends ConfigCommand.Part {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    @Parameters(
            index = "0",
            paramLabel = "FILE.jsonl",
            converter = Parsing.FilePath.class,
            description = "The journal.")
    private Path file = Path.of("");

    @Option(
            names = "--speed",
            paramLabel = "N",
            converter = Parsing.Speed.class,
            description =
                    "On a terminal: show it as it went, N times as fast (0.1 to 1000); no pause is longer than 5 s.")
    private @Nullable Double speed;

    WatchCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    List<String> meaningless() {
        List<String> useless = new ArrayList<>(super.meaningless());
        boolean looks = surroundings().outTerminal() && !output().json() && !output().jsonl();
        if (speed != null && !looks) {
            useless.add("watch --speed: nobody looks, what goes to a file or pipe is whole at once");
        }
        return useless;
    }

    @Override
    Report run(Talk talk) {
        return read().then(journal -> journal.moments().isEmpty()
                        ? Outcome.<Journal>refused(CliReason.CLI_38, file + unread(journal))
                        : Outcome.granted(journal))
                .fold(this::watched, this::refused);
    }

    private Outcome<Journal> read() {
        try (InputStream in = Files.newInputStream(file)) {
            return Outcome.granted(JournalReader.read(in));
        } catch (IOException unreadable) {
            return Outcome.refused(CliReason.CLI_13, file.toString());
        }
    }

    private static String unread(Journal journal) {
        return journal.lines() == 0 ? " is empty" : ": none of its " + journal.lines() + " lines is an event";
    }

    private Report watched(Journal journal) {
        Look look = output().look(surroundings(), surroundings().outTerminal());
        JournalDrawing drawing = new JournalDrawing(journal, look);
        Double factor = speed;
        Report.Builder report =
                Report.builder(name()).text(factor == null ? drawing.whole(file.toString()) : played(drawing, factor));
        if (journal.strangers() > 0) {
            report.reason(new Refusal(CliReason.CLI_37, types(journal)));
        }
        if (journal.damages() > 0 || journal.leftOut() > 0 || journal.cut()) {
            report.exit(ExitCode.CHECK_FAILED).decisive(new Refusal(CliReason.CLI_36, where(journal)));
        }
        return interrupted(report);
    }

    private static String types(Journal journal) {
        return journal.unknown().entrySet().stream()
                .map(type -> type.getKey() + " (" + type.getValue() + ")")
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String where(Journal journal) {
        String lines = journal.damaged().stream()
                .map(damage -> String.valueOf(damage.line()))
                .collect(Collectors.joining(", "));
        String more = journal.damages() > journal.damaged().size() ? " and more" : "";
        String behind = journal.cut() || journal.leftOut() > 0 ? "; it is too long to be shown whole" : "";
        return journal.damages() + " of " + journal.lines() + (lines.isEmpty() ? "" : ": line " + lines) + more
                + behind;
    }

    /** Shows the ladder as it went, and gives what stands beneath it; nothing when nobody wants to see the rest. */
    private String played(JournalDrawing drawing, double factor) {
        var out = surroundings().out();
        out.print(drawing.head(file.toString()));
        Instant before = Instant.MAX;
        for (JournalDrawing.Line line : drawing.ladder()) {
            out.flush();
            if (line.at().isAfter(before)) {
                interrupt().await(new CompletableFuture<Void>(), wait(before, line.at(), factor));
            }
            if (interrupt().fired()) {
                return "";
            }
            before = line.at();
            out.print(line.text());
        }
        return drawing.tail();
    }

    /** How long to wait between two events. */
    static Duration wait(Instant before, Instant at, double factor) {
        double millis = Duration.between(before, at).toMillis() / factor;
        return Duration.ofMillis(Math.min(LONGEST_WAIT.toMillis(), Math.max(0, Math.round(millis))));
    }
}
