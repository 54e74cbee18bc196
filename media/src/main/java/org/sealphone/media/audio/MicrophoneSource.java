package org.sealphone.media.audio;

import java.util.function.Supplier;
import org.sealphone.crypto.reason.Outcome;

/**
 * A microphone in a call. The line's thread reads, resamples and puts into the ring; the thread that sends takes its
 * frame and never waits, whatever the sound card does.
 */
final class MicrophoneSource extends CardLine implements AudioSource {
    /** The line's thread. */
    private Resampler resampler;

    private short[] raw = {};
    private short[] pcm = {};

    MicrophoneSource(int sampleRate, Supplier<Outcome<SoundLine>> opener, SoundDevices.Listener listener) {
        super(LineKind.MICROPHONE, sampleRate, 0, opener, listener);
        resampler = new Resampler(sampleRate, sampleRate);
    }

    @Override
    public void begin(int lineRate) {
        resampler = new Resampler(lineRate, sampleRate());
        raw = new short[lineRate * LineLoop.FRAME_MILLIS / 1000];
        pcm = new short[resampler.room(raw.length)];
    }

    @Override
    public boolean frame(SoundLine line) {
        if (line.transfer(raw, raw.length) < raw.length) {
            return false;
        }
        put(pcm, 0, resampler.process(raw, 0, raw.length, pcm, 0));
        return true;
    }

    @Override
    public int available() {
        return waiting();
    }

    @Override
    public void read(short[] out, int offset, int samples) {
        take(out, offset, samples);
        passed(samples);
    }
}
