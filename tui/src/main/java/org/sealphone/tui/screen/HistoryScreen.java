package org.sealphone.tui.screen;

import org.sealphone.tui.screen.Snapshot.Past;

/** The calls that are over, and all that is known of the chosen one. */
final class HistoryScreen {
    /** Rows of the box below the list, its frame included. */
    private static final int DETAIL = 7;

    private static final int LABEL = 9;
    private static final int TIME = 17;

    private HistoryScreen() {}

    static void draw(Canvas canvas, Area body, Snapshot snapshot) {
        Reading<Past> reading = reading(snapshot);
        Area list = body.top(body.height() - DETAIL);
        Area inside = canvas.box(list, "History", reading.note(snapshot.browse()));
        if (reading.found().isEmpty()) {
            boolean none = snapshot.book().calls().isEmpty();
            canvas.text(
                    inside.x(),
                    inside.y(),
                    inside.width(),
                    none ? "no calls yet" : "no call with those words",
                    Ink.FAINT);
        }
        int top = reading.top(inside.height());
        for (int line = 0;
                line < inside.height() && top + line < reading.found().size();
                line++) {
            past(canvas, inside, line, reading.found().get(top + line), snapshot);
            if (top + line == reading.chosen()) {
                canvas.tint(inside, line, Ink.BAR);
            }
        }
        detail(canvas, body.below(list.height()), snapshot, reading);
    }

    /** The newest first. */
    static Reading<Past> reading(Snapshot snapshot) {
        return Reading.fromTop(
                snapshot.book().calls(),
                snapshot.browse(),
                past -> who(past) + " " + past.address()
                        + " " + past.result() + " " + past.reason() + " " + past.suite() + " "
                        + Times.day(past.at(), snapshot.zone()) + (past.incoming() ? " incoming" : " outgoing"));
    }

    /** The address comes first: a name is whatever its owner likes, also the address of somebody else. */
    private static String who(Past past) {
        String name = past.name().toString();
        return DialerScreen.shorter(past.address().toString()) + (name.isEmpty() ? "" : "  " + name);
    }

    private static void past(Canvas canvas, Area area, int line, Past past, Snapshot snapshot) {
        int y = area.y() + line;
        String result = result(past);
        canvas.right(area.x(), y, area.width(), result, past.good() ? Ink.GOOD : Ink.BAD);
        canvas.text(area.x(), y, TIME, Times.day(past.at(), snapshot.zone()), Ink.FAINT);
        String arrow =
                past.incoming() ? canvas.glyphs().left() : canvas.glyphs().right();
        canvas.glyphs(area.x() + TIME, y, arrow, 1, Ink.FAINT);
        canvas.text(area.x() + TIME + 2, y, area.width() - TIME - 3 - canvas.cells(result), who(past), Ink.PLAIN);
    }

    private static String result(Past past) {
        return past.length().map(length -> Times.length(length) + " ").orElse("") + past.result();
    }

    private static void detail(Canvas canvas, Area area, Snapshot snapshot, Reading<Past> reading) {
        Area inside = canvas.box(area, "In full", "");
        if (reading.chosen() < 0) {
            return;
        }
        Past past = reading.found().get(reading.chosen());
        String name = past.name().toString();
        canvas.row(
                inside,
                0,
                LABEL,
                past.incoming() ? "from" : "to",
                past.address() + (name.isEmpty() ? "" : "  " + name),
                Ink.HEAD);
        canvas.row(
                inside,
                1,
                LABEL,
                "ended",
                Times.day(past.at(), snapshot.zone()) + ", " + result(past),
                past.good() ? Ink.GOOD : Ink.BAD);
        String reason = past.reason().toString();
        canvas.row(inside, 2, LABEL, "reason", reason.isEmpty() ? "none is needed" : reason, Ink.PLAIN);
        String suite = past.suite().toString();
        canvas.row(inside, 3, LABEL, "SRTP", suite.isEmpty() ? "no media ran" : suite, Ink.PLAIN);
        canvas.row(inside, 4, LABEL, "account", past.account().toString(), Ink.FAINT);
    }
}
