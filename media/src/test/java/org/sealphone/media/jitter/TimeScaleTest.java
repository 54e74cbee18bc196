package org.sealphone.media.jitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealphone.media.tone.ToneAnalyser;
import org.sealphone.media.tone.ToneGenerator;

class TimeScaleTest {
    private final TimeScale scale = new TimeScale(8000);

    private static short[] tone(double hertz, int samples) {
        short[] pcm = new short[samples * 2];
        new ToneGenerator(8000, -10, hertz).read(pcm, 0, samples);
        return pcm;
    }

    @ParameterizedTest
    @ValueSource(doubles = {110, 200, 440, 1000, 3000})
    void a_voice_is_shortened_and_lengthened_by_whole_periods(double hertz) {
        short[] pcm = tone(hertz, 1600);
        int shorter = scale.shorten(pcm, 1600, 120, false);
        assertThat(shorter).isBetween(1600 - 120, 1600 - 20);
        assertThat(ToneAnalyser.analyse(pcm, 0, shorter, 8000).snrDb().orElseThrow())
                .isGreaterThan(30);
        int longer = scale.lengthen(pcm, shorter, 120);
        assertThat(longer).isBetween(shorter + 20, shorter + 120);
        assertThat(ToneAnalyser.analyse(pcm, 0, longer, 8000).toneHz().orElseThrow())
                .isCloseTo(hertz, within(2.0));
    }

    @Test
    void noise_is_left_alone_unless_it_must_not_be() {
        Random random = new Random(4);
        short[] noise = new short[320];
        for (int i = 0; i < 160; i++) {
            noise[i] = (short) (random.nextGaussian() * 4000);
        }
        assertThat(scale.shorten(noise.clone(), 160, 120, false)).isEqualTo(160);
        assertThat(scale.lengthen(noise.clone(), 160, 120)).isEqualTo(160);
        assertThat(scale.shorten(noise.clone(), 160, 120, true)).isLessThan(160);
    }

    @Test
    void silence_may_go_and_frames_too_short_to_compare_stay() {
        assertThat(scale.shorten(new short[320], 160, 120, false)).isLessThan(160);
        assertThat(scale.lengthen(new short[320], 160, 120)).isGreaterThan(160);
        assertThat(scale.shorten(new short[40], 40, 120, true)).isEqualTo(40);
    }

    @Test
    void a_forgotten_history_conceals_with_silence() {
        Concealer concealer = new Concealer(8000);
        short[] pcm = tone(440, 800);
        concealer.real(pcm, 0, 800);
        concealer.restart();
        short[] made = new short[160];
        concealer.conceal(made, 0, 160);
        assertThat(made).containsOnly((short) 0);
    }

    @Test
    void concealment_goes_on_where_the_sound_broke_off() {
        Concealer concealer = new Concealer(8000);
        short[] pcm = tone(300, 800);
        concealer.real(pcm, 0, 800);
        short[] joined = Arrays.copyOf(pcm, 960);
        concealer.conceal(joined, 800, 160);
        assertThat(ToneAnalyser.analyse(joined, 0, 960, 8000).tone(300, 25)).isTrue();
    }
}
