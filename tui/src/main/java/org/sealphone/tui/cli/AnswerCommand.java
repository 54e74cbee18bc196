package org.sealphone.tui.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.tui.config.Accounts;
import org.sealphone.tui.config.CliReason;
import org.sealphone.tui.report.Crowd;
import org.sealphone.tui.report.ExitCode;
import org.sealphone.tui.report.Report;
import org.sealphone.ua.api.Account;
import org.sealphone.ua.api.End;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code answer}: registers, takes calls for a time or a number, and ends with the worst of them. */
@Command(
        name = "answer",
        header = "Register and take calls.",
        description = {
            "  sealphone answer --auto --registrar sips:pbx.example --user alice \\",
            "      --password-file alice.pw --play hello.wav --record heard.wav",
            "  sealphone answer --auto --calls 1 --for 5m -o json \\",
            "      --registrar sips:pbx.example --user alice --password-file alice.pw",
            "  sealphone answer --control --registrar sips:pbx.example --user alice ...",
            "  sealphone answer --auto --at-once 1000 --calls 1000 --play echo \\",
            "      --expect-tone each --registrar sips:pbx.example --user bob ..."
        })
final class AnswerCommand extends Verb {
    @Option(
            names = "--auto",
            description = "Answer each call at once. Nothing is ever answered without it, unless --control says so.")
    private boolean auto;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            converter = Parsing.Span.class,
            description = "End after so long, whatever came.")
    private @Nullable Duration length;

    @Option(
            names = "--calls",
            paramLabel = "N",
            converter = Parsing.Count.class,
            description = "End after so many calls, answered or refused.")
    private @Nullable Integer number;

    @Option(
            names = "--at-once",
            paramLabel = "N",
            converter = Parsing.Crowd.class,
            description = "Take so many calls at the same time, 1 without it; whoever calls beyond that hears busy.")
    private int atOnce = 1;

    @Option(
            names = "--expect-tone",
            paramLabel = "HZ",
            converter = Parsing.ToneOfEach.class,
            description =
                    "Success needs this tone to be heard in each call; each: one clear tone in each, and in no two the same.")
    private @Nullable ExpectedTones expectedTones;

    @ArgGroup(validate = false, exclusive = false, heading = "%nSound:%n")
    private SoundOptions sound = new SoundOptions();

    @ArgGroup(validate = false, exclusive = false, heading = "%nAccount:%n")
    private AccountOptions account = new AccountOptions();

    @Mixin
    private OpusOptions opus = new OpusOptions();

    @Option(
            names = "--dtmf",
            paramLabel = "DIGITS",
            converter = Parsing.Keys.class,
            description = "Press these keys in each call, a second after it was answered.")
    private @Nullable String dtmf;

    @Mixin
    private ControlOptions control = new ControlOptions();

    AnswerCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    List<String> notYet() {
        return auto || control.given()
                ? List.of()
                : List.of("answering by hand: with --auto each call is answered at once");
    }

    @Override
    Report run(Talk talk) {
        if (account.noRegister()) {
            return refused(new Refusal(
                    CliReason.CLI_06, "answer and --no-register: who is not registered is called by nobody"));
        }
        if (sound.play().equals(SoundOptions.CONFERENCE) && atOnce < 2) {
            return refused(new Refusal(
                    CliReason.CLI_06, "--play conference without --at-once: one call at a time has no others to hear"));
        }
        Optional<Refusal> tooFew = OpenFiles.tooFewFor(atOnce);
        if (tooFew.isPresent()) {
            return refused(tooFew.get());
        }
        return opus.ready(sound.codecs())
                .then(codecs -> CallSound.of(sound, surroundings().devices(), talk))
                .then(heard -> Accounts.registered(
                                account.wish(output(), Optional.of(sound)),
                                surroundings().environment())
                        .then(ready -> ready.orClosed(CallRecorder.of(sound.tapes(), fileTroubles()))
                                .then(recorder -> Outcome.granted(answer(ready, heard, recorder, talk)))))
                .fold(report -> report, this::refused);
    }

    private Report answer(Accounts.Ready ready, CallSound heard, CallRecorder recorder, Talk talk) {
        try (ready;
                recorder;
                PhoneSession session = phone(ready.account(), talk);
                CallTaker taker = new CallTaker(
                        session.ua(), heard, recorder, auto, Optional.ofNullable(dtmf), Optional.ofNullable(number))) {
            CompletableFuture<Void> quit = new CompletableFuture<>();
            return control.file(surroundings().environment())
                    .then(file -> ControlDesk.open(file, session, heard::media, () -> quit.complete(null)))
                    .fold(
                            desk -> {
                                try (desk) {
                                    return serve(ready, heard, session, taker, quit, talk);
                                }
                            },
                            this::refused);
        }
    }

    private Report serve(
            Accounts.Ready ready,
            CallSound heard,
            PhoneSession session,
            CallTaker taker,
            CompletableFuture<Void> quit,
            Talk talk) {
        Report.Builder report = Report.builder(name());
        session.listen(taker::happened);
        End end = session.register();
        if (end.isOk()) {
            talk.hint("waiting for calls; Ctrl-C ends it");
            end = session.stay(CompletableFuture.anyOf(taker.done(), quit), Optional.ofNullable(length))
                    .orElse(end);
            session.hangUpAll();
            taker.settle();
        }
        List<Report.CallEntry> entries = heardAsExpected(taker.entries());
        report.calls(entries);
        if (atOnce > 1) {
            report.load(sum(entries));
        }
        report.exit(worst(end, entries, quit.isDone()));
        end.reason().ifPresent(report::reason);
        if (end.isOk() && entries.isEmpty() && !quit.isDone() && !interrupt().fired()) {
            report.reason(new Refusal(CliReason.CLI_22, ""));
        }
        Facts.oneOfEachKind(entries).forEach(report::reason);
        OpusOptions.missing(sound.codecs()).ifPresent(report::reason);
        heard.account(report);
        ready.findings().forEach(finding -> report.reason(finding.what()));
        session.finish(report);
        return interrupted(report);
    }

    /** With many calls at once a person does not hear of each. */
    private PhoneSession phone(Account registered, Talk talk) {
        return atOnce > 1 ? crowd(registered.withSimultaneousCalls(atOnce), talk) : session(registered, talk);
    }

    private List<Report.CallEntry> heardAsExpected(List<Report.CallEntry> entries) {
        ExpectedTones expected = expectedTones;
        return expected == null ? entries : expected.judge(entries);
    }

    private Report.Load sum(List<Report.CallEntry> entries) {
        return new Report.Load(
                Optional.ofNullable(number).orElse(entries.size()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                expectedTones == null ? Optional.empty() : Optional.of(ExpectedTones.right(entries)),
                Crowd.of(entries));
    }

    private static ExitCode worst(End end, List<Report.CallEntry> entries, boolean told) {
        List<ExitCode> codes = new ArrayList<>();
        codes.add(Facts.exit(end));
        entries.forEach(entry -> codes.add(entry.exit()));
        if (end.isOk() && entries.isEmpty() && !told) {
            codes.add(ExitCode.CHECK_FAILED);
        }
        return ExitCode.worst(codes);
    }
}
