package org.sealphone.media.tone;

/**
 * The power spectrum of windows of PCM, summed: a radix-2 fast Fourier transform under a Hann window, padded with zeros to a power of
 * two. At 48 kHz it takes a small part of the time of a filter for each frequency, which matters because a call is measured as it ends.
 */
final class Spectrum {
    private final double[] taper;
    private final double[] cosines;
    private final double[] sines;
    private final double[] real;
    private final double[] imaginary;
    private final double[] power;

    Spectrum(double[] taper) {
        this.taper = taper;
        int size = 2;
        while (size < taper.length) {
            size *= 2;
        }
        real = new double[size];
        imaginary = new double[size];
        power = new double[size / 2];
        cosines = new double[size / 2];
        sines = new double[size / 2];
        for (int i = 0; i < size / 2; i++) {
            cosines[i] = Math.cos(2 * Math.PI * i / size);
            sines[i] = -Math.sin(2 * Math.PI * i / size);
        }
    }

    /** How many points the transform has. */
    int size() {
        return real.length;
    }

    /** Adds the window that begins here. */
    void add(short[] pcm, int at) {
        int bits = Integer.numberOfTrailingZeros(size());
        for (int i = 0; i < size(); i++) {
            real[Integer.reverse(i) >>> (Integer.SIZE - bits)] = i < taper.length ? pcm[at + i] * taper[i] : 0;
            imaginary[i] = 0;
        }
        for (int half = 1; half < size(); half *= 2) {
            butterflies(half);
        }
        for (int bin = 0; bin < power.length; bin++) {
            power[bin] += real[bin] * real[bin] + imaginary[bin] * imaginary[bin];
        }
    }

    private void butterflies(int half) {
        int stride = size() / (2 * half);
        for (int block = 0; block < size(); block += 2 * half) {
            for (int i = 0; i < half; i++) {
                int upper = block + i;
                int lower = upper + half;
                double cosine = cosines[i * stride];
                double sine = sines[i * stride];
                double turnedReal = real[lower] * cosine - imaginary[lower] * sine;
                double turnedImaginary = real[lower] * sine + imaginary[lower] * cosine;
                real[lower] = real[upper] - turnedReal;
                imaginary[lower] = imaginary[upper] - turnedImaginary;
                real[upper] += turnedReal;
                imaginary[upper] += turnedImaginary;
            }
        }
    }

    /** The strongest of the points from the first up to, and without, the last. */
    int strongest(int first, int last) {
        int best = first;
        for (int bin = first; bin < last; bin++) {
            if (power[bin] > power[best]) {
                best = bin;
            }
        }
        return best;
    }
}
