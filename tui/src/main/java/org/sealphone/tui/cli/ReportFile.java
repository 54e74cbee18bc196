package org.sealphone.tui.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.tui.config.CliReason;
import org.sealphone.tui.config.PrivateFile;
import org.sealphone.tui.report.HtmlReport;
import org.sealphone.tui.report.HumanReport;
import org.sealphone.tui.report.JUnitReport;
import org.sealphone.tui.report.JsonReport;
import org.sealphone.tui.report.ProofPage;
import org.sealphone.tui.report.ProofXml;
import org.sealphone.tui.report.Report;
import org.sealphone.tui.text.Look;

/** A file that {@code -o junit=} or {@code -o html=} asked for: made before anything happens, written when it is over (mode 0600). */
record ReportFile(OutputForm.Kind kind, Path file, OutputStream out) {

    /** Opens them all, or none. */
    static Outcome<List<ReportFile>> open(List<OutputForm> forms) {
        Outcome<List<ReportFile>> opened = Outcome.granted(List.of());
        for (OutputForm form : forms) {
            if (form.file().isPresent()) {
                Path file = form.file().get();
                opened = opened.then(sofar -> PrivateFile.create(file).then(out -> {
                    List<ReportFile> more = new ArrayList<>(sofar);
                    more.add(new ReportFile(form.kind(), file, out));
                    return Outcome.granted(List.copyOf(more));
                }));
            }
        }
        return opened;
    }

    /** Writes and closes it; what went wrong, where something did. */
    Optional<Refusal> write(Report report) {
        try (out) {
            out.write(text(report).getBytes(StandardCharsets.UTF_8));
            return Optional.empty();
        } catch (IOException full) {
            return Optional.of(new Refusal(CliReason.CLI_11, file + ": " + full.getMessage()));
        }
    }

    private String text(Report report) {
        return switch (kind) {
            case HUMAN -> HumanReport.of(report, Look.PLAIN);
            case JSON, JSONL -> JsonReport.of(report);
            case JUNIT -> trials(report)
                    .map(proof -> ProofXml.of(report, proof))
                    .orElseGet(() -> JUnitReport.of(report));
            case HTML -> trials(report)
                    .map(proof -> ProofPage.of(report, proof))
                    .orElseGet(() -> HtmlReport.of(report));
        };
    }

    /** A proof by scenarios, which has forms of its own. */
    private static Optional<Report.Proof> trials(Report report) {
        return report.proof().filter(proof -> proof.scenarios().stream()
                .anyMatch(scenario -> scenario.exhibit().isPresent()));
    }
}
