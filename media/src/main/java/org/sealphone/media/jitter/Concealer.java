package org.sealphone.media.jitter;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Makes up sound that did not arrive: the last period of what was heard, over and over, fading out.
 *
 * <p>One lost packet of speech is then hardly noticed; a longer loss ends in silence instead of a buzz; and where real
 * sound comes back the two glide into each other, so that nothing clicks. Owned by the thread that plays.
 */
final class Concealer {
    private static final int FULL_MILLIS = 20;
    private static final int FADE_MILLIS = 60;
    private static final int LONGEST_BRIDGE_MILLIS = 60;

    private final int perMillisecond;
    private final short[] history;
    private final short[] period;
    private final short[] overlap;
    private final short[] reversed;
    private @Nullable Concealer backwards;
    private int periodLength;
    private int position;
    private int madeUp;

    Concealer(int sampleRate) {
        perMillisecond = sampleRate / 1000;
        history = new short[50 * perMillisecond];
        period = new short[15 * perMillisecond];
        overlap = new short[5 * perMillisecond];
        reversed = new short[LONGEST_BRIDGE_MILLIS * perMillisecond];
    }

    /** Real sound: remembered, and after a loss glided into. */
    void real(short[] pcm, int offset, int samples) {
        if (madeUp > 0) {
            int glide = Math.min(samples, overlap.length);
            makeUp(overlap, 0, glide);
            Waveform.glide(overlap, 0, pcm, offset, pcm, offset, glide);
            madeUp = 0;
        }
        remember(pcm, offset, samples);
    }

    /** What comes next does not go on where the last ended: it is glided into as after a loss. */
    void interrupted() {
        if (madeUp == 0) {
            begin();
            madeUp = 1;
        }
    }

    /** Writes {@code samples} samples where there are none. */
    void conceal(short[] pcm, int offset, int samples) {
        if (madeUp == 0) {
            begin();
        }
        makeUp(pcm, offset, samples);
        remember(pcm, offset, samples);
    }

    /**
     * Writes {@code samples} samples between what was heard and {@code after}, which comes next: from both sides, the one
     * gliding into the other, so that the sound ends as it goes on.
     */
    void bridge(short[] pcm, int offset, int samples, short[] after, int known) {
        if (madeUp == 0) {
            begin();
        }
        makeUp(pcm, offset, samples);
        Concealer back = backwards();
        back.restart();
        reverse(after, 0, Math.min(known, back.history.length));
        back.remember(after, 0, Math.min(known, back.history.length));
        back.begin();
        int made = Math.min(samples, back.reversed.length);
        back.makeUp(back.reversed, 0, made);
        reverse(back.reversed, 0, made);
        Waveform.glide(pcm, offset + samples - made, back.reversed, 0, pcm, offset + samples - made, made);
        remember(pcm, offset, samples);
        madeUp = 0;
    }

    private Concealer backwards() {
        Concealer known = backwards;
        if (known == null) {
            known = new Concealer(1000 * perMillisecond);
            backwards = known;
        }
        return known;
    }

    private static void reverse(short[] pcm, int offset, int samples) {
        for (int i = 0; i < samples / 2; i++) {
            short first = pcm[offset + i];
            pcm[offset + i] = pcm[offset + samples - 1 - i];
            pcm[offset + samples - 1 - i] = first;
        }
    }

    private void makeUp(short[] pcm, int offset, int samples) {
        for (int i = 0; i < samples; i++) {
            pcm[offset + i] = (short) Math.rint(period[position] * gain());
            position = position + 1 == periodLength ? 0 : position + 1;
            madeUp = Math.min(madeUp + 1, Integer.MAX_VALUE / 2);
        }
    }

    private double gain() {
        double faded = (double) (madeUp - FULL_MILLIS * perMillisecond) / (FADE_MILLIS * perMillisecond);
        return Math.max(0, Math.min(1, 1 - faded));
    }

    /** Cuts the last period out of the history and closes it to a ring without a step. */
    private void begin() {
        int end = history.length;
        int compared = 10 * perMillisecond;
        periodLength = period.length;
        double best = -2;
        for (int lag = 5 * perMillisecond / 2; lag <= period.length; lag++) {
            double likeness = Waveform.likeness(history, end - compared, history, end - compared - lag, compared);
            if (likeness > best + 1e-3) {
                best = likeness;
                periodLength = lag;
            }
        }
        System.arraycopy(history, end - periodLength, period, 0, periodLength);
        int joint = periodLength / 4;
        Waveform.glide(history, end - joint, history, end - joint - periodLength, period, periodLength - joint, joint);
        int step = history[end - 1] - history[end - 1 - periodLength];
        for (int i = 0; i < joint; i++) {
            double bent = period[i] + step * (1 - (i + 1.0) / joint);
            period[i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.rint(bent)));
        }
        position = 0;
    }

    private void remember(short[] pcm, int offset, int samples) {
        int kept = Math.min(samples, history.length);
        System.arraycopy(history, kept, history, 0, history.length - kept);
        System.arraycopy(pcm, offset + samples - kept, history, history.length - kept, kept);
    }

    /** Forgets: another stream begins. */
    void restart() {
        Arrays.fill(history, (short) 0);
        madeUp = 0;
    }
}
