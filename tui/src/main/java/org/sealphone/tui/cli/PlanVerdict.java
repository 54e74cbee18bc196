package org.sealphone.tui.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.tui.config.CliReason;
import org.sealphone.tui.config.Plan;
import org.sealphone.tui.config.Plan.Expect;
import org.sealphone.tui.report.ExitCode;
import org.sealphone.tui.report.PhoneWords;
import org.sealphone.tui.report.Report;
import org.sealphone.tui.text.Spans;
import org.sealphone.ua.api.CallReport;
import org.sealphone.ua.api.End;

/** Compares what a plan expected of a call with what came. Pure. */
final class PlanVerdict {
    private final Plan.Call call;
    private final CallReport caller;
    private final Optional<CallReport> callee;
    private final List<Refusal> unmet = new ArrayList<>();
    private ExitCode exit;

    private PlanVerdict(Plan.Call call, CallReport caller, Optional<CallReport> callee) {
        this.call = call;
        this.caller = caller;
        this.callee = callee;
        this.exit = Facts.exit(caller.end());
    }

    /**
     * The case of a call.
     *
     * @param callee the other side, where it is one of ours and was reached
     * @param tls the version of the caller's flow
     * @param transfer how the transfer came out, where there was to be one
     */
    static Report.Case of(
            Plan.Call call,
            CallReport caller,
            Optional<CallReport> callee,
            Optional<String> tls,
            Optional<End> transfer,
            long millis) {
        PlanVerdict verdict = new PlanVerdict(call, caller, callee);
        verdict.judge(tls, transfer);
        List<Refusal> reasons = new ArrayList<>(verdict.unmet);
        reasons.addAll(Facts.findings(caller));
        return new Report.Case(
                call.name(), verdict.exit, millis, Optional.of(entry(caller)), callee.map(PlanVerdict::entry), reasons);
    }

    static Report.CallEntry entry(CallReport report) {
        return new Report.CallEntry(
                Facts.exit(report.end()),
                Facts.call(report),
                report.remoteName(),
                Facts.media(report),
                Facts.heard(report),
                Facts.reasons(report.end(), report));
    }

    private void judge(Optional<String> tls, Optional<End> transfer) {
        Optional<Report.Media> media = Facts.media(caller);
        status();
        call.expect(Expect.TONE)
                .flatMap(hertz -> Expectation.tone(Double.parseDouble(hertz), Facts.heard(caller)))
                .ifPresent(this::missed);
        call.expect(Expect.CALLEE_TONE)
                .flatMap(hertz -> Expectation.tone(Double.parseDouble(hertz), callee.flatMap(Facts::heard)))
                .ifPresent(this::missed);
        call.expect(Expect.MIN_MOS)
                .flatMap(least -> Expectation.quality(Double.parseDouble(least), media))
                .ifPresent(this::missed);
        same(Expect.SUITE, media.map(Report.Media::suite));
        same(Expect.CODEC, media.map(Report.Media::codec));
        same(Expect.TLS, tls);
        same(Expect.CALLEE_DTMF, callee.flatMap(Facts::media).flatMap(Report.Media::dtmfReceived));
        most(Expect.MAX_LOSS, media.map(PlanVerdict::loss), Double::parseDouble, "%");
        most(
                Expect.MAX_SETUP,
                caller.setupMillis().map(Long::doubleValue),
                text -> Spans.parse(text).map(Duration::toMillis).orElse(0L),
                " ms");
        Expectation.digits(call.step(Plan.Step.DTMF), caller).ifPresent(this::missed);
        transfer.filter(end -> !end.isOk())
                .ifPresent(end -> missed(new Refusal(CliReason.CLI_31, "the transfer: " + PhoneWords.of(end))));
    }

    private void status() {
        Optional<Integer> wanted = call.expect(Expect.STATUS).map(Integer::valueOf);
        if (wanted.isEmpty() || caller.status().isEmpty()) {
            caller.end().reason().ifPresent(unmet::add);
            wanted.ifPresent(status -> missed(new Refusal(CliReason.CLI_20, "no answer instead of " + status)));
            return;
        }
        boolean came = caller.status().equals(wanted);
        exit = Expectation.status(came, caller.end());
        if (!came) {
            missed(new Refusal(CliReason.CLI_20, caller.status().get() + " instead of " + wanted.get()));
        }
        if (!came || !(caller.end() instanceof End.RejectedByPeer)) {
            caller.end().reason().ifPresent(unmet::add);
        }
    }

    private void same(Expect what, Optional<String> got) {
        Optional<String> wanted = call.expect(what);
        if (wanted.isPresent() && !got.equals(wanted)) {
            missed(new Refusal(
                    CliReason.CLI_31, what.word() + ": wanted " + wanted.get() + ", got " + got.orElse("nothing")));
        }
    }

    private void most(Expect what, Optional<Double> got, ToDoubleFunction<String> number, String unit) {
        Optional<String> wanted = call.expect(what);
        if (wanted.isPresent() && (got.isEmpty() || got.get() > number.applyAsDouble(wanted.get()))) {
            String came = got.map(value -> String.format(Locale.ROOT, "%.2f", value) + unit)
                    .orElse("nothing");
            missed(new Refusal(CliReason.CLI_31, what.word() + ": wanted at most " + wanted.get() + ", got " + came));
        }
    }

    /** Of the packets that were sent to us, in percent. */
    private static double loss(Report.Media media) {
        long all = media.rxPackets() + media.rxLost();
        return all == 0 ? 100 : 100.0 * media.rxLost() / all;
    }

    private void missed(Refusal why) {
        unmet.add(why);
        exit = exit.or(ExitCode.CHECK_FAILED);
    }
}
