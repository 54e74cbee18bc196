package org.sealphone.media.audio;

/**
 * Sound to be sent, at the sampling rate it was opened for.
 *
 * <p>Read by the thread that owns sending, every few milliseconds, so it never blocks: what is not there yet is
 * silence.
 */
public interface AudioSource extends AutoCloseable {
    /** Writes exactly {@code samples} samples. */
    void read(short[] pcm, int offset, int samples);

    /**
     * Samples that are there to be read without silence in them. What has a clock of its own sets the pace: a frame that is not whole yet
     * is waited for, a little.
     */
    default int available() {
        return Integer.MAX_VALUE;
    }

    @Override
    default void close() {}
}
