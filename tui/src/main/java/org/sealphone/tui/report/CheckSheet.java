package org.sealphone.tui.report;

import java.util.List;
import org.sealphone.tui.text.Look;
import org.sealphone.tui.text.Sheet;
import org.sealphone.tui.text.Tint;

/** What {@code doctor} found, for a person: a sign, what was found, and beneath whatever is not well the thing to do. */
final class CheckSheet {
    private static final int COLUMNS = 60;

    private final Look look;
    private final Sheet sheet;

    private CheckSheet(Look look) {
        this.look = look;
        this.sheet = new Sheet(look);
    }

    static String of(Report report, List<Report.Check> checks, Look look) {
        return new CheckSheet(look).write(report, checks);
    }

    private String write(Report report, List<Report.Check> checks) {
        sheet.heading("This machine");
        String above = "";
        for (Report.Check check : checks) {
            row(check, check.subject().equals(above) ? "" : check.subject());
            above = check.subject();
        }
        sheet.gap();
        sheet.line(verdict(report.exit(), checks));
        return sheet.toString();
    }

    private void row(Report.Check check, String label) {
        String code = check.reason().map(reason -> " [" + reason.code() + "]").orElse("");
        String first = sign(check.health());
        String name = label;
        for (String line : Sheet.wrap(look.foreign(check.found()) + code, COLUMNS)) {
            sheet.row(name, first + " " + line);
            name = "";
            first = indent();
        }
        check.advice().ifPresent(this::advice);
    }

    private void advice(String words) {
        String first = look.paint(Tint.FAINT, "do: ");
        for (String line : Sheet.wrap(look.foreign(words), COLUMNS - "do: ".length())) {
            sheet.row("", indent() + " " + first + line);
            first = "    ";
        }
    }

    private String sign(Health health) {
        return switch (health) {
            case GOOD -> look.tick();
            case CARE -> look.care();
            case FAULT -> look.cross();
        };
    }

    /** As wide as a sign. */
    private String indent() {
        return look.ascii() ? "  " : " ";
    }

    private String verdict(ExitCode exit, List<Report.Check> checks) {
        long faults = count(checks, Health.FAULT);
        long cares = count(checks, Health.CARE);
        String sum = HumanReport.plural(faults, "fault") + ", " + HumanReport.plural(cares, "remark");
        return exit == ExitCode.OK
                ? look.paint(Tint.GOOD, exit.word()) + "  " + sum
                : look.paint(Tint.BAD, exit.word()) + " (exit " + exit.code() + ")  " + sum;
    }

    private static long count(List<Report.Check> checks, Health health) {
        return checks.stream().filter(check -> check.health() == health).count();
    }
}
