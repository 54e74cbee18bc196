package org.sealphone.media.audio;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** How a WAV file writes one sample of one channel: the encodings that programs for sound write. Pure. */
enum WavSample {
    UNSIGNED_8(1, 8) {
        @Override
        float next(ByteBuffer octets) {
            return ((octets.get() & 0xFF) - 0x80) * 256f;
        }
    },
    LINEAR_16(1, 16) {
        @Override
        float next(ByteBuffer octets) {
            return octets.getShort();
        }
    },
    LINEAR_24(1, 24) {
        @Override
        float next(ByteBuffer octets) {
            int low = octets.getShort() & 0xFFFF;
            return (octets.get() << 16 | low) / 256f;
        }
    },
    LINEAR_32(1, 32) {
        @Override
        float next(ByteBuffer octets) {
            return octets.getInt() / 65_536f;
        }
    },
    FLOAT_32(3, 32) {
        @Override
        float next(ByteBuffer octets) {
            return octets.getFloat() * 32_768f;
        }
    };

    private final int encoding;
    private final int bits;

    WavSample(int encoding, int bits) {
        this.encoding = encoding;
        this.bits = bits;
    }

    static Optional<WavSample> of(int encoding, int bits) {
        return Arrays.stream(values())
                .filter(known -> known.encoding == encoding && known.bits == bits)
                .findFirst();
    }

    int octets() {
        return bits / 8;
    }

    /** The next sample, on the scale of 16 bits, whatever its own is; a float may lie outside of that, or be no number. */
    abstract float next(ByteBuffer octets);

    /** Rounded, and cut to 16 bits; what is no number is silence. */
    static short rounded(float sample) {
        return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(sample)));
    }
}
