package org.sealphone.media.record;

import org.sealphone.media.audio.AudioSink;

/**
 * Joins what is heard and what is said to frames of two channels. Each side comes in pieces of its own size and, with a microphone, at a
 * clock of its own: a side that falls behind further than {@link #PATIENCE_MILLIS} is filled up with silence, so that neither side stops
 * the other. The right channel is cut off where the heard side ends.
 *
 * <p>Owned by the thread that ticks; allocates nothing for a piece.
 */
final class TwoSides implements AudioSink {
    private static final int PATIENCE_MILLIS = 200;

    private final AudioSink frames;
    private final Side heard;
    private final Side said;
    private final short[] joined;

    TwoSides(AudioSink frames, int sampleRate) {
        this.frames = frames;
        int patience = sampleRate * PATIENCE_MILLIS / 1000;
        heard = new Side(2 * patience);
        said = new Side(2 * patience);
        joined = new short[2 * patience];
    }

    @Override
    public void write(short[] pcm, int offset, int samples) {
        put(heard, said, pcm, offset, samples);
    }

    /** The other side. Its end is that of the heard one. */
    AudioSink said() {
        return (pcm, offset, samples) -> put(said, heard, pcm, offset, samples);
    }

    private void put(Side side, Side other, short[] pcm, int offset, int samples) {
        int patience = joined.length / 2;
        for (int done = 0; done < samples; ) {
            int piece = Math.min(samples - done, patience);
            side.put(pcm, offset + done, piece);
            done += piece;
            other.silence(side.waiting - patience - other.waiting);
            join(Math.min(side.waiting, other.waiting));
        }
    }

    private void join(int count) {
        for (int done = 0; done < count; ) {
            int piece = Math.min(count - done, joined.length / 2);
            for (int i = 0; i < piece; i++) {
                joined[2 * i] = heard.take();
                joined[2 * i + 1] = said.take();
            }
            frames.write(joined, 0, 2 * piece);
            done += piece;
        }
    }

    @Override
    public void close() {
        said.silence(heard.waiting - said.waiting);
        join(Math.min(heard.waiting, said.waiting));
        frames.close();
    }

    /** What one side is ahead of the other. */
    private static final class Side {
        private final short[] ring;
        private int next;
        private int waiting;

        Side(int samples) {
            ring = new short[samples];
        }

        void put(short[] pcm, int offset, int samples) {
            for (int i = 0; i < samples; i++) {
                ring[(next + waiting++) % ring.length] = pcm[offset + i];
            }
        }

        void silence(int samples) {
            for (int i = 0; i < samples; i++) {
                ring[(next + waiting++) % ring.length] = 0;
            }
        }

        short take() {
            short sample = ring[next];
            next = (next + 1) % ring.length;
            waiting--;
            return sample;
        }
    }
}
