package org.sealphone.media.tone;

import java.util.Arrays;

/**
 * One tone, or several at once (as dial tones and digits are), without a step between one frame and the next.
 *
 * <p>Owned by the thread that reads it.
 */
public final class ToneGenerator {
    /** Ten decibels below full scale, as loud as test tones on trunks are. */
    public static final double DEFAULT_DBFS = -10.0;

    private final double[] step;
    private final double[] phase;
    private final double amplitude;

    /**
     * @param dbfs root mean square of each tone, against the root mean square of a full-scale sine
     * @throws IllegalArgumentException when there is no tone, or one that the sampling rate cannot carry
     */
    public ToneGenerator(int sampleRate, double dbfs, double... hertz) {
        if (hertz.length == 0 || Arrays.stream(hertz).anyMatch(hz -> !(hz > 0 && hz < sampleRate / 2.0))) {
            throw new IllegalArgumentException("tones must lie between 0 and half of " + sampleRate + " Hz");
        }
        step = Arrays.stream(hertz).map(hz -> 2 * Math.PI * hz / sampleRate).toArray();
        phase = new double[hertz.length];
        amplitude = Short.MAX_VALUE * Math.pow(10, dbfs / 20);
    }

    /** Writes the next {@code samples} samples; what would be louder than full scale is clipped. */
    public void read(short[] pcm, int offset, int samples) {
        for (int i = 0; i < samples; i++) {
            double sum = 0;
            for (int tone = 0; tone < step.length; tone++) {
                sum += Math.sin(phase[tone]);
                phase[tone] += step[tone];
                if (phase[tone] > Math.PI) {
                    phase[tone] -= 2 * Math.PI;
                }
            }
            pcm[offset + i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.rint(sum * amplitude)));
        }
    }
}
