package org.sealphone.media.codec;

import java.util.Random;

/** Kinds of sound at 16 kHz that find what an encoder gets wrong; whole numbers alone, so that they are the same everywhere. */
enum Sounds {
    SILENCE {
        @Override
        int sample(int i, Random random) {
            return 0;
        }
    },
    FAINT_NOISE {
        @Override
        int sample(int i, Random random) {
            return random.nextInt(7) - 3;
        }
    },
    NOISE {
        @Override
        int sample(int i, Random random) {
            return random.nextInt(1 << 16);
        }
    },
    /** Runs into every limit of the arithmetic. */
    LOUDEST_SQUARE {
        @Override
        int sample(int i, Random random) {
            return i / 37 % 2 == 0 ? Short.MAX_VALUE : Short.MIN_VALUE;
        }
    },
    /** Full scale at half the sampling rate: all of it in the higher band. */
    HIGHEST {
        @Override
        int sample(int i, Random random) {
            return i % 2 == 0 ? Short.MAX_VALUE : Short.MIN_VALUE;
        }
    },
    /** A triangle whose frequency rises to the edge of what there is, each second anew. */
    SWEEP {
        @Override
        int sample(int i, Random random) {
            long time = i % 16_000;
            int phase = (int) (time * time / 64 % 1024);
            return (phase < 512 ? phase - 256 : 768 - phase) * 100;
        }
    },
    /** Clicks in silence. */
    CLICKS {
        @Override
        int sample(int i, Random random) {
            return i % 4_000 == 0 ? 30_000 : 0;
        }
    },
    /** A buzz that comes and goes, with breath in it. */
    SPEECH {
        @Override
        int sample(int i, Random random) {
            int loudness = Math.max(0, Math.abs(i / 40 % 200 - 100) - 20);
            return (i % 133 - 66) * loudness * 2 + random.nextInt(1 + 4 * loudness);
        }
    };

    abstract int sample(int i, Random random);

    short[] pcm(int samples) {
        Random random = new Random(ordinal());
        short[] pcm = new short[samples];
        for (int i = 0; i < samples; i++) {
            pcm[i] = (short) sample(i, random);
        }
        return pcm;
    }
}
