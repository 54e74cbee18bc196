package org.sealphone.crypto.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DatagramKindTest {
    @Test
    void SRTP_18_only_first_octets_128_to_191_are_ours() {
        for (int first = 0; first < 256; first++) {
            for (int second = 0; second < 256; second++) {
                byte[] datagram = {(byte) first, (byte) second, 0, 0};
                DatagramKind expected = first < 128 || first > 191
                        ? DatagramKind.FOREIGN
                        : second >= 192 && second <= 223 ? DatagramKind.RTCP : DatagramKind.RTP;
                assertThat(DatagramKind.of(datagram, 4)).isEqualTo(expected);
            }
        }
    }

    @Test
    void SRTP_18_stun_and_dtls_are_foreign() {
        assertThat(DatagramKind.of(new byte[] {0, 1}, 2)).isEqualTo(DatagramKind.FOREIGN);
        assertThat(DatagramKind.of(new byte[] {22, (byte) 0xFE}, 2)).isEqualTo(DatagramKind.FOREIGN);
    }

    @Test
    void SRTP_18_less_than_two_octets_are_foreign() {
        assertThat(DatagramKind.of(new byte[] {(byte) 0x80, 0}, 1)).isEqualTo(DatagramKind.FOREIGN);
        assertThat(DatagramKind.of(new byte[0], 0)).isEqualTo(DatagramKind.FOREIGN);
        assertThat(DatagramKind.of(new byte[] {(byte) 0x80, 0}, 2)).isEqualTo(DatagramKind.RTP);
    }
}
