package org.sealphone.tui.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.sealphone.tui.config.CliReason;
import org.sealphone.tui.report.Report;

/**
 * Whether the clock can be right. There is nobody to ask for the time without sending something, but a clock that stands before the day on
 * which this very Java was released is wrong, and so is one a generation later.
 */
final class ClockLook {
    private static final Period LONGEST_LIFE = Period.ofYears(15);
    private static final DateTimeFormatter SHOWN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private ClockLook() {}

    /** Who keeps the clock right, as far as that can be seen. */
    enum Keeper {
        UNSEEN(""),
        SYNCHRONIZED(", kept right by the system's time service"),
        WAITING(", which the system's time service has not set yet");

        private final String words;

        Keeper(String words) {
            this.words = words;
        }
    }

    static Report.Check look(Path root, Instant now) {
        return of(now, LocalDate.parse(System.getProperty("java.version.date", "2021-09-14")), keeper(root));
    }

    static Keeper keeper(Path root) {
        if (Files.exists(root.resolve("run/systemd/timesync/synchronized"))) {
            return Keeper.SYNCHRONIZED;
        }
        return Files.exists(root.resolve("run/systemd/timesync")) ? Keeper.WAITING : Keeper.UNSEEN;
    }

    static Report.Check of(Instant now, LocalDate javaReleased, Keeper keeper) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        String shown = SHOWN.format(now);
        if (today.isBefore(javaReleased)) {
            return Findings.fault(
                    "clock", shown + ", before this Java was released (" + javaReleased + ")", CliReason.CLI_50);
        }
        if (today.isAfter(javaReleased.plus(LONGEST_LIFE))) {
            return Findings.fault(
                    "clock",
                    shown + ", " + LONGEST_LIFE.getYears() + " years after this Java was released (" + javaReleased
                            + ")",
                    CliReason.CLI_50);
        }
        return switch (keeper) {
            case UNSEEN, SYNCHRONIZED -> Findings.good("clock", shown + keeper.words);
            case WAITING -> Findings.care("clock", shown + keeper.words, CliReason.CLI_51);
        };
    }
}
