package org.sealphone.media.codec;

import java.util.Comparator;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * ITU-T G.711 by table: an octet for each sample, in the two laws of the world. Immutable and without state, so one
 * instance of each law serves every call and every thread.
 */
final class G711 {
    static final G711 MU_LAW = new G711(G711::expandMu);
    static final G711 A_LAW = new G711(G711::expandA);

    private final short[] expanded = new short[256];
    /** The octet for each 16-bit sample. */
    private final byte[] compressed = new byte[1 << 16];

    private G711(IntUnaryOperator expand) {
        for (int code = 0; code < 256; code++) {
            expanded[code] = (short) expand.applyAsInt(code);
        }
        fillCompressed();
    }

    Encoder encoder() {
        return this::encode;
    }

    Decoder decoder() {
        return new Decoder() {
            @Override
            public int samplesIn(byte[] payload, int offset, int length) {
                return length;
            }

            @Override
            public int decode(byte[] payload, int offset, int length, short[] out, int at) {
                int samples = Math.min(length, out.length - at);
                for (int i = 0; i < samples; i++) {
                    out[at + i] = expanded[payload[offset + i] & 0xFF];
                }
                return samples;
            }

            @Override
            public int preview(byte[] payload, int offset, int length, short[] out, int at) {
                return decode(payload, offset, length, out, at);
            }
        };
    }

    private int encode(short[] pcm, int offset, int samples, byte[] out, int at) {
        for (int i = 0; i < samples; i++) {
            out[at + i] = compressed[pcm[offset + i] & 0xFFFF];
        }
        return samples;
    }

    /**
     * The decision values of G.711 lie midway between neighbouring output values, so the octet of a sample is that of
     * the nearest output, and at a decision value that of the larger one. Negative samples mirror the positive ones by
     * their one's complement, as the reference software of ITU-T G.191 does.
     */
    private void fillCompressed() {
        Integer[] rising = IntStream.range(0, 128)
                .map(magnitude -> magnitude | 0x80)
                .boxed()
                .sorted(Comparator.comparingInt(code -> expanded[code]))
                .toArray(Integer[]::new);
        int nearest = 0;
        for (int sample = 0; sample <= Short.MAX_VALUE; sample++) {
            if (nearest < 127 && 2 * sample >= expanded[rising[nearest]] + expanded[rising[nearest + 1]]) {
                nearest++;
            }
            compressed[sample] = rising[nearest].byteValue();
            compressed[~sample & 0xFFFF] = (byte) (rising[nearest] ^ 0x80);
        }
    }

    /**
     * G.711 table 2: sign, three bits of segment, four of mantissa, all inverted, over a bias of 33 (132 in 16 bits).
     */
    private static int expandMu(int code) {
        int inverted = ~code & 0xFF;
        int magnitude = ((((inverted & 0x0F) << 3) + 0x84) << ((inverted & 0x70) >> 4)) - 0x84;
        return (inverted & 0x80) != 0 ? -magnitude : magnitude;
    }

    /** G.711 table 1: every second bit inverted; the first two segments share one step. */
    private static int expandA(int code) {
        int toggled = code ^ 0x55;
        int segment = (toggled & 0x70) >> 4;
        int step = ((toggled & 0x0F) << 4) + 8;
        int magnitude = segment == 0 ? step : (step + 0x100) << (segment - 1);
        return (toggled & 0x80) != 0 ? magnitude : -magnitude;
    }
}
