package org.sealphone.media.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.SourceDataLine;
import javax.sound.sampled.TargetDataLine;

/** A line of Java's, with samples instead of octets and one channel instead of two. */
abstract class JavaLine implements SoundLine {
    /** A loudspeaker is as late as its buffer is long; with less than this, sound broke up. */
    private static final int LOUDSPEAKER_MILLIS = 20;
    /** A microphone gives sound in halves of its buffer; what waits beyond it the sound server keeps. */
    private static final int MICROPHONE_MILLIS = 10;

    private static final int SAMPLE_OCTETS = 2;

    private final DataLine line;
    private final int sampleRate;
    private final int channels;
    private byte[] octets = {};
    private ByteBuffer view = ByteBuffer.wrap(octets);

    private JavaLine(DataLine line, AudioFormat format) {
        this.line = line;
        sampleRate = Math.round(format.getSampleRate());
        channels = format.getChannels();
        line.start();
    }

    static SoundLine microphone(TargetDataLine line, AudioFormat format) throws LineUnavailableException {
        line.open(format, buffer(format, MICROPHONE_MILLIS));
        return new Microphone(line, format);
    }

    static SoundLine loudspeaker(SourceDataLine line, AudioFormat format) throws LineUnavailableException {
        line.open(format, buffer(format, LOUDSPEAKER_MILLIS));
        return new Loudspeaker(line, format);
    }

    private static int buffer(AudioFormat format, int millis) {
        return Math.round(format.getFrameRate()) * millis / 1000 * format.getFrameSize();
    }

    @Override
    public int sampleRate() {
        return sampleRate;
    }

    @Override
    public int channels() {
        return channels;
    }

    @Override
    public void close() {
        line.close();
    }

    final int block() {
        return SAMPLE_OCTETS * channels;
    }

    /** Room for so many samples of every channel, empty; made anew only when the first frame or a longer one comes. */
    final ByteBuffer room(int samples) {
        if (octets.length < samples * block()) {
            octets = new byte[samples * block()];
            view = ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN);
        }
        return view.clear();
    }

    final byte[] octets() {
        return octets;
    }

    private static final class Microphone extends JavaLine {
        private final TargetDataLine line;

        Microphone(TargetDataLine line, AudioFormat format) {
            super(line, format);
            this.line = line;
        }

        @Override
        public int transfer(short[] pcm, int samples) {
            ByteBuffer room = room(samples);
            int read = line.read(octets(), 0, samples * block()) / block();
            for (int i = 0; i < read; i++) {
                int first = room.getShort();
                pcm[i] = (short) (channels() == 1 ? first : (first + room.getShort()) >> 1);
            }
            return read;
        }
    }

    private static final class Loudspeaker extends JavaLine {
        private final SourceDataLine line;

        Loudspeaker(SourceDataLine line, AudioFormat format) {
            super(line, format);
            this.line = line;
        }

        @Override
        public int transfer(short[] pcm, int samples) {
            ByteBuffer room = room(samples);
            for (int i = 0; i < samples; i++) {
                for (int channel = 0; channel < channels(); channel++) {
                    room.putShort(pcm[i]);
                }
            }
            return line.write(octets(), 0, samples * block()) / block();
        }
    }
}
