package org.sealphone.media.tone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealphone.media.codec.Codec;

class ToneTest {
    private static final int RATE = 8000;

    static short[] tone(int samples, int rate, double dbfs, double... hertz) {
        short[] pcm = new short[samples];
        ToneGenerator generator = new ToneGenerator(rate, dbfs, hertz);
        for (int at = 0; at < samples; at += 160) {
            generator.read(pcm, at, Math.min(160, samples - at));
        }
        return pcm;
    }

    private static Heard analyse(short[] pcm) {
        return ToneAnalyser.analyse(pcm, 0, pcm.length, RATE);
    }

    @ParameterizedTest
    @EnumSource(names = {"PCMU", "PCMA"})
    void the_test_tone_through_g711_is_found_within_a_hertz_and_above_thirty_decibels(Codec codec) {
        short[] pcm = tone(RATE * 2, RATE, -10, 440);
        byte[] payload = new byte[pcm.length];
        codec.newEncoder().encode(pcm, 0, pcm.length, payload, 0);
        short[] heard = new short[pcm.length];
        codec.newDecoder().decode(payload, 0, payload.length, heard, 0);
        Heard result = analyse(heard);
        assertThat(result.toneHz().orElseThrow()).isCloseTo(440, within(0.2));
        assertThat(result.snrDb().orElseThrow()).isBetween(34.0, 50.0);
        assertThat(result.rmsDbfs()).isCloseTo(-13.0, within(0.1));
        assertThat(result.tone(440, 30)).isTrue();
        assertThat(result.tone(445, 30)).isFalse();
        assertThat(result.tone(440, 60)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(doubles = {62.5, 100, 350, 697.3, 1004, 1999.9, 2500, 3400, 3900})
    void any_tone_is_found_whatever_its_frequency(double hz) {
        Heard heard = analyse(tone(RATE, RATE, -20, hz));
        assertThat(heard.toneHz().orElseThrow()).isCloseTo(hz, within(0.5));
        assertThat(heard.snrDb().orElseThrow()).isGreaterThan(50);
    }

    @ParameterizedTest
    @ValueSource(ints = {16_000, 44_100, 48_000})
    void at_any_sampling_rate(int rate) {
        short[] pcm = tone(rate, rate, -10, 440);
        Heard heard = ToneAnalyser.analyse(pcm, 0, pcm.length, rate);
        assertThat(heard.tone(440, 50)).isTrue();
    }

    @ParameterizedTest(name = "noise {0} dB below the tone")
    @CsvSource({"10", "20", "30"})
    void noise_is_measured(double below) {
        Random random = new Random(7);
        short[] pcm = tone(RATE * 2, RATE, -12, 1000);
        double sigma = Short.MAX_VALUE * Math.pow(10, -12 / 20.0) / Math.sqrt(2) * Math.pow(10, -below / 20);
        for (int i = 0; i < pcm.length; i++) {
            pcm[i] += (short) Math.rint(random.nextGaussian() * sigma);
        }
        assertThat(analyse(pcm).snrDb().orElseThrow()).isCloseTo(below, within(0.5));
    }

    @Test
    void noise_and_silence_hold_no_tone() {
        Random random = new Random(3);
        short[] noise = new short[RATE];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (short) (random.nextGaussian() * 3000);
        }
        assertThat(analyse(noise).toneHz()).isEmpty();
        assertThat(analyse(noise).rmsDbfs()).isCloseTo(-20.8, within(0.5));
        Heard silence = analyse(new short[RATE]);
        assertThat(silence.toneHz()).isEmpty();
        assertThat(silence.snrDb()).isEmpty();
        assertThat(silence.rmsDbfs()).isEqualTo(Heard.SILENCE_DBFS);
        assertThat(silence.tone(440, 10)).isFalse();
        assertThat(analyse(new short[0]).rmsDbfs()).isEqualTo(Heard.SILENCE_DBFS);
    }

    @Test
    void silence_around_a_tone_does_not_count_and_a_click_is_too_short() {
        short[] pcm = new short[RATE * 2];
        System.arraycopy(tone(RATE, RATE, -10, 440), 0, pcm, 4000, RATE);
        assertThat(analyse(pcm).tone(440, 20)).isTrue();
        assertThat(analyse(pcm).rmsDbfs()).isCloseTo(-13.0, within(0.3));
        assertThat(analyse(tone(400, RATE, -10, 440)).toneHz()).isEmpty();
    }

    @Test
    void a_phase_jump_costs_one_window_and_not_the_measurement() {
        short[] pcm = new short[RATE * 2];
        System.arraycopy(tone(RATE, RATE, -10, 440), 0, pcm, 0, RATE);
        System.arraycopy(tone(RATE, RATE, -10, 440), 7, pcm, RATE, RATE - 7);
        assertThat(analyse(pcm).toneHz().orElseThrow()).isCloseTo(440, within(1.0));
    }

    @Test
    void several_tones_at_once_stand_side_by_side() {
        short[] pcm = tone(RATE, RATE, -13, 350, 440);
        Heard heard = analyse(pcm);
        assertThat(heard.toneHz()).isEmpty();
        assertThat(heard.rmsDbfs()).isCloseTo(-13, within(0.1));
    }

    @Test
    void a_tone_louder_than_full_scale_is_clipped() {
        assertThat(tone(160, RATE, 6, 440)).contains(Short.MAX_VALUE, Short.MIN_VALUE);
    }

    @Test
    void impossible_tones_are_bugs() {
        assertThatThrownBy(() -> new ToneGenerator(RATE, -10)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ToneGenerator(RATE, -10, 4000)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ToneGenerator(RATE, -10, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ToneGenerator(RATE, -10, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_meter_remembers_the_last_seconds() {
        HeardMeter meter = new HeardMeter(RATE);
        assertThat(meter.used()).isFalse();
        short[] before = tone(RATE * 4, RATE, -10, 1000);
        short[] after = tone(RATE * HeardMeter.SECONDS, RATE, -10, 440);
        for (int at = 0; at < before.length; at += 160) {
            meter.write(before, at, 160);
        }
        assertThat(meter.heard().tone(1000, 40)).isTrue();
        for (int at = 0; at < after.length; at += 160) {
            meter.write(after, at, 160);
        }
        assertThat(meter.used()).isTrue();
        assertThat(meter.heard().tone(440, 40)).isTrue();
        assertThat(meter.heard().toneHz()).isNotEqualTo(OptionalDouble.empty());
    }

    @Test
    void a_line_that_falls_silent_keeps_what_was_heard_and_a_pause_is_part_of_it() {
        HeardMeter meter = new HeardMeter(RATE);
        meter.silence(RATE * 60);
        assertThat(meter.used()).isFalse();
        meter.write(tone(RATE * 2, RATE, -10, 440), 0, RATE * 2);
        Heard heard = meter.heard();
        meter.silence(RATE * 60);
        assertThat(meter.heard()).isEqualTo(heard);
        meter.write(tone(RATE, RATE, -10, 1000), 0, RATE);
        assertThat(meter.heard().tone(1000, 40)).isTrue();
        meter.silence(RATE);
        meter.write(tone(RATE, RATE, -10, 1000), 0, RATE);
        assertThat(meter.heard().rmsDbfs()).isLessThan(heard.rmsDbfs() - 1);
    }
}
