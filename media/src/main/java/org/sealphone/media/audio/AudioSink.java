package org.sealphone.media.audio;

/**
 * Where sound that arrived goes to, at the sampling rate it was opened for.
 *
 * <p>Written by the thread that plays, every few milliseconds, so it never blocks: what does not fit is dropped and
 * counted.
 */
public interface AudioSink extends AutoCloseable {
    void write(short[] pcm, int offset, int samples);

    @Override
    default void close() {}
}
