package org.sealphone.tui.cli;

import java.util.Optional;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.tui.config.Accounts;
import org.sealphone.tui.config.CliReason;
import org.sealphone.tui.report.ExitCode;
import org.sealphone.tui.report.Report;
import org.sealphone.ua.api.PingReport;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ping}: OPTIONS over a verified flow. It needs no account; with one it is sent through the account's trunk. */
@Command(
        name = "ping",
        header = "Ask a server whether it is there (OPTIONS over verified TLS).",
        description = {
            "  sealphone ping tls:pbx.example:5061",
            "  sealphone ping sips:pbx.example --ca ca.pem -v",
            "  sealphone ping sips:pbx.example --pin sha256/... -o json"
        })
final class PingCommand extends Verb {
    @Parameters(index = "0", paramLabel = "TARGET", description = "tls:HOST:PORT, or a sips: URI.")
    private String target = "";

    @ArgGroup(validate = false, exclusive = false, heading = "%nAccount:%n")
    private AccountOptions account = new AccountOptions();

    PingCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    Report run(Talk talk) {
        return Accounts.towards(
                        target,
                        account.wish(output(), Optional.empty()),
                        surroundings().environment())
                .then(ready -> ready.orClosed(Accounts.callee(target, ready.account()))
                        .then(callee -> Outcome.granted(ping(ready, callee.uri(), talk))))
                .fold(report -> report, this::refused);
    }

    private Report ping(Accounts.Ready ready, String uri, Talk talk) {
        Report.Builder report = Report.builder(name());
        try (ready;
                PhoneSession session = session(ready.account(), talk)) {
            Optional<PingReport> answer = session.ping(uri);
            if (answer.isPresent()) {
                report.ping(Facts.ping(uri, answer.get()));
                report.exit(Facts.exit(answer.get().end()));
                answer.get().end().reason().ifPresent(report::reason);
            } else if (!interrupt().fired()) {
                report.exit(ExitCode.UNREACHABLE).reason(new Refusal(CliReason.CLI_23, uri));
            }
            ready.findings().forEach(finding -> report.reason(finding.what()));
            session.finish(report);
        }
        return interrupted(report);
    }
}
