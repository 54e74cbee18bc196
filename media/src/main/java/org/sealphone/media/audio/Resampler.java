package org.sealphone.media.audio;

import java.util.Arrays;

/**
 * Changes the sampling rate by a rational factor with a polyphase filter: a sinc under a Kaiser window, flat to nine
 * tenths of the lower of the two half rates and at least 80 dB down from there on, so that nothing folds back into what
 * is heard.
 *
 * <p>Owned by one thread: it remembers the last samples from call to call. Pure.
 */
public final class Resampler {
    /** More phases than this would need a table of megabytes; every rate in use stays far below. */
    static final int MOST_PHASES = 2000;

    /** What the window is designed for: the formula is a fit, and the promise of 80 dB shall hold at the edge too. */
    private static final double STOP_BAND_DB = 84;

    private static final double PASS_BAND = 0.9;

    private final int up;
    private final int down;
    private final int taps;
    /** For each phase its taps, the newest sample first. */
    private final float[][] phases;
    /** Twice the taps, each sample written twice, so that the last {@code taps} always lie in one piece. */
    private final float[] history;

    private int head;
    private long untilNext;

    public Resampler(int fromRate, int toRate) {
        if (!supports(fromRate, toRate)) {
            throw new IllegalArgumentException("no filter from " + fromRate + " to " + toRate + " Hz");
        }
        int common = gcd(fromRate, toRate);
        up = toRate / common;
        down = fromRate / common;
        if (up == down) {
            taps = 1;
            phases = new float[][] {{1}};
        } else {
            double lower = (double) Math.min(fromRate, toRate);
            double width = Math.PI * (1 - PASS_BAND) * lower / fromRate;
            taps = 2 * (int) Math.ceil((STOP_BAND_DB - 8) / (2.285 * width) / 2);
            phases = design(lower / fromRate * (1 + PASS_BAND) / 2);
        }
        history = new float[2 * taps];
    }

    /** True when there is a filter between the two rates. */
    public static boolean supports(int fromRate, int toRate) {
        return fromRate >= 8000
                && toRate >= 8000
                && fromRate <= 192_000
                && toRate <= 192_000
                && toRate / gcd(fromRate, toRate) <= MOST_PHASES;
    }

    /** The whole of {@code pcm} at another rate, the delay of the filter taken out. */
    public static short[] convert(short[] pcm, int fromRate, int toRate) {
        Resampler resampler = new Resampler(fromRate, toRate);
        int skip = resampler.delay();
        int length = Math.toIntExact((long) pcm.length * resampler.up / resampler.down);
        short[] converted = new short[resampler.room(pcm.length) + skip + resampler.room(resampler.taps)];
        int written = resampler.process(pcm, 0, pcm.length, converted, 0);
        resampler.process(new short[resampler.taps], 0, resampler.taps, converted, written);
        return Arrays.copyOfRange(converted, skip, skip + length);
    }

    /** The most samples that {@code samples} samples can become in one call. */
    public int room(int samples) {
        return Math.toIntExact(((long) samples * up + down - 1) / down + 1);
    }

    /** Takes all of the samples and returns the number of those it wrote. */
    public int process(short[] pcm, int offset, int samples, short[] out, int at) {
        int written = 0;
        for (int i = 0; i < samples; i++) {
            head = head == 0 ? taps - 1 : head - 1;
            history[head] = pcm[offset + i];
            history[head + taps] = pcm[offset + i];
            while (untilNext < up) {
                out[at + written++] = filtered(phases[(int) untilNext]);
                untilNext += down;
            }
            untilNext -= up;
        }
        return written;
    }

    /** Samples of output by which the filter is late: a whole number, for the design sees to it. */
    int delay() {
        return middle() / down;
    }

    /** The centre of the prototype, on a point where output is computed. */
    private int middle() {
        return (taps * up - 1) / 2 / down * down;
    }

    private short filtered(float[] phase) {
        float sum = 0;
        for (int tap = 0; tap < taps; tap++) {
            sum += phase[tap] * history[head + tap];
        }
        return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(sum)));
    }

    /**
     * The prototype at {@code up} times the input rate, dealt out to the phases; {@code cutoff} against half the input
     * rate.
     */
    private float[][] design(double cutoff) {
        int length = taps * up;
        double beta = 0.1102 * (STOP_BAND_DB - 8.7);
        double middle = middle();
        float[][] dealt = new float[up][taps];
        for (int i = 0; i < length; i++) {
            double x = (i - middle) / up;
            double sinc = x == 0 ? cutoff : Math.sin(Math.PI * cutoff * x) / (Math.PI * x);
            double edge = Math.min(1, Math.abs(i - middle) / middle);
            dealt[i % up][i / up] = (float) (sinc * bessel(beta * Math.sqrt(1 - edge * edge)) / bessel(beta));
        }
        return dealt;
    }

    /** The modified Bessel function of the first kind and order zero, by its series. */
    private static double bessel(double x) {
        double sum = 1;
        double term = 1;
        for (int k = 1; term > sum * 1e-12; k++) {
            term *= x / (2 * k) * (x / (2 * k));
            sum += term;
        }
        return sum;
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
