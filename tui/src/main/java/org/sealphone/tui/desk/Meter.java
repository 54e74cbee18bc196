package org.sealphone.tui.desk;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.sealphone.media.audio.AudioInput;
import org.sealphone.media.audio.AudioOutput;
import org.sealphone.media.audio.AudioSink;
import org.sealphone.media.audio.AudioSource;

/**
 * How loud sound is on its way through: the greatest sample since the last look, in dB below full scale. Also where a person mutes, so
 * that what is muted is silence from here on and packets keep their size and pace.
 *
 * <p>Threads: the one that moves sound writes, anyone looks and mutes.
 */
final class Meter {
    private static final double SILENT = -96;

    private volatile int peak = -1;
    private volatile boolean muted;

    void mute(boolean on) {
        muted = on;
    }

    boolean muted() {
        return muted;
    }

    /** Empty when nothing has passed since the last look. */
    OptionalDouble look() {
        int seen = peak;
        peak = -1;
        if (seen < 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(seen == 0 ? SILENT : 20 * Math.log10(seen / 32768.0));
    }

    private void passed(short[] pcm, int offset, int samples) {
        int most = Math.max(0, peak);
        for (int i = offset; i < offset + samples; i++) {
            most = Math.max(most, Math.abs(pcm[i]));
        }
        peak = most;
    }

    /** The same sound, measured. */
    AudioInput of(AudioInput input) {
        return sampleRate -> new Measured(input.open(sampleRate));
    }

    AudioOutput of(AudioOutput output) {
        return new MeasuredOutput(output);
    }

    private final class Measured implements AudioSource {
        private final AudioSource source;

        private Measured(AudioSource source) {
            this.source = source;
        }

        @Override
        public void read(short[] pcm, int offset, int samples) {
            source.read(pcm, offset, samples);
            if (muted) {
                Arrays.fill(pcm, offset, offset + samples, (short) 0);
            }
            passed(pcm, offset, samples);
        }

        @Override
        public int available() {
            return source.available();
        }

        @Override
        public void close() {
            source.close();
        }
    }

    private final class MeasuredOutput implements AudioOutput {
        private final AudioOutput output;

        private MeasuredOutput(AudioOutput output) {
            this.output = output;
        }

        @Override
        public AudioSink open(int sampleRate) {
            AudioSink sink = output.open(sampleRate);
            return new AudioSink() {
                @Override
                public void write(short[] pcm, int offset, int samples) {
                    passed(pcm, offset, samples);
                    sink.write(pcm, offset, samples);
                }

                @Override
                public void close() {
                    sink.close();
                }
            };
        }

        @Override
        public boolean live() {
            return output.live();
        }

        @Override
        public void close() {
            output.close();
        }
    }
}
