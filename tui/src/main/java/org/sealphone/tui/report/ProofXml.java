package org.sealphone.tui.report;

import java.util.List;
import java.util.Locale;
import org.sealphone.crypto.reason.Refusal;

/**
 * A proof as the XML that build servers read: a test case for each scenario, a failure for each that is not sealed, and one test case more for
 * what no scenario alone shows. Pure.
 */
public final class ProofXml {
    private static final String SEALED = "sealed";

    private ProofXml() {}

    /** The whole file. */
    public static String of(Report report, Report.Proof proof) {
        List<Report.Scenario> bad = proof.scenarios().stream()
                .filter(scenario -> !scenario.verdict().equals(SEALED))
                .toList();
        int wholeFailed = proof.sealed() ? 0 : 1;
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml.append("<testsuites>\n<testsuite name=\"sealphone ")
                .append(Markup.of(report.command()))
                .append("\" tests=\"")
                .append(proof.scenarios().size() + 1)
                .append("\" failures=\"")
                .append(bad.size() + wholeFailed)
                .append("\" errors=\"0\" skipped=\"0\" time=\"")
                .append(seconds(proof.tookMillis()))
                .append("\">\n");
        proof.scenarios().forEach(scenario -> xml.append(testCase(scenario)));
        xml.append(whole(report, proof));
        return xml.append("</testsuite>\n</testsuites>\n").toString();
    }

    private static String testCase(Report.Scenario scenario) {
        String open = "<testcase classname=\"" + Markup.of(scenario.id()) + "\" name=\""
                + Markup.of(scenario.exhibit().map(Report.Exhibit::what).orElse(scenario.detail())) + "\" time=\""
                + seconds(scenario.exhibit().map(Report.Exhibit::tookMillis).orElse(0L)) + "\"";
        if (scenario.verdict().equals(SEALED)) {
            return open + "/>\n";
        }
        List<String> evidence = scenario.exhibit().map(Report.Exhibit::evidence).orElse(List.of(scenario.detail()));
        return open + ">\n<failure type=\"" + Markup.of(scenario.verdict()) + "\" message=\""
                + Markup.of(evidence.stream()
                        .findFirst()
                        .orElse("")
                        .lines()
                        .findFirst()
                        .orElse("")) + "\">"
                + Markup.of(String.join("\n", evidence)) + "</failure>\n</testcase>\n";
    }

    private static String whole(Report report, Report.Proof proof) {
        String open =
                "<testcase classname=\"all\" name=\"every octet is accounted for, and there was something to see\" time=\"0\"";
        if (proof.sealed()) {
            return open + "/>\n";
        }
        return open + ">\n<failure type=\"" + report.exit().word() + "\" message=\"exit "
                + report.exit().code() + "\">"
                + Markup.of(String.join(
                        "\n", report.reasons().stream().map(Refusal::text).toList()))
                + "</failure>\n</testcase>\n";
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.3f", millis / 1000.0);
    }
}
