package org.sealphone.media.codec;

/** ITU-T G.722 at 64 kbit/s back to 16 kHz (clause 4). To the bit what the recommendation says; what is too loud for 16 bits stays at their limit. */
final class G722Decoder implements Decoder {
    private static final int LIMIT = 1 << 14;

    private final QuadratureMirror filter = new QuadratureMirror();
    private final SubBand lower = SubBand.lower();
    private final SubBand higher = SubBand.higher();

    @Override
    public int samplesIn(byte[] payload, int offset, int length) {
        return 2 * length;
    }

    @Override
    public int decode(byte[] payload, int offset, int length, short[] out, int at) {
        int octets = Math.min(length, (out.length - at) / 2);
        for (int i = 0; i < octets; i++) {
            int octet = payload[offset + i] & 0xFF;
            int low = limited(lower.prediction() + G722Codes.fineLower(lower.scale(), octet & 0x3F));
            int high = limited(higher.prediction() + G722Codes.higher(higher.scale(), octet >> 6));
            G722Codes.adaptLower(lower, octet & 0x3F);
            G722Codes.adaptHigher(higher, octet >> 6);
            filter.push(low + high, low - high);
            out[at + 2 * i] = (short) SubBand.saturated(filter.odd() >> 11);
            out[at + 2 * i + 1] = (short) SubBand.saturated(filter.even() >> 11);
        }
        return 2 * octets;
    }

    private static int limited(int sample) {
        return Math.max(-LIMIT, Math.min(LIMIT - 1, sample));
    }
}
