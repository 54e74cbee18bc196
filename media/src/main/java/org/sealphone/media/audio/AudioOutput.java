package org.sealphone.media.audio;

/**
 * A place for sound that is known to work before the codec is known: asked for before a call is made, opened when it is
 * answered.
 *
 * <p>An output that is never opened is closed, so that it leaves nothing behind.
 */
public interface AudioOutput extends AutoCloseable {
    AudioSink open(int sampleRate);

    @Override
    default void close() {}

    /** Nobody listens. */
    static AudioOutput discard() {
        return sampleRate -> (pcm, offset, samples) -> {};
    }
}
