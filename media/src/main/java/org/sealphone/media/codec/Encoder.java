package org.sealphone.media.codec;

/**
 * Turns linear PCM into the payload of RTP packets. One instance serves one stream and one thread, because codecs other
 * than G.711 carry state from frame to frame.
 */
public interface Encoder {
    /**
     * Encodes {@code samples} samples and returns the number of octets written; {@code out} must have room for them.
     */
    int encode(short[] pcm, int offset, int samples, byte[] out, int at);
}
