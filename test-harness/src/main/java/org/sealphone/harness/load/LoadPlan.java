package org.sealphone.harness.load;

import java.time.Duration;
import java.util.Objects;

/**
 * How many calls, how quickly, for how long.
 *
 * @param target whom all of them call
 * @param calls how many
 * @param perSecond how many are dialled in a second
 * @param together how long they go on once the last of them is answered or has failed
 */
public record LoadPlan(String target, int calls, double perSecond, Duration together) {
    private static final double PARTING_PER_SECOND = 200;

    public LoadPlan {
        Objects.requireNonNull(target, "target");
        if (calls < 1 || !(perSecond > 0) || together.isNegative()) {
            throw new IllegalArgumentException("a load has calls, a rate and a time");
        }
    }

    /** When the call of that number, from 0 on, is dialled: after the first. */
    Duration dialled(int call) {
        return seconds(call / perSecond);
    }

    /** When the call of that number is hung up: after the first was. Not all at once, so that none of them waits for its BYE. */
    Duration hungUp(int call) {
        return seconds(call / PARTING_PER_SECOND);
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }
}
