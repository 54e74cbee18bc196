package org.sealphone.tui.screen;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sealphone.tui.screen.Snapshot.Message;
import org.sealphone.tui.text.SafeText;

/** Our SIP as a ladder, and the chosen message in full, its secrets left out. */
final class LadderScreen {
    private static final int TIME = 13;
    private static final int STEP = 9;

    private LadderScreen() {}

    static void draw(Canvas canvas, Area body, Snapshot snapshot) {
        Reading<Message> reading = reading(snapshot);
        int upper = Math.max(5, body.height() * 2 / 5);
        ladder(canvas, body.top(upper), snapshot, reading);
        detail(canvas, body.below(upper), snapshot, reading);
    }

    static Reading<Message> reading(Snapshot snapshot) {
        return Reading.of(snapshot.ladder(), snapshot.browse(), LadderScreen::words);
    }

    /** What is kept of it, oldest first. */
    static List<String> text(Snapshot snapshot) {
        Reading<Message> reading = reading(snapshot);
        Optional<Message> compared = snapshot.browse().compared();
        List<String> lines = new ArrayList<>();
        if (compared.isPresent() && reading.one().isPresent()) {
            Message chosen = reading.one().get();
            lines.add("--- " + heading(compared.get()));
            lines.add("+++ " + heading(chosen));
            Difference.of(compared.get().lines(), chosen.lines()).forEach(line -> lines.add(line.toString()));
        } else {
            for (Message message : reading.found()) {
                lines.add("=== " + heading(message));
                message.lines().forEach(line -> lines.add(line.toString()));
                lines.add("");
            }
        }
        return lines;
    }

    private static String heading(Message message) {
        return message.at() + (message.outgoing() ? " sent " : " received ") + message.summary();
    }

    private static String words(Message message) {
        return message.summary() + "\n"
                + message.lines().stream().map(SafeText::toString).collect(Collectors.joining("\n"));
    }

    private static void ladder(Canvas canvas, Area area, Snapshot snapshot, Reading<Message> reading) {
        Area inside = canvas.box(
                area,
                "us " + canvas.glyphs().across().repeat(3) + " SIP over TLS "
                        + canvas.glyphs().across().repeat(3) + " trunk",
                reading.note(snapshot.browse()));
        if (reading.found().isEmpty()) {
            canvas.text(inside.x(), inside.y(), inside.width(), "no such message", Ink.FAINT);
        }
        int top = reading.top(inside.height());
        for (int line = 0;
                line < inside.height() && top + line < reading.found().size();
                line++) {
            Message message = reading.found().get(top + line);
            Instant before = top + line == 0
                    ? message.at()
                    : reading.found().get(top + line - 1).at();
            rung(canvas, inside, line, message, snapshot);
            canvas.right(
                    inside.x(),
                    inside.y() + line,
                    inside.width(),
                    Times.step(Duration.between(before, message.at())),
                    Ink.FAINT);
            if (top + line == reading.chosen()) {
                canvas.tint(inside, line, Ink.BAR);
            }
        }
    }

    private static void rung(Canvas canvas, Area area, int line, Message message, Snapshot snapshot) {
        int y = area.y() + line;
        Glyphs glyphs = canvas.glyphs();
        canvas.text(area.x(), y, TIME, Times.milli(message.at(), snapshot.zone()), Ink.FAINT);
        int from = area.x() + TIME;
        int width = area.width() - TIME - STEP;
        int to = from + width - 1;
        canvas.glyphs(from, y, glyphs.across(), width, Ink.FAINT);
        canvas.glyphs(from, y, glyphs.down(), 1, Ink.FAINT);
        canvas.glyphs(to, y, glyphs.down(), 1, Ink.FAINT);
        if (message.outgoing()) {
            canvas.glyphs(to - 1, y, glyphs.right(), 1, Ink.PLAIN);
            canvas.text(from + 3, y, width - 7, " " + message.summary() + " ", Ink.PLAIN);
        } else {
            canvas.glyphs(from + 1, y, glyphs.left(), 1, Ink.PLAIN);
            canvas.right(from + 3, y, width - 6, " " + message.summary() + " ", Ink.PLAIN);
        }
    }

    private static void detail(Canvas canvas, Area area, Snapshot snapshot, Reading<Message> reading) {
        if (reading.chosen() < 0) {
            canvas.box(area, "Message", "");
            return;
        }
        Message message = reading.found().get(reading.chosen());
        List<Line> lines = snapshot.browse()
                .compared()
                .map(other -> difference(other, message))
                .orElseGet(() -> plain(message));
        int all = lines.size();
        int height = Math.max(0, area.height() - 2);
        int top = Math.max(0, Math.min(snapshot.browse().scroll(), all - height));
        Area inside = canvas.box(
                area,
                snapshot.browse()
                        .compared()
                        .map(other ->
                                "Compared with " + Times.milli(other.at(), snapshot.zone()) + " " + other.summary())
                        .orElse(message.outgoing() ? "Sent" : "Received"),
                all > height
                        ? snapshot.keys().shown(Command.PAGE_DOWN) + ": " + Math.min(all, top + height) + " of " + all
                                + " lines"
                        : "keys and passwords are left out");
        for (int line = 0; line < inside.height() && top + line < all; line++) {
            Line shown = lines.get(top + line);
            canvas.text(inside.x(), inside.y() + line, inside.width(), shown.words(), shown.ink());
        }
    }

    private record Line(String words, Ink ink) {}

    private static List<Line> plain(Message message) {
        List<Line> lines = new ArrayList<>();
        for (SafeText words : message.lines()) {
            lines.add(new Line(words.toString(), lines.isEmpty() ? Ink.HEAD : Ink.PLAIN));
        }
        return lines;
    }

    private static List<Line> difference(Message other, Message message) {
        return Difference.of(other.lines(), message.lines()).stream()
                .map(line -> new Line(line.toString(), ink(line.side())))
                .toList();
    }

    private static Ink ink(Difference.Side side) {
        return switch (side) {
            case BOTH -> Ink.FAINT;
            case FIRST -> Ink.BAD;
            case SECOND -> Ink.GOOD;
        };
    }
}
