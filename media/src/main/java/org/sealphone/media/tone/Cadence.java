package org.sealphone.media.tone;

/**
 * A tone that comes and goes in a rhythm, over and over. It fades in and out, so that nothing clicks.
 *
 * <p>Owned by the thread that reads it.
 */
public final class Cadence {
    /** Not as loud as a test tone: it is heard close to the ear. */
    private static final double DBFS = -20;

    private static final int FADE_MILLIS = 5;

    private final ToneGenerator tone;
    private final int[] lengths;
    private final int fade;
    private int part;
    private int at;

    public Cadence(int sampleRate, CallTone kind) {
        double[] hertz = kind.hertz();
        tone = new ToneGenerator(sampleRate, DBFS - 20 * Math.log10(hertz.length), hertz);
        lengths = kind.millis().stream()
                .mapToInt(millis -> sampleRate / 1000 * millis)
                .toArray();
        fade = sampleRate / 1000 * FADE_MILLIS;
    }

    /** Writes the next {@code samples} samples. */
    public void read(short[] pcm, int offset, int samples) {
        tone.read(pcm, offset, samples);
        for (int i = offset; i < offset + samples; i++) {
            pcm[i] = (short) (pcm[i] * loudness());
            at++;
            if (at == lengths[part]) {
                at = 0;
                part = (part + 1) % lengths.length;
            }
        }
    }

    /** The even parts sound. */
    private double loudness() {
        if (part % 2 == 1) {
            return 0;
        }
        return Math.min(1, Math.min(at, lengths[part] - at) / (double) fade);
    }
}
