package org.sealphone.media.audio;

import java.util.Optional;

/**
 * A place for sound that is known to work before the codec is known: asked for before a call is made, opened when it is
 * answered.
 *
 * <p>An output that is never opened is closed, so that it leaves nothing behind.
 */
public interface AudioOutput extends AutoCloseable {
    /** The pieces, in milliseconds, in which somebody who listens now gets sound: what waits for a whole packet is late. */
    int LIVE_MILLIS = 5;

    AudioSink open(int sampleRate);

    /** Whether somebody listens now, so that sound is wanted in pieces of {@link #LIVE_MILLIS} and not of a packet. */
    default boolean live() {
        return false;
    }

    /**
     * Where what we say goes as well, just as it is sent: silence while it is muted. Asked for once, after {@link #open}; written by the
     * same thread and at the same rate. Most outputs are for what is heard alone.
     */
    default Optional<AudioSink> openSpoken(int sampleRate) {
        return Optional.empty();
    }

    @Override
    default void close() {}

    /** Nobody listens. */
    static AudioOutput discard() {
        return sampleRate -> (pcm, offset, samples) -> {};
    }
}
