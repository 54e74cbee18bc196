package org.sealphone.tui.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Every key and what it does, made from the table that the phone acts by. */
final class HelpScreen {
    private static final int KEY = 11;
    private static final int TITLE = 12;

    private HelpScreen() {}

    static void draw(Canvas canvas, Area body, Snapshot snapshot) {
        String wanted = snapshot.browse().search().toString();
        List<Line> lines = lines(snapshot.keys(), wanted);
        int height = Math.max(0, body.height() - 2);
        int top = Math.max(0, Math.min(snapshot.browse().line(), lines.size() - height));
        Area inside = canvas.box(
                body,
                "Keys",
                wanted.isEmpty()
                        ? snapshot.keys().shown(Command.SEARCH) + " search, "
                                + snapshot.keys().shown(Command.PAGE_DOWN) + " more: "
                                + Math.min(lines.size(), top + height) + " of " + lines.size()
                        : lines.size() + " with '" + wanted + "'");
        for (int i = 0; i < inside.height() && top + i < lines.size(); i++) {
            Line line = lines.get(top + i);
            int y = inside.y() + i;
            canvas.text(inside.x(), y, KEY, line.key(), Ink.HEAD);
            if (line.key().isEmpty()) {
                canvas.text(inside.x(), y, inside.width(), line.words(), Ink.FAINT);
            } else {
                canvas.text(inside.x() + KEY, y, TITLE, line.title(), Ink.PLAIN);
                canvas.text(inside.x() + KEY + TITLE, y, inside.width() - KEY - TITLE, line.words(), Ink.FAINT);
            }
        }
    }

    private record Line(String key, String title, String words) {
        boolean holds(String wanted) {
            return (key + " " + title + " " + words).toLowerCase(Locale.ROOT).contains(wanted.toLowerCase(Locale.ROOT));
        }
    }

    private static List<Line> lines(KeyTable table, String wanted) {
        List<Line> lines = new ArrayList<>();
        for (View view :
                List.of(View.DIALER, View.INCOMING, View.CALL, View.CONTACTS, View.HISTORY, View.LADDER, View.LOG)) {
            List<Line> keys = new ArrayList<>();
            for (KeyTable.Binding binding : table.of(view)) {
                keys.add(new Line(
                        binding.key().shown(),
                        binding.command().title(),
                        binding.command().words()));
            }
            if (view == View.CALL) {
                keys.add(new Line("0-9 * #", Command.DIGIT.title(), Command.DIGIT.words()));
            }
            List<Line> found = keys.stream().filter(line -> line.holds(wanted)).toList();
            if (!found.isEmpty()) {
                lines.add(new Line("", "", view.title()));
                lines.addAll(found);
            }
        }
        return lines;
    }
}
