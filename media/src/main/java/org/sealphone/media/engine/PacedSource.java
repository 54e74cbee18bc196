package org.sealphone.media.engine;

import org.jspecify.annotations.Nullable;
import org.sealphone.media.audio.AudioSource;
import org.sealphone.media.audio.Resampler;

/**
 * A source that keeps the rate it was opened with while the codec, and with it the rate that is asked for, may change: a microphone is
 * not opened twice in one call. Owned by the thread that ticks.
 */
final class PacedSource implements AutoCloseable {
    private final AudioSource source;
    private final int rate;
    private int wanted;
    private @Nullable Resampler resampler;
    private short[] raw = {};

    PacedSource(AudioSource source, int rate) {
        this.source = source;
        this.rate = rate;
        this.wanted = rate;
    }

    void at(int sampleRate) {
        if (sampleRate != wanted) {
            wanted = sampleRate;
            resampler = sampleRate == rate ? null : new Resampler(rate, sampleRate);
        }
    }

    /** Samples at the wanted rate that are there; ten seconds stand for any number. */
    long available() {
        return Math.min(source.available(), 10L * rate) * wanted / rate;
    }

    void read(short[] pcm) {
        Resampler filter = resampler;
        if (filter == null) {
            source.read(pcm, 0, pcm.length);
            return;
        }
        int samples = (int) ((long) pcm.length * rate / wanted);
        if (raw.length != samples) {
            raw = new short[samples];
        }
        source.read(raw, 0, samples);
        filter.process(raw, 0, samples, pcm, 0);
    }

    @Override
    public void close() {
        source.close();
    }
}
