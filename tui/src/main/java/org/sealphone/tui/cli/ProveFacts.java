package org.sealphone.tui.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.harness.oracle.Verdict;
import org.sealphone.harness.prove.ProofReport;
import org.sealphone.harness.prove.TrialResult;
import org.sealphone.harness.stage.Stage;
import org.sealphone.tui.config.CliReason;
import org.sealphone.tui.report.ExitCode;
import org.sealphone.tui.report.Report;

/** From what a proof showed to the groups of a report. Pure. */
final class ProveFacts {
    private static final int MOST_TOLD = 5;
    private static final int MOST_SHOWN = 20;

    private ProveFacts() {}

    static String verdict(TrialResult result) {
        return result.leaked() ? "leak" : result.sealed() ? "sealed" : "failed";
    }

    static Report.Builder report(String command, Stage stage, ProofReport proof) {
        Report.Builder report = Report.builder(command);
        List<String> leaks = Stream.concat(
                        proof.results().stream()
                                .flatMap(result -> leaks(result).map(leak -> result.trial() + ": " + leak)),
                        proof.repeatedKeys().stream().map(trial -> trial + ": a key that an earlier call had"))
                .toList();
        if (proof.leaked()) {
            report.atLeast(ExitCode.LEAK);
            leaks.stream().limit(MOST_TOLD).forEach(leak -> report.reason(new Refusal(CliReason.CLI_40, leak)));
        }
        for (TrialResult result : proof.results()) {
            if (!result.failures().isEmpty()) {
                report.atLeast(ExitCode.CHECK_FAILED);
                report.reason(
                        new Refusal(CliReason.CLI_45, result.trial() + ": " + String.join("; ", result.failures())));
            }
        }
        if (proof.results().size() < proof.asked() || !proof.canarySeenDecrypted()) {
            report.atLeast(ExitCode.CHECK_FAILED);
            report.reason(new Refusal(
                    CliReason.CLI_43,
                    proof.results().size() + " of " + proof.asked() + " scenarios were played, the user's name was "
                            + (proof.canarySeenDecrypted() ? "seen" : "never seen") + " decrypted"));
        }
        return report.proof(new Report.Proof(
                stage.label(),
                List.of(),
                proof.sum(Verdict::frames),
                Facts.bytes(proof::octets),
                proof.canarySeenDecrypted(),
                proof.sum(verdict -> verdict.canary().seenInClear()),
                proof.sum(verdict -> verdict.controls().total()),
                proof.sum(verdict -> verdict.controls().caught()),
                proof.datagrams(),
                proof.results().stream().map(ProveFacts::scenario).toList(),
                leaks,
                List.of(stage.cannotSee()),
                proof.sealed(),
                proof.took().toMillis()));
    }

    private static Report.Scenario scenario(TrialResult result) {
        List<String> details = new ArrayList<>(List.of(result.trial().what()));
        details.addAll(result.figures());
        leaks(result).limit(MOST_TOLD).forEach(details::add);
        details.addAll(result.failures());
        return new Report.Scenario(
                result.trial().id(), verdict(result), String.join("; ", details), Optional.of(exhibit(result)));
    }

    private static Report.Exhibit exhibit(TrialResult result) {
        List<String> evidence = new ArrayList<>();
        leaks(result).limit(MOST_SHOWN).forEach(evidence::add);
        evidence.addAll(result.failures());
        return new Report.Exhibit(
                result.trial().what(),
                evidence,
                Facts.bytes(result.verdict()::octets),
                LadderFacts.steps(result.verdict()),
                result.took().toMillis());
    }

    private static Stream<String> leaks(TrialResult result) {
        Verdict verdict = result.verdict();
        return Stream.of(
                        verdict.leaks().stream().map(leak -> leak + "\n" + leak.hexdump()),
                        verdict.problems().stream(),
                        verdict.canary().forbidden().stream().map(name -> name + " was found inside TLS"),
                        result.forbidden().stream())
                .flatMap(all -> all);
    }
}
