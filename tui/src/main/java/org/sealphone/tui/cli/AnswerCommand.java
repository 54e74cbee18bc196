package org.sealphone.tui.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.media.audio.AudioInput;
import org.sealphone.tui.config.Accounts;
import org.sealphone.tui.config.CliReason;
import org.sealphone.tui.report.ExitCode;
import org.sealphone.tui.report.Report;
import org.sealphone.ua.api.End;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code answer}: registers, takes calls for a time or a number, and ends with the worst of them. */
@Command(
        name = "answer",
        header = "Register and take calls.",
        description = {
            "  sealphone answer --auto --registrar sips:pbx.example --user alice \\",
            "      --password-file alice.pw --play hello.wav --record heard.wav",
            "  sealphone answer --auto --calls 1 --for 5m -o json \\",
            "      --registrar sips:pbx.example --user alice --password-file alice.pw"
        })
final class AnswerCommand extends Verb {
    @Option(names = "--auto", description = "Answer each call at once. Nothing is ever answered without it.")
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

    @ArgGroup(validate = false, exclusive = false, heading = "%nSound:%n")
    private SoundOptions sound = new SoundOptions();

    @ArgGroup(validate = false, exclusive = false, heading = "%nAccount:%n")
    private AccountOptions account = new AccountOptions();

    @Option(names = "--dtmf", hidden = true, paramLabel = "DIGITS")
    private @Nullable String dtmf;

    AnswerCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    List<String> notYet() {
        List<String> later = new ArrayList<>(account.notYet());
        later.addAll(sound.notYet());
        if (dtmf != null) {
            later.add("--dtmf");
        }
        if (!auto) {
            later.add("answering by hand: with --auto each call is answered at once");
        }
        return later;
    }

    @Override
    Report run(Talk talk) {
        return AudioInput.named(sound.play())
                .then(input -> Accounts.registered(
                                account.wish(output(), Optional.of(sound)),
                                surroundings().environment())
                        .then(ready -> recorder(ready)
                                .then(recorder -> Outcome.granted(answer(ready, input, recorder, talk)))))
                .fold(report -> report, this::refused);
    }

    private Outcome<CallRecorder> recorder(Accounts.Ready ready) {
        return CallRecorder.of(sound.record(), fileTroubles()).fold(Outcome::granted, refusal -> {
            ready.close();
            return new Outcome.Refused<>(refusal);
        });
    }

    private Report answer(Accounts.Ready ready, AudioInput input, CallRecorder recorder, Talk talk) {
        Report.Builder report = Report.builder(name());
        try (ready;
                recorder;
                PhoneSession session =
                        new PhoneSession(ready.account(), surroundings().phones(), capture(), talk, interrupt());
                CallTaker taker = new CallTaker(session.ua(), input, recorder, Optional.ofNullable(number))) {
            session.listen(taker::happened);
            End end = ready.account().registers() ? session.register() : new End.Ok();
            if (end.isOk()) {
                talk.hint("waiting for calls; Ctrl-C ends it");
                end = session.stay(taker.done(), Optional.ofNullable(length)).orElse(end);
                session.hangUpAll();
                taker.settle();
            }
            report.calls(taker.entries());
            report.exit(worst(end, taker.entries()));
            end.reason().ifPresent(report::reason);
            if (end.isOk() && taker.entries().isEmpty() && !interrupt().fired()) {
                report.reason(new Refusal(CliReason.CLI_22, ""));
            }
            taker.entries().forEach(entry -> report.reasons(entry.reasons()));
            ready.findings().forEach(finding -> report.reason(finding.what()));
            session.finish(report);
        }
        return interrupted(report);
    }

    private static ExitCode worst(End end, List<Report.CallEntry> entries) {
        List<ExitCode> codes = new ArrayList<>();
        codes.add(Facts.exit(end));
        entries.forEach(entry -> codes.add(entry.exit()));
        if (end.isOk() && entries.isEmpty()) {
            codes.add(ExitCode.CHECK_FAILED);
        }
        return ExitCode.worst(codes);
    }
}
