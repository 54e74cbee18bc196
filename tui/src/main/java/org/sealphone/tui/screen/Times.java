package org.sealphone.tui.screen;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as they stand on a screen. */
final class Times {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter MILLI = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private Times() {}

    static String day(Instant at, ZoneId zone) {
        return DAY.format(at.atZone(zone));
    }

    static String minute(Instant at, ZoneId zone) {
        return MINUTE.format(at.atZone(zone));
    }

    static String second(Instant at, ZoneId zone) {
        return SECOND.format(at.atZone(zone));
    }

    static String milli(Instant at, ZoneId zone) {
        return MILLI.format(at.atZone(zone));
    }

    /** Minutes and seconds, with hours where there are any. */
    static String length(Duration length) {
        long seconds = Math.max(0, length.toSeconds());
        String rest = String.format(Locale.ROOT, "%02d:%02d", seconds / 60 % 60, seconds % 60);
        return seconds < 3600 ? rest : seconds / 3600 + ":" + rest;
    }

    /** The time since the message before, in the unit that fits. */
    static String step(Duration step) {
        long millis = Math.max(0, step.toMillis());
        if (millis < 1000) {
            return "+" + millis + " ms";
        }
        return millis < 100_000
                ? String.format(Locale.ROOT, "+%.1f s", millis / 1000.0)
                : "+" + millis / 60_000 + " min";
    }
}
