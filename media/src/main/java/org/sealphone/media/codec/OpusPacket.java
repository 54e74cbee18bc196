package org.sealphone.media.codec;

/**
 * How much sound an Opus packet says that it holds, by its first octets (RFC 6716 sections 3.1 and 3.2), without
 * decoding it. Pure.
 */
final class OpusPacket {
    private static final int MOST_SAMPLES = 5760;

    private OpusPacket() {}

    /** Samples at 48 kHz; 0 for what is no Opus packet. */
    static int samples(byte[] payload, int offset, int length) {
        if (length < 1) {
            return 0;
        }
        int toc = payload[offset] & 0xFF;
        int frames =
                switch (toc & 3) {
                    case 0 -> 1;
                    case 1, 2 -> 2;
                    default -> length < 2 ? 0 : payload[offset + 1] & 0x3F;
                };
        int samples = frames * frameSamples(toc >> 3);
        return samples > MOST_SAMPLES ? 0 : samples;
    }

    /** Table 2 of RFC 6716: SILK has 10 to 60 ms, hybrid 10 and 20, CELT 2.5 to 20. */
    private static int frameSamples(int configuration) {
        if (configuration < 12) {
            int step = configuration & 3;
            return step == 0 ? 480 : 960 * step;
        }
        if (configuration < 16) {
            return (configuration & 1) == 0 ? 480 : 960;
        }
        return 120 << (configuration & 3);
    }
}
