package org.sealphone.crypto.srtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.sealphone.crypto.srtp.Vector.hex;
import static org.sealphone.crypto.srtp.Vector.keys;
import static org.sealphone.crypto.srtp.Vector.octets;
import static org.sealphone.crypto.srtp.Vector.offer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sealphone.crypto.rtp.RtcpCompound;
import org.sealphone.crypto.rtp.RtcpPacket.Opaque;
import org.sealphone.crypto.rtp.RtcpPacket.ReceiverReport;
import org.sealphone.crypto.rtp.RtcpPacket.SenderReport;

class SrtcpTest {
    private static final SrtpSuite SUITE = SrtpSuite.AES_CM_128_HMAC_SHA1_80;

    static RtcpCompound report(int ssrc) {
        return RtcpCompound.of(new SenderReport(ssrc, 1, 2, 3, 4, List.of()), "cname-in-the-clear");
    }

    private static byte[] next(SrtcpSender sender) {
        return octets(sender.protect(report(sender.ssrc())));
    }

    private static int word(SrtpSuite suite, byte[] datagram) {
        return Words.get(datagram, datagram.length - (suite.aead() ? 4 : 14));
    }

    /** Seals octets of one's choice, as a peer might that holds the key and builds bad packets. */
    private static byte[] sealedAsIs(SrtpSuite suite, String compound, int index) {
        byte[] plain = hex(compound);
        byte[] octets = Arrays.copyOf(plain, plain.length + PacketCipher.ROOM);
        PacketCipher cipher = PacketCipher.of(SessionKeys.derive(keys(suite, 1), SrtpProtocol.SRTCP));
        return Arrays.copyOf(octets, cipher.seal(octets, 0, 8, plain.length, Words.get(plain, 4), index));
    }

    @ParameterizedTest
    @EnumSource
    void SRTP_07_the_index_starts_at_0_and_counts_with_the_e_bit_always_set(SrtpSuite suite) {
        SrtcpSender sender = new SrtcpSender(keys(suite, 1), 0xCAFE);
        for (int index = 0; index < 300; index++) {
            assertThat(word(suite, next(sender))).isEqualTo(0x8000_0000 | index);
        }
        assertThat(sender.sealed()).isEqualTo(300);
        assertThat(sender.ssrc()).isEqualTo(0xCAFE);
    }

    @ParameterizedTest
    @EnumSource
    void SRTP_07_the_tag_is_80_bits_even_where_srtp_has_32(SrtpSuite suite) {
        byte[] datagram = next(new SrtcpSender(keys(suite, 1), 1));
        assertThat(datagram).hasSize(report(1).length() + 4 + (suite.aead() ? 16 : 10));
    }

    @ParameterizedTest
    @EnumSource
    void SRTP_07_eight_octets_stay_clear_and_the_rest_does_not(SrtpSuite suite) {
        byte[] datagram = next(new SrtcpSender(keys(suite, 1), 0xCAFE));
        byte[] plain = new byte[report(0xCAFE).length()];
        report(0xCAFE).write(plain, 0);
        assertThat(Arrays.copyOf(datagram, 8)).isEqualTo(Arrays.copyOf(plain, 8));
        int same = 0;
        for (int i = 8; i < plain.length; i++) {
            same += datagram[i] == plain[i] ? 1 : 0;
        }
        assertThat(same).isLessThan(8);
        assertThat(new String(datagram, StandardCharsets.ISO_8859_1)).doesNotContain("cname");
    }

    @ParameterizedTest
    @EnumSource
    void what_was_sealed_is_opened(SrtpSuite suite) {
        SrtpKeys keys = keys(suite, 1);
        SrtcpSender sender = new SrtcpSender(keys, 5);
        SrtcpReceiver receiver = new SrtcpReceiver(keys);
        assertThatIllegalStateException().isThrownBy(receiver::compound);
        RtcpCompound sent = report(5).withBye();
        SrtcpPacket sealed = sender.protect(sent);
        byte[] datagram = octets(sealed);
        assertThat(sealed.context()).isSameAs(sender.context());
        assertThat(offer(receiver, datagram)).isEqualTo(Unprotected.OPENED);
        assertThat(receiver.compound().packets()).isEqualTo(sent.packets());
        assertThat(offer(receiver, datagram)).isEqualTo(Unprotected.REPLAYED);
        assertThat(receiver.count(Unprotected.OPENED)).isEqualTo(1);
        assertThat(receiver.count(Unprotected.REPLAYED)).isEqualTo(1);
        assertThat(receiver.sources()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void SRTP_02_every_flipped_bit_is_refused_and_leaves_no_trace(SrtpSuite suite) {
        SrtpKeys keys = keys(suite, 1);
        SrtcpSender sender = new SrtcpSender(keys, 5);
        SrtcpReceiver receiver = new SrtcpReceiver(keys);
        assertThat(offer(receiver, next(sender))).isEqualTo(Unprotected.OPENED);
        RtcpCompound first = receiver.compound();
        byte[] datagram = next(sender);
        for (int bit = 0; bit < 8 * datagram.length; bit++) {
            byte[] flipped = datagram.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(offer(receiver, flipped)).as("bit %d", bit).isNotEqualTo(Unprotected.OPENED);
        }
        assertThat(receiver.compound()).isSameAs(first);
        assertThat(receiver.sources()).isEqualTo(1);
        assertThat(offer(receiver, datagram)).isEqualTo(Unprotected.OPENED);
    }

    @ParameterizedTest
    @EnumSource
    void SRTP_20_every_truncation_is_refused(SrtpSuite suite) {
        SrtpKeys keys = keys(suite, 1);
        SrtcpReceiver receiver = new SrtcpReceiver(keys);
        byte[] datagram = next(new SrtcpSender(keys, 5));
        for (int length = 0; length < datagram.length; length++) {
            assertThat(offer(receiver, Arrays.copyOf(datagram, length)))
                    .isIn(Unprotected.MALFORMED, Unprotected.NOT_AUTHENTIC);
        }
        assertThat(offer(receiver, new byte[2100])).isEqualTo(Unprotected.MALFORMED);
        assertThat(receiver.unprotect(datagram, -1)).isEqualTo(Unprotected.MALFORMED);
        assertThat(receiver.sources()).isZero();
        assertThat(offer(receiver, datagram)).isEqualTo(Unprotected.OPENED);
    }

    @ParameterizedTest
    @EnumSource
    void SDES_14_a_packet_without_the_e_bit_is_refused(SrtpSuite suite) {
        SrtpKeys keys = keys(suite, 1);
        SrtcpReceiver receiver = new SrtcpReceiver(keys);
        byte[] datagram = next(new SrtcpSender(keys, 5));
        int wordAt = datagram.length - (suite.aead() ? 4 : 14);
        datagram[wordAt] ^= (byte) 0x80;
        assertThat(offer(receiver, datagram)).isEqualTo(Unprotected.MALFORMED);
        datagram[wordAt] ^= (byte) 0x80;
        assertThat(offer(receiver, datagram)).isEqualTo(Unprotected.OPENED);
    }

    @ParameterizedTest
    @EnumSource
    void SRTP_03_srtcp_has_a_replay_list_of_its_own_of_128_packets(SrtpSuite suite) {
        SrtpKeys keys = keys(suite, 1);
        SrtcpSender sender = new SrtcpSender(keys, 5);
        SrtcpReceiver receiver = new SrtcpReceiver(keys);
        byte[] first = next(sender);
        byte[] second = next(sender);
        offer(receiver, first);
        for (int i = 0; i < 127; i++) {
            assertThat(offer(receiver, next(sender))).isEqualTo(Unprotected.OPENED);
        }
        assertThat(offer(receiver, first)).isEqualTo(Unprotected.TOO_OLD);
        assertThat(offer(receiver, second)).isEqualTo(Unprotected.OPENED);
        SrtpReceiver media = new SrtpReceiver(keys);
        assertThat(offer(media, Vector.next(new SrtpSender(keys, 5, 0), 10))).isEqualTo(Unprotected.OPENED);
    }

    @Test
    void SDES_22_a_source_is_bound_by_an_authentic_packet_and_four_are_enough() {
        SrtpKeys keys = keys(SUITE, 1);
        SrtcpReceiver receiver = new SrtcpReceiver(keys);
        assertThat(offer(receiver, next(new SrtcpSender(keys(SUITE, 2), 9)))).isEqualTo(Unprotected.NOT_AUTHENTIC);
        assertThat(receiver.sources()).isZero();
        for (int ssrc = 0; ssrc < 4; ssrc++) {
            assertThat(offer(receiver, next(new SrtcpSender(keys, ssrc)))).isEqualTo(Unprotected.OPENED);
        }
        assertThat(offer(receiver, next(new SrtcpSender(keys, 4)))).isEqualTo(Unprotected.NO_CONTEXT);
        assertThat(receiver.sources()).isEqualTo(4);
    }

    @Test
    void SRTP_08_the_last_index_is_2_to_the_31_less_1() {
        SrtpKeys keys = keys(SUITE, 1);
        SrtcpSender sender = new SrtcpSender(keys, 1, PacketIndex.MAX_SRTCP);
        byte[] last = next(sender);
        assertThat(word(SUITE, last)).isEqualTo(-1);
        assertThat(sender.protect(report(1))).isNull();
        assertThat(sender.keyExhausted()).isTrue();
        assertThat(offer(new SrtcpReceiver(keys), last)).isEqualTo(Unprotected.OPENED);
    }

    @Test
    void SRTP_08_the_key_opens_2_to_the_31_packets_and_not_one_more() {
        SrtpKeys keys = keys(SUITE, 1);
        keys.receiving().advance(0, (1L << 31) - 1);
        SrtcpSender sender = new SrtcpSender(keys, 1);
        SrtcpReceiver receiver = new SrtcpReceiver(keys);
        SrtpReceiver media = new SrtpReceiver(keys);
        assertThat(offer(receiver, next(sender))).isEqualTo(Unprotected.OPENED);
        assertThat(offer(receiver, next(sender))).isEqualTo(Unprotected.KEY_EXHAUSTED);
        assertThat(offer(media, Vector.next(new SrtpSender(keys, 1, 0), 5))).isEqualTo(Unprotected.KEY_EXHAUSTED);
    }

    @ParameterizedTest
    @EnumSource
    void SRTP_07_the_index_goes_on_when_the_key_changes(SrtpSuite suite) {
        SrtpKeys before = keys(suite, 1);
        SrtpKeys after = keys(suite, 2);
        SrtcpSender sender = new SrtcpSender(before, 1);
        SrtcpReceiver receiver = new SrtcpReceiver(before);
        offer(receiver, next(sender));
        SrtcpSender rekeyed = sender.rekeyed(after, 7);
        assertThat(rekeyed.ssrc()).isEqualTo(7);
        byte[] datagram = octets(rekeyed.protect(report(7)));
        assertThat(word(suite, datagram)).isEqualTo(0x8000_0001);
        SrtcpReceiver ready = new SrtcpReceiver(after);
        assertThat(offer(ready, datagram)).isEqualTo(Unprotected.OPENED);
        assertThat(sender.protect(report(1))).isNull();
        assertThat(offer(receiver, datagram)).isEqualTo(Unprotected.NOT_AUTHENTIC);
        assertThat(rekeyed.keyExhausted()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void SRTP_20_an_authentic_packet_that_is_malformed_inside_is_refused_once(SrtpSuite suite) {
        SrtcpReceiver receiver = new SrtcpReceiver(keys(suite, 1));
        byte[] datagram = sealedAsIs(suite, "80C90002 00000001 81CB", 0);
        assertThat(offer(receiver, datagram)).isEqualTo(Unprotected.MALFORMED);
        assertThat(offer(receiver, datagram)).isEqualTo(Unprotected.REPLAYED);
        assertThat(offer(receiver, sealedAsIs(suite, "81CB0001 00000001", 1))).isEqualTo(Unprotected.MALFORMED);
        assertThat(offer(receiver, sealedAsIs(suite, "80C90001 00000001", 2))).isEqualTo(Unprotected.OPENED);
    }

    @ParameterizedTest
    @EnumSource
    void SRTP_18_what_is_not_version_2_is_dropped_unseen(SrtpSuite suite) {
        SrtpKeys keys = keys(suite, 1);
        SrtcpReceiver receiver = new SrtcpReceiver(keys);
        byte[] datagram = next(new SrtcpSender(keys, 1));
        datagram[0] ^= (byte) 0xC0;
        assertThat(offer(receiver, datagram)).isEqualTo(Unprotected.MALFORMED);
        datagram[0] ^= (byte) 0xC0;
        assertThat(offer(receiver, datagram)).isEqualTo(Unprotected.OPENED);
    }

    @Test
    void a_report_of_another_source_is_a_bug() {
        SrtcpSender sender = new SrtcpSender(keys(SUITE, 1), 1);
        assertThatIllegalArgumentException().isThrownBy(() -> sender.protect(report(2)));
        assertThat(sender.protect(report(1))).isNotNull();
    }

    @ParameterizedTest
    @EnumSource
    void a_closed_pair_seals_and_opens_nothing(SrtpSuite suite) {
        SrtpKeys keys = keys(suite, 1);
        SrtcpSender sender = new SrtcpSender(keys, 1);
        SrtcpReceiver receiver = new SrtcpReceiver(keys);
        byte[] datagram = next(sender);
        sender.close();
        sender.close();
        receiver.close();
        receiver.close();
        assertThat(sender.protect(report(1))).isNull();
        assertThat(offer(receiver, datagram)).isEqualTo(Unprotected.NO_CONTEXT);
    }

    @Test
    void the_longest_compound_is_sealed_and_opened() {
        SrtpKeys keys = keys(SUITE, 1);
        RtcpCompound longest =
                RtcpCompound.of(new ReceiverReport(1, List.of()), "x").with(new Opaque(204, 0, new byte[2024]));
        assertThat(longest.length()).isEqualTo(RtcpCompound.MAX_SIZE);
        byte[] datagram = octets(new SrtcpSender(keys, 1).protect(longest));
        assertThat(offer(new SrtcpReceiver(keys), datagram)).isEqualTo(Unprotected.OPENED);
    }

    @ParameterizedTest
    @EnumSource
    void random_datagrams_never_throw_and_never_open(SrtpSuite suite) {
        Random random = new Random(2);
        SrtcpReceiver receiver = new SrtcpReceiver(keys(suite, 1));
        for (int i = 0; i < 3_000; i++) {
            byte[] datagram = new byte[random.nextInt(300)];
            random.nextBytes(datagram);
            if (datagram.length > 0 && i % 4 > 0) {
                datagram[0] = (byte) (0x80 | datagram[0] & 0x3F);
            }
            assertThat(offer(receiver, datagram)).isIn(Unprotected.MALFORMED, Unprotected.NOT_AUTHENTIC);
        }
        assertThat(receiver.sources()).isZero();
    }
}
