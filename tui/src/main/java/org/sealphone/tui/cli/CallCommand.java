package org.sealphone.tui.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.media.audio.AudioOutput;
import org.sealphone.tui.config.Accounts;
import org.sealphone.tui.config.CliReason;
import org.sealphone.tui.report.ExitCode;
import org.sealphone.tui.report.Report;
import org.sealphone.ua.api.CallMedia;
import org.sealphone.ua.api.CallReport;
import org.sealphone.ua.api.End;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
            "  sealphone call sips:echo@pbx.example --no-register --ca ca.pem -o json",
            "  sealphone call bob --control /run/user/1000/bob.sock --registrar ..."
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

    @Mixin
    private OpusOptions opus = new OpusOptions();

    @Option(
            names = "--dtmf",
            paramLabel = "DIGITS",
            converter = Parsing.Keys.class,
            description = "Press these keys a second after the answer; , or p is a pause of a second.")
    private @Nullable String dtmf;

    @Option(
            names = "--hold-after",
            paramLabel = "TIME",
            converter = Parsing.Span.class,
            description = "Hold after so long, for two seconds, then resume.")
    private @Nullable Duration holdAfter;

    @Option(
            names = "--min-mos",
            paramLabel = "MOS",
            converter = Parsing.Mos.class,
            description =
                    "Success needs at least this quality of what is heard, 1 to 4.4 by the E-model (ITU-T G.107).")
    private @Nullable Double leastMos;

    @Mixin
    private ControlOptions control = new ControlOptions();

    CallCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    Report run(Talk talk) {
        Duration hold = holdAfter;
        Duration whole = length;
        if (hold != null && whole != null && hold.plus(PhoneSession.HOLD).compareTo(whole) >= 0) {
            return refused(new Refusal(CliReason.CLI_02, "--hold-after: hold and resume have to fit into --for"));
        }
        if (sound.play().equals(SoundOptions.CONFERENCE)) {
            return refused(new Refusal(CliReason.CLI_06, "call and --play conference: one call has no others to hear"));
        }
        List<Refusal> troubles = fileTroubles();
        return opus.ready(sound.codecs())
                .then(codecs -> CallSound.of(sound, surroundings().devices(), talk))
                .then(heard -> Accounts.towards(
                                target,
                                account.wish(output(), Optional.of(sound)),
                                surroundings().environment())
                        .then(ready -> ready.orClosed(prepared(ready, troubles))
                                .then(recorder -> Outcome.granted(call(ready, heard, recorder, talk)))))
                .fold(report -> report, this::refused);
    }

    /** A target that cannot be called is known before anybody registers. */
    private Outcome<CallRecorder> prepared(Accounts.Ready ready, List<Refusal> troubles) {
        return Accounts.callee(target, ready.account()).then(callee -> CallRecorder.of(sound.tapes(), troubles));
    }

    private Report call(Accounts.Ready ready, CallSound heard, CallRecorder recorder, Talk talk) {
        CallMedia sounding = heard.media();
        List<AudioOutput> outputs = new ArrayList<>(sounding.outputs());
        outputs.addAll(recorder.next());
        CallMedia media = new CallMedia(sounding.input(), outputs);
        try (ready;
                PhoneSession session = session(ready.account(), talk)) {
            return control.file(surroundings().environment())
                    .then(file -> ControlDesk.open(file, session, heard::media, session::hangUpAll))
                    .fold(
                            desk -> {
                                try (desk) {
                                    return called(ready, heard, session, media);
                                }
                            },
                            refusal -> {
                                media.outputs().forEach(CallCommand::discard);
                                return refused(refusal);
                            });
        }
    }

    private Report called(Accounts.Ready ready, CallSound heard, PhoneSession session, CallMedia media) {
        Report.Builder report = Report.builder(name());
        End registered = ready.account().registers() ? session.register() : new End.Ok();
        if (registered.isOk()) {
            judge(report, listening(session, media, heard));
            if (control.given()) {
                session.others();
            }
        } else {
            media.outputs().forEach(CallCommand::discard);
            report.exit(Facts.exit(registered));
            registered.reason().ifPresent(report::reason);
        }
        OpusOptions.missing(sound.codecs()).ifPresent(report::reason);
        heard.account(report);
        ready.findings().forEach(finding -> report.reason(finding.what()));
        session.finish(report);
        return interrupted(report);
    }

    private CallReport listening(PhoneSession session, CallMedia media, CallSound heard) {
        Optional<Ringing> ringing = heard.ringing();
        ringing.ifPresent(session::listen);
        CallReport call = session.call(
                target, media, Optional.ofNullable(dtmf), Optional.ofNullable(length), Optional.ofNullable(holdAfter));
        ringing.ifPresent(tones -> {
            try (tones) {
                interrupt().await(tones.after(call), Ringing.AFTERWARDS.plusSeconds(1));
            }
        });
        return call;
    }

    private static void discard(AudioOutput output) {
        output.close();
    }

    private void judge(Report.Builder report, CallReport call) {
        report.call(Facts.call(call));
        report.media(Facts.media(call));
        report.heard(Facts.heard(call));
        report.exit(Facts.exit(call.end()));
        boolean foretold = foretold(report, call);
        Expectation.digits(Optional.ofNullable(dtmf), call).ifPresent(missed -> {
            report.atLeast(ExitCode.CHECK_FAILED);
            report.reason(missed);
        });
        Double hertz = expectedTone;
        if (hertz != null) {
            Expectation.tone(hertz, Facts.heard(call)).ifPresent(missed -> {
                report.atLeast(ExitCode.CHECK_FAILED);
                report.reason(missed);
            });
        }
        Double least = leastMos;
        if (least != null) {
            Expectation.quality(least, Facts.media(call)).ifPresent(missed -> {
                report.atLeast(ExitCode.CHECK_FAILED);
                report.reason(missed);
            });
        }
        report.reasons(foretold ? Facts.findings(call) : Facts.reasons(call.end(), call));
    }

    /** Whether the status that was foretold came, so that nothing has to be explained. */
    private boolean foretold(Report.Builder report, CallReport call) {
        Integer wanted = expected;
        if (wanted == null || call.status().isEmpty()) {
            call.end().reason().ifPresent(report::reason);
            return false;
        }
        boolean came = call.status().get().equals(wanted);
        report.exit(Expectation.status(came, call.end()));
        if (!came) {
            report.reason(new Refusal(CliReason.CLI_20, call.status().get() + " instead of " + wanted));
        }
        boolean explained = came && call.end() instanceof End.RejectedByPeer;
        if (!explained) {
            call.end().reason().ifPresent(report::reason);
        }
        return explained;
    }
}
