package org.sealphone.tui.desk;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.sealphone.tui.screen.Snapshot;
import org.sealphone.tui.screen.Snapshot.Browse;
import org.sealphone.tui.screen.View;
import org.sealphone.tui.text.SafeText;

/** Which view is open, where in it a person reads, and what was open before. Owner: the stage. */
final class Place {
    private static final Set<View> LISTS = EnumSet.of(View.CONTACTS, View.HISTORY, View.LADDER, View.LOG, View.HELP);
    /** Their first line is at the top; of the others the newest line is at the bottom. */
    private static final Set<View> FROM_TOP = EnumSet.of(View.CONTACTS, View.HISTORY, View.HELP);

    private static final Set<View> OF_CALLS = EnumSet.of(View.CALL, View.INCOMING);

    private View view = View.START;
    private View back = View.START;
    private Browse browse = Browse.NEWEST;

    View view() {
        return view;
    }

    Browse browse() {
        return browse;
    }

    void at(View other) {
        view = other;
    }

    /** A list over whatever was open. */
    void open(View list) {
        if (!LISTS.contains(view)) {
            back = view;
        }
        view = list;
        browse = Browse.NEWEST;
    }

    /** A call has ended: its view gives way to what there is now. */
    void settle(View now) {
        view = OF_CALLS.contains(view) ? now : view;
        back = OF_CALLS.contains(back) ? now : back;
    }

    void search(String words) {
        browse = new Browse(0, 0, SafeText.of(words), browse.compared());
    }

    /** Compares with this message, or no longer with any. */
    void compare(Optional<Snapshot.Message> with) {
        browse = new Browse(browse.line(), 0, browse.search(), with);
    }

    /** Up, or down where it is less than none. */
    void move(int lines) {
        int sign = FROM_TOP.contains(view) ? -1 : 1;
        browse = new Browse(Math.max(0, browse.line() + sign * lines), 0, browse.search(), browse.compared());
    }

    /** Down, or up where it is less than none. */
    void page(int lines) {
        if (view == View.LADDER) {
            browse =
                    new Browse(browse.line(), Math.max(0, browse.scroll() + lines), browse.search(), browse.compared());
        } else {
            move(-lines);
        }
    }

    /** Undoes a comparison, else a search, else closes what is open. */
    void back() {
        if (browse.compared().isPresent()) {
            compare(Optional.empty());
        } else if (!browse.search().toString().isEmpty()) {
            browse = Browse.NEWEST;
        } else {
            view = LISTS.contains(view) ? back : View.DIALER;
        }
    }
}
