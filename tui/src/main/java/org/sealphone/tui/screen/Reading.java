package org.sealphone.tui.screen;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.sealphone.tui.screen.Snapshot.Browse;

/**
 * The lines of a list that a person reads: those that contain what is searched, the chosen one among them, and the window around it.
 *
 * @param found the lines that are left, the oldest first
 * @param chosen the place in {@code found}; -1 when there is none
 */
record Reading<T>(List<T> found, int chosen) {
    static <T> Reading<T> of(List<T> all, Browse browse, Function<T, String> words) {
        String wanted = browse.search().toString().toLowerCase(Locale.ROOT);
        List<T> found = all.stream()
                .filter(line -> words.apply(line).toLowerCase(Locale.ROOT).contains(wanted))
                .toList();
        return new Reading<>(found, found.size() - 1 - Math.max(0, Math.min(browse.line(), found.size() - 1)));
    }

    /** The same of a list whose first line comes first: the chosen one is counted from there. */
    static <T> Reading<T> fromTop(List<T> all, Browse browse, Function<T, String> words) {
        Reading<T> reading = of(all, browse, words);
        int last = reading.found().size() - 1;
        return new Reading<>(reading.found(), Math.max(Math.min(0, last), Math.min(browse.line(), last)));
    }

    Optional<T> one() {
        return chosen < 0 ? Optional.empty() : Optional.of(found.get(chosen));
    }

    /** The first line of a window of so many. */
    int top(int height) {
        int newest = Math.max(0, found.size() - height);
        return Math.max(0, Math.min(newest, chosen - height / 2));
    }

    String note(Browse browse) {
        String wanted = browse.search().toString();
        return wanted.isEmpty() ? found.size() + " lines" : found.size() + " with '" + wanted + "'";
    }
}
