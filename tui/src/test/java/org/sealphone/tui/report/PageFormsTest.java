package org.sealphone.tui.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.tui.config.CliReason;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** A proof as XML for build servers and as a page: whole, escaped, and asking nobody for anything. */
class PageFormsTest {
    private static final String HOSTILE =
            "\"><script>alert(1)</script><img src=x onerror=y>\u001b[2J\u202e]]>&amp; ' <!-- \u0000";

    private static final Report.Bytes BYTES = new Report.Bytes(100, 20, 3, 0, 50, 0, 7, 0);

    private static Report.Scenario scenario(String verdict, String foreign) {
        return new Report.Scenario(
                "ADV-01",
                verdict,
                foreign,
                Optional.of(new Report.Exhibit(
                        "RTP/AVP " + foreign,
                        verdict.equals("sealed")
                                ? List.of()
                                : List.of("packet 7: " + foreign, "0000  80 00\nsecond line"),
                        BYTES,
                        List.of(
                                new Report.Step(0, true, "INVITE " + foreign, "INVITE x SIP/2.0\nSubject: " + foreign),
                                new Report.Step(12, false, "200 OK (INVITE)", "SIP/2.0 200 OK")),
                        1234)));
    }

    private static Report report(boolean sealed, Report.Scenario... scenarios) {
        Report.Builder builder = Report.builder("prove")
                .proof(new Report.Proof(
                        "namespace",
                        List.of(),
                        42,
                        BYTES,
                        true,
                        0,
                        3,
                        3,
                        5,
                        List.of(scenarios),
                        List.of(),
                        List.of("nothing"),
                        sealed,
                        2500));
        if (!sealed) {
            builder.exit(ExitCode.LEAK).reason(new Refusal(CliReason.CLI_40, HOSTILE));
        }
        return builder.build();
    }

    private static Document xml(String text) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String junit(Report report) {
        return ProofXml.of(report, report.proof().orElseThrow());
    }

    private static String page(Report report) {
        return ProofPage.of(report, report.proof().orElseThrow());
    }

    @Test
    void the_xml_has_a_case_for_each_scenario_and_one_for_the_whole() throws Exception {
        Element suite = (Element) xml(junit(report(true, scenario("sealed", "a"), scenario("sealed", "b"))))
                .getElementsByTagName("testsuite")
                .item(0);
        assertThat(suite.getAttribute("tests")).isEqualTo("3");
        assertThat(suite.getAttribute("failures")).isEqualTo("0");
        assertThat(suite.getAttribute("time")).isEqualTo("2.500");
        assertThat(suite.getElementsByTagName("testcase").getLength()).isEqualTo(3);
        assertThat(suite.getElementsByTagName("failure").getLength()).isZero();
    }

    @Test
    void ADV_79_what_is_not_sealed_is_a_failure_with_its_evidence_whatever_stands_in_it() throws Exception {
        Element suite = (Element) xml(junit(report(false, scenario("leak", HOSTILE), scenario("sealed", "b"))))
                .getElementsByTagName("testsuite")
                .item(0);
        assertThat(suite.getAttribute("failures")).isEqualTo("2");
        Element failure = (Element) suite.getElementsByTagName("failure").item(0);
        assertThat(failure.getAttribute("type")).isEqualTo("leak");
        assertThat(failure.getTextContent()).contains("<script>alert(1)</script>", "\\u{1b}[2J", "second line");
        assertThat(((Element) suite.getElementsByTagName("testcase").item(0)).getAttribute("name"))
                .contains("\"><script>");
    }

    @Test
    void the_page_accounts_for_every_octet_and_shows_the_ladder() {
        String page = page(report(true, scenario("sealed", "a")));
        assertThat(page)
                .startsWith("<!DOCTYPE html>")
                .contains(
                        "<h1 class=\"sealed\">SEALED</h1>", "<td class=\"n\">180</td>", "<svg ", "INVITE a", "0.012 s");
        assertThat(page(report(false, scenario("leak", "a")))).contains("NOT SEALED", "packet 7", "class=\"leak\"");
    }

    @Test
    void ADV_79_nothing_that_others_wrote_is_markup_in_the_page() throws Exception {
        String page = page(report(false, scenario("leak", HOSTILE)));
        assertThat(page)
                .doesNotContain("<script", "<img", "\u001b", "\u202e", "\u0000")
                .contains("&lt;script&gt;");
        // Well-formed to its end, but for the two elements that HTML never closes.
        String strict = page.replace("<!DOCTYPE html>", "").replaceAll("<meta [^>]*>", "");
        assertThat(xml(strict).getElementsByTagName("script").getLength()).isZero();
    }

    @Test
    void the_page_asks_nobody_for_anything() {
        String page = page(report(true, scenario("sealed", "a")));
        assertThat(page)
                .contains("default-src 'none'")
                .doesNotContain("http:", "https:", "src=\"", "<link", "@import", "url(");
        assertThat(page.replaceAll("href=\"#s\\d+\"", "")).doesNotContain("href");
    }
}
