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

    @Override
    default void close() {}
}
