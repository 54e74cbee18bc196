package org.sealphone.media.codec;

/**
 * ITU-T G.722 at 64 kbit/s: an octet for each two samples of 16 kHz, six bits of it for the band below 4 kHz (clause 3.2).
 * To the bit what the recommendation says.
 */
final class G722Encoder implements Encoder {
    /** Decision levels of the lower band at scale one: table Q6. */
    private static final int[] LEVELS = {
        35, 72, 110, 150, 190, 233, 276, 323, 370, 422, 473, 530, 587, 650, 714, 786, 858, 940, 1023, 1121, 1219, 1339,
        1458, 1612, 1765, 1980, 2195, 2557, 2919
    };

    private static final int HIGHER_LEVEL = 564;

    private final QuadratureMirror filter = new QuadratureMirror();
    private final SubBand lower = SubBand.lower();
    private final SubBand higher = SubBand.higher();

    @Override
    public int encode(short[] pcm, int offset, int samples, byte[] out, int at) {
        for (int i = 0; i < samples / 2; i++) {
            filter.push(pcm[offset + 2 * i], pcm[offset + 2 * i + 1]);
            int low = lower((filter.even() + filter.odd()) >> 14);
            int high = higher((filter.odd() - filter.even()) >> 14);
            out[at + i] = (byte) ((high << 6) | low);
        }
        return samples / 2;
    }

    private int lower(int sample) {
        int error = SubBand.saturated(sample - lower.prediction());
        int size = magnitude(error);
        int step = 0;
        while (step < LEVELS.length && size >= (LEVELS[step] * lower.scale()) >> 12) {
            step++;
        }
        int code = error < 0 ? G722Codes.lowerNegative(step) : G722Codes.lowerPositive(step);
        G722Codes.adaptLower(lower, code);
        return code;
    }

    private int higher(int sample) {
        int error = SubBand.saturated(sample - higher.prediction());
        boolean large = magnitude(error) >= (HIGHER_LEVEL * higher.scale()) >> 12;
        int code = (error < 0 ? 0 : 2) | (large ? 0 : 1);
        G722Codes.adaptHigher(higher, code);
        return code;
    }

    /** By one's complement, as the recommendation compares. */
    private static int magnitude(int error) {
        return error < 0 ? ~error : error;
    }
}
