package org.sealphone.media.codec;

/**
 * One of the two bands of ITU-T G.722: the scale factor of its quantizer (clauses 3.3 and 3.5) and its predictor of two
 * poles and six zeros (clause 3.6), in the arithmetic of 16 bits that clause 6.2 prescribes to the bit. Both sides of a
 * call run the same one, so that they stay in step without a word about it.
 *
 * <p>Owned by one encoder or decoder.
 */
final class SubBand {
    /** 2048 times the powers of two in steps of a thirty-second: the table ILB. */
    private static final int[] MANTISSAS = {
        2048, 2093, 2139, 2186, 2233, 2282, 2332, 2383, 2435, 2489, 2543, 2599, 2656, 2714, 2774, 2834,
        2896, 2960, 3025, 3091, 3158, 3228, 3298, 3371, 3444, 3520, 3597, 3676, 3756, 3838, 3922, 4008
    };

    private static final int ZEROS = 6;
    private static final int POLE_2_LIMIT = 12_288;
    private static final int POLES_LIMIT = 15_360;
    private static final int LEAK_127_128 = 32_512;
    private static final int LEAK_255_256 = 32_640;

    private final int logLimit;
    private final int scaleShift;
    private final int[] zeros = new int[ZEROS];
    /** The quantized differences, the newest first. */
    private final int[] differences = new int[ZEROS];

    private int pole1;
    private int pole2;
    private int rebuilt1;
    private int rebuilt2;
    private int partial1;
    private int partial2;
    private int zeroPart;
    private int prediction;
    private int logScale;
    private int scale;

    private SubBand(int logLimit, int scaleShift) {
        this.logLimit = logLimit;
        this.scaleShift = scaleShift;
        rescale(0);
    }

    /** Below 4 kHz: 6 bits a sample. */
    static SubBand lower() {
        return new SubBand(18_432, 8);
    }

    /** From 4 kHz on: 2 bits a sample. */
    static SubBand higher() {
        return new SubBand(22_528, 10);
    }

    /** What the next sample is expected to be. */
    int prediction() {
        return prediction;
    }

    /** The size of the quantizer's steps. */
    int scale() {
        return scale;
    }

    /**
     * Goes on to the next sample.
     *
     * @param difference between the sample and its prediction, as the other side knows it
     * @param weight by which the quantizer's decision widens or narrows its steps
     */
    void adapt(int difference, int weight) {
        rescale(weight);
        int partial = saturated(zeroPart + difference);
        pole2 = nextPole2(partial);
        pole1 = nextPole1(partial);
        adaptZeros(difference);
        partial2 = partial1;
        partial1 = partial;
        rebuilt2 = rebuilt1;
        rebuilt1 = saturated(prediction + difference);
        System.arraycopy(differences, 0, differences, 1, ZEROS - 1);
        differences[0] = difference;
        predict();
    }

    /** LOGSCL and SCALEL, or LOGSCH and SCALEH: the logarithm leaks, so that an error of transmission is forgotten. */
    private void rescale(int weight) {
        logScale = within(((logScale * 127) >> 7) + weight, 0, logLimit);
        int mantissa = MANTISSAS[(logScale >> 6) & 31];
        int shift = scaleShift - (logScale >> 11);
        scale = (shift < 0 ? mantissa << -shift : mantissa >> shift) << 2;
    }

    /** UPPOL2, with the first pole as it was: {@link #nextPole1} changes it after this. */
    private int nextPole2(int partial) {
        int quarter = saturated(pole1 << 2);
        int turned = saturated(alike(partial, partial1) ? -quarter : quarter) >> 7;
        int step = turned + (alike(partial, partial2) ? 128 : -128);
        return within(step + ((pole2 * LEAK_127_128) >> 15), -POLE_2_LIMIT, POLE_2_LIMIT);
    }

    /** UPPOL1: together with the second pole, which is the new one here, it stays stable. */
    private int nextPole1(int partial) {
        int step = alike(partial, partial1) ? 192 : -192;
        int limit = POLES_LIMIT - pole2;
        return within(saturated(step + ((pole1 * LEAK_255_256) >> 15)), -limit, limit);
    }

    /** UPZERO. */
    private void adaptZeros(int difference) {
        int size = difference == 0 ? 0 : 128;
        for (int i = 0; i < ZEROS; i++) {
            int step = alike(difference, differences[i]) ? size : -size;
            zeros[i] = saturated(step + ((zeros[i] * LEAK_255_256) >> 15));
        }
    }

    /** FILTEZ, FILTEP and PREDIC. */
    private void predict() {
        int sum = 0;
        for (int i = ZEROS - 1; i >= 0; i--) {
            sum += (zeros[i] * saturated(2 * differences[i])) >> 15;
        }
        zeroPart = saturated(sum);
        int polePart = saturated(((pole1 * saturated(2 * rebuilt1)) >> 15) + ((pole2 * saturated(2 * rebuilt2)) >> 15));
        prediction = saturated(polePart + zeroPart);
    }

    private static boolean alike(int one, int other) {
        return (one ^ other) >= 0;
    }

    private static int within(int value, int least, int most) {
        return Math.max(least, Math.min(most, value));
    }

    static int saturated(int value) {
        return within(value, Short.MIN_VALUE, Short.MAX_VALUE);
    }
}
