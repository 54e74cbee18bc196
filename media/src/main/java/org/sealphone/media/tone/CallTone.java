package org.sealphone.media.tone;

import java.util.List;

/** What a person hears before a call, or instead of one. Frequencies and rhythms lie within ITU-T E.180, but for the ringing. */
public enum CallTone {
    /** It rings at the other side. */
    RINGBACK(List.of(425.0), List.of(1000, 4000)),
    /** The other side is in a call, or declines. */
    BUSY(List.of(425.0), List.of(500, 500)),
    /** The call failed on its way. */
    CONGESTION(List.of(425.0), List.of(250, 250)),
    /** Somebody calls. */
    RINGING(List.of(659.0, 831.0), List.of(400, 200, 400, 2000));

    @SuppressWarnings("ImmutableEnumChecker") // of List.of
    private final List<Double> hertz;

    @SuppressWarnings("ImmutableEnumChecker") // of List.of
    private final List<Integer> millis;

    /** @param millis how long it sounds and is silent, in turns */
    CallTone(List<Double> hertz, List<Integer> millis) {
        this.hertz = hertz;
        this.millis = millis;
    }

    double[] hertz() {
        return hertz.stream().mapToDouble(Double::doubleValue).toArray();
    }

    List<Integer> millis() {
        return millis;
    }
}
