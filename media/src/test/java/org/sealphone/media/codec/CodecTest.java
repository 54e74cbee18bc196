package org.sealphone.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CodecTest {
    @ParameterizedTest(name = "{0}: octet {1} is sample {2}")
    @CsvSource({
        "PCMU, 0xFF, 0", "PCMU, 0x7F, 0", "PCMU, 0x80, 32124", "PCMU, 0x00, -32124", "PCMU, 0xFE, 8", "PCMU, 0x7E, -8",
        "PCMU, 0xF0, 120", "PCMU, 0xEF, 132", "PCMA, 0xD5, 8", "PCMA, 0x55, -8", "PCMA, 0xAA, 32256",
                "PCMA, 0x2A, -32256",
        "PCMA, 0xC5, 264", "PCMA, 0xD4, 24",
    })
    @DisplayName("CODEC-01: G.711 expands as its tables 1 and 2 say")
    void CODEC_01_known_values(Codec codec, String octet, int sample) {
        short[] pcm = new short[1];
        int samples = codec.newDecoder()
                .decode(new byte[] {(byte) Integer.decode(octet).intValue()}, 0, 1, pcm, 0);
        assertThat(samples).isEqualTo(1);
        assertThat(pcm[0]).isEqualTo((short) sample);
    }

    @ParameterizedTest
    @EnumSource(names = {"PCMU", "PCMA"})
    void every_octet_survives_decoding_and_encoding(Codec codec) {
        byte[] octets = new byte[256];
        for (int i = 0; i < 256; i++) {
            octets[i] = (byte) i;
        }
        short[] pcm = new short[256];
        byte[] back = new byte[256];
        codec.newDecoder().decode(octets, 0, 256, pcm, 0);
        codec.newEncoder().encode(pcm, 0, 256, back, 0);
        for (int i = 0; i < 256; i++) {
            // Negative zero of the mu-law is zero; it has no way back.
            boolean negativeZero = codec == Codec.PCMU && i == 0x7F;
            assertThat(back[i]).isEqualTo(negativeZero ? (byte) 0xFF : octets[i]);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PCMU", "PCMA"})
    void every_sample_becomes_the_nearest_output_value(Codec codec) {
        byte[] all = new byte[256];
        short[] outputs = new short[256];
        for (int i = 0; i < 256; i++) {
            all[i] = (byte) i;
        }
        codec.newDecoder().decode(all, 0, 256, outputs, 0);
        Encoder encoder = codec.newEncoder();
        byte[] octet = new byte[1];
        for (int sample = Short.MIN_VALUE; sample <= Short.MAX_VALUE; sample += 7) {
            encoder.encode(new short[] {(short) sample}, 0, 1, octet, 0);
            int distance = Math.abs(outputs[octet[0] & 0xFF] - sample);
            int least = Integer.MAX_VALUE;
            for (short output : outputs) {
                least = Math.min(least, Math.abs(output - sample));
            }
            assertThat(distance).as("sample %d", sample).isEqualTo(least);
        }
    }

    @ParameterizedTest(name = "{0}: sample {1} is octet {2}")
    @CsvSource({
        "PCMU, 0, 0xFF", "PCMU, -1, 0x7F", "PCMU, 4, 0xFE", "PCMU, 3, 0xFF", "PCMU, 32767, 0x80", "PCMU, -32768, 0x00",
        "PCMA, 0, 0xD5", "PCMA, -1, 0x55", "PCMA, 16, 0xD4", "PCMA, 15, 0xD5", "PCMA, 32767, 0xAA",
                "PCMA, -32768, 0x2A",
    })
    void decision_values_belong_to_the_larger_output(Codec codec, int sample, String octet) {
        byte[] out = new byte[1];
        codec.newEncoder().encode(new short[] {(short) sample}, 0, 1, out, 0);
        assertThat(out[0]).isEqualTo((byte) Integer.decode(octet).intValue());
    }

    @Test
    @DisplayName("CODEC-01: payload types 0 and 8 at 8000 Hz")
    void CODEC_01_numbers_of_rfc_3551() {
        assertThat(Codec.PCMU.payloadType()).isZero();
        assertThat(Codec.PCMA.payloadType()).isEqualTo(8);
        assertThat(Codec.preferred()).containsExactly(Codec.OPUS, Codec.G722, Codec.PCMU, Codec.PCMA);
        assertThat(Codec.spoken()).containsExactly(Codec.values());
        for (Codec codec : List.of(Codec.PCMU, Codec.PCMA)) {
            assertThat(codec.clockRate()).isEqualTo(8000);
            assertThat(codec.sampleRate()).isEqualTo(8000);
            assertThat(codec.channels()).isEqualTo(1);
            assertThat(codec.frameSamples(20)).isEqualTo(160);
            assertThat(codec.frameTicks(20)).isEqualTo(160);
        }
    }

    @Test
    @DisplayName("CODEC-01: G.722 is announced at 8000 though it samples at 16000 (RFC 3551 section 4.5.2)")
    void CODEC_01_g722_has_a_clock_of_half_its_samples() {
        assertThat(Codec.G722.payloadType()).isEqualTo(9);
        assertThat(Codec.G722.clockRate()).isEqualTo(8000);
        assertThat(Codec.G722.sampleRate()).isEqualTo(16_000);
        assertThat(Codec.G722.frameTicks(20)).isEqualTo(160);
        assertThat(Codec.G722.frameSamples(20)).isEqualTo(320);
        assertThat(Codec.L16.payloadType()).isBetween(96, 127);
        assertThat(Codec.L16.clockRate()).isEqualTo(16_000);
        assertThat(Codec.L16.sampleRate()).isEqualTo(16_000);
    }

    @ParameterizedTest(name = "{0} of {1} ms: {2} ms")
    @CsvSource({
        "L16, 10, 10",
        "L16, 20, 20",
        "L16, 30, 30",
        "L16, 40, 30",
        "L16, 60, 30",
        "G722, 60, 60",
        "PCMU, 60, 60",
        "OPUS, 60, 60",
        "OPUS, 50, 40",
    })
    void no_packet_is_longer_than_a_network_takes_in_one_piece(Codec codec, int wished, int sent) {
        int milliseconds = codec.packetTime(wished);
        assertThat(milliseconds).isEqualTo(sent);
        byte[] out = new byte[2000];
        try (Encoder encoder = codec.newEncoder()) {
            int samples = codec.frameSamples(milliseconds);
            assertThat(encoder.encode(new short[samples], 0, samples, out, 0)).isBetween(1, 1200);
        }
    }

    @Test
    void linear_samples_are_big_endian_and_half_a_sample_is_none() {
        short[] pcm = {0x1234, -2, Short.MIN_VALUE, Short.MAX_VALUE};
        byte[] out = new byte[9];
        assertThat(Codec.L16.newEncoder().encode(pcm, 0, 4, out, 1)).isEqualTo(8);
        assertThat(out).isEqualTo(new byte[] {0, 0x12, 0x34, -1, -2, -128, 0, 127, -1});
        Decoder decoder = Codec.L16.newDecoder();
        short[] back = new short[4];
        assertThat(decoder.decode(out, 1, 8, back, 0))
                .isEqualTo(decoder.samplesIn(out, 1, 8))
                .isEqualTo(4);
        assertThat(back).isEqualTo(pcm);
        assertThat(decoder.samplesIn(out, 1, 7)).isZero();
        assertThat(decoder.decode(out, 1, 7, back, 0)).isZero();
        assertThat(decoder.decode(out, 1, 8, back, 3)).isEqualTo(1);
    }

    @Test
    void names_are_read_in_any_case() {
        assertThat(Codec.named("pcmu")).contains(Codec.PCMU);
        assertThat(Codec.named("PcMa")).contains(Codec.PCMA);
        assertThat(Codec.named("OPUS")).contains(Codec.OPUS);
        assertThat(Codec.named("g722")).contains(Codec.G722);
        assertThat(Codec.named("l16")).contains(Codec.L16);
        assertThat(Codec.named("g729")).isEmpty();
    }

    @Test
    void a_payload_longer_than_the_room_is_cut() {
        short[] pcm = new short[10];
        assertThat(Codec.PCMU.newDecoder().decode(new byte[100], 0, 100, pcm, 4))
                .isEqualTo(6);
        assertThat(Codec.PCMU.newDecoder().samplesIn(new byte[100], 0, 100)).isEqualTo(100);
    }
}
