package org.sealphone.media.jitter;

/**
 * Bounds of the playout delay, in milliseconds: where it begins, and how far the network may push it.
 */
public record JitterSettings(int minimum, int initial, int maximum) {
    /** Quiet networks end near the minimum; the initial delay is what most radio networks need. */
    public static final JitterSettings USUAL = new JitterSettings(20, 40, 240);

    public JitterSettings {
        if (minimum < 0 || initial < minimum || maximum < initial) {
            throw new IllegalArgumentException("delays must rise: " + minimum + ", " + initial + ", " + maximum);
        }
    }
}
