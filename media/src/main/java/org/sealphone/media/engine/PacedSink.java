package org.sealphone.media.engine;

import org.jspecify.annotations.Nullable;
import org.sealphone.media.audio.AudioSink;
import org.sealphone.media.audio.Resampler;

/** A sink that keeps the rate it was opened with while the codec may change: a recording is one file at one rate. Owned by the thread that ticks. */
final class PacedSink implements AutoCloseable {
    private final AudioSink sink;
    private final int rate;
    private int given;
    private @Nullable Resampler resampler;
    private short[] converted = {};

    PacedSink(AudioSink sink, int rate) {
        this.sink = sink;
        this.rate = rate;
        this.given = rate;
    }

    void at(int sampleRate) {
        if (sampleRate != given) {
            given = sampleRate;
            resampler = sampleRate == rate ? null : new Resampler(sampleRate, rate);
        }
    }

    void write(short[] pcm) {
        Resampler filter = resampler;
        if (filter == null) {
            sink.write(pcm, 0, pcm.length);
            return;
        }
        if (converted.length < filter.room(pcm.length)) {
            converted = new short[filter.room(pcm.length)];
        }
        sink.write(converted, 0, filter.process(pcm, 0, pcm.length, converted, 0));
    }

    @Override
    public void close() {
        sink.close();
    }
}
