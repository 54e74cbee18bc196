package org.sealphone.media.quality;

import java.util.ArrayList;
import java.util.List;
import org.sealphone.media.audio.Resampler;

/**
 * How much of speech is understood after it was damaged: the short-time objective intelligibility of Taal, Hendriks,
 * Heusdens and Jensen (2011), from 0 to 1. Both signals are brought to 10 kHz, the silence of the clean one is left out of
 * both, and what is compared are the envelopes of fifteen third-octave bands over 384 ms at a time.
 */
public final class Stoi {
    private static final int RATE = 10_000;
    private static final int FRAME = 256;
    private static final int HOP = 128;
    private static final int TRANSFORM = 512;
    private static final int BANDS = 15;
    private static final double LOWEST = 150;
    private static final int SPAN = 30;
    private static final double DYNAMIC_RANGE_DB = 40;
    private static final double CLIP = 1 + Math.pow(10, 15 / 20.0);
    private static final double TINY = 1e-12;

    private final double[] clean;

    /** Against this speech, at that sampling rate. */
    public Stoi(short[] speech, int rate) {
        clean = at10k(speech, rate);
    }

    /** One alignment for the whole: sound that slips in time costs points. */
    public double of(short[] heard, int rate) {
        double[] y = at10k(heard, rate);
        return score(clean, cut(y, offset(clean, y), clean.length));
    }

    /** Each second is aligned anew, within 200 ms: what counts is the sound alone. */
    public double slipping(short[] heard, int rate) {
        double[] y = at10k(heard, rate);
        int start = offset(clean, y);
        double[] aligned = new double[clean.length];
        for (int at = 0; at < clean.length; at += RATE) {
            int length = Math.min(RATE, clean.length - at);
            int lead = Math.max(0, at - RATE / 4);
            double[] piece = cut(clean, lead, Math.min(clean.length, at + length + RATE / 4) - lead);
            double[] around = cut(y, lead + start - RATE / 5, piece.length + 2 * RATE / 5);
            start += nearest(piece, around) - RATE / 5;
            System.arraycopy(cut(y, at + start, length), 0, aligned, at, length);
        }
        return score(clean, aligned);
    }

    private static double[] at10k(short[] pcm, int rate) {
        short[] converted = Resampler.convert(pcm, rate, RATE);
        double[] samples = new double[converted.length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = converted[i] / 32768.0;
        }
        return samples;
    }

    /** By how many samples {@code heard} lies behind. */
    private static int offset(double[] clean, double[] heard) {
        int size = Integer.highestOneBit(clean.length + heard.length) * 2;
        Spectrum x = Spectrum.of(clean, size);
        Spectrum y = Spectrum.of(heard, size);
        double[] likeness = y.correlated(x);
        int best = 0;
        for (int i = 0; i < size; i++) {
            best = likeness[i] > likeness[best] ? i : best;
        }
        return best < heard.length ? best : best - size;
    }

    private static int nearest(double[] piece, double[] around) {
        int size = Integer.highestOneBit(piece.length + around.length) * 2;
        double[] likeness = Spectrum.of(around, size).correlated(Spectrum.of(piece, size));
        int best = 0;
        for (int i = 0; i <= around.length - piece.length; i++) {
            best = likeness[i] > likeness[best] ? i : best;
        }
        double alike = likeness[best] / (norm(piece, 0, piece.length) * norm(around, 0, around.length) + TINY);
        return alike > 0.3 ? best : RATE / 5;
    }

    private static double[] cut(double[] samples, int from, int length) {
        double[] piece = new double[length];
        for (int i = Math.max(0, -from); i < length && from + i < samples.length; i++) {
            piece[i] = samples[from + i];
        }
        return piece;
    }

    private static double norm(double[] samples, int from, int length) {
        double sum = 0;
        for (int i = from; i < from + length; i++) {
            sum += samples[i] * samples[i];
        }
        return Math.sqrt(sum);
    }

    private static double score(double[] clean, double[] degraded) {
        List<double[]> x = new ArrayList<>();
        List<double[]> y = new ArrayList<>();
        withoutSilence(clean, degraded, x, y);
        double[][] left = envelopes(overlapAdd(x));
        double[][] right = envelopes(overlapAdd(y));
        double sum = 0;
        int count = 0;
        for (int end = SPAN; end <= left.length; end++) {
            for (int band = 0; band < BANDS; band++) {
                sum += likeness(left, right, band, end - SPAN);
                count++;
            }
        }
        return sum / count;
    }

    private static void withoutSilence(double[] clean, double[] degraded, List<double[]> x, List<double[]> y) {
        List<double[]> cleanFrames = windowed(clean);
        List<double[]> degradedFrames = windowed(degraded);
        double loudest = cleanFrames.stream().mapToDouble(Stoi::decibels).max().orElseThrow();
        for (int i = 0; i < cleanFrames.size(); i++) {
            if (decibels(cleanFrames.get(i)) > loudest - DYNAMIC_RANGE_DB) {
                x.add(cleanFrames.get(i));
                y.add(degradedFrames.get(i));
            }
        }
    }

    private static double decibels(double[] frame) {
        return 20 * Math.log10(norm(frame, 0, FRAME) + TINY);
    }

    private static List<double[]> windowed(double[] samples) {
        List<double[]> frames = new ArrayList<>();
        for (int at = 0; at + FRAME <= samples.length; at += HOP) {
            double[] frame = new double[FRAME];
            for (int i = 0; i < FRAME; i++) {
                frame[i] = samples[at + i] * (0.5 - 0.5 * Math.cos(2 * Math.PI * (i + 1) / (FRAME + 1)));
            }
            frames.add(frame);
        }
        return frames;
    }

    private static double[] overlapAdd(List<double[]> frames) {
        double[] samples = new double[(frames.size() - 1) * HOP + FRAME];
        for (int frame = 0; frame < frames.size(); frame++) {
            for (int i = 0; i < FRAME; i++) {
                samples[frame * HOP + i] += frames.get(frame)[i];
            }
        }
        return samples;
    }

    /** For each frame the amplitudes of the bands. */
    private static double[][] envelopes(double[] samples) {
        List<double[]> frames = windowed(samples);
        double[][] envelopes = new double[frames.size()][BANDS];
        for (int frame = 0; frame < envelopes.length; frame++) {
            Spectrum spectrum = Spectrum.of(frames.get(frame), TRANSFORM);
            for (int band = 0; band < BANDS; band++) {
                int from = bin(LOWEST * Math.pow(2, (2 * band - 1) / 6.0));
                int to = bin(LOWEST * Math.pow(2, (2 * band + 1) / 6.0));
                double power = 0;
                for (int i = from; i < to; i++) {
                    power += spectrum.power(i);
                }
                envelopes[frame][band] = Math.sqrt(power);
            }
        }
        return envelopes;
    }

    private static int bin(double hertz) {
        return (int) Math.round(hertz * TRANSFORM / RATE);
    }

    private static double likeness(double[][] clean, double[][] degraded, int band, int from) {
        double[] a = new double[SPAN];
        double[] b = new double[SPAN];
        for (int i = 0; i < SPAN; i++) {
            a[i] = clean[from + i][band];
            b[i] = degraded[from + i][band];
        }
        double gain = norm(a, 0, SPAN) / Math.sqrt(Math.pow(norm(b, 0, SPAN), 2) + TINY);
        double meanA = 0;
        double meanB = 0;
        for (int i = 0; i < SPAN; i++) {
            b[i] = Math.min(b[i] * gain, a[i] * CLIP);
            meanA += a[i] / SPAN;
            meanB += b[i] / SPAN;
        }
        double product = 0;
        for (int i = 0; i < SPAN; i++) {
            a[i] -= meanA;
            b[i] -= meanB;
            product += a[i] * b[i];
        }
        return product / (norm(a, 0, SPAN) * norm(b, 0, SPAN) + TINY);
    }

    /** A discrete Fourier transform by halving; sizes are powers of two. */
    private record Spectrum(double[] real, double[] imaginary) {
        static Spectrum of(double[] samples, int size) {
            double[] real = new double[size];
            System.arraycopy(samples, 0, real, 0, samples.length);
            Spectrum spectrum = new Spectrum(real, new double[size]);
            spectrum.transform();
            return spectrum;
        }

        double power(int bin) {
            return real[bin] * real[bin] + imaginary[bin] * imaginary[bin];
        }

        /** This signal's correlation with another at each lag. */
        double[] correlated(Spectrum other) {
            int size = real.length;
            double[] productReal = new double[size];
            double[] productImaginary = new double[size];
            for (int i = 0; i < size; i++) {
                productReal[i] = real[i] * other.real[i] + imaginary[i] * other.imaginary[i];
                // The inverse transform is the transform of the conjugate.
                productImaginary[i] = -(imaginary[i] * other.real[i] - real[i] * other.imaginary[i]);
            }
            new Spectrum(productReal, productImaginary).transform();
            for (int i = 0; i < size; i++) {
                productReal[i] /= size;
            }
            return productReal;
        }

        private void transform() {
            int size = real.length;
            for (int i = 0, j = 0; i < size; i++) {
                if (i < j) {
                    swap(real, i, j);
                    swap(imaginary, i, j);
                }
                int bit = size >> 1;
                while (bit > 0 && (j & bit) != 0) {
                    j ^= bit;
                    bit >>= 1;
                }
                j |= bit;
            }
            for (int half = 1; half < size; half *= 2) {
                for (int k = 0; k < half; k++) {
                    double cos = Math.cos(Math.PI * k / half);
                    double sin = -Math.sin(Math.PI * k / half);
                    for (int i = k; i < size; i += 2 * half) {
                        double re = real[i + half] * cos - imaginary[i + half] * sin;
                        double im = real[i + half] * sin + imaginary[i + half] * cos;
                        real[i + half] = real[i] - re;
                        imaginary[i + half] = imaginary[i] - im;
                        real[i] += re;
                        imaginary[i] += im;
                    }
                }
            }
        }

        private static void swap(double[] values, int i, int j) {
            double value = values[i];
            values[i] = values[j];
            values[j] = value;
        }
    }
}
