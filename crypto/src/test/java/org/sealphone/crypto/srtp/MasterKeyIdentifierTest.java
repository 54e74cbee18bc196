package org.sealphone.crypto.srtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.sealphone.crypto.srtp.Vector.hex;
import static org.sealphone.crypto.srtp.Vector.keys;
import static org.sealphone.crypto.srtp.Vector.master;
import static org.sealphone.crypto.srtp.Vector.next;
import static org.sealphone.crypto.srtp.Vector.octets;
import static org.sealphone.crypto.srtp.Vector.offer;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Identifiers in packets: where they stand, what they select, and that they prove nothing. */
class MasterKeyIdentifierTest {
    private static MasterKeyIdentifier mki(long number, int length) {
        return MasterKeyIdentifier.of(BigInteger.valueOf(number), length);
    }

    private static SrtpKeys identified(SrtpSuite suite, long seed, MasterKeyIdentifier mki) {
        return SrtpKeys.of(suite, master(suite, seed), 1L << 48, mki);
    }

    static Stream<Arguments> suitesAndWidths() {
        return Stream.of(SrtpSuite.values())
                .flatMap(suite -> Stream.of(1, 4, 128).map(width -> Arguments.of(suite, width)));
    }

    /** The packet without the identifier, where RFC 3711 section 3.1 and RFC 7714 put it. */
    private static byte[] without(byte[] packet, int width, int behind) {
        byte[] bare = Arrays.copyOf(packet, packet.length - width);
        System.arraycopy(packet, packet.length - behind, bare, bare.length - behind, behind);
        return bare;
    }

    @ParameterizedTest
    @MethodSource("suitesAndWidths")
    void SDES_19_it_stands_before_the_tag_and_under_gcm_at_the_end(SrtpSuite suite, int width) {
        MasterKeyIdentifier mki = mki(0x5A, width);
        byte[] packet = next(new SrtpSender(identified(suite, 1, mki), 1, 0), 100);
        int behind = suite.aead() ? 0 : suite.tagLength();
        assertThat(packet[packet.length - behind - 1]).isEqualTo((byte) 0x5A);
        assertThat(without(packet, width, behind)).isEqualTo(next(new SrtpSender(keys(suite, 1), 1, 0), 100));
        byte[] report = octets(new SrtcpSender(identified(suite, 1, mki), 1).protect(SrtcpTest.report(1)));
        int behindReport = suite.aead() ? 0 : suite.srtcpTagLength();
        assertThat(without(report, width, behindReport))
                .isEqualTo(octets(new SrtcpSender(keys(suite, 1), 1).protect(SrtcpTest.report(1))));
    }

    @ParameterizedTest
    @MethodSource("suitesAndWidths")
    void SDES_19_packets_with_the_identifier_open_and_others_do_not(SrtpSuite suite, int width) {
        SrtpKeys keys = identified(suite, 1, mki(0x5A, width));
        SrtpReceiver receiver = new SrtpReceiver(keys);
        byte[] packet = next(new SrtpSender(identified(suite, 1, mki(0x5A, width)), 1, 0), 100);
        byte[] other = packet.clone();
        other[other.length - (suite.aead() ? 0 : suite.tagLength()) - 1] ^= 1;
        assertThat(offer(receiver, other)).isEqualTo(Unprotected.NO_CONTEXT);
        assertThat(offer(receiver, next(new SrtpSender(keys(suite, 1), 1, 0), 100)))
                .isNotEqualTo(Unprotected.OPENED);
        assertThat(offer(receiver, packet)).isEqualTo(Unprotected.OPENED);
        assertThat(receiver.packet().payloadLength()).isEqualTo(100);
        assertThat(offer(new SrtpReceiver(keys(suite, 1)), packet)).isEqualTo(Unprotected.NOT_AUTHENTIC);

        SrtcpReceiver reports = new SrtcpReceiver(keys);
        byte[] report = octets(new SrtcpSender(identified(suite, 1, mki(0x5A, width)), 1).protect(SrtcpTest.report(1)));
        byte[] otherReport = report.clone();
        otherReport[otherReport.length - (suite.aead() ? 0 : suite.srtcpTagLength()) - 1] ^= 1;
        assertThat(offer(reports, otherReport)).isEqualTo(Unprotected.NO_CONTEXT);
        assertThat(offer(reports, report)).isEqualTo(Unprotected.OPENED);
    }

    @ParameterizedTest
    @EnumSource
    void SDES_19_every_truncation_and_every_flipped_bit_is_dropped(SrtpSuite suite) {
        SrtpReceiver receiver = new SrtpReceiver(identified(suite, 1, mki(7, 4)));
        byte[] packet = next(new SrtpSender(identified(suite, 1, mki(7, 4)), 1, 0), 20);
        for (int length = 0; length < packet.length; length++) {
            assertThat(receiver.unprotect(packet, length)).isNotEqualTo(Unprotected.OPENED);
        }
        for (int bit = 0; bit < 8 * packet.length; bit++) {
            byte[] bent = packet.clone();
            bent[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(offer(receiver, bent)).isNotEqualTo(Unprotected.OPENED);
        }
        assertThat(offer(receiver, packet)).isEqualTo(Unprotected.OPENED);
    }

    @ParameterizedTest
    @EnumSource
    void SDES_19_it_chooses_among_several_keys_of_one_stream_whose_index_goes_on(SrtpSuite suite) {
        SrtpInbound inbound =
                new SrtpInbound(List.of(identified(suite, 1, mki(1, 2)), identified(suite, 2, mki(2, 2))));
        SrtpSender first = new SrtpSender(identified(suite, 1, mki(1, 2)), 9, 65_535L);
        SrtpSender second = new SrtpSender(identified(suite, 2, mki(2, 2)), 9, 65_536L);
        SrtpSender unknown = new SrtpSender(identified(suite, 2, mki(3, 2)), 9, 65_537L);
        SrtpSender swapped = new SrtpSender(identified(suite, 1, mki(2, 2)), 9, 65_537L);
        assertThat(rtp(inbound, next(first, 20))).isEqualTo(Unprotected.OPENED);
        assertThat(rtp(inbound, next(second, 20))).isEqualTo(Unprotected.OPENED);
        assertThat(inbound.index()).isEqualTo(65_536);
        assertThat(rtp(inbound, next(unknown, 20))).isEqualTo(Unprotected.NO_CONTEXT);
        assertThat(rtp(inbound, next(swapped, 20))).isEqualTo(Unprotected.NOT_AUTHENTIC);
        assertThat(inbound.rtpCount(Unprotected.OPENED)).isEqualTo(2);
        byte[] report = octets(new SrtcpSender(identified(suite, 2, mki(2, 2)), 9).protect(SrtcpTest.report(9)));
        assertThat(inbound.rtcp(report, report.length, 0)).isEqualTo(Unprotected.OPENED);
        assertThat(inbound.compound().ssrc()).isEqualTo(9);
    }

    private static Unprotected rtp(SrtpInbound inbound, byte[] datagram) {
        return inbound.rtp(datagram, datagram.length, 0);
    }

    @Test
    void SDES_19_the_number_is_big_endian_and_fits() {
        MasterKeyIdentifier wide = mki(1066, 4);
        assertThat(wide.standsAt(hex("ff0000042aff"), 1)).isTrue();
        assertThat(wide.standsAt(hex("ff2a040000ff"), 1)).isFalse();
        assertThat(wide).isEqualTo(mki(1066, 4)).hasSameHashCodeAs(mki(1066, 4));
        assertThat(wide).isNotEqualTo(mki(1066, 3)).isNotEqualTo(mki(1067, 4)).hasToString("[MKI of 4 octets]");
        assertThat(mki(255, 1).standsAt(hex("ff"), 0)).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> mki(256, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> mki(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> mki(1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> mki(1, 129));
        assertThat(mki(1, 128).length()).isEqualTo(128);
        assertThat(MasterKeyIdentifier.none().length()).isZero();
    }
}
