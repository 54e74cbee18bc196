package org.sealphone.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The measure itself is measured: it finds what is there, and does not find what is not. */
class SpeechMatchTest {
    private static short[] noise(long seed, int samples) {
        Random random = new Random(seed);
        short[] noise = new short[samples];
        double low = 0;
        for (int i = 0; i < samples; i++) {
            low = 0.8 * low + random.nextGaussian() * 2000;
            noise[i] = (short) low;
        }
        return noise;
    }

    @Test
    void the_same_sound_later_and_softer_matches() {
        short[] played = noise(1, 24000);
        short[] recorded = new short[40000];
        for (int i = 0; i < played.length; i++) {
            recorded[i + 1234] = (short) (played[i] / 2);
        }
        SpeechMatch match = SpeechMatch.between(played, recorded);
        assertThat(match.correlation()).isGreaterThan(0.999);
        assertThat(match.levelChangeDb()).isBetween(-6.1, -5.9);
        assertThat(match.seconds()).isEqualTo(3);
    }

    @Test
    void what_was_said_before_anybody_listened_costs_no_more_than_that() {
        short[] played = noise(1, 24000);
        short[] recorded = new short[40000];
        System.arraycopy(played, 2000, recorded, 500, 22000);
        SpeechMatch match = SpeechMatch.between(played, recorded);
        assertThat(match.correlation()).isGreaterThan(0.9);
        assertThat(match.seconds()).isEqualTo(3);
    }

    @Test
    void another_sound_does_not() {
        assertThat(SpeechMatch.between(noise(1, 24000), noise(2, 40000)).correlation())
                .isLessThan(0.3);
    }

    @Test
    void silence_does_not() {
        assertThat(SpeechMatch.between(noise(1, 24000), new short[40000]).correlation())
                .isLessThan(0.1);
        assertThat(SpeechMatch.between(noise(1, 24000), new short[10]).seconds())
                .isZero();
    }
}
