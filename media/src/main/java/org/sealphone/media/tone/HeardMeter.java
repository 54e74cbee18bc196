package org.sealphone.media.tone;

/**
 * Remembers the last seconds of what was played, so that they can be analysed whenever somebody asks. They end with the last sound: a
 * line that has fallen silent, as it does between the last packet and BYE, does not wipe what was heard on it.
 *
 * <p>Written by the thread that plays, read by any; the lock is held for the copy of one frame, never for the analysis.
 */
public final class HeardMeter {
    /** Long enough for a steady tone, short enough for thousands of calls in one process. */
    public static final int SECONDS = 3;

    private final int sampleRate;
    private final short[] ring;
    private long written;
    private long silent;

    public HeardMeter(int sampleRate) {
        this.sampleRate = sampleRate;
        ring = new short[sampleRate * SECONDS];
    }

    public synchronized void write(short[] pcm, int offset, int samples) {
        for (long left = Math.min(silent, ring.length); left > 0; left--) {
            ring[(int) (written++ % ring.length)] = 0;
        }
        silent = 0;
        int kept = Math.min(samples, ring.length);
        int from = offset + samples - kept;
        int at = (int) ((written + samples - kept) % ring.length);
        int first = Math.min(kept, ring.length - at);
        System.arraycopy(pcm, from, ring, at, first);
        System.arraycopy(pcm, from + first, ring, 0, kept - first);
        written += samples;
    }

    /** True as soon as anything was written. */
    public synchronized boolean used() {
        return written > 0;
    }

    /** So many samples without a sound. They count once sound follows, and never before the first. */
    public synchronized void silence(int samples) {
        silent += written > 0 ? samples : 0;
    }

    public Heard heard() {
        short[] copy = recent();
        return ToneAnalyser.analyse(copy, 0, copy.length, sampleRate);
    }

    private synchronized short[] recent() {
        int samples = (int) Math.min(written, ring.length);
        short[] copy = new short[samples];
        int from = (int) ((written - samples) % ring.length);
        int first = Math.min(samples, ring.length - from);
        System.arraycopy(ring, from, copy, 0, first);
        System.arraycopy(ring, 0, copy, first, samples - first);
        return copy;
    }
}
