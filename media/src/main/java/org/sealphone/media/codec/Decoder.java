package org.sealphone.media.codec;

/**
 * Turns the payload of RTP packets into linear PCM. One instance serves one stream and one thread.
 *
 * <p>The payload has been authenticated, but its sender may still be careless: a decoder never throws because of what
 * the octets say.
 */
public interface Decoder {
    /**
     * The samples that {@code length} octets of payload stand for; 0 when the codec cannot make sense of such a length.
     */
    int samplesIn(int length);

    /**
     * Decodes the payload and returns the number of samples written. A payload that holds more than {@code out} has
     * room for is cut at its end.
     */
    int decode(byte[] payload, int offset, int length, short[] out, int at);
}
