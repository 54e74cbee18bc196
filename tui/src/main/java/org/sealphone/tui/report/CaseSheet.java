package org.sealphone.tui.report;

import java.util.List;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.tui.text.Look;
import org.sealphone.tui.text.Sheet;
import org.sealphone.tui.text.Tint;

/** The cases of a plan for a person: a sign and a name, the facts of both sides, and why where it failed. */
final class CaseSheet {
    private CaseSheet() {}

    static String of(Report report, List<Report.Case> cases, Look look) {
        Sheet sheet = new Sheet(look);
        sheet.heading("Plan");
        for (Report.Case one : cases) {
            boolean ok = one.exit() == ExitCode.OK;
            sheet.line((ok ? look.tick() : look.cross()) + " " + look.foreign(one.name())
                    + (ok ? "" : "  " + look.paint(Tint.BAD, one.exit().word())));
            one.caller().ifPresent(entry -> side(sheet, "caller", entry));
            one.callee().ifPresent(entry -> side(sheet, "callee", entry));
            for (Refusal why : one.reasons()) {
                sheet.text("why", why.text());
            }
        }
        sheet.gap();
        long failed = cases.stream().filter(one -> one.exit() != ExitCode.OK).count();
        sheet.line((failed == 0 && report.exit() == ExitCode.OK
                        ? look.paint(Tint.GOOD, report.exit().word())
                        : look.paint(Tint.BAD, report.exit().word()) + " (exit "
                                + report.exit().code() + ")")
                + "  " + (cases.size() - failed) + " of " + cases.size() + " as wanted");
        return sheet.toString();
    }

    private static void side(Sheet sheet, String who, Report.CallEntry entry) {
        Look look = sheet.look();
        sheet.row(
                who,
                look.foreign(entry.call().target()) + " "
                        + entry.call().status().map(String::valueOf).orElse("no answer")
                        + entry.call()
                                .setupMillis()
                                .map(ms -> " after " + ms + " ms")
                                .orElse(""));
        entry.media()
                .ifPresent(media ->
                        sheet.row("", media.codec() + " in " + media.suite() + ", " + HumanReport.packets(media)));
        entry.heard().ifPresent(heard -> sheet.row("", HumanReport.heard(heard)));
    }
}
