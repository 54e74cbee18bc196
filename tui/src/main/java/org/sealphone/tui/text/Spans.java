package org.sealphone.tui.text;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them on a command line: {@code 500ms}, {@code 20s}, {@code 2m}, {@code 1h}. A number alone means nothing. */
public final class Spans {
    private static final Pattern FORM = Pattern.compile("(\\d{1,7})(?:\\.(\\d{1,3}))?(ms|s|m|h)");

    private Spans() {}

    /** Reads one; empty when it is none. */
    public static Optional<Duration> parse(String text) {
        Matcher form = FORM.matcher(text.trim());
        if (!form.matches()) {
            return Optional.empty();
        }
        long unit =
                switch (form.group(3)) {
                    case "ms" -> 1;
                    case "s" -> 1000;
                    case "m" -> 60_000;
                    default -> 3_600_000;
                };
        long millis = Long.parseLong(form.group(1)) * unit;
        String fraction = form.group(2);
        if (fraction != null) {
            millis += Math.round(Double.parseDouble("0." + fraction) * unit);
        }
        return Optional.of(Duration.ofMillis(millis));
    }

    /** The shortest way to write one. */
    public static String text(Duration span) {
        long millis = span.toMillis();
        if (millis < 1000) {
            return millis + " ms";
        }
        if (millis < 60_000) {
            return millis % 1000 == 0 ? millis / 1000 + " s" : tenths(millis) + " s";
        }
        long seconds = millis / 1000;
        String minutes = seconds / 60 + " min";
        return seconds % 60 == 0 ? minutes : minutes + " " + seconds % 60 + " s";
    }

    private static String tenths(long millis) {
        return String.format(Locale.ROOT, "%.1f", millis / 1000.0);
    }
}
