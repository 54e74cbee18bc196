package org.sealphone.media.codec;

/**
 * Linear samples of 16 bits in network order (RFC 3551 section 4.5.11): no sound is lost, and a packet is four times as
 * large as one of G.722. Without state, so it serves every call and every thread.
 */
final class LinearPcm implements Encoder, Decoder {
    static final LinearPcm BIG_ENDIAN = new LinearPcm();

    private LinearPcm() {}

    @Override
    public int encode(short[] pcm, int offset, int samples, byte[] out, int at) {
        for (int i = 0; i < samples; i++) {
            out[at + 2 * i] = (byte) (pcm[offset + i] >> 8);
            out[at + 2 * i + 1] = (byte) pcm[offset + i];
        }
        return 2 * samples;
    }

    /** Half a sample is none: whoever sends it does not send this. */
    @Override
    public int samplesIn(byte[] payload, int offset, int length) {
        return length % 2 == 0 ? length / 2 : 0;
    }

    @Override
    public int decode(byte[] payload, int offset, int length, short[] out, int at) {
        int samples = Math.min(samplesIn(payload, offset, length), out.length - at);
        for (int i = 0; i < samples; i++) {
            out[at + i] = (short) ((payload[offset + 2 * i] << 8) | (payload[offset + 2 * i + 1] & 0xFF));
        }
        return samples;
    }

    @Override
    public int preview(byte[] payload, int offset, int length, short[] out, int at) {
        return decode(payload, offset, length, out, at);
    }

    @Override
    public void close() {}
}
