package org.sealphone.media.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealphone.media.tone.ToneAnalyser;
import org.sealphone.media.tone.ToneGenerator;

class ResamplerTest {
    private static short[] tone(int rate, double hertz) {
        short[] pcm = new short[rate];
        new ToneGenerator(rate, -3, hertz).read(pcm, 0, rate);
        return pcm;
    }

    private static double level(short[] pcm) {
        return ToneAnalyser.level(pcm, pcm.length / 4, pcm.length / 2);
    }

    /** A tone of the largest amplitude there is, and the largest sample that is left of it once the filter has settled. */
    private static double rejectedDb(double hertz, int from, int to) {
        short[] pcm = new short[from / 8];
        for (int i = 0; i < pcm.length; i++) {
            pcm[i] = (short) Math.rint(Short.MAX_VALUE * Math.sin(2 * Math.PI * hertz * i / from));
        }
        short[] out = Resampler.convert(pcm, from, to);
        int most = 0;
        for (int i = out.length / 4; i < out.length * 3 / 4; i++) {
            most = Math.max(most, Math.abs(out[i]));
        }
        return 20 * Math.log10(Short.MAX_VALUE / Math.max(0.5, most));
    }

    @ParameterizedTest(name = "from {0} to {1}")
    @CsvSource({"48000,8000", "44100,8000", "16000,8000", "48000,16000", "48000,44100", "96000,48000"})
    void the_stop_band_is_eighty_decibels_down_wherever_something_would_fold_back(int from, int to) {
        int worst = 0;
        double least = 200;
        for (int hertz = to / 2; hertz < from / 2; hertz += Math.max(1, (from - to) / 100)) {
            double rejected = rejectedDb(hertz, from, to);
            if (rejected < least) {
                least = rejected;
                worst = hertz;
            }
        }
        // Rounding to 16 bits adds up to half a step to what the filter leaves.
        assertThat(least).as("at %d Hz", worst).isGreaterThanOrEqualTo(80);
    }

    @ParameterizedTest(name = "{0} Hz from {1} to {2}")
    @CsvSource({"3400,8000,48000", "3590,8000,48000", "1000,8000,48000", "7000,16000,48000", "3400,8000,44100"})
    void images_above_the_old_half_rate_are_eighty_decibels_down(double hertz, int from, int to) {
        short[] out = Resampler.convert(tone(from, hertz), from, to);
        double tone = power(out, hertz, to);
        for (double image = from - hertz; image < to / 2.0; image += image < from ? 2 * hertz : from - 2 * hertz) {
            assertThat(10 * Math.log10(tone / power(out, image, to)))
                    .as("image at %.0f Hz", image)
                    .isGreaterThanOrEqualTo(80);
        }
    }

    /** The power at one frequency, under a Hann window. */
    private static double power(short[] pcm, double hertz, int rate) {
        double re = 0;
        double im = 0;
        for (int i = rate / 4; i < rate * 3 / 4; i++) {
            double hann = 1 - Math.cos(4 * Math.PI * (i - rate / 4) / rate);
            re += hann * pcm[i] * Math.cos(2 * Math.PI * hertz * i / rate);
            im += hann * pcm[i] * Math.sin(2 * Math.PI * hertz * i / rate);
        }
        return re * re + im * im;
    }

    @ParameterizedTest(name = "{0} Hz from {1} to {2}")
    @CsvSource({
        "300,48000,8000",
        "3400,48000,8000",
        "3500,44100,8000",
        "3400,22050,8000",
        "3400,8000,48000",
        "1000,8000,44100",
        "7000,48000,16000",
        "440,16000,8000",
        "440,8000,16000"
    })
    void what_fits_passes_unchanged(double hertz, int from, int to) {
        short[] out = Resampler.convert(tone(from, hertz), from, to);
        assertThat(out).hasSize(to);
        assertThat(level(out)).isCloseTo(level(tone(from, hertz)), within(0.05));
        assertThat(ToneAnalyser.analyse(out, to / 4, to / 2, to).tone(hertz, 60))
                .isTrue();
    }

    @Test
    void the_delay_of_the_filter_is_taken_out() {
        short[] out = Resampler.convert(tone(48_000, 500), 48_000, 8000);
        short[] direct = tone(8000, 500);
        for (int i = 200; i < 7800; i++) {
            assertThat((int) out[i]).isCloseTo(direct[i], within(60));
        }
    }

    @Test
    void pieces_give_the_same_as_the_whole() {
        Random random = new Random(5);
        short[] pcm = new short[44_100];
        for (int i = 0; i < pcm.length; i++) {
            pcm[i] = (short) random.nextInt();
        }
        Resampler whole = new Resampler(44_100, 8000);
        short[] expected = new short[whole.room(pcm.length)];
        int total = whole.process(pcm, 0, pcm.length, expected, 0);
        Resampler pieces = new Resampler(44_100, 8000);
        short[] actual = new short[expected.length];
        int written = 0;
        for (int at = 0; at < pcm.length; ) {
            int piece = Math.min(pcm.length - at, 1 + random.nextInt(1000));
            int room = pieces.room(piece);
            int out = pieces.process(pcm, at, piece, actual, written);
            assertThat(out).isLessThanOrEqualTo(room);
            written += out;
            at += piece;
        }
        assertThat(written).isEqualTo(total);
        assertThat(Arrays.copyOf(actual, written)).isEqualTo(Arrays.copyOf(expected, total));
    }

    @Test
    void equal_rates_pass_through() {
        short[] pcm = tone(8000, 440);
        assertThat(Resampler.convert(pcm, 8000, 8000)).isEqualTo(pcm);
    }

    @Test
    void rates_without_a_filter_are_bugs_here_because_files_are_checked_before() {
        assertThat(Resampler.supports(44_100, 8000)).isTrue();
        assertThat(Resampler.supports(4000, 8000)).isFalse();
        assertThat(Resampler.supports(8000, 4000)).isFalse();
        assertThat(Resampler.supports(8000, 384_000)).isFalse();
        assertThat(Resampler.supports(384_000, 8000)).isFalse();
        assertThat(Resampler.supports(11_027, 8000)).isFalse();
        assertThatThrownBy(() -> new Resampler(11_027, 8000)).isInstanceOf(IllegalArgumentException.class);
    }
}
