package org.sealphone.crypto.srtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealphone.crypto.srtp.Vector.keys;
import static org.sealphone.crypto.srtp.Vector.octets;
import static org.sealphone.crypto.srtp.Vector.offer;
import static org.sealphone.crypto.srtp.Vector.plain;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sealphone.crypto.rtp.RtpPacket;

/** The edges at which other people's ciphers have failed: tags, nonces, lengths and counters at their limits. */
class CipherEdgeTest {
    private static byte[] sealed(SrtpSuite suite, int ssrc, long index, int length) {
        return octets(new SrtpSender(keys(suite, 1), ssrc, index).protect(plain(new byte[length])));
    }

    private static Unprotected verdict(SrtpSuite suite, byte[] datagram) {
        return offer(new SrtpReceiver(keys(suite, 1)), datagram);
    }

    @ParameterizedTest
    @EnumSource
    void SRTP_04_every_bit_of_the_tag_counts_and_so_do_all_of_them(SrtpSuite suite) {
        byte[] good = sealed(suite, 7, 9, 40);
        int tag = good.length - suite.tagLength();
        for (int bit = 0; bit < 8 * suite.tagLength(); bit++) {
            byte[] bent = good.clone();
            bent[tag + bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(verdict(suite, bent)).isEqualTo(Unprotected.NOT_AUTHENTIC);
        }
        for (int fill : new int[] {0, 0xFF}) {
            byte[] constant = good.clone();
            Arrays.fill(constant, tag, constant.length, (byte) fill);
            assertThat(verdict(suite, constant)).isEqualTo(Unprotected.NOT_AUTHENTIC);
        }
        byte[] inverted = good.clone();
        for (int i = tag; i < inverted.length; i++) {
            inverted[i] ^= (byte) 0xFF;
        }
        assertThat(verdict(suite, inverted)).isEqualTo(Unprotected.NOT_AUTHENTIC);
        assertThat(verdict(suite, good)).isEqualTo(Unprotected.OPENED);
    }

    @ParameterizedTest
    @EnumSource
    void SRTP_14_a_tag_cut_short_or_made_longer_is_none(SrtpSuite suite) {
        byte[] good = sealed(suite, 7, 9, 40);
        for (int cut = 1; cut <= suite.tagLength(); cut++) {
            assertThat(verdict(suite, Arrays.copyOf(good, good.length - cut))).isEqualTo(Unprotected.NOT_AUTHENTIC);
        }
        assertThat(verdict(suite, Arrays.copyOf(good, good.length + 1))).isEqualTo(Unprotected.NOT_AUTHENTIC);
        assertThat(verdict(suite, good)).isEqualTo(Unprotected.OPENED);
    }

    @ParameterizedTest
    @EnumSource
    void SRTP_06_14_another_ssrc_or_index_is_another_nonce(SrtpSuite suite) {
        byte[] good = sealed(suite, 7, 9, 40);
        for (int octet : new int[] {2, 3, 8, 9, 10, 11}) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] moved = good.clone();
                moved[octet] ^= (byte) (1 << bit);
                assertThat(verdict(suite, moved)).isEqualTo(Unprotected.NOT_AUTHENTIC);
            }
        }
        // The rollover counter is in no packet, and counts all the same.
        assertThat(verdict(suite, sealed(suite, 7, 2L << 16 | 9, 40))).isEqualTo(Unprotected.NOT_AUTHENTIC);
        assertThat(verdict(suite, good)).isEqualTo(Unprotected.OPENED);
    }

    @ParameterizedTest
    @EnumSource
    void SRTP_06_14_every_length_from_nothing_to_the_longest(SrtpSuite suite) {
        SrtpSender sender = new SrtpSender(keys(suite, 1), 7, 0);
        SrtpReceiver receiver = new SrtpReceiver(keys(suite, 1));
        byte[] payload = new byte[RtpPacket.MAX_PAYLOAD];
        for (int i = 0; i < payload.length; i++) {
            payload[i] = (byte) (i * 31);
        }
        for (int length = 0; length <= payload.length; length += length < 70 || length > payload.length - 40 ? 1 : 37) {
            byte[] part = Arrays.copyOf(payload, Math.min(length, payload.length));
            assertThat(offer(receiver, octets(sender.protect(plain(part))))).isEqualTo(Unprotected.OPENED);
            assertThat(Vector.payload(receiver.packet())).isEqualTo(part);
        }
        byte[] tooLong = new byte[RtpPacket.MAX_SIZE + suite.tagLength() + 1];
        tooLong[0] = (byte) 0x80;
        assertThat(offer(receiver, tooLong)).isEqualTo(Unprotected.MALFORMED);
    }

    @ParameterizedTest
    @EnumSource
    void SRTP_06_14_ssrc_and_index_at_their_limits_wrap_into_nothing_else(SrtpSuite suite) {
        long[] indices = {0, 0xFFFF, 0x1_0000, 0xFFFF_FFFFL, 0x1_0000_0000L, PacketIndex.MAX};
        byte[][] streams = new byte[2 * indices.length][];
        int n = 0;
        for (int ssrc : new int[] {-1, 1}) {
            for (long index : indices) {
                byte[] packet = sealed(suite, ssrc, index, 64);
                streams[n] = Arrays.copyOfRange(packet, 12, 76);
                for (int before = 0; before < n; before++) {
                    assertThat(streams[n]).isNotEqualTo(streams[before]);
                }
                n++;
                SrtpReceiver receiver = new SrtpReceiver(keys(suite, 1), at(ssrc, index));
                assertThat(offer(receiver, packet)).isEqualTo(Unprotected.OPENED);
                assertThat(receiver.index()).isEqualTo(index);
            }
        }
    }

    /** As if this source had been heard up to the index before. */
    private static ReceiveContexts at(int ssrc, long index) {
        ReceiveContexts contexts = new ReceiveContexts();
        if (index > 0) {
            contexts.bind(ssrc, index - 1);
        }
        return contexts;
    }

    @ParameterizedTest
    @EnumSource
    void SRTP_07_every_bit_of_the_srtcp_word_and_tag_counts(SrtpSuite suite) {
        byte[] good = octets(new SrtcpSender(keys(suite, 1), 7).protect(SrtcpTest.report(7)));
        for (int bit = 8 * (good.length - 20); bit < 8 * good.length; bit++) {
            byte[] bent = good.clone();
            bent[bit / 8] ^= (byte) (0x80 >> bit % 8);
            assertThat(offer(new SrtcpReceiver(keys(suite, 1)), bent)).isNotEqualTo(Unprotected.OPENED);
        }
        assertThat(offer(new SrtcpReceiver(keys(suite, 1)), good)).isEqualTo(Unprotected.OPENED);
    }
}
