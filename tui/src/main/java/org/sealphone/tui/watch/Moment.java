package org.sealphone.tui.watch;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One line of a journal that says something. Immutable; its texts are foreign until they are drawn.
 *
 * @param line its number in the file, from 1
 * @param fields the plain values of the line by their names, cut; of a report its command and how it ended
 */
public record Moment(long line, Instant at, Kind kind, Map<String, String> fields) {
    public Moment {
        fields = Map.copyOf(fields);
    }

    String text(String name) {
        return fields.getOrDefault(name, "");
    }

    /** The first of these that is there: two writers of journals name some things differently. */
    String text(String name, String other) {
        return fields.containsKey(name) ? text(name) : text(other);
    }

    /** The call that it belongs to. */
    Optional<String> call() {
        return Optional.ofNullable(fields.get("call"));
    }

    /** A finite number; empty where there is none. */
    Optional<Double> number(String name) {
        try {
            double value = Double.parseDouble(text(name));
            return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }
}
