package org.sealphone.media.jitter;

/**
 * Bounds of the playout delay, in milliseconds: where it begins, and how far the network may push it.
 */
public record JitterSettings(int minimum, int initial, int maximum) {
    /** Quiet networks end near the minimum; the initial delay is what most radio networks need. */
    public static final JitterSettings USUAL = new JitterSettings(20, 40, 240);

    private static final int SOONER_MINIMUM = 10;
    private static final int SOONER_INITIAL = 25;

    public JitterSettings {
        if (minimum < 0 || initial < minimum || maximum < initial) {
            throw new IllegalArgumentException("delays must rise: " + minimum + ", " + initial + ", " + maximum);
        }
    }

    /** For somebody who listens now: a delay that is not needed is heard in each answer, a packet that is late only where it is missing. */
    public JitterSettings sooner() {
        return new JitterSettings(
                Math.min(minimum, SOONER_MINIMUM), Math.min(initial, Math.max(minimum, SOONER_INITIAL)), maximum);
    }
}
