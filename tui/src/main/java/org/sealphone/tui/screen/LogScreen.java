package org.sealphone.tui.screen;

import java.util.List;
import org.sealphone.tui.screen.Snapshot.Note;

/** What happened, a line each. */
final class LogScreen {
    private static final int TIME = 10;
    private static final int KIND = 6;

    private LogScreen() {}

    static void draw(Canvas canvas, Area body, Snapshot snapshot) {
        Reading<Note> reading = Reading.of(snapshot.log(), snapshot.browse(), note -> note.kind() + " " + note.words());
        Area list = body.top(body.height() - 5);
        Area inside = canvas.box(list, "Log", reading.note(snapshot.browse()));
        int top = reading.top(inside.height());
        for (int line = 0;
                line < inside.height() && top + line < reading.found().size();
                line++) {
            note(canvas, inside, line, reading.found().get(top + line), snapshot);
            if (top + line == reading.chosen()) {
                canvas.tint(inside, line, Ink.BAR);
            }
        }
        Area whole = canvas.box(body.below(list.height()), "In full", "");
        if (reading.chosen() >= 0) {
            List<String> lines =
                    Paragraph.wrap(reading.found().get(reading.chosen()).words().toString(), whole.width());
            for (int line = 0; line < Math.min(whole.height(), lines.size()); line++) {
                canvas.text(whole.x(), whole.y() + line, whole.width(), lines.get(line), Ink.PLAIN);
            }
        }
    }

    /** The end of it, in a box of another screen. */
    static void newest(Canvas canvas, Area area, Snapshot snapshot) {
        Area inside = canvas.box(area, "Log", snapshot.keys().shown(Command.LOG) + " all");
        int from = Math.max(0, snapshot.log().size() - inside.height());
        for (int line = 0;
                line < inside.height() && from + line < snapshot.log().size();
                line++) {
            note(canvas, inside, line, snapshot.log().get(from + line), snapshot);
        }
    }

    private static void note(Canvas canvas, Area area, int line, Note note, Snapshot snapshot) {
        int y = area.y() + line;
        canvas.text(area.x(), y, TIME, Times.second(note.at(), snapshot.zone()), Ink.FAINT);
        canvas.text(area.x() + TIME, y, KIND, note.kind(), Ink.HEAD);
        canvas.text(
                area.x() + TIME + KIND,
                y,
                area.width() - TIME - KIND,
                note.words().toString(),
                Ink.PLAIN);
    }
}
