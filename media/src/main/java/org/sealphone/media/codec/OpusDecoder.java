package org.sealphone.media.codec;

import org.sealphone.media.codec.opus.OpusDecoding;
import org.sealphone.media.codec.opus.OpusLibrary;

/**
 * Opus with its own concealment and forward error correction. A stereo stream comes out mixed to one channel.
 *
 * <p>Before libopus sees a payload, its length is checked against what its first octets claim.
 */
final class OpusDecoder implements Decoder {
    private final OpusDecoding decoding;

    OpusDecoder(OpusLibrary library, OpusSettings settings) {
        decoding = library.decoding(settings.complexity());
    }

    @Override
    public int samplesIn(byte[] payload, int offset, int length) {
        return OpusPacket.samples(payload, offset, length);
    }

    @Override
    public int decode(byte[] payload, int offset, int length, short[] out, int at) {
        return samplesIn(payload, offset, length) == 0 ? 0 : decoding.decode(payload, offset, length, out, at);
    }

    @Override
    public int conceal(short[] out, int at, int samples) {
        return decoding.conceal(out, at, samples);
    }

    @Override
    public int recover(byte[] next, int offset, int length, short[] out, int at, int samples) {
        return samplesIn(next, offset, length) == 0 ? 0 : decoding.recover(next, offset, length, out, at, samples);
    }

    @Override
    public void close() {
        decoding.close();
    }
}
