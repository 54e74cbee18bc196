package org.sealphone.media.codec;

import org.sealphone.media.codec.opus.OpusEncoding;
import org.sealphone.media.codec.opus.OpusLibrary;

/** Opus at a constant bit rate that the other side agrees to (RFC 7587, RFC 6562). */
final class OpusEncoder implements Encoder {
    private final OpusEncoding encoding;

    OpusEncoder(OpusLibrary library, EncoderLimits limits, OpusSettings settings) {
        encoding = library.encoding(limits.atMost(settings.bitrate()), limits.maxPlaybackRate(), settings.complexity());
    }

    @Override
    public int encode(short[] pcm, int offset, int samples, byte[] out, int at) {
        return encoding.encode(pcm, offset, samples, out, at);
    }

    @Override
    public void expectLoss(int percent) {
        encoding.expectLoss(percent);
    }

    @Override
    public void close() {
        encoding.close();
    }
}
