package org.sealphone.tui.report;

import java.util.List;
import java.util.Locale;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.tui.text.SafeText;

/**
 * A report as one page: no script, nothing loaded from anywhere, and a policy in it that says so to the browser. Texts of peers are made
 * visible and escaped. Pure.
 */
public final class HtmlReport {
    private static final String HEAD =
            """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>TITLE</title>
            <style>
            :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
            body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
            table { border-collapse: collapse; width: 100%; }
            th, td { text-align: left; vertical-align: top; padding: .4rem .6rem; border-bottom: 1px solid #8886; }
            .ok { color: #1a7f37; } .failed { color: #d1242f; font-weight: 600; }
            .facts { font: .85rem/1.4 ui-monospace, monospace; white-space: pre-wrap; }
            </style>
            </head>
            <body>
            <h1>TITLE</h1>
            """;

    private final StringBuilder out = new StringBuilder();

    private HtmlReport() {}

    public static String of(Report report) {
        HtmlReport page = new HtmlReport();
        page.write(report, Cases.of(report));
        return page.out.toString();
    }

    private void write(Report report, List<Cases> cases) {
        long failed = cases.stream().filter(one -> one.failure().isPresent()).count();
        out.append(HEAD.replace("TITLE", safe("sealphone " + report.command())));
        out.append("<p class=\"")
                .append(report.exit() == ExitCode.OK ? "ok" : "failed")
                .append("\">");
        out.append(safe(report.exit().word()))
                .append(" (exit ")
                .append(report.exit().code())
                .append("), ");
        out.append(cases.size() - failed).append(" of ").append(cases.size()).append(" as wanted</p>\n");
        report.signalling().ifPresent(flow -> out.append("<p>")
                .append(safe(flow.protocol() + ", " + flow.suite() + ", " + flow.group() + ", " + flow.identity()))
                .append("</p>\n"));
        out.append("<table>\n<tr><th>what</th><th>came out</th><th>seconds</th><th>found</th></tr>\n");
        cases.forEach(this::row);
        out.append("</table>\n");
        if (!report.reasons().isEmpty()) {
            out.append("<h2>Reasons</h2>\n<dl>\n");
            report.reasons().forEach(this::reason);
            out.append("</dl>\n");
        }
        out.append("</body>\n</html>\n");
    }

    private void row(Cases one) {
        out.append("<tr><td>").append(safe(one.name())).append("</td>");
        out.append(one.failure().isPresent() ? "<td class=\"failed\">failed</td>" : "<td class=\"ok\">ok</td>");
        out.append("<td>")
                .append(String.format(Locale.ROOT, "%.1f", one.seconds()))
                .append("</td><td class=\"facts\">");
        one.failure()
                .ifPresent(why ->
                        out.append("<span class=\"failed\">").append(safe(why)).append("</span>\n"));
        one.facts().forEach(fact -> out.append(safe(fact)).append('\n'));
        out.append("</td></tr>\n");
    }

    private void reason(Refusal refusal) {
        out.append("<dt>").append(safe(refusal.text())).append("</dt><dd>");
        out.append(safe(refusal.reason().why()))
                .append(' ')
                .append(safe(refusal.reason().advice()))
                .append("</dd>\n");
    }

    private static String safe(String text) {
        return SafeText.clean(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
