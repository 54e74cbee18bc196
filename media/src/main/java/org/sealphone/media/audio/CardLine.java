package org.sealphone.media.audio;

import java.util.function.Supplier;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.media.jitter.DriftAbsorber;
import org.sealphone.media.jitter.SampleRing;

/**
 * What a microphone and a loudspeaker of a call have in common: a ring of samples at the codec's rate between two threads, the call's and
 * the line's, each at its own clock. The call's thread never waits for a sound card; its steady frames are also the clock by which the
 * line is watched.
 */
abstract class CardLine implements LineLoop.Work {
    private static final int RINGS_PER_SECOND = 2;

    private final int sampleRate;
    private final SampleRing ring;
    private final DriftAbsorber absorber;
    private final LineLoop loop;

    /** @param pieceMillis the size of the pieces that are put; 0 when whoever takes waits for them */
    CardLine(
            LineKind kind,
            int sampleRate,
            int pieceMillis,
            Supplier<Outcome<SoundLine>> opener,
            SoundDevices.Listener listener) {
        this.sampleRate = sampleRate;
        ring = new SampleRing(sampleRate / RINGS_PER_SECOND);
        absorber = new DriftAbsorber(ring, sampleRate, pieceMillis);
        loop = new LineLoop(kind, opener, this, listener);
    }

    final int sampleRate() {
        return sampleRate;
    }

    final LineLoop loop() {
        return loop;
    }

    /** The producer's thread: what finds no room is dropped. */
    final void put(short[] pcm, int offset, int samples) {
        ring.put(pcm, offset, samples);
    }

    /** The consumer's thread: what is not there is silence. */
    final void take(short[] pcm, int offset, int samples) {
        absorber.take(pcm, offset, samples);
    }

    /** The consumer's thread: samples that wait for it. */
    final int waiting() {
        return ring.available();
    }

    /** The call's thread: so much of the call has passed. */
    final void passed(int samples) {
        loop.passed(samples * 1000 / sampleRate);
    }

    /** Ends the line, soon. */
    public final void close() {
        loop.end();
    }
}
