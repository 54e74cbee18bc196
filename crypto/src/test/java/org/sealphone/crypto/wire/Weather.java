package org.sealphone.crypto.wire;

import java.time.Duration;

/**
 * How a simulated network treats datagrams.
 *
 * @param loss the part that vanishes, 0 to 1
 * @param duplication the part that arrives twice
 * @param delay how long every datagram takes
 * @param jitter how much longer it may take, evenly spread; more than the packets' distance reorders them
 * @param ordered whether none may overtake another of the same way
 */
public record Weather(double loss, double duplication, Duration delay, Duration jitter, boolean ordered) {
    /** Nothing is lost, and everything takes five milliseconds. */
    public static Weather fine() {
        return new Weather(0, 0, Duration.ofMillis(5), Duration.ZERO, false);
    }

    /** The same with loss. */
    public Weather losing(double part) {
        return new Weather(part, duplication, delay, jitter, ordered);
    }

    /** The same with duplicates. */
    public Weather duplicating(double part) {
        return new Weather(loss, part, delay, jitter, ordered);
    }

    /** The same with delay and jitter. */
    public Weather taking(Duration base, Duration more) {
        return new Weather(loss, duplication, base, more, ordered);
    }

    /** The same, but what was sent first arrives first. */
    public Weather inOrder() {
        return new Weather(loss, duplication, delay, jitter, true);
    }
}
