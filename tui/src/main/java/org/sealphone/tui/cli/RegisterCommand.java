package org.sealphone.tui.cli;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.tui.config.Accounts;
import org.sealphone.tui.config.CliReason;
import org.sealphone.tui.report.ExitCode;
import org.sealphone.tui.report.Report;
import org.sealphone.ua.api.End;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code register}: registers over a verified flow and keeps it so, or once and away again. */
@Command(
        name = "register",
        header = "Register at a trunk, and stay registered until Ctrl-C.",
        description = {
            "  sealphone register --registrar sips:pbx.example --user alice \\",
            "      --password-file alice.pw --once",
            "  sealphone register --registrar sips:pbx.example --user alice \\",
            "      --password-env SIP_PASSWORD --for 30s -o json"
        })
final class RegisterCommand extends Verb {
    @ArgGroup(validate = false, exclusive = false, heading = "%nAccount:%n")
    private AccountOptions account = new AccountOptions();

    @Option(names = "--once", description = "Register, report, unregister.")
    private boolean once;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            converter = Parsing.Span.class,
            description = "Stay registered for so long, then unregister.")
    private @Nullable Duration length;

    RegisterCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    Report run(Talk talk) {
        if (account.noRegister()) {
            return Report.bare(
                    name(), ExitCode.USAGE, List.of(new Refusal(CliReason.CLI_06, "register and --no-register")));
        }
        if (once && length != null) {
            return Report.bare(name(), ExitCode.USAGE, List.of(new Refusal(CliReason.CLI_06, "--once and --for")));
        }
        return Accounts.registered(
                        account.wish(output(), Optional.empty()), surroundings().environment())
                .fold(ready -> register(ready, talk), refusal -> refused(refusal));
    }

    private Report register(Accounts.Ready ready, Talk talk) {
        Report.Builder report = Report.builder(name());
        try (ready;
                PhoneSession session = session(ready.account(), talk)) {
            End end = session.register();
            if (end.isOk() && !once) {
                talk.hint("Ctrl-C ends it");
                end = session.stay(new CompletableFuture<Void>(), Optional.ofNullable(length))
                        .orElse(end);
            }
            report.exit(Facts.exit(end));
            end.reason().ifPresent(report::reason);
            if (end.isOk()) {
                End farewell = session.unregister();
                report.atLeast(Facts.exit(farewell));
                farewell.reason().ifPresent(report::reason);
            }
            ready.findings().forEach(finding -> report.reason(finding.what()));
            session.finish(report);
        }
        return interrupted(report);
    }
}
