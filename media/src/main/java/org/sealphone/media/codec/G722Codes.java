package org.sealphone.media.codec;

/**
 * What the codes of ITU-T G.722 stand for (clause 6.2, tables 6-1 to 6-7), the same for both directions. The predictor of
 * the lower band learns from four of the six bits: the two others may be lost on the way, and both sides stay in step.
 */
final class G722Codes {
    private static final int[] HALF_OF_FINE = {
        24808, 21904, 19008, 16704, 14984, 13512, 12280, 11192, 10232, 9360, 8576, 7856, 7192, 6576, 6000, 5456, 4944,
        4464, 4008, 3576, 3168, 2776, 2400, 2032, 1688, 1360, 1040, 728
    };
    /** Of the 64 codes of six bits: table QM6. */
    private static final int[] FINE = new int[64];

    /** Of the 16 codes of four bits: table QM4. */
    private static final int[] COARSE = {
        0, -20456, -12896, -8968, -6288, -4240, -2584, -1200, 20456, 12896, 8968, 6288, 4240, 2584, 1200, 0
    };

    /** How each of them widens the steps: table WL by table RL42. */
    private static final int[] COARSE_WEIGHTS = {
        -60, 3042, 1198, 538, 334, 172, 58, -30, 3042, 1198, 538, 334, 172, 58, -30, -60
    };

    /** Of the four codes of the higher band: table QM2. */
    private static final int[] HIGHER = {-7408, -1616, 7408, 1616};

    private static final int[] HIGHER_WEIGHTS = {798, -214, 798, -214};

    static {
        for (int i = 0; i < HALF_OF_FINE.length; i++) {
            FINE[4 + i] = -HALF_OF_FINE[i];
            FINE[32 + i] = HALF_OF_FINE[i];
        }
        // The innermost steps, and the four codes that no encoder makes.
        FINE[0] = FINE[1] = FINE[2] = FINE[3] = FINE[63] = -136;
        FINE[60] = 432;
        FINE[61] = 136;
        FINE[62] = -432;
    }

    private G722Codes() {}

    /** The code of a sample below its prediction, by decision level from the innermost on. */
    static int lowerNegative(int level) {
        return level < 2 ? 63 - level : 33 - level;
    }

    static int lowerPositive(int level) {
        return 61 - level;
    }

    static int fineLower(int scale, int code) {
        return (scale * FINE[code]) >> 15;
    }

    static int higher(int scale, int code) {
        return (scale * HIGHER[code]) >> 15;
    }

    static void adaptLower(SubBand band, int code) {
        int coarse = code >> 2;
        band.adapt((band.scale() * COARSE[coarse]) >> 15, COARSE_WEIGHTS[coarse]);
    }

    static void adaptHigher(SubBand band, int code) {
        band.adapt(higher(band.scale(), code), HIGHER_WEIGHTS[code]);
    }
}
