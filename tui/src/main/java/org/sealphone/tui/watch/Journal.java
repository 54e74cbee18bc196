package org.sealphone.tui.watch;

import java.util.List;
import java.util.Map;

/**
 * What was read of a journal, in the order of its lines.
 *
 * @param damaged the first of the lines that cannot be read
 * @param damages how many there are
 * @param unknown types that are not known, with the number of their lines
 * @param leftOut lines that were read and not kept, because there are too many
 * @param cut whether the file goes on behind what was read
 */
public record Journal(
        List<Moment> moments,
        List<Damage> damaged,
        long damages,
        Map<String, Long> unknown,
        long leftOut,
        boolean cut) {
    public Journal {
        moments = List.copyOf(moments);
        damaged = List.copyOf(damaged);
        unknown = Map.copyOf(unknown);
    }

    /** A line that cannot be read. */
    public record Damage(long line, String why) {}

    /** How many lines are of a type that is not known. */
    public long strangers() {
        return unknown.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many lines hold anything at all. */
    public long lines() {
        return moments.size() + damages + strangers() + leftOut;
    }
}
