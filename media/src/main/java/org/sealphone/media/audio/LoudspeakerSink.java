package org.sealphone.media.audio;

import java.util.function.Supplier;
import org.sealphone.crypto.reason.Outcome;

/**
 * A loudspeaker in a call. The thread that plays puts its frame into the ring and goes on; the line's thread takes from
 * it at the pace of the card, resamples and writes. What the card cannot take any more is dropped.
 */
final class LoudspeakerSink extends CardLine implements AudioSink {
    /** The line's thread. */
    private Resampler resampler;

    private final short[] frame;
    private short[] pcm = {};

    LoudspeakerSink(int sampleRate, Supplier<Outcome<SoundLine>> opener, SoundDevices.Listener listener) {
        super(LineKind.LOUDSPEAKER, sampleRate, AudioOutput.LIVE_MILLIS, opener, listener);
        resampler = new Resampler(sampleRate, sampleRate);
        frame = new short[sampleRate * LineLoop.FRAME_MILLIS / 1000];
    }

    @Override
    public void begin(int lineRate) {
        resampler = new Resampler(sampleRate(), lineRate);
        pcm = new short[resampler.room(frame.length)];
    }

    @Override
    public boolean frame(SoundLine line) {
        take(frame, 0, frame.length);
        int samples = resampler.process(frame, 0, frame.length, pcm, 0);
        return line.transfer(pcm, samples) == samples;
    }

    @Override
    public void write(short[] heard, int offset, int samples) {
        put(heard, offset, samples);
        passed(samples);
    }
}
