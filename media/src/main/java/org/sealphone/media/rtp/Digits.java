package org.sealphone.media.rtp;

import java.util.Locale;
import java.util.Optional;

/**
 * Keys to be pressed inside a call, in order, with pauses between them: {@code 0-9 * # A-D}, {@code !} for a hook flash,
 * {@code ,} or {@code p} for a pause of a second. Immutable.
 *
 * <p>It may be somebody's PIN: nothing prints it.
 */
public final class Digits {
    /** RFC 4733 section 3.2: the key of event n stands at n. */
    private static final String KEYS = "0123456789*#ABCD!";

    private static final String PAUSES = ",P";
    private static final int LONGEST = 256;
    private static final int PAUSE = -1;

    private final int[] steps;

    private Digits(int[] steps) {
        this.steps = steps;
    }

    /** What is written so; empty when it is no sequence of keys, or holds none. */
    public static Optional<Digits> parse(String text) {
        String keys = text.toUpperCase(Locale.ROOT);
        int[] steps = new int[keys.length()];
        boolean any = false;
        for (int i = 0; i < steps.length; i++) {
            char key = keys.charAt(i);
            steps[i] = PAUSES.indexOf(key) >= 0 ? PAUSE : KEYS.indexOf(key);
            any |= steps[i] != PAUSE;
            if (steps[i] == PAUSE && PAUSES.indexOf(key) < 0) {
                return Optional.empty();
            }
        }
        return any && steps.length <= LONGEST ? Optional.of(new Digits(steps)) : Optional.empty();
    }

    /** How many keys are pressed. */
    public int keys() {
        int keys = 0;
        for (int step : steps) {
            keys += step == PAUSE ? 0 : 1;
        }
        return keys;
    }

    int steps() {
        return steps.length;
    }

    /** The event of a step, or -1 for a pause. */
    int step(int at) {
        return steps[at];
    }

    /** The key of an event; empty for events that are none. */
    static Optional<Character> key(int event) {
        return event >= 0 && event < KEYS.length() ? Optional.of(KEYS.charAt(event)) : Optional.empty();
    }

    @Override
    public String toString() {
        return keys() + " digits";
    }
}
