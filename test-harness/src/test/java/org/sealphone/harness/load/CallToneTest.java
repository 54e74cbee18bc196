package org.sealphone.harness.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealphone.media.audio.AudioSource;
import org.sealphone.media.codec.Codec;
import org.sealphone.media.codec.Decoder;
import org.sealphone.media.codec.Encoder;
import org.sealphone.media.tone.Heard;
import org.sealphone.media.tone.ToneAnalyser;

/** A tone is that of one call alone, also after the codec of a telephone. */
class CallToneTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 233, 566, 567, 998, 999})
    void a_tone_is_recognised_behind_pcmu_and_its_neighbours_are_not_it(int call) {
        Heard heard = through(call);
        assertThat(heard.tone(CallTone.hertz(call), 20)).as(heard.toString()).isTrue();
        assertThat(heard.tone(CallTone.hertz(call + 1), 20)).isFalse();
        assertThat(heard.tone(CallTone.hertz(call) - 3, 20)).isFalse();
    }

    @Test
    void a_thousand_calls_have_a_thousand_tones_inside_the_band_of_a_telephone() {
        assertThat(IntStream.range(0, CallTone.DISTINCT).map(CallTone::hertz).distinct())
                .hasSize(CallTone.DISTINCT)
                .allMatch(hertz -> hertz >= 300 && hertz <= 3400);
        assertThat(CallTone.hertz(CallTone.DISTINCT)).isEqualTo(CallTone.hertz(0));
    }

    private static Heard through(int call) {
        short[] second = new short[8000];
        byte[] coded = new byte[160];
        try (AudioSource source = CallTone.of(call).open(8000);
                Encoder encoder = Codec.PCMU.newEncoder();
                Decoder decoder = Codec.PCMU.newDecoder()) {
            for (int at = 0; at < second.length; at += 160) {
                short[] frame = new short[160];
                source.read(frame, 0, 160);
                int length = encoder.encode(frame, 0, 160, coded, 0);
                decoder.decode(Arrays.copyOf(coded, length), 0, length, second, at);
            }
        }
        return ToneAnalyser.analyse(second, 0, second.length, 8000);
    }
}
