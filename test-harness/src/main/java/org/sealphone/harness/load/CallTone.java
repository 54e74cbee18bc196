package org.sealphone.harness.load;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.sealphone.media.audio.AudioInput;
import org.sealphone.media.audio.AudioSource;
import org.sealphone.media.tone.ToneGenerator;

/**
 * The tone that tells a call from all others: three hertz from one call to the next, which is more than the two within which a tone is
 * recognised. All stay inside the band of a telephone; after a thousand calls they begin anew.
 *
 * <p>All calls read one table of a second's samples, in which a whole number of hertz closes without a seam: to compute a thousand sines for
 * each of them would cost more than to seal what they say.
 */
public final class CallTone {
    /** So many calls have tones that all differ. */
    public static final int DISTINCT = 1000;

    private static final int LOWEST_HZ = 300;
    private static final int STEP_HZ = 3;
    private static final Map<Integer, short[]> SECONDS = new ConcurrentHashMap<>();

    private CallTone() {}

    /** The frequency of the call of that number, from 0 on. */
    public static int hertz(int call) {
        return LOWEST_HZ + STEP_HZ * (call % DISTINCT);
    }

    /** What the call of that number says. */
    public static AudioInput of(int call) {
        int step = hertz(call);
        return sampleRate -> {
            short[] second = SECONDS.computeIfAbsent(sampleRate, CallTone::second);
            return new Reader(second, step);
        };
    }

    /** A single period, which every {@code hz}-th sample of it makes a tone of that frequency. */
    private static short[] second(int sampleRate) {
        short[] second = new short[sampleRate];
        new ToneGenerator(sampleRate, ToneGenerator.DEFAULT_DBFS, 1).read(second, 0, sampleRate);
        return second;
    }

    /** Owner: the thread that sends. */
    private static final class Reader implements AudioSource {
        private final short[] second;
        private final int step;
        private int at;

        Reader(short[] second, int step) {
            this.second = second;
            this.step = step;
        }

        @Override
        public void read(short[] pcm, int offset, int samples) {
            for (int i = offset; i < offset + samples; i++) {
                pcm[i] = second[at];
                at += step;
                if (at >= second.length) {
                    at -= second.length;
                }
            }
        }
    }
}
