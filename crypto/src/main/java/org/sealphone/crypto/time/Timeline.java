package org.sealphone.crypto.time;

import java.time.Duration;
import java.time.Instant;

/**
 * The one source of time. A monotonic clock for intervals, a wall clock for certificates and logs, and a schedule.
 *
 * <p>Thread: each implementation says on which thread scheduled tasks run; a task that needs another one hands over itself.
 */
public interface Timeline {
    /** Monotonic nanoseconds with an arbitrary zero; compare by difference alone. */
    long nanoTime();

    /** The wall clock, which may jump. */
    Instant now();

    /** Runs the task once, not before the delay has passed; a negative delay counts as none. */
    Scheduled schedule(Duration delay, Runnable task);

    /** A task that has not run yet, perhaps. */
    interface Scheduled {
        /** Takes the task off the schedule; no effect when it has run or is running. */
        void cancel();
    }
}
