package org.sealphone.crypto.srtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

/** What a lease shows when a cipher fails between the plaintext and the tag: nothing. */
class BrokenCipherTest {
    private static final SrtpSuite SUITE = SrtpSuite.AES_CM_128_HMAC_SHA1_80;

    /** Seals one packet as it should and breaks on the next. */
    private static final class Breaking implements PacketCipher {
        private final PacketCipher good;
        private boolean broken;

        Breaking(SrtpKeys keys, SrtpProtocol protocol) {
            good = PacketCipher.of(SessionKeys.derive(keys, protocol));
        }

        @Override
        public int seal(byte[] packet, int start, int clear, int end, int ssrc, long index) {
            if (broken) {
                throw new IllegalStateException("broken");
            }
            broken = true;
            return good.seal(packet, start, clear, end, ssrc, index);
        }

        @Override
        public int open(byte[] packet, int start, int clear, int end, int ssrc, long index) {
            return NOT_AUTHENTIC;
        }

        @Override
        public void close() {
            good.close();
        }
    }

    @Test
    void the_lease_of_a_sender_whose_cipher_breaks_is_empty() {
        SrtpKeys keys = Vector.keys(SUITE, 1);
        SrtpSender sender = new SrtpSender(keys, 1, 0, new Breaking(keys, SrtpProtocol.SRTP));
        SrtpPacket sealed = sender.protect(Vector.plain(new byte[160]));
        assertThat(sealed.length()).isEqualTo(182);
        assertThatIllegalStateException().isThrownBy(() -> sender.protect(Vector.plain(new byte[160])));
        assertThat(sealed.length()).isZero();
    }

    @Test
    void the_lease_of_an_srtcp_sender_whose_cipher_breaks_is_empty() {
        SrtpKeys keys = Vector.keys(SUITE, 1);
        SrtcpSender sender = new SrtcpSender(keys, 1, 0, new Breaking(keys, SrtpProtocol.SRTCP));
        SrtcpPacket sealed = sender.protect(SrtcpTest.report(1));
        assertThat(sealed.length()).isPositive();
        assertThatIllegalStateException().isThrownBy(() -> sender.protect(SrtcpTest.report(1)));
        assertThat(sealed.length()).isZero();
    }
}
