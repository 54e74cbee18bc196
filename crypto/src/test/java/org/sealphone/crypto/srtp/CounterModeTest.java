package org.sealphone.crypto.srtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealphone.crypto.srtp.Vector.hex;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sealphone.crypto.cipher.CipherBackend;
import org.sealphone.crypto.cipher.CounterMode;
import org.sealphone.crypto.rtp.RtpPacket;

class CounterModeTest {
    @ParameterizedTest
    @MethodSource("org.sealphone.crypto.cipher.Backends#both")
    void SRTP_06_ssrc_and_index_stand_in_their_places_of_the_iv(CipherBackend backend) {
        // With SSRC and index folded into the salt beforehand, the keystream must be the one of salt alone.
        String key = "2B7E151628AED2A6ABF7158809CF4F3C";
        byte[] one = cipher(key, "F0F1F2F3F4F5F6F7F8F9FAFBFCFD", backend, 0xDFADDEED, 0xD2491E140D11L);
        byte[] other = cipher(key, "F0F1F2F3 2B58281A 2AB0E4EFF1EC", backend, 0, 0);
        assertThat(one).isEqualTo(other).hasSize(100);
    }

    private static byte[] cipher(String key, String salt, CipherBackend backend, int ssrc, long index) {
        SessionKeys keys = new SessionKeys(
                SrtpSuite.AES_CM_128_HMAC_SHA1_80, SrtpProtocol.SRTP, hex(key), new byte[20], hex(salt));
        byte[] packet = new byte[100 + PacketCipher.ROOM];
        PacketCipher.of(keys, backend).seal(packet, 0, 0, 100, ssrc, index);
        return Arrays.copyOf(packet, 100);
    }

    @Test
    void SRTP_06_a_packet_is_far_shorter_than_the_block_counter_reaches() {
        assertThat(CounterMode.MAX_OCTETS / 16).isLessThan(1 << 16);
        assertThat(CounterMode.MAX_OCTETS).isGreaterThanOrEqualTo(RtpPacket.MAX_SIZE);
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
