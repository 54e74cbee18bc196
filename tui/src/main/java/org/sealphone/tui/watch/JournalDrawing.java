package org.sealphone.tui.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.sealphone.tui.screen.Glyphs;
import org.sealphone.tui.text.Look;
import org.sealphone.tui.text.SafeText;
import org.sealphone.tui.text.Sheet;
import org.sealphone.tui.text.Spans;

/** A journal as text below 80 columns: its ladder, then its calls along the time, then how they sounded, then what could not be read. Pure. */
public final class JournalDrawing {
    private static final int CLOCK = 11;
    private static final int LADDER = Sheet.WIDTH - CLOCK - 3;

    private final Journal journal;
    private final Look look;
    private final Glyphs glyphs;
    private final Instant start;
    private final Instant end;
    private final List<Story> stories;

    /** @param journal with one moment at least */
    public JournalDrawing(Journal journal, Look look) {
        this.journal = journal;
        this.look = look;
        this.glyphs = look.ascii() ? Glyphs.ASCII : Glyphs.LINES;
        List<Moment> moments = journal.moments();
        this.start = moments.get(0).at();
        this.end = moments.stream().map(Moment::at).max(Instant::compareTo).orElse(start);
        this.stories = Story.of(journal);
    }

    /** One line of the ladder. */
    public record Line(Instant at, String text) {}

    /** All of it. */
    public String whole(String name) {
        StringBuilder all = new StringBuilder(head(name));
        ladder().forEach(line -> all.append(line.text()));
        return all.append(tail()).toString();
    }

    /** What stands above the ladder. */
    public String head(String name) {
        Sheet sheet = new Sheet(look);
        sheet.heading("Journal " + cut(name, 50));
        sheet.line("  " + counted(journal.moments().size(), "event") + " of " + counted(stories.size(), "call") + " in "
                + Spans.text(span()) + ", from " + start);
        sheet.gap();
        sheet.line(" ".repeat(CLOCK + 2) + "us" + " ".repeat(LADDER - 7) + "trunk");
        return sheet.toString();
    }

    private static String counted(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private Duration span() {
        return Duration.between(start, end);
    }

    /** The rungs, each with its line end. */
    public List<Line> ladder() {
        List<Line> lines = new ArrayList<>();
        for (Moment moment : journal.moments()) {
            Rung.of(moment).ifPresent(rung -> lines.add(new Line(moment.at(), line(moment, rung))));
        }
        return lines;
    }

    private String line(Moment moment, Rung rung) {
        double seconds = Duration.between(start, moment.at()).toMillis() / 1000.0;
        // A clock that was set meanwhile may have gone back by years.
        String form = seconds < 1_000_000 ? "%.3f" : "%.0f";
        String clock = Sheet.right(String.format(Locale.ROOT, form, Math.max(-99_999, seconds)), CLOCK);
        return clock + "  " + glyphs.down() + body(rung) + glyphs.down() + "\n";
    }

    /** As wide as the ladder, whatever the words are. */
    private String body(Rung rung) {
        SafeText words = cut(rung.words().strip(), LADDER - 8);
        int left = LADDER - 2 - words.cells();
        String painted =
                rung.tint().map(tint -> look.paint(tint, words.toString())).orElse(words.toString());
        String across = glyphs.across();
        return switch (rung.way()) {
            case OUT -> across + " " + painted + " " + across.repeat(left - 2) + glyphs.right();
            case IN -> glyphs.left() + across.repeat(left - 2) + " " + painted + " " + across;
            case HERE -> "  " + painted + " ".repeat(left);
        };
    }

    private SafeText cut(String foreign, int columns) {
        SafeText safe = SafeText.of(foreign);
        return (look.ascii() ? safe.ascii() : safe).cut(columns);
    }

    /** What stands beneath the ladder. */
    public String tail() {
        Sheet sheet = new Sheet(look);
        if (!stories.isEmpty()) {
            StringBuilder graphs = new StringBuilder();
            CallGraphs drawn = new CallGraphs(look, glyphs, start, span());
            stories.forEach(story -> graphs.append(drawn.along(story)));
            sheet.heading("Calls: ringing " + glyphs.rest() + ", talking " + glyphs.full());
            sheet.line(graphs.toString().stripTrailing());
            stories.forEach(story -> drawn.sound(story).ifPresent(text -> {
                sheet.heading("How call " + cut("#" + story.number(), 12) + " sounded");
                sheet.line(text.stripTrailing());
            }));
        }
        unread(sheet);
        String text = sheet.toString();
        return text.isEmpty() ? text : "\n" + text;
    }

    private void unread(Sheet sheet) {
        if (journal.damages() + journal.strangers() + journal.leftOut() == 0 && !journal.cut()) {
            return;
        }
        sheet.heading("Not drawn");
        journal.damaged().forEach(damage -> sheet.line("  line " + damage.line() + ": " + damage.why()));
        long more = journal.damages() - journal.damaged().size();
        row(sheet, more, "more that cannot be read");
        journal.unknown().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(type -> row(sheet, type.getValue(), "of the unknown type " + cut(type.getKey(), 40)));
        row(sheet, journal.leftOut(), "beyond the first " + JournalReader.MOST_MOMENTS);
        if (journal.cut()) {
            sheet.line("  the file goes on behind its first " + (JournalReader.MOST_BYTES >> 20) + " MiB");
        }
    }

    private static void row(Sheet sheet, long number, String what) {
        Optional.of(number)
                .filter(some -> some > 0)
                .ifPresent(some -> sheet.line("  " + counted(some, "line") + " " + what));
    }
}
