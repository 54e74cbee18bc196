package org.sealphone.crypto.srtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealphone.crypto.srtp.Vector.hex;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CounterModeTest {
    @ParameterizedTest
    @CsvSource({
        // RFC 3711 B.2, then RFC 6188 7.1 and 7.3
        "2B7E151628AED2A6ABF7158809CF4F3C,"
                + "E03EAD0935C95E80E166B16DD92B4EB4D23513162B02D0F72A43A2FE4A5F97AB41E95B3BB0A2E8DD477901E4FCA894C0",
        "57f82fe3613fd170a85ec93c40b1f0922ec4cb0dc025b58272147cc438944a98,"
                + "92bdd28a93c3f52511c677d08b5515a49da71b2378a854f67050756ded165bac63c4868b7096d88421b563b8c94c9a31",
        "eab234764e517b2d3d160d587d8c86219740f65f99b6bcf7,"
                + "35096cba4610028dc1b57503804ce37c5de986291dcce161d5165ec4568f5c9a474a40c77894bc17180202272a4c264d",
    })
    void SRTP_06_the_keystream_of_the_standards(String key, String keystream) {
        try (Keystream stream = new Keystream(hex(key), hex("F0F1F2F3F4F5F6F7F8F9FAFBFCFD"))) {
            for (int length = 0; length <= 48; length++) {
                byte[] octets = new byte[3 + length + 3];
                stream.apply(octets, 3, 3 + length, 0, 0);
                assertThat(Arrays.copyOfRange(octets, 3, 3 + length)).isEqualTo(Arrays.copyOf(hex(keystream), length));
                assertThat(Arrays.copyOf(octets, 3)).containsOnly(0);
                assertThat(Arrays.copyOfRange(octets, 3 + length, octets.length))
                        .containsOnly(0);
            }
        }
    }

    @Test
    void SRTP_06_ssrc_and_index_stand_in_their_places_of_the_iv() {
        // With SSRC and index folded into the salt beforehand, the keystream must be the one of salt alone.
        byte[] salt = hex("F0F1F2F3F4F5F6F7F8F9FAFBFCFD");
        byte[] folded = hex("F0F1F2F3 2B58281A 2AB0E4EFF1EC");
        byte[] one = new byte[100];
        byte[] other = new byte[100];
        new Keystream(hex("2B7E151628AED2A6ABF7158809CF4F3C"), salt).apply(one, 0, 100, 0xDFADDEED, 0xD2491E140D11L);
        new Keystream(hex("2B7E151628AED2A6ABF7158809CF4F3C"), folded).apply(other, 0, 100, 0, 0);
        assertThat(one).isEqualTo(other);
    }

    @Test
    void SRTP_06_a_packet_is_far_shorter_than_the_block_counter_reaches() {
        assertThat(Keystream.MAX_OCTETS / 16).isLessThan(1 << 16);
    }

    @ParameterizedTest
    @CsvSource({
        // RFC 2202 section 3, cases 1 and 2, and the empty message of an empty key
        "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b, Hi There, b617318655057264e28bc0b6fb378c8ef146be00",
        "4a656665, what do ya want for nothing?, effcdf6ae5eb2fa2d27416d5f184df9c259a7c79",
        "'', '', fbdb1d1b18aa6c08324b7d64b71fb76370690e1d",
    })
    void SRTP_04_the_authentication_codes_of_RFC_2202(String key, String message, String expected) {
        byte[] octets = message.getBytes(StandardCharsets.US_ASCII);
        try (HmacSha1 hmac = new HmacSha1(hex(key))) {
            for (int i = 0; i < 3; i++) {
                assertThat(hmac.of(octets, 0, octets.length)).isEqualTo(hex(expected));
            }
        }
    }

    @Test
    void SRTP_04_tags_are_compared_in_constant_time_and_nowhere_else() throws Exception {
        try (var in = CounterModeCipher.class.getResourceAsStream("CounterModeCipher.class")) {
            String constants = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(constants).contains("java/security/MessageDigest", "isEqual");
            assertThat(constants).doesNotContain("mismatch", "equals", "compare");
        }
    }
}
