package org.sealphone.tui.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BinaryOperator;
import org.sealphone.tui.screen.Glyphs;
import org.sealphone.tui.screen.Sparkline;
import org.sealphone.tui.text.Look;
import org.sealphone.tui.text.SafeText;
import org.sealphone.tui.text.Sheet;
import org.sealphone.tui.text.Spans;

/** A call along the time of its journal, and how it sounded. Pure. */
final class CallGraphs {
    private static final int WHO = 24;
    private static final int BAR = 24;
    private static final int WORDS = 24;
    private static final int SPARKS = 40;
    private static final int LABEL = 10;
    private static final double MOST_JITTER_MILLIS = 60;
    private static final double MOST_LOSS_PERCENT = 10;
    private static final double BEST_MOS = 4.5;

    private final Look look;
    private final Glyphs glyphs;
    private final Instant start;
    private final Duration span;

    CallGraphs(Look look, Glyphs glyphs, Instant start, Duration span) {
        this.look = look;
        this.glyphs = glyphs;
        this.start = start;
        this.span = span;
    }

    /** One line: who, when it rang, when it talked, how it ended. */
    String along(Story story) {
        int begun = column(story.begun());
        int over = Math.max(begun + 1, column(story.last()));
        int talking = story.established().map(this::column).orElse(over);
        StringBuilder bar = new StringBuilder();
        for (int i = 0; i < BAR; i++) {
            boolean outside = i < begun || i >= over;
            bar.append(outside ? " " : i < talking ? glyphs.rest() : glyphs.full());
        }
        return "  " + padded("#" + story.number() + " " + story.who(), WHO) + " " + bar + " "
                + padded(words(story), WORDS).stripTrailing() + "\n";
    }

    private int column(Instant at) {
        long whole = Math.max(1, span.toMillis());
        long share = Duration.between(start, at).toMillis() * BAR / whole;
        return (int) Math.max(0, Math.min(BAR - 1, share));
    }

    private static String words(Story story) {
        if (story.end().isEmpty()) {
            return "goes on at the end";
        }
        Moment end = story.end().get();
        String how = end.kind() == Kind.CALL_REFUSED ? "refused " + end.text("status") : end.text("exit");
        return end.number("duration_ms")
                .filter(millis -> millis >= 0 && millis < 1e12)
                .map(millis -> Spans.text(Duration.ofMillis(millis.longValue())) + ", " + how)
                .orElse(how);
    }

    private String padded(String foreign, int columns) {
        SafeText safe = SafeText.of(foreign);
        SafeText drawn = (look.ascii() ? safe.ascii() : safe).cut(columns);
        return drawn + " ".repeat(columns - drawn.cells());
    }

    /** Loss, jitter and MOS from report to report; empty where fewer than two lines tell of them. */
    Optional<String> sound(Story story) {
        List<Moment> lines = story.quality();
        if (lines.size() < 2) {
            return Optional.empty();
        }
        List<Double> loss = losses(lines);
        List<Double> jitter = values(lines, "jitter_ms");
        List<Double> mos = values(lines, "mos");
        return Optional.of(graph("loss", loss, Math::max, 0, MOST_LOSS_PERCENT, "at most %.1f %%")
                + graph("jitter", jitter, Math::max, 0, MOST_JITTER_MILLIS, "at most %.1f ms")
                + graph("MOS", mos, Math::min, 1, BEST_MOS, "at least %.1f"));
    }

    private static List<Double> values(List<Moment> lines, String name) {
        return lines.stream().map(line -> line.number(name).orElse(Double.NaN)).toList();
    }

    /** In percent of what came or should have come since the line before. */
    private static List<Double> losses(List<Moment> lines) {
        List<Double> losses = new ArrayList<>();
        double lostBefore = 0;
        double cameBefore = 0;
        for (Moment line : lines) {
            double lost = line.number("rx_lost").orElse(lostBefore);
            double came = line.number("rx_packets").orElse(cameBefore);
            double all = (lost - lostBefore) + (came - cameBefore);
            losses.add(all > 0 ? Math.max(0, 100 * (lost - lostBefore) / all) : Double.NaN);
            lostBefore = lost;
            cameBefore = came;
        }
        return losses;
    }

    private String graph(
            String name, List<Double> values, BinaryOperator<Double> worse, double least, double most, String words) {
        List<Double> known = values.stream().filter(value -> !value.isNaN()).toList();
        if (known.isEmpty()) {
            return "";
        }
        List<Double> columns = columns(values, worse);
        String sparks = Sparkline.of(columns, columns.size(), columns.size(), least, most, glyphs);
        double worst = known.stream().reduce(worse).orElseThrow();
        return "  " + Sheet.pad(name, LABEL) + sparks + " ".repeat(SPARKS - columns.size()) + "  "
                + String.format(Locale.ROOT, words, bounded(worst)) + "\n";
    }

    /** What nobody measures is not written in three hundred digits. */
    private static double bounded(double value) {
        return Math.max(-999_999, Math.min(999_999, value));
    }

    /** At most as many as fit; where several share a column, the worst of them stands for all. */
    private static List<Double> columns(List<Double> values, BinaryOperator<Double> worse) {
        int width = Math.min(SPARKS, values.size());
        List<Double> columns = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            int from = (int) ((long) i * values.size() / width);
            int to = (int) ((long) (i + 1) * values.size() / width);
            columns.add(values.subList(from, to).stream()
                    .filter(value -> !value.isNaN())
                    .reduce(worse)
                    .orElse(Double.NaN));
        }
        return columns;
    }
}
