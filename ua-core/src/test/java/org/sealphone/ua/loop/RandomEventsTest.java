package org.sealphone.ua.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Engine and real JAIN-SIP over a flow in memory, under virtual time, driven by dice: {@link RandomLife}. */
class RandomEventsTest {
    private static final int EVENTS = 1_000;

    private static void life(long seed, int events) {
        try {
            new RandomLife(seed).lives(events);
        } catch (RuntimeException | AssertionError failure) {
            throw new AssertionError("SEED=" + seed + " of " + events + " events: " + failure.getMessage(), failure);
        }
    }

    @Test
    void random_events_leave_no_call_stuck_and_nothing_behind() {
        LongStream.range(0, 4).forEach(seed -> life(seed, 400));
    }

    /**
     * A fifth of a million events, since a million takes many minutes: {@code -Dlives=1000}, as {@code .ci/long} runs it.
     */
    @Test
    @Tag("privileged")
    void two_hundred_thousand_random_events_leave_no_call_stuck_and_nothing_behind() {
        long first = Long.getLong("seed", 200);
        long lives = Long.getLong("lives", 200);
        AtomicLong lived = new AtomicLong();
        LongStream.range(first, first + lives).parallel().forEach(seed -> {
            life(seed, EVENTS);
            lived.addAndGet(EVENTS);
        });
        assertThat(lived).hasValue(lives * EVENTS);
    }
}
