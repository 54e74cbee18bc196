package org.sealphone.tui.screen;

import java.util.List;
import org.sealphone.tui.screen.Snapshot.Contact;
import org.sealphone.tui.screen.Snapshot.Past;

/** The people whom one calls, and what there was with the chosen one. */
final class ContactsScreen {
    /** Rows of the box below the list, its frame included. */
    private static final int DETAIL = 7;

    private static final int LABEL = 9;

    private ContactsScreen() {}

    static void draw(Canvas canvas, Area body, Snapshot snapshot) {
        Reading<Contact> reading = reading(snapshot);
        Area list = body.top(body.height() - DETAIL);
        Area inside = canvas.box(list, "Contacts", reading.note(snapshot.browse()));
        if (reading.found().isEmpty()) {
            boolean none = snapshot.book().contacts().isEmpty();
            String advice = none
                    ? "nobody yet: " + snapshot.keys().shown(Command.KEEP) + " keeps somebody"
                    : "nobody of that name";
            canvas.text(inside.x(), inside.y(), inside.width(), advice, Ink.FAINT);
        }
        int top = reading.top(inside.height());
        int name = Math.min(30, inside.width() * 2 / 5);
        for (int line = 0;
                line < inside.height() && top + line < reading.found().size();
                line++) {
            Contact contact = reading.found().get(top + line);
            int y = inside.y() + line;
            boolean chosen = top + line == reading.chosen();
            canvas.text(inside.x(), y, 2, chosen ? canvas.glyphs().mark() : "", Ink.HEAD);
            canvas.text(inside.x() + 2, y, name - 3, contact.name().toString(), Ink.PLAIN);
            canvas.text(
                    inside.x() + name,
                    y,
                    inside.width() - name,
                    DialerScreen.shorter(contact.target().toString()),
                    Ink.PLAIN);
            if (chosen) {
                canvas.tint(inside, line, Ink.BAR);
            }
        }
        detail(canvas, body.below(list.height()), snapshot, reading);
    }

    /** By name, the first one first. */
    static Reading<Contact> reading(Snapshot snapshot) {
        return Reading.fromTop(
                snapshot.book().contacts(),
                snapshot.browse(),
                contact -> contact.name() + " " + contact.target() + " " + contact.account());
    }

    private static void detail(Canvas canvas, Area area, Snapshot snapshot, Reading<Contact> reading) {
        Area inside = canvas.box(area, "In full", "");
        if (reading.chosen() < 0) {
            return;
        }
        Contact contact = reading.found().get(reading.chosen());
        canvas.row(inside, 0, LABEL, "name", contact.name().toString(), Ink.HEAD);
        canvas.row(inside, 1, LABEL, "calls", contact.target().toString(), Ink.PLAIN);
        String account = contact.account().toString();
        canvas.row(inside, 2, LABEL, "from", account.isEmpty() ? "the account in use" : account, Ink.PLAIN);
        List<Past> calls = snapshot.book().calls().stream()
                .filter(past -> past.address().equals(contact.target()))
                .toList();
        String with = calls.isEmpty()
                ? "none yet"
                : Times.day(calls.get(0).at(), snapshot.zone()) + ", "
                        + calls.get(0).result();
        canvas.row(inside, 3, LABEL, "last", with, Ink.PLAIN);
        canvas.row(
                inside,
                4,
                LABEL,
                "so far",
                calls.size() + (calls.size() == 1 ? " call" : " calls") + " of the history",
                Ink.FAINT);
    }
}
