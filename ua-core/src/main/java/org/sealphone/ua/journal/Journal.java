package org.sealphone.ua.journal;

/** Where the lines of the event journal go. Called on {@code ua-loop}; must return at once. */
@FunctionalInterface
public interface Journal {
    /** One event as one JSON object without a line end; free of secrets. */
    void line(String json);

    /** Keeps nothing: always the same one, and no line is made for it. */
    static Journal none() {
        return NoJournal.INSTANCE;
    }
}
