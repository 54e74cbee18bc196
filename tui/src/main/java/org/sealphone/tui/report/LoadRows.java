package org.sealphone.tui.report;

import java.time.Duration;
import java.util.Locale;
import java.util.TreeMap;
import org.sealphone.tui.text.Look;
import org.sealphone.tui.text.Sheet;
import org.sealphone.tui.text.Spans;
import org.sealphone.tui.text.Tint;

/** Many calls, for a person: their sum in as many lines as one call has, and each way to fail in one. */
final class LoadRows {
    private static final int PROMPT_MILLIS = 10;

    private final Sheet sheet;
    private final Look look;
    private final Report.Load load;
    private final Crowd sum;

    private LoadRows(Sheet sheet, Report.Load load) {
        this.sheet = sheet;
        this.look = sheet.look();
        this.load = load;
        this.sum = load.sum();
    }

    static void write(Sheet sheet, Report.Load load) {
        new LoadRows(sheet, load).write();
    }

    private void write() {
        sheet.text("calls", calls());
        sum.failed().forEach(failed -> sheet.text("failed", look.foreign(failure(failed))));
        sum.setupMillis().ifPresent(spread -> sheet.row("set-up", spread(spread)));
        new TreeMap<>(sum.codecs())
                .forEach((codec, calls) -> sheet.row("media", HumanReport.plural(calls, "call") + " " + codec));
        if (sum.answered() > 0) {
            sheet.row(
                    "packets",
                    HumanReport.count(sum.txPackets()) + " out, " + HumanReport.count(sum.rxPackets()) + " in, "
                            + counted(sum.rxLost(), "lost") + ", " + counted(sum.notAuthentic(), "not authentic"));
        }
        sum.promptWithin(PROMPT_MILLIS).ifPresent(part -> sheet.row("pace", pace(part)));
        sum.jitterMillis().ifPresent(spread -> sheet.row("jitter", spread(spread)));
        sum.mos()
                .ifPresent(spread -> sheet.row(
                        "quality",
                        "MOS " + HumanReport.decimal(spread.median()) + " in the middle, "
                                + HumanReport.decimal(spread.least()) + " at least"));
        load.tonesRight()
                .ifPresent(right -> sheet.row(
                        "tones",
                        HumanReport.count(right) + " of " + HumanReport.count(sum.over()) + " heard as they should"));
        load.corePercentOfCall().ifPresent(percent -> sheet.text("processor", processor(percent)));
    }

    private String calls() {
        String rate = load.perSecond()
                .map(value -> ", " + HumanReport.decimal(value) + " a second")
                .orElse("");
        String together = load.togetherMillis()
                .map(millis -> ", then " + Spans.text(Duration.ofMillis(millis)) + " together")
                .orElse("");
        return HumanReport.count(sum.answered()) + " of " + HumanReport.count(load.wanted()) + " answered" + rate
                + together;
    }

    private static String failure(Crowd.Failed failed) {
        String status = failed.status().map(value -> ", " + value).orElse("");
        String why = failed.first().map(refusal -> ": " + refusal.text()).orElse("");
        return HumanReport.plural(failed.calls(), "call") + " " + failed.exit().word() + status + why;
    }

    private static String spread(Spread spread) {
        return String.format(
                Locale.ROOT,
                "%s ms in the middle, 95 in 100 within %s, %s at most",
                HumanReport.decimal(spread.median()),
                HumanReport.decimal(spread.p95()),
                HumanReport.decimal(spread.most()));
    }

    private String counted(long number, String what) {
        return look.paint(number == 0 ? Tint.GOOD : Tint.BAD, HumanReport.count(number) + " " + what);
    }

    private String pace(double part) {
        return percent(part) + " of packets within " + PROMPT_MILLIS + " ms of their time, "
                + HumanReport.decimal(sum.lateness().mostMillis()) + " ms at most";
    }

    /** Never rounded up to all. */
    private static String percent(double part) {
        return String.format(Locale.ROOT, "%.3f %%", Math.floor(part * 1e5) / 1e3);
    }

    private String processor(double percent) {
        String seconds = load.cpuMillis()
                .map(millis -> Spans.text(Duration.ofMillis(millis)))
                .orElse("?");
        return String.format(Locale.ROOT, "%.3f %% of a core a call, %s of it while they went on", percent, seconds);
    }
}
