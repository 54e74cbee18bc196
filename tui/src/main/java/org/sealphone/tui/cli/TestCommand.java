package org.sealphone.tui.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.tui.config.Plan;
import org.sealphone.tui.config.PlanFile;
import org.sealphone.tui.report.Report;
import org.sealphone.ua.api.End;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code test}: makes the calls of a plan, in both directions, and compares them with what it expects. */
@Command(
        name = "test",
        header = "Make the calls of a plan, and say of each whether it was as wanted.",
        description = {
            "  sealphone test docs/plans/embedded.toml",
            "  sealphone test acceptance.toml -o junit=calls.xml -o html=calls.html",
            "  sealphone test acceptance.toml -o json",
            "",
            "A plan is TOML; its accounts have the keys of a profile:",
            "",
            "  [trunk]                     # an embedded trunk for the plan",
            "  users = [\"alice\", \"bob\"]",
            "",
            "  [[call]]",
            "  name = \"bob hears alice\"",
            "  from = \"alice\"",
            "  to = \"bob\"",
            "  for = \"2s\"",
            "  play = \"tone:440\"",
            "  expect.status = 200",
            "  expect.callee-tone = 440"
        })
final class TestCommand extends Verb {
    @Parameters(
            index = "0",
            paramLabel = "PLAN.toml",
            converter = Parsing.FilePath.class,
            description = "The accounts, the calls, and what is expected of each.")
    private @Nullable Path file;

    TestCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    Report run(Talk talk) {
        return PlanFile.read(Optional.ofNullable(file).orElseThrow())
                .then(plan -> trunk(plan).then(trunk -> Outcome.granted(run(plan, trunk, talk))))
                .fold(report -> report, this::refused);
    }

    private static Outcome<Optional<PlanTrunk>> trunk(Plan plan) {
        return plan.users().isEmpty()
                ? Outcome.granted(Optional.empty())
                : PlanTrunk.start(plan.users()).then(started -> Outcome.granted(Optional.of(started)));
    }

    private Report run(Plan plan, Optional<PlanTrunk> trunk, Talk talk) {
        Report.Builder report = Report.builder(name());
        try (PlanRun run =
                new PlanRun(plan, surroundings().environment(), account -> crowd(account, talk), interrupt(), trunk)) {
            Optional<Refusal> refused = run.prepare();
            if (refused.isPresent()) {
                return refused(refused.get());
            }
            End registered = run.register();
            if (!registered.isOk()) {
                registered.reason().ifPresent(report::reason);
                return interrupted(report.exit(Facts.exit(registered)));
            }
            List<Report.Case> cases = run.calls();
            PlanRun.judge(report.cases(cases), cases);
        }
        return interrupted(report);
    }
}
