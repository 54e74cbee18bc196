package org.sealphone.media.tone;

/**
 * Remembers the last seconds of what was played, so that they can be analysed whenever somebody asks.
 *
 * <p>Written by the thread that plays, read by any; the lock is held for the copy of one frame, never for the analysis.
 */
public final class HeardMeter {
    /** Long enough for a steady tone, short enough for thousands of calls in one process. */
    public static final int SECONDS = 3;

    private final int sampleRate;
    private final short[] ring;
    private long written;

    public HeardMeter(int sampleRate) {
        this.sampleRate = sampleRate;
        ring = new short[sampleRate * SECONDS];
    }

    public synchronized void write(short[] pcm, int offset, int samples) {
        for (int i = 0; i < samples; i++) {
            ring[(int) ((written + i) % ring.length)] = pcm[offset + i];
        }
        written += samples;
    }

    /** True as soon as anything was written. */
    public synchronized boolean used() {
        return written > 0;
    }

    public Heard heard() {
        short[] copy = recent();
        return ToneAnalyser.analyse(copy, 0, copy.length, sampleRate);
    }

    private synchronized short[] recent() {
        int samples = (int) Math.min(written, ring.length);
        short[] copy = new short[samples];
        for (int i = 0; i < samples; i++) {
            copy[i] = ring[(int) ((written - samples + i) % ring.length)];
        }
        return copy;
    }
}
