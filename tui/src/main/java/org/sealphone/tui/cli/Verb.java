package org.sealphone.tui.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.tui.config.CliReason;
import org.sealphone.tui.report.ExitCode;
import org.sealphone.tui.report.HumanReport;
import org.sealphone.tui.report.JsonReport;
import org.sealphone.tui.report.Report;
import org.sealphone.tui.trace.CaptureFile;
import org.sealphone.tui.trace.LogFile;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * What all commands do alike: open the files about the run before anything leaves, run, write one result to stdout and the reasons to
 * stderr, and end with the code of the result. Owner: the main thread.
 */
abstract class Verb implements Callable<Integer> {
    @Mixin
    private OutputOptions output = new OutputOptions();

    @Spec
    private @Nullable CommandSpec spec;

    private final Surroundings surroundings;
    private final List<Refusal> fileTroubles = new CopyOnWriteArrayList<>();
    private Optional<CaptureFile> capture = Optional.empty();

    Verb(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Does the work. What was asked for and cannot be done is in the report. */
    abstract Report run(Talk talk);

    /** What was given and is not in this build. */
    List<String> notYet() {
        return List.of();
    }

    /** The exit code where another process, lent the streams of this one, does the work. */
    OptionalInt elsewhere() {
        return OptionalInt.empty();
    }

    /** The verb. */
    final String name() {
        CommandSpec known = spec;
        return known == null ? "" : known.name();
    }

    final OutputOptions output() {
        return output;
    }

    final Surroundings surroundings() {
        return surroundings;
    }

    final Interrupt interrupt() {
        return surroundings.interrupt();
    }

    /** The capture that {@code --pcap} asked for. */
    final Optional<CaptureFile> capture() {
        return capture;
    }

    /** Where writers of files say that they failed on the way. */
    final List<Refusal> fileTroubles() {
        return fileTroubles;
    }

    /** Refused before anything left. */
    final Report refused(Refusal refusal) {
        return Report.bare(name(), Preflight.exit(refusal), List.of(refusal));
    }

    /** The report, which also says so when the person ended the run. */
    final Report interrupted(Report.Builder report) {
        if (interrupt().fired()) {
            report.exit(ExitCode.INTERRUPTED).reason(new Refusal(CliReason.CLI_24, ""));
        }
        return report.build();
    }

    @Override
    public final Integer call() {
        List<Refusal> later = new ArrayList<>();
        notYet().forEach(what -> later.add(new Refusal(CliReason.CLI_03, what)));
        if (!later.isEmpty()) {
            return deliver(Report.bare(name(), ExitCode.USAGE, later), talk(Optional.empty()));
        }
        OptionalInt done = elsewhere();
        if (done.isPresent()) {
            return done.getAsInt();
        }
        return open(output.log(), file -> LogFile.create(file, fileTroubles::add))
                .fold(
                        log -> withLog(log),
                        refusal ->
                                deliver(Report.bare(name(), ExitCode.LOCAL, List.of(refusal)), talk(Optional.empty())));
    }

    private Integer withLog(Optional<LogFile> log) {
        Talk talk = talk(log);
        Report report = open(output.pcap(), file -> CaptureFile.create(file, fileTroubles::add))
                .fold(this::withCapture, refusal -> Optional.of(refusal))
                .map(refusal -> Report.bare(name(), ExitCode.LOCAL, List.of(refusal)))
                .orElseGet(() -> run(talk));
        capture.ifPresent(CaptureFile::close);
        Report complete = withTroubles(report);
        complete.reasons().forEach(reason -> log.ifPresent(file -> file.line(Instant.now(), "WHY", reason.text())));
        log.ifPresent(file -> {
            file.line(Instant.now(), "END", complete.exit().word());
            file.close();
        });
        return deliver(withTroubles(complete), talk(Optional.empty()));
    }

    private Optional<Refusal> withCapture(Optional<CaptureFile> file) {
        capture = file;
        return Optional.empty();
    }

    private static <T> Outcome<Optional<T>> open(Optional<Path> file, Function<Path, Outcome<T>> opener) {
        return file.map(path -> opener.apply(path).then(opened -> Outcome.granted(Optional.of(opened))))
                .orElseGet(() -> Outcome.granted(Optional.empty()));
    }

    private Talk talk(Optional<LogFile> log) {
        return new Talk(
                surroundings.err(),
                output.look(surroundings, surroundings.errTerminal()),
                output.verbose(),
                output.quiet(),
                log);
    }

    /** A trace that could not be written to its end: not everything that was asked for happened. */
    private Report withTroubles(Report report) {
        if (fileTroubles.isEmpty() || report.reasons().containsAll(fileTroubles)) {
            return report;
        }
        return report.with(ExitCode.LOCAL, fileTroubles);
    }

    private Integer deliver(Report report, Talk talk) {
        if (output.json()) {
            surroundings.out().println(JsonReport.of(report));
        }
        if (output.human() && !report.empty()) {
            boolean beside = output.json();
            var stream = beside ? surroundings.err() : surroundings.out();
            boolean terminal = beside ? surroundings.errTerminal() : surroundings.outTerminal();
            stream.print(HumanReport.of(report, output.look(surroundings, terminal)));
        }
        surroundings.out().flush();
        if (report.exit() != ExitCode.OK) {
            report.reasons().stream().limit(1).forEach(reason -> talk.complain(Instant.now(), reason));
            report.reasons().stream().skip(1).forEach(reason -> talk.warn(Instant.now(), reason));
        } else {
            report.reasons().forEach(reason -> talk.warn(Instant.now(), reason));
        }
        if (surroundings.out().checkError()) {
            return report.exit().or(ExitCode.LOCAL).code();
        }
        return report.exit().code();
    }
}
