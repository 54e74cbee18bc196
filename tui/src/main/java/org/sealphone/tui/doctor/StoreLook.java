package org.sealphone.tui.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sealphone.tui.config.CliReason;
import org.sealphone.tui.config.CredentialStore;
import org.sealphone.tui.report.Health;
import org.sealphone.tui.report.Report;

/** The credential store: whether it is closed to others, and how old what is in it is. Without a store there is nothing to say. */
final class StoreLook {
    private static final long OLD_DAYS = 365;

    private StoreLook() {}

    static List<Report.Check> look(Optional<Path> store, Instant now) {
        return store.filter(Files::exists)
                .map(file -> List.of(check(file, now)))
                .orElse(List.of());
    }

    private static Report.Check check(Path file, Instant now) {
        return CredentialStore.entries(file)
                .fold(
                        entries -> {
                            long oldest = entries.stream()
                                    .mapToLong(entry ->
                                            Duration.between(entry.made(), now).toDays())
                                    .max()
                                    .orElse(0);
                            String found = file + " is closed to others; " + entries.size() + " secrets"
                                    + (entries.isEmpty() ? "" : ", the oldest of " + oldest + " days");
                            return oldest > OLD_DAYS
                                    ? Findings.care("store", found, CliReason.CLI_56)
                                    : Findings.good("store", found);
                        },
                        refusal -> new Report.Check(
                                "store",
                                Health.FAULT,
                                refusal.detail(),
                                Optional.of(refusal.reason()),
                                Optional.of(refusal.reason().advice())));
    }
}
