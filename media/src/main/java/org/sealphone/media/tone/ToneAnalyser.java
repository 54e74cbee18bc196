package org.sealphone.media.tone;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Finds the level and the dominant tone of a stretch of PCM.
 *
 * <p>The tone is searched on the power spectrum of short windows, summed over the stretch, so that a phase jump where a
 * lost packet was concealed does not blur it; then its frequency is refined by Goertzel's filter under a Hann window. The
 * noise is what remains when the best-fitting sine of each window is taken away.
 */
public final class ToneAnalyser {
    /** Below this there is nothing that could be called a tone. */
    private static final double AUDIBLE_DBFS = -60;
    /** A tone stands out when it holds this much more power than all the rest. */
    private static final double STANDS_OUT_DB = 6;

    private static final double LOWEST_HZ = 60;
    /** A tenth of a second: ten hertz of resolution, before refinement. */
    private static final int WINDOWS_PER_SECOND = 10;
    /** A longer stretch is measured without its first and last window, in which sound fades in and out. */
    private static final int MOST_EDGE_WINDOWS = 5;

    private ToneAnalyser() {}

    public static Heard analyse(short[] pcm, int offset, int samples, int sampleRate) {
        int start = offset;
        int end = offset + samples;
        int block = Math.max(1, sampleRate / 50);
        while (end - start > block && level(pcm, start, block) < AUDIBLE_DBFS) {
            start += block;
        }
        while (end - start > block && level(pcm, end - block, block) < AUDIBLE_DBFS) {
            end -= block;
        }
        double rms = level(pcm, start, end - start);
        int window = sampleRate / WINDOWS_PER_SECOND;
        if (rms < AUDIBLE_DBFS || end - start < window) {
            return new Heard(rms, OptionalDouble.empty(), OptionalDouble.empty());
        }
        if (end - start > MOST_EDGE_WINDOWS * window) {
            start += window;
            end -= window;
        }
        double hertz = dominant(pcm, start, end, window, sampleRate);
        double snr = signalToNoise(pcm, start, end, window, 2 * Math.PI * hertz / sampleRate);
        return snr < STANDS_OUT_DB
                ? new Heard(rms, OptionalDouble.empty(), OptionalDouble.empty())
                : new Heard(rms, OptionalDouble.of(hertz), OptionalDouble.of(snr));
    }

    /** Root mean square in decibels against full scale. */
    public static double level(short[] pcm, int offset, int samples) {
        double sum = 0;
        for (int i = offset; i < offset + samples; i++) {
            sum += (double) pcm[i] * pcm[i];
        }
        double rms = Math.sqrt(sum / Math.max(1, samples)) / -(double) Short.MIN_VALUE;
        return Math.max(Heard.SILENCE_DBFS, 20 * Math.log10(Math.max(rms, 1e-9)));
    }

    private static double dominant(short[] pcm, int start, int end, int window, int sampleRate) {
        double[] taper = new double[window];
        Arrays.setAll(taper, i -> 1 - Math.cos(2 * Math.PI * i / window));
        Spectrum spectrum = new Spectrum(taper);
        int strides = Math.max(1, (end - start) / window / 8);
        for (int at = start; at + window <= end; at += window * strides) {
            spectrum.add(pcm, at);
        }
        double step = sampleRate / (double) spectrum.size();
        int best = spectrum.strongest((int) Math.ceil(LOWEST_HZ / step), spectrum.size() / 2);
        double low = (best - 1) * step;
        double high = (best + 1) * step;
        while (high - low > 0.01) {
            double third = (high - low) / 3;
            double left = power(pcm, start, end, taper, strides, 2 * Math.PI * (low + third) / sampleRate);
            double right = power(pcm, start, end, taper, strides, 2 * Math.PI * (high - third) / sampleRate);
            if (left < right) {
                low += third;
            } else {
                high -= third;
            }
        }
        return (low + high) / 2;
    }

    /** The power at one frequency over every {@code strides}-th window, by Goertzel's recursion under a Hann window. */
    private static double power(short[] pcm, int start, int end, double[] taper, int strides, double radians) {
        double coefficient = 2 * Math.cos(radians);
        int window = taper.length;
        double total = 0;
        for (int at = start; at + window <= end; at += window * strides) {
            double last = 0;
            double beforeLast = 0;
            for (int i = 0; i < window; i++) {
                double next = pcm[at + i] * taper[i] + coefficient * last - beforeLast;
                beforeLast = last;
                last = next;
            }
            total += last * last + beforeLast * beforeLast - coefficient * last * beforeLast;
        }
        return total;
    }

    /** In each window the least-squares sine of that frequency is the signal and what is left is the noise. */
    private static double signalToNoise(short[] pcm, int start, int end, int window, double radians) {
        double signal = 0;
        double noise = 0;
        for (int at = start; at + window <= end; at += window) {
            double cc = 0;
            double ss = 0;
            double cs = 0;
            double xc = 0;
            double xs = 0;
            double xx = 0;
            for (int i = 0; i < window; i++) {
                double x = pcm[at + i];
                double cos = Math.cos(radians * i);
                double sin = Math.sin(radians * i);
                cc += cos * cos;
                ss += sin * sin;
                cs += cos * sin;
                xc += x * cos;
                xs += x * sin;
                xx += x * x;
            }
            double determinant = cc * ss - cs * cs;
            double a = (xc * ss - xs * cs) / determinant;
            double b = (xs * cc - xc * cs) / determinant;
            double fitted = a * xc + b * xs;
            signal += fitted;
            noise += Math.max(0, xx - fitted);
        }
        return Math.min(120, 10 * Math.log10(signal / Math.max(noise, signal * 1e-12)));
    }
}
