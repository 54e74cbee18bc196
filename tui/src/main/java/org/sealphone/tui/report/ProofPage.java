package org.sealphone.tui.report;

import java.util.List;
import java.util.Locale;
import org.sealphone.crypto.reason.Refusal;

/**
 * A proof as one page that a browser shows without asking anybody for anything: verdict, octets by class, and of each scenario the evidence, the
 * octets, the ladder and what was said, keys blanked. There is no script in it, and its own policy forbids any. Pure.
 */
public final class ProofPage {
    private static final String SEALED = "sealed";
    private static final String STYLE =
            """
            body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1f24;background:#fff}
            table{border-collapse:collapse;margin:.5rem 0}td,th{padding:.2rem .8rem;border-bottom:1px solid #d8dee4;text-align:left}
            td.n{text-align:right;font-variant-numeric:tabular-nums}.sealed{color:#116329}.leak,.failed{color:#a40e26;font-weight:600}
            pre{background:#f6f8fa;padding:.6rem;overflow:auto;font-size:12px}svg{max-width:100%;font-size:12px}
            .life{stroke:#8c959f}.arrow{stroke:#0550ae}polygon{fill:#0550ae}.time{fill:#57606a;font-size:10px}.head{font-weight:600}
            section{border-top:1px solid #d8dee4;margin-top:1.5rem}
            """;

    private final Report report;
    private final Report.Proof proof;
    private final StringBuilder html = new StringBuilder();

    private ProofPage(Report report, Report.Proof proof) {
        this.report = report;
        this.proof = proof;
    }

    /** The whole file. */
    public static String of(Report report, Report.Proof proof) {
        return new ProofPage(report, proof).write();
    }

    private String write() {
        html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append(
                        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n")
                .append("<title>Sealphone: proof</title>\n<style>\n")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n");
        verdict();
        octets();
        table();
        for (int i = 0; i < proof.scenarios().size(); i++) {
            int number = i;
            Report.Scenario scenario = proof.scenarios().get(i);
            scenario.exhibit().ifPresent(exhibit -> section(number, scenario, exhibit));
        }
        return html.append("</body>\n</html>\n").toString();
    }

    private void verdict() {
        html.append("<h1 class=\"")
                .append(proof.sealed() ? SEALED : "failed")
                .append("\">")
                .append(proof.sealed() ? "SEALED" : "NOT SEALED")
                .append("</h1>\n<p>")
                .append(proof.scenarios().size())
                .append(" scenarios in ")
                .append(String.format(Locale.ROOT, "%.1f", proof.tookMillis() / 1000.0))
                .append(" s on the stage ")
                .append(Markup.of(proof.stage()))
                .append("; exit ")
                .append(report.exit().code())
                .append(", ")
                .append(Markup.of(report.exit().word()))
                .append("; ")
                .append(proof.controlsCaught())
                .append(" of ")
                .append(proof.controlsTotal())
                .append(" planted leaks were caught; the user's name was ")
                .append(proof.canarySeenDecrypted() ? "" : "not ")
                .append("seen decrypted, and ")
                .append(proof.canarySeenInClear())
                .append(" times in clear.</p>\n");
        report.reasons().stream().map(Refusal::text).forEach(reason -> html.append("<pre>")
                .append(Markup.of(reason))
                .append("</pre>\n"));
    }

    private void octets() {
        html.append("<h2>What left: every octet of ").append(proof.frames()).append(" frames</h2>\n");
        bytes(proof.bytes());
    }

    private void bytes(Report.Bytes bytes) {
        html.append("<table>\n");
        row("TLS, decrypted with the trunk's keys", bytes.tls());
        row("SRTP, authentic under keys from that TLS", bytes.srtp());
        row("SRTCP, the same", bytes.srtcp());
        row("DNS, names on the list", bytes.dns());
        row("headers and link housekeeping", bytes.link());
        row("of the trunk, not judged", bytes.peer());
        row("unknown, which is a leak", bytes.unknown());
        row("sum", bytes.total());
        html.append("</table>\n");
    }

    private void row(String what, long octets) {
        html.append("<tr><td>")
                .append(what)
                .append("</td><td class=\"n\">")
                .append(String.format(Locale.ROOT, "%,d", octets))
                .append("</td></tr>\n");
    }

    private void table() {
        html.append(
                "<h2>Scenarios</h2>\n<table>\n<tr><th>rule</th><th>what the trunk does</th><th>verdict</th></tr>\n");
        for (int i = 0; i < proof.scenarios().size(); i++) {
            Report.Scenario scenario = proof.scenarios().get(i);
            html.append("<tr><td>")
                    .append(Markup.of(scenario.id()))
                    .append("</td><td><a href=\"#s")
                    .append(i)
                    .append("\">")
                    .append(Markup.of(
                            scenario.exhibit().map(Report.Exhibit::what).orElse(scenario.detail())))
                    .append("</a></td><td class=\"")
                    .append(Markup.of(scenario.verdict()))
                    .append("\">")
                    .append(Markup.of(scenario.verdict()))
                    .append("</td></tr>\n");
        }
        html.append("</table>\n");
    }

    private void section(int number, Report.Scenario scenario, Report.Exhibit exhibit) {
        html.append("<section id=\"s")
                .append(number)
                .append("\">\n<h3>")
                .append(Markup.of(scenario.id()))
                .append(": ")
                .append(Markup.of(exhibit.what()))
                .append(", <span class=\"")
                .append(Markup.of(scenario.verdict()))
                .append("\">")
                .append(Markup.of(scenario.verdict()))
                .append("</span></h3>\n");
        exhibit.evidence()
                .forEach(evidence ->
                        html.append("<pre>").append(Markup.of(evidence)).append("</pre>\n"));
        html.append(LadderDrawing.of(exhibit.steps()));
        folded("octets", () -> bytes(exhibit.bytes()));
        folded("what was said", () -> said(exhibit.steps()));
        html.append("</section>\n");
    }

    private void folded(String what, Runnable content) {
        html.append("<details><summary>").append(what).append("</summary>\n");
        content.run();
        html.append("</details>\n");
    }

    private void said(List<Report.Step> steps) {
        steps.stream().filter(step -> !step.text().isEmpty()).forEach(step -> html.append("<pre>")
                .append(step.fromPhone() ? "phone: " : "trunk: ")
                .append(Markup.of(step.text()))
                .append("</pre>\n"));
    }
}
