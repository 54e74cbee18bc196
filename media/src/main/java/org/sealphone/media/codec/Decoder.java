package org.sealphone.media.codec;

/**
 * Turns the payload of RTP packets into linear PCM. One instance serves one stream and one thread; whoever made it
 * closes it.
 *
 * <p>The payload has been authenticated, but its sender may still be careless: a decoder never throws because of what
 * the octets say.
 */
public interface Decoder extends AutoCloseable {
    /** The samples that this payload stands for; 0 when the codec cannot make sense of it. */
    int samplesIn(byte[] payload, int offset, int length);

    /**
     * Decodes the payload and returns the number of samples written. A payload that holds more than {@code out} has
     * room for is cut at its end.
     */
    int decode(byte[] payload, int offset, int length, short[] out, int at);

    /**
     * Makes up {@code samples} samples of a packet that did not come, out of the decoder's own memory of the sound.
     *
     * @return samples written; 0 from a codec that has no such memory
     */
    default int conceal(short[] out, int at, int samples) {
        return 0;
    }

    /**
     * Writes the {@code samples} samples before a packet, out of what that packet repeats of the one before it: forward
     * error correction. To be called before the packet itself is decoded.
     *
     * @return samples written; 0 from a codec that repeats nothing
     */
    default int recover(byte[] next, int offset, int length, short[] out, int at, int samples) {
        return 0;
    }

    /**
     * Decodes a packet that will be decoded again when it is its turn, without remembering it: what comes after a gap
     * tells how the gap ended.
     *
     * @return samples written; 0 from a codec that cannot
     */
    default int preview(byte[] payload, int offset, int length, short[] out, int at) {
        return 0;
    }

    @Override
    default void close() {}
}
