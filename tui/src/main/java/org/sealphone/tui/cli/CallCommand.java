package org.sealphone.tui.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.media.audio.AudioInput;
import org.sealphone.media.audio.AudioOutput;
import org.sealphone.media.record.Recording;
import org.sealphone.tui.config.Accounts;
import org.sealphone.tui.config.CliReason;
import org.sealphone.tui.report.ExitCode;
import org.sealphone.tui.report.Report;
import org.sealphone.ua.api.CallMedia;
import org.sealphone.ua.api.CallReport;
import org.sealphone.ua.api.End;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code call}: registers when the account says so, calls, plays and listens, hangs up, unregisters, and says what it was. */
@Command(
        name = "call",
        header = "Call somebody: register, call, play and listen, hang up, unregister.",
        description = {
            "  sealphone call echo --registrar sips:pbx.example --user alice \\",
            "      --password-file alice.pw --play tone:440 --expect-tone 440 --for 10s",
            "  sealphone call sips:bob@pbx.example --registrar sips:pbx.example \\",
            "      --user alice --password-file alice.pw --play hello.wav --record bob.wav",
            "  sealphone call sips:echo@pbx.example --no-register --ca ca.pem -o json"
        })
final class CallCommand extends Verb {
    @Parameters(
            index = "0",
            paramLabel = "TARGET",
            description = "A sips: or sip:...;transport=tls URI, or a number or name of the account's domain.")
    private String target = "";

    @Option(
            names = "--for",
            paramLabel = "TIME",
            converter = Parsing.Span.class,
            description = "Hang up after so long; without it the other side does, or Ctrl-C.")
    private @Nullable Duration length;

    @Option(
            names = "--expect",
            paramLabel = "STATUS",
            converter = Parsing.Status.class,
            description = "Success is this final status, even if it is 486.")
    private @Nullable Integer expected;

    @Option(
            names = "--expect-tone",
            paramLabel = "HZ",
            converter = Parsing.Tone.class,
            description = "Success needs this tone to be heard above all else.")
    private @Nullable Double expectedTone;

    @ArgGroup(validate = false, exclusive = false, heading = "%nSound:%n")
    private SoundOptions sound = new SoundOptions();

    @ArgGroup(validate = false, exclusive = false, heading = "%nAccount:%n")
    private AccountOptions account = new AccountOptions();

    @Option(names = "--dtmf", hidden = true, paramLabel = "DIGITS")
    private @Nullable String dtmf;

    @Option(names = "--hold-after", hidden = true, paramLabel = "TIME")
    private @Nullable String holdAfter;

    @Option(names = "--min-mos", hidden = true, paramLabel = "MOS")
    private @Nullable String minMos;

    CallCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    List<String> notYet() {
        List<String> later = new ArrayList<>(account.notYet());
        later.addAll(sound.notYet());
        if (dtmf != null) {
            later.add("--dtmf");
        }
        if (holdAfter != null) {
            later.add("--hold-after");
        }
        if (minMos != null) {
            later.add("--min-mos");
        }
        return later;
    }

    @Override
    Report run(Talk talk) {
        List<Refusal> troubles = fileTroubles();
        return AudioInput.named(sound.play())
                .then(input -> Accounts.towards(
                                target,
                                account.wish(output(), Optional.of(sound)),
                                surroundings().environment())
                        .then(ready -> checked(ready).then(fine -> recording(troubles)
                                .then(outputs -> Outcome.granted(call(fine, new CallMedia(input, outputs), talk))))))
                .fold(report -> report, this::refused);
    }

    /** A target that cannot be called is known before anybody registers. */
    private Outcome<Accounts.Ready> checked(Accounts.Ready ready) {
        return Accounts.callee(target, ready.account()).fold(callee -> Outcome.granted(ready), refusal -> {
            ready.close();
            return new Outcome.Refused<>(refusal);
        });
    }

    private Outcome<List<AudioOutput>> recording(List<Refusal> troubles) {
        return sound.record()
                .map(file -> Recording.to(file, troubles::add).then(output -> Outcome.granted(List.of(output))))
                .orElseGet(() -> Outcome.granted(List.of()));
    }

    private Report call(Accounts.Ready ready, CallMedia media, Talk talk) {
        Report.Builder report = Report.builder(name());
        try (ready;
                PhoneSession session =
                        new PhoneSession(ready.account(), surroundings().phones(), capture(), talk, interrupt())) {
            End registered = ready.account().registers() ? session.register() : new End.Ok();
            if (registered.isOk()) {
                judge(report, session.call(target, media, Optional.ofNullable(length)));
            } else {
                media.outputs().forEach(CallCommand::discard);
                report.exit(Facts.exit(registered));
                registered.reason().ifPresent(report::reason);
            }
            ready.findings().forEach(finding -> report.reason(finding.what()));
            session.finish(report);
        }
        return interrupted(report);
    }

    private static void discard(AudioOutput output) {
        output.close();
    }

    private void judge(Report.Builder report, CallReport call) {
        report.call(Facts.call(call));
        report.media(Facts.media(call));
        report.heard(Facts.heard(call));
        report.exit(Facts.exit(call.end()));
        Integer wanted = expected;
        if (wanted != null && call.status().isPresent()) {
            boolean came = call.status().get().equals(wanted);
            report.exit(Expectation.status(came, call.end()));
            if (!came) {
                report.reason(new Refusal(CliReason.CLI_20, call.status().get() + " instead of " + wanted));
            }
        }
        report.reasons(Facts.reasons(call.end(), call));
        Double hertz = expectedTone;
        if (hertz != null) {
            Expectation.tone(hertz, Facts.heard(call)).ifPresent(missed -> {
                report.atLeast(ExitCode.CHECK_FAILED);
                report.reason(missed);
            });
        }
    }
}
