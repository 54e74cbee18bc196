package org.sealphone.media.codec;

/**
 * Turns linear PCM into the payload of RTP packets. One instance serves one stream and one thread, because codecs other
 * than G.711 carry state from frame to frame; whoever made it closes it.
 *
 * <p>Equal lengths of sound make payloads of equal size, whatever the sound is: a size that follows the voice tells a
 * watcher what is said (RFC 6562, SRTP-12).
 */
public interface Encoder extends AutoCloseable {
    /**
     * Encodes {@code samples} samples and returns the number of octets written; {@code out} must have room for them.
     */
    int encode(short[] pcm, int offset, int samples, byte[] out, int at);

    /** How many of a hundred packets will be lost; a codec that corrects errors prepares for them within the size of its packets. */
    default void expectLoss(int percent) {}

    @Override
    default void close() {}
}
