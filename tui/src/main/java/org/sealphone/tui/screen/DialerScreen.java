package org.sealphone.tui.screen;

import java.time.Duration;
import java.util.OptionalDouble;
import org.sealphone.tui.screen.Snapshot.Asking;
import org.sealphone.tui.screen.Snapshot.Past;

/** What is looked at between calls: the account, whom to call, who called, what we say and hear with, what happened. */
final class DialerScreen {
    private static final int WIDE = 100;
    /** The level that fills a meter is that of full scale, the one that leaves it empty is this many decibels below. */
    private static final double FLOOR = 60;

    private DialerScreen() {}

    static void draw(Canvas canvas, Area body, Snapshot snapshot) {
        int lower =
                Math.max(6, body.height() - 11 - Math.min(4, snapshot.calls().size()));
        Area upper = body.top(body.height() - lower);
        int left = canvas.whole().width() >= WIDE ? 42 : upper.width() * 9 / 16;
        Area first = upper.left(left);
        dial(canvas, first.top(4), snapshot);
        sound(canvas, first.below(4).top(first.height() - 4), snapshot);
        Area second = upper.after(left);
        if (canvas.whole().width() >= WIDE) {
            recent(canvas, second.left(second.width() / 2), snapshot);
            Area third = second.after(second.width() / 2);
            SecurityPanel.trunk(canvas, third, snapshot);
        } else {
            recent(canvas, second, snapshot);
        }
        Area below = body.below(upper.height());
        int calls = snapshot.calls().isEmpty()
                ? 0
                : Math.min(below.height() - 4, snapshot.calls().size() + 2);
        if (calls > 0) {
            calls(canvas, below.top(calls), snapshot);
        }
        LogScreen.newest(canvas, below.below(calls), snapshot);
    }

    private static void dial(Canvas canvas, Area area, Snapshot snapshot) {
        Area inside = canvas.box(area, "Dial", snapshot.keys().shown(Command.DIAL));
        String typed = snapshot.prompt()
                .filter(prompt -> prompt.asking() == Asking.DIAL)
                .map(prompt -> prompt.typed() + "_")
                .orElse("");
        canvas.text(inside.x(), inside.y(), inside.width(), canvas.glyphs().mark() + " " + typed, Ink.HEAD);
        boolean house = snapshot.account().filter(Snapshot.Account::house).isPresent();
        String advice = house
                ? "try echo or tone: " + snapshot.keys().shown(Command.DIAL) + " echo Enter"
                : typed.isEmpty() ? "a number, a name, sips:bob@host" : "Enter calls, Esc does not";
        canvas.text(inside.x(), inside.y() + 1, inside.width(), advice, Ink.FAINT);
    }

    static void sound(Canvas canvas, Area area, Snapshot snapshot) {
        Area inside = canvas.box(area, "Sound", "");
        meter(canvas, inside, 0, "mic", snapshot.sound().spoken());
        canvas.text(
                inside.x() + 4,
                inside.y() + 1,
                inside.width() - 4,
                snapshot.sound().microphone().toString(),
                Ink.FAINT);
        meter(canvas, inside, 2, "spk", snapshot.sound().heard());
        if (inside.height() > 3) {
            canvas.text(
                    inside.x() + 4,
                    inside.y() + 3,
                    inside.width() - 4,
                    snapshot.sound().speaker().toString(),
                    Ink.FAINT);
        }
    }

    private static void meter(Canvas canvas, Area area, int line, String name, OptionalDouble level) {
        if (line >= area.height()) {
            return;
        }
        int y = area.y() + line;
        canvas.text(area.x(), y, 4, name, Ink.FAINT);
        int bar = area.width() - 4 - 9;
        canvas.bar(area.x() + 4, y, bar, level.isPresent() ? 1 + level.getAsDouble() / FLOOR : 0, Ink.GOOD);
        String number = level.isPresent() && level.getAsDouble() > -FLOOR
                ? Screens.decibels(level.getAsDouble())
                : level.isPresent() ? "silent" : "no call";
        canvas.right(area.x(), y, area.width(), number, Ink.PLAIN);
    }

    private static void recent(Canvas canvas, Area area, Snapshot snapshot) {
        Area inside = canvas.box(
                area,
                "Recent",
                snapshot.book().calls().isEmpty() ? "" : snapshot.keys().shown(Command.HISTORY) + " all");
        if (snapshot.book().calls().isEmpty()) {
            canvas.text(inside.x(), inside.y(), inside.width(), "no calls yet", Ink.FAINT);
        }
        int line = 0;
        for (Past past : snapshot.book().calls()) {
            if (line >= inside.height()) {
                return;
            }
            past(canvas, inside, line++, past, snapshot);
            if (!past.reason().toString().isEmpty() && line < inside.height()) {
                canvas.text(
                        inside.x() + 6,
                        inside.y() + line++,
                        inside.width() - 6,
                        past.reason().toString(),
                        Ink.CARE);
            }
        }
    }

    private static void past(Canvas canvas, Area area, int line, Past past, Snapshot snapshot) {
        int y = area.y() + line;
        String result = past.length().map(length -> Times.length(length) + " ").orElse("")
                + past.result().toString();
        canvas.right(area.x(), y, area.width(), result, past.good() ? Ink.GOOD : Ink.BAD);
        canvas.text(area.x(), y, 6, Times.minute(past.at(), snapshot.zone()), Ink.FAINT);
        String arrow =
                past.incoming() ? canvas.glyphs().left() : canvas.glyphs().right();
        canvas.glyphs(area.x() + 6, y, arrow, 1, Ink.FAINT);
        canvas.text(
                area.x() + 8,
                y,
                area.width() - 9 - result.length(),
                shorter(past.address().toString()),
                Ink.PLAIN);
    }

    private static void calls(Canvas canvas, Area area, Snapshot snapshot) {
        Area inside = canvas.box(area, "Calls", snapshot.keys().shown(Command.CALL_VIEW) + " shows");
        for (int i = 0; i < Math.min(inside.height(), snapshot.calls().size()); i++) {
            call(canvas, inside, i, snapshot);
        }
    }

    static void call(Canvas canvas, Area area, int line, Snapshot snapshot) {
        Snapshot.Call call = snapshot.calls().get(line);
        boolean chosen = line == snapshot.chosen();
        String left = (chosen ? canvas.glyphs().mark() : " ") + " " + call.number() + "  "
                + shorter(call.address().toString());
        String right = call.state().words() + "  " + Times.length(Duration.between(call.since(), snapshot.now()));
        canvas.text(area.x(), area.y() + line, area.width() - right.length() - 1, left, chosen ? Ink.HEAD : Ink.PLAIN);
        canvas.right(area.x(), area.y() + line, area.width(), right, Ink.PLAIN);
    }

    /** In a list nobody needs to read each time that it goes over TLS: there is no other way. */
    static String shorter(String address) {
        return address.replaceFirst("^sips?:", "").replaceFirst(";transport=tls$", "");
    }
}
