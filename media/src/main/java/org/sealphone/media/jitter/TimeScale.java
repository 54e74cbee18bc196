package org.sealphone.media.jitter;

/**
 * Takes one period out of a frame, or puts one in, where the waveform repeats itself: the delay changes and nobody
 * hears it.
 *
 * <p>A frame in which nothing repeats is left alone, unless it must be. Owned by the thread that plays.
 */
final class TimeScale {
    private static final double ALIKE = 0.85;

    private final int shortest;
    private final int longest;
    private final int overlap;
    private final short[] joint;

    TimeScale(int sampleRate) {
        shortest = sampleRate / 400;
        longest = sampleRate * 3 / 200;
        overlap = sampleRate / 250;
        joint = new short[overlap];
    }

    /** The most samples that go or come at once. */
    int longest() {
        return longest;
    }

    /** The fewest. */
    int shortest() {
        return shortest;
    }

    /** Takes at most {@code most} out of the {@code samples} samples at the start of {@code pcm} and returns how many are left. */
    int shorten(short[] pcm, int samples, int most, boolean must) {
        int lag = lag(pcm, samples, Math.min(most, longest), must);
        if (lag == 0) {
            return samples;
        }
        Waveform.glide(pcm, 0, pcm, lag, pcm, 0, overlap);
        System.arraycopy(pcm, lag + overlap, pcm, overlap, samples - lag - overlap);
        return samples - lag;
    }

    /** Puts at most {@code most} in and returns how many there are; {@code pcm} must have room for a period more. */
    int lengthen(short[] pcm, int samples, int most) {
        int lag = lag(pcm, samples, Math.min(most, longest), false);
        if (lag == 0) {
            return samples;
        }
        System.arraycopy(pcm, overlap, pcm, lag + overlap, samples - overlap);
        // The copy moved everything behind the overlap; the glide joins what the first period leads to with its own
        // beginning.
        System.arraycopy(pcm, 0, joint, 0, overlap);
        Waveform.glide(pcm, lag, joint, 0, pcm, lag, overlap);
        return samples + lag;
    }

    /** The distance at which the start of the frame repeats best, or 0. */
    private int lag(short[] pcm, int samples, int most, boolean must) {
        int best = 0;
        double bestLikeness = must ? -2 : ALIKE;
        for (int lag = shortest; lag <= Math.min(most, samples - overlap); lag++) {
            double likeness = Waveform.likeness(pcm, 0, pcm, lag, overlap);
            // In silence every distance is as good: the longest is done first.
            if (likeness > bestLikeness + 1e-9 || Waveform.silent(likeness)) {
                best = lag;
                bestLikeness = likeness;
            }
        }
        return best;
    }
}
