package org.sealphone.tui.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.tui.text.Look;
import org.sealphone.tui.text.Sheet;
import org.sealphone.tui.text.Spans;
import org.sealphone.tui.text.Tint;

/** A proof for a person: a line for each rule, what did not hold in full, what left, and the verdict. */
final class ProveSheet {
    private static final int RULE = 9;
    private static final int PLAYED = 4;
    private static final String SEALED = "sealed";

    private final Report report;
    private final Report.Proof proof;
    private final Look look;
    private final Sheet sheet;

    private ProveSheet(Report report, Report.Proof proof, Look look) {
        this.report = report;
        this.proof = proof;
        this.look = look;
        this.sheet = new Sheet(look);
    }

    static String of(Report report, Report.Proof proof, Look look) {
        return new ProveSheet(report, proof, look).write();
    }

    private String write() {
        scenarios();
        left();
        verdict();
        return sheet.toString();
    }

    private void scenarios() {
        Map<String, List<Report.Scenario>> rules = new LinkedHashMap<>();
        proof.scenarios().forEach(scenario -> rules.computeIfAbsent(scenario.id(), id -> new ArrayList<>())
                .add(scenario));
        sheet.heading("Hostile scenarios, by rule");
        rules.forEach((id, all) -> {
            List<Report.Scenario> bad = all.stream()
                    .filter(scenario -> !scenario.verdict().equals(SEALED))
                    .toList();
            sheet.line("  " + (bad.isEmpty() ? look.tick() : look.cross()) + " " + Sheet.pad(id, RULE)
                    + Sheet.right(Integer.toString(all.size()), PLAYED) + " played, "
                    + (bad.isEmpty()
                            ? look.paint(Tint.GOOD, all.size() == 1 ? SEALED : "all sealed")
                            : look.paint(Tint.BAD, bad.size() + " not sealed")));
            bad.forEach(
                    scenario -> Sheet.wrap(scenario.verdict() + ": " + look.foreign(scenario.detail()), Sheet.WIDTH - 8)
                            .forEach(line -> sheet.line("        " + line)));
        });
    }

    private void left() {
        Report.Bytes bytes = proof.bytes();
        sheet.heading("What left: every octet of " + HumanReport.plural(proof.frames(), "frame"));
        sheet.row("TLS", HumanReport.count(bytes.tls()) + " octets, decrypted with the trunk's keys");
        sheet.row(
                "SRTP",
                HumanReport.count(bytes.srtp() + bytes.srtcp()) + " octets, authentic under keys from that TLS");
        sheet.row("DNS", HumanReport.count(bytes.dns()) + " octets, questions for names on a list and their answers");
        sheet.row("headers", HumanReport.count(bytes.link()) + " octets");
        sheet.row("others", HumanReport.count(bytes.peer()) + " octets, of the trunk");
        sheet.row(
                "in clear",
                bytes.unknown() == 0
                        ? "nothing"
                        : HumanReport.count(bytes.unknown()) + " octets, " + look.paint(Tint.BAD, "LEAK"));
        sheet.row("controls", proof.controlsCaught() + " of " + proof.controlsTotal() + " planted leaks were caught");
        sheet.row("stage", proof.stage());
    }

    private void verdict() {
        sheet.gap();
        report.reasons().stream()
                .map(Refusal::reason)
                .distinct()
                .flatMap(reason -> Sheet.wrap(reason.code() + "  " + reason.title(), Sheet.WIDTH - 2).stream())
                .forEach(line -> sheet.line("  " + line));
        String took = " (" + Spans.text(Duration.ofMillis(proof.tookMillis())) + ")";
        int played = proof.scenarios().size();
        sheet.line(
                proof.sealed()
                        ? look.paint(Tint.GOOD, "SEALED") + "  " + HumanReport.plural(played, "scenario")
                                + ", not one byte left in clear" + took
                        : look.paint(Tint.BAD, "NOT SEALED") + "  "
                                + report.exit().word() + ", exit "
                                + report.exit().code() + took);
    }
}
