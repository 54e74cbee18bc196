package org.sealphone.tui.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.wire.WireTap;
import org.sealphone.tui.config.AccountWish;
import org.sealphone.tui.config.Accounts;
import org.sealphone.tui.doctor.Doctor;
import org.sealphone.tui.report.ExitCode;
import org.sealphone.tui.report.Health;
import org.sealphone.tui.report.Report;
import org.sealphone.ua.api.Account;
import org.sealphone.ua.report.Finding;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code doctor}: what of this machine works, what does not, and what to do. Ends with 1 when something that is needed does not work. */
@Command(
        name = "doctor",
        header = "Look at this machine: Java, sound, Opus, clock, trust, and the way to a trunk.",
        description = {
            "  sealphone doctor",
            "  sealphone doctor -o json",
            "  sealphone doctor --registrar sips:pbx.example --ca ca.pem"
        })
final class DoctorCommand extends Verb {
    @ArgGroup(
            validate = false,
            exclusive = false,
            heading = "%nAccount, to try the way to its trunk (name and TLS, no SIP):%n")
    private AccountOptions account = new AccountOptions();

    @Mixin
    private OpusOptions opus = new OpusOptions();

    DoctorCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    List<String> meaningless() {
        List<String> useless = new ArrayList<>();
        if (!wish().account()) {
            output().timeout().ifPresent(given -> useless.add("doctor --timeout without an account: it asks nobody"));
            output().pcap().ifPresent(given -> useless.add("doctor --pcap without an account: nothing leaves"));
        }
        return useless;
    }

    private AccountWish wish() {
        return account.wish(output(), Optional.empty());
    }

    @Override
    Report run(Talk talk) {
        if (!wish().account()) {
            return examined(Optional.empty(), List.of());
        }
        return Accounts.visited(wish(), surroundings().environment())
                .fold(
                        ready -> {
                            try (ready) {
                                return examined(Optional.of(ready.account()), ready.findings());
                            }
                        },
                        this::refused);
    }

    private Report examined(Optional<Account> known, List<Finding> weak) {
        Surroundings around = surroundings();
        Doctor doctor = new Doctor(around.environment(), around.outTerminal(), around.devices(), interrupt()::fired);
        WireTap tap = capture().isPresent() ? capture().get() : WireTap.none();
        List<Report.Check> checks = new ArrayList<>(doctor.examine(opus::library, known, tap));
        weak.forEach(finding -> checks.add(Doctor.remark("account", finding.what())));
        Report.Builder report = Report.builder(name()).checks(checks);
        for (Report.Check check : checks) {
            if (check.health() == Health.FAULT) {
                report.atLeast(ExitCode.CHECK_FAILED);
                check.reason().ifPresent(reason -> report.reason(new Refusal(reason, check.found())));
            }
        }
        return interrupted(report);
    }
}
