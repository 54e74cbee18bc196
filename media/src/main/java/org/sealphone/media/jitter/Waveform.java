package org.sealphone.media.jitter;

/** How alike two stretches of sound are, and how one glides into another. Pure functions on PCM. */
final class Waveform {
    private Waveform() {}

    /** Beyond all that two stretches with sound in them can reach. */
    private static final double SILENT = 2;

    /** Normalised correlation, from -1 to 1; silence is like anything, and more so. */
    static double likeness(short[] a, int from, short[] b, int at, int samples) {
        double product = 0;
        double left = 1;
        double right = 1;
        for (int i = 0; i < samples; i++) {
            product += (double) a[from + i] * b[at + i];
            left += (double) a[from + i] * a[from + i];
            right += (double) b[at + i] * b[at + i];
        }
        return samples > 0 && Math.max(left, right) < samples * 100.0 ? SILENT : product / Math.sqrt(left * right);
    }

    static boolean silent(double likeness) {
        return likeness >= SILENT;
    }

    /** Writes {@code samples} samples that begin as {@code a} and end as {@code b}; {@code out} may be either. */
    static void glide(short[] a, int from, short[] b, int at, short[] out, int to, int samples) {
        for (int i = 0; i < samples; i++) {
            double weight = (i + 0.5) / samples;
            out[to + i] = (short) Math.rint(a[from + i] * (1 - weight) + b[at + i] * weight);
        }
    }
}
