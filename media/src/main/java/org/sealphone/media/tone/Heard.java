package org.sealphone.media.tone;

import java.util.OptionalDouble;

/**
 * What was heard: how loud, and if one tone stands out, which one and by how much.
 *
 * @param rmsDbfs root mean square against full scale, never below {@link #SILENCE_DBFS}
 * @param toneHz the dominant tone
 * @param snrDb the power of that tone against all the rest, harmonics included
 */
public record Heard(double rmsDbfs, OptionalDouble toneHz, OptionalDouble snrDb) {
    /** Digital silence: below half a step of 16 bits. */
    public static final double SILENCE_DBFS = -96.0;

    /** True when that tone was heard: within two hertz, and at least {@code snrDb} above everything else. */
    public boolean tone(double hz, double minimumSnrDb) {
        return toneHz.isPresent()
                && Math.abs(toneHz.getAsDouble() - hz) <= 2.0
                && snrDb.orElse(Double.NEGATIVE_INFINITY) >= minimumSnrDb;
    }
}
