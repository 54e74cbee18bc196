package org.sealphone.tui.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
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
import org.sealphone.tui.trace.LineStream;
import org.sealphone.tui.trace.LogFile;
import org.sealphone.ua.api.Account;
import org.sealphone.ua.api.UaEvent;
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
    private List<ReportFile> files = List.of();
    private Optional<LineStream> events = Optional.empty();

    Verb(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Does the work. What was asked for and cannot be done is in the report. */
    abstract Report run(Talk talk);

    /** What was given and is not in this build. */
    List<String> notYet() {
        return List.of();
    }

    /** What every command takes and this one has no use for, with the reason. */
    List<String> meaningless() {
        return List.of();
    }

    /** The exit code where another process, lent the streams of this one, does the work. */
    OptionalInt elsewhere() {
        return OptionalInt.empty();
    }

    /** The verb, with that which it is a part of: {@code config check}. */
    final String name() {
        CommandSpec known = spec;
        return known == null ? "" : Sealphone.verb(known);
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

    /** The phone of this run, which writes its capture and waits no longer than {@code --timeout}. */
    final PhoneSession session(Account account, Talk talk) {
        PhoneSession session = session(account, talk, new EventTalk(talk)::tell);
        events.ifPresent(lines -> session.soundInto(lines::line));
        return session;
    }

    /** A phone whose calls are too many for a person to hear of each. */
    final PhoneSession crowd(Account account, Talk talk) {
        return session(account, talk, new EventTalk(talk)::tellOfCrowd);
    }

    private PhoneSession session(Account account, Talk talk, Consumer<UaEvent> told) {
        Consumer<UaEvent> all = events.<Consumer<UaEvent>>map(
                        lines -> told.andThen(event -> lines.line(EventLines.of(event))))
                .orElse(told);
        return new PhoneSession(account, surroundings.phones(), capture, talk, all, interrupt(), output.timeout());
    }

    /** Refused before anything left. */
    final Report refused(Refusal refusal) {
        return Report.bare(name(), Preflight.exit(refusal), List.of(refusal));
    }

    /** The report, which also says so when the person ended the run. */
    final Report interrupted(Report.Builder report) {
        if (interrupt().fired() && !interrupt().isBroken()) {
            report.exit(ExitCode.INTERRUPTED).decisive(new Refusal(CliReason.CLI_24, ""));
        }
        return report.build();
    }

    @Override
    public final Integer call() {
        List<Refusal> later = new ArrayList<>();
        notYet().forEach(what -> later.add(new Refusal(CliReason.CLI_03, what)));
        meaningless().forEach(what -> later.add(new Refusal(CliReason.CLI_15, what)));
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
        events = output.jsonl() ? Optional.of(new LineStream(surroundings.out(), fileTroubles::add)) : Optional.empty();
        Report report = ReportFile.open(output.forms())
                .fold(this::withFiles, refusal -> Optional.of(refusal))
                .or(() -> open(output.pcap(), file -> CaptureFile.create(file, fileTroubles::add))
                        .fold(this::withCapture, refusal -> Optional.of(refusal)))
                .map(refusal -> Report.bare(name(), ExitCode.LOCAL, List.of(refusal)))
                .orElseGet(() -> run(talk));
        capture.ifPresent(CaptureFile::close);
        events.ifPresent(LineStream::close);
        Report complete = withTroubles(report);
        complete.reasons().forEach(reason -> log.ifPresent(file -> file.line(Instant.now(), "WHY", reason.text())));
        log.ifPresent(file -> {
            file.line(Instant.now(), "END", complete.exit().word());
            file.close();
        });
        Report logged = withTroubles(complete);
        files.forEach(file -> file.write(logged).ifPresent(fileTroubles::add));
        return deliver(withTroubles(logged), talk(Optional.empty()));
    }

    private Optional<Refusal> withFiles(List<ReportFile> opened) {
        files = opened;
        return Optional.empty();
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

    /** A trace that could not be written to its end: not everything that was asked for happened. A bug on another thread neither. */
    private Report withTroubles(Report report) {
        Report told = with(report, ExitCode.LOCAL, fileTroubles);
        return interrupt().isBroken()
                ? with(told, ExitCode.INTERNAL, List.of(new Refusal(CliReason.CLI_70, "")))
                : told;
    }

    private static Report with(Report report, ExitCode exit, List<Refusal> troubles) {
        return report.reasons().containsAll(troubles) ? report : report.with(exit, troubles);
    }

    private Integer deliver(Report report, Talk talk) {
        if (output.jsonl()) {
            surroundings.out().println(EventLines.of(report, Instant.now()));
        }
        if (output.json()) {
            surroundings.out().println(JsonReport.of(report));
        }
        if (output.human() && !report.empty()) {
            boolean beside = output.json() || output.jsonl();
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
