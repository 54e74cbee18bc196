package org.sealphone.media.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.media.reason.MediaReason;

class WavSampleTest {
    private static ByteBuffer file(int encoding, int bits, int channels, int octets) {
        ByteBuffer out = ByteBuffer.allocate(44 + octets).order(ByteOrder.LITTLE_ENDIAN);
        out.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(out.capacity() - 8);
        out.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        out.putShort((short) encoding).putShort((short) channels).putInt(8000);
        out.putInt(8000 * channels * bits / 8).putShort((short) (channels * bits / 8));
        out.putShort((short) bits);
        return out.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(octets);
    }

    private static Outcome<WavClip> read(ByteBuffer file) throws IOException {
        return WavClip.read(new ByteArrayInputStream(file.array()), "it");
    }

    private static short[] samples(ByteBuffer file) throws IOException {
        return read(file).fold(WavClip::samples, refusal -> {
            throw new AssertionError(refusal.text());
        });
    }

    private static boolean refused(ByteBuffer file) throws IOException {
        return read(file).fold(clip -> false, refusal -> refusal.reason() == MediaReason.DEV_03);
    }

    @Test
    void eight_bits_are_unsigned() throws IOException {
        byte[] octets = {(byte) 0x80, 0, (byte) 0xFF, 0x7F};
        assertThat(samples(file(1, 8, 1, 4).put(octets)))
                .containsExactly((short) 0, (short) -32_768, (short) 32_512, (short) -256);
    }

    @Test
    void wide_samples_are_rounded_not_cut() throws IOException {
        byte[] wide = {(byte) 0x80, 0, 1, 0x7F, 0, 1, 0, 0, (byte) 0x80, (byte) 0xFF, (byte) 0xFF, (byte) 0x7F};
        assertThat(samples(file(1, 24, 1, 12).put(wide)))
                .containsExactly((short) 257, (short) 256, (short) -32_768, (short) 32_767);
        ByteBuffer widest = file(1, 32, 1, 12).putInt(0x0001_8000).putInt(Integer.MIN_VALUE);
        assertThat(samples(widest.putInt(Integer.MAX_VALUE)))
                .containsExactly((short) 2, (short) -32_768, (short) 32_767);
    }

    @Test
    void a_float_outside_of_the_scale_is_cut_and_no_number_is_silence() throws IOException {
        ByteBuffer floats = file(3, 32, 1, 24).putFloat(0.5f).putFloat(-1).putFloat(1);
        floats.putFloat(40).putFloat(Float.NEGATIVE_INFINITY).putFloat(Float.NaN);
        assertThat(samples(floats))
                .containsExactly(
                        (short) 16_384, (short) -32_768, (short) 32_767, (short) 32_767, (short) -32_768, (short) 0);
    }

    @ParameterizedTest
    @EnumSource
    void two_channels_of_any_encoding_are_mixed(WavSample kind) throws IOException {
        int encoding = kind == WavSample.FLOAT_32 ? 3 : 1;
        ByteBuffer stereo = file(encoding, 8 * kind.octets(), 2, 2 * kind.octets());
        assertThat(samples(stereo)).hasSize(1);
        assertThat(refused(stereo.put(34, (byte) 12))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"3, 64", "3, 16", "2, 4", "6, 8", "7, 8", "1, 20", "1, 64", "85, 16"})
    void DEV_03_other_encodings_are_refused(int encoding, int bits) throws IOException {
        assertThat(refused(file(encoding, bits, 1, 64))).isTrue();
    }
}
