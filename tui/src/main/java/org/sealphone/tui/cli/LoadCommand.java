package org.sealphone.tui.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.srtp.SrtpSuite;
import org.sealphone.crypto.time.SystemTimeline;
import org.sealphone.harness.load.CallTone;
import org.sealphone.harness.load.LoadPlan;
import org.sealphone.harness.load.LoadRun;
import org.sealphone.media.audio.AudioOutput;
import org.sealphone.media.codec.Codec;
import org.sealphone.tui.config.Accounts;
import org.sealphone.tui.report.Crowd;
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

/** {@code load}: many calls at once, each with keys, sockets, codec and a tone of its own, and what they were in sum. */
@Command(
        name = "load",
        header = "Many sealed calls at once, each with its own keys, sockets and tone.",
        description = {
            "  sealphone load echo --calls 100 --rate 10 --for 1m --expect-tone own \\",
            "      --registrar sips:pbx.example --user alice --password-file alice.pw",
            "  sealphone load bob --calls 1000 --rate 50 --for 5m --codecs pcmu -o json \\",
            "      --registrar sips:pbx.example --user alice --password-file alice.pw",
            "  and on the other side, first:",
            "  sealphone answer --auto --at-once 1000 --calls 1000 --play echo \\",
            "      --expect-tone each --registrar sips:pbx.example --user bob ..."
        })
final class LoadCommand extends Verb {
    @Parameters(
            index = "0",
            paramLabel = "TARGET",
            description = "A sips: or sip:...;transport=tls URI, or a number or name of the account's domain.")
    private String target = "";

    @Option(
            names = "--calls",
            paramLabel = "N",
            converter = Parsing.Crowd.class,
            description = "How many calls, 10 without it.")
    private int calls = 10;

    @Option(
            names = "--rate",
            paramLabel = "R",
            converter = Parsing.Rate.class,
            description = "How many are dialled in a second, 10 without it.")
    private double rate = 10;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            converter = Parsing.Span.class,
            description = "How long all of them go on together once the last is answered, 10s without it.")
    private Duration together = Duration.ofSeconds(10);

    @Option(
            names = "--expect-tone",
            paramLabel = "HZ",
            converter = Parsing.ToneOfCall.class,
            description =
                    "Success needs this tone to be heard in each call; own: the one that the call itself sends, as an echo brings it back.")
    private @Nullable IntToDoubleFunction expectedTone;

    @Option(
            names = "--codecs",
            paramLabel = "LIST",
            split = ",",
            converter = Parsing.CodecName.class,
            description = "The codecs to offer, the best first.")
    private List<Codec> codecs = List.of();

    @Option(
            names = "--suites",
            paramLabel = "LIST",
            split = ",",
            converter = Parsing.SuiteName.class,
            description = "The SRTP suites to offer, the best first.")
    private List<SrtpSuite> suites = List.of();

    @ArgGroup(validate = false, exclusive = false, heading = "%nAccount:%n")
    private AccountOptions account = new AccountOptions();

    @Mixin
    private OpusOptions opus = new OpusOptions();

    LoadCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    Report run(Talk talk) {
        Optional<Refusal> tooFew = OpenFiles.tooFewFor(calls);
        if (tooFew.isPresent()) {
            return refused(tooFew.get());
        }
        return opus.ready(codecs)
                .then(ready -> Accounts.towards(
                        target,
                        account.wish(output(), codecs, suites),
                        surroundings().environment()))
                .then(ready -> ready.orClosed(Accounts.callee(target, ready.account()))
                        .then(callee -> Outcome.granted(load(ready, talk))))
                .fold(report -> report, this::refused);
    }

    private Report load(Accounts.Ready ready, Talk talk) {
        Report.Builder report = Report.builder(name());
        try (ready;
                PhoneSession session = crowd(ready.account(), talk);
                SystemTimeline clock = new SystemTimeline("load")) {
            End registered = ready.account().registers() ? session.register() : new End.Ok();
            report.exit(Facts.exit(registered));
            registered.reason().ifPresent(report::reason);
            if (registered.isOk()) {
                dial(session, clock, report, talk);
            }
            OpusOptions.missing(codecs).ifPresent(report::reason);
            ready.findings().forEach(finding -> report.reason(finding.what()));
            session.finish(report);
        }
        return interrupted(report);
    }

    private void dial(PhoneSession session, SystemTimeline clock, Report.Builder report, Talk talk) {
        talk.say(Instant.now(), "calling " + target + " " + calls + " times, " + rate + " a second ...");
        talk.hint("Ctrl-C hangs up all of them and reports");
        ProcessorTime processor = new ProcessorTime(words -> talk.say(Instant.now(), words));
        LoadPlan plan = new LoadPlan(target, calls, rate, together);
        LoadRun run = LoadRun.begin(session.ua(), clock, plan, LoadCommand::media, processor);
        session.listen(run::happened);
        Optional<End> lost = session.stay(run.over(), Optional.empty());
        run.stop();
        session.settle(run.over());
        Map<Integer, CallReport> reports = run.reports();
        List<Report.CallEntry> entries = new ArrayList<>();
        int right = 0;
        for (int call = 0; call < run.dialled(); call++) {
            CallReport over = reports.get(call);
            if (over != null) {
                Optional<Refusal> missed = missedTone(call, over);
                right += missed.isEmpty() ? 1 : 0;
                entries.add(entry(over, missed));
            }
        }
        report.calls(entries);
        report.load(new Report.Load(
                calls,
                Optional.of(rate),
                processor.lasted().map(Duration::toMillis),
                processor.used().map(Duration::toMillis),
                expectedTone == null ? Optional.empty() : Optional.of((long) right),
                Crowd.of(entries)));
        entries.forEach(entry -> report.atLeast(entry.exit()));
        Facts.oneOfEachKind(entries).forEach(report::reason);
        lost.ifPresent(end -> {
            report.atLeast(Facts.exit(end));
            end.reason().ifPresent(report::reason);
        });
    }

    private static CallMedia media(int call) {
        return new CallMedia(CallTone.of(call), List.of(AudioOutput.discard()));
    }

    private Optional<Refusal> missedTone(int call, CallReport over) {
        IntToDoubleFunction expected = expectedTone;
        return expected == null ? Optional.empty() : Expectation.tone(expected.applyAsDouble(call), Facts.heard(over));
    }

    private static Report.CallEntry entry(CallReport over, Optional<Refusal> missed) {
        ExitCode exit = Facts.exit(over.end());
        List<Refusal> reasons = new ArrayList<>(Facts.reasons(over.end(), over));
        missed.filter(why -> exit == ExitCode.OK).ifPresent(reasons::add);
        return new Report.CallEntry(
                missed.isPresent() ? exit.or(ExitCode.CHECK_FAILED) : exit,
                Facts.call(over),
                over.remoteName(),
                Facts.media(over),
                Facts.heard(over),
                reasons);
    }
}
