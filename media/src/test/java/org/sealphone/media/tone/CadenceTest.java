package org.sealphone.media.tone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CadenceTest {
    private static short[] heard(int rate, CallTone tone, int millis) {
        short[] pcm = new short[rate / 1000 * millis];
        Cadence cadence = new Cadence(rate, tone);
        for (int at = 0; at < pcm.length; at += rate / 200) {
            cadence.read(pcm, at, rate / 200);
        }
        return pcm;
    }

    @ParameterizedTest
    @CsvSource({"RINGBACK, 1000, 4000", "BUSY, 500, 500", "CONGESTION, 250, 250"})
    void a_tone_of_425_hertz_comes_and_goes(CallTone tone, int on, int off) {
        short[] pcm = heard(8000, tone, 2 * (on + off));
        for (int from = 0; from < pcm.length; from += 8 * (on + off)) {
            assertThat(ToneAnalyser.analyse(pcm, from + 80, 8 * on - 160, 8000).tone(425, 40))
                    .isTrue();
            assertThat(Arrays.copyOfRange(pcm, from + 8 * on, from + 8 * (on + off)))
                    .containsOnly((short) 0);
        }
    }

    @Test
    void ringing_sounds_twice_and_rests() {
        short[] pcm = heard(48_000, CallTone.RINGING, 3000);
        assertThat(Arrays.copyOfRange(pcm, 48 * 400, 48 * 600)).containsOnly((short) 0);
        assertThat(Arrays.copyOfRange(pcm, 48 * 1000, 48 * 3000)).containsOnly((short) 0);
        for (int from : new int[] {0, 48 * 600}) {
            double loudest = 0;
            for (int i = from; i < from + 48 * 400; i++) {
                loudest = Math.max(loudest, Math.abs(pcm[i]));
            }
            assertThat(loudest).isBetween(2000.0, 7000.0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothing_clicks(CallTone tone) {
        short[] pcm = heard(48_000, tone, 6000);
        for (int i = 1; i < pcm.length; i++) {
            assertThat(Math.abs(pcm[i] - pcm[i - 1])).isLessThan(700);
        }
    }
}
