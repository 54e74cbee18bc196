package org.sealphone.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

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
    @EnumSource(Codec.class)
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
    @EnumSource(Codec.class)
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
        assertThat(Codec.preferred()).containsExactly(Codec.PCMU, Codec.PCMA);
        for (Codec codec : Codec.values()) {
            assertThat(codec.clockRate()).isEqualTo(8000);
            assertThat(codec.sampleRate()).isEqualTo(8000);
            assertThat(codec.channels()).isEqualTo(1);
            assertThat(codec.frameSamples(20)).isEqualTo(160);
            assertThat(codec.frameTicks(20)).isEqualTo(160);
        }
    }

    @Test
    void names_are_read_in_any_case() {
        assertThat(Codec.named("pcmu")).contains(Codec.PCMU);
        assertThat(Codec.named("PcMa")).contains(Codec.PCMA);
        assertThat(Codec.named("opus")).isEmpty();
    }

    @Test
    void a_payload_longer_than_the_room_is_cut() {
        short[] pcm = new short[10];
        assertThat(Codec.PCMU.newDecoder().decode(new byte[100], 0, 100, pcm, 4))
                .isEqualTo(6);
        assertThat(Codec.PCMU.newDecoder().samplesIn(100)).isEqualTo(100);
    }
}
