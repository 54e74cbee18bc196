package org.sealphone.crypto.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RtpPacketTest {
    /**
     * Version 2, payload type 0, sequence number 0x1234, timestamp 0x89ABCDEF, SSRC 0xDEADBEEF, four octets of payload.
     */
    private static final String PLAIN = "80001234 89ABCDEF DEADBEEF 01020304";

    private final RtpPacket packet = new RtpPacket();

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    private boolean read(String text) {
        byte[] octets = hex(text);
        return packet.read(octets, 0, octets.length);
    }

    @Test
    void RFC_3550_5_1_a_packet_begun_has_every_field_in_its_place() {
        packet.begin(96, true, 0x1_89AB_CDEFL).payloadLength(2);
        packet.array()[packet.payloadOffset()] = 1;
        packet.array()[packet.payloadOffset() + 1] = 2;
        packet.stamp(0xDEADBEEF, 0x1234);

        byte[] octets = Arrays.copyOfRange(packet.array(), RtpPacket.HEAD_ROOM, RtpPacket.HEAD_ROOM + packet.length());
        assertThat(octets).isEqualTo(hex("80E01234 89ABCDEF DEADBEEF 0102"));
        assertThat(packet.plainHeader()).isTrue();
        assertThat(packet.payloadType()).isEqualTo(96);
        assertThat(packet.marker()).isTrue();
        assertThat(packet.timestamp()).isEqualTo(0x89ABCDEFL);
        assertThat(packet.sequenceNumber()).isEqualTo(0x1234);
        assertThat(packet.ssrc()).isEqualTo(0xDEADBEEF);
    }

    @Test
    void RFC_3550_5_1_what_is_read_has_every_field_in_its_place() {
        assertThat(read(PLAIN)).isTrue();
        assertThat(packet.payloadType()).isZero();
        assertThat(packet.marker()).isFalse();
        assertThat(packet.sequenceNumber()).isEqualTo(0x1234);
        assertThat(packet.timestamp()).isEqualTo(0x89ABCDEFL);
        assertThat(packet.ssrc()).isEqualTo(0xDEADBEEF);
        assertThat(packet.payloadLength()).isEqualTo(4);
        assertThat(packet.length()).isEqualTo(16);
        assertThat(packet.array()[packet.payloadOffset() + 3]).isEqualTo((byte) 4);
    }

    @Test
    void a_packet_begun_after_one_with_csrc_list_has_none() {
        assertThat(read("81001234 89ABCDEF DEADBEEF 0000AAAA 01")).isTrue();
        assertThat(packet.plainHeader()).isFalse();
        packet.begin(8, false, 0);
        assertThat(packet.plainHeader()).isTrue();
        assertThat(packet.payloadLength()).isZero();
        assertThat(packet.sequenceNumber()).isZero();
        assertThat(packet.ssrc()).isZero();
    }

    @Test
    void a_new_packet_is_empty_and_plain() {
        assertThat(packet.plainHeader()).isTrue();
        assertThat(packet.length()).isEqualTo(12);
    }

    @Test
    void SRTP_20_other_versions_are_refused() {
        for (String version : new String[] {"00", "40", "C0"}) {
            assertThat(read(version + PLAIN.substring(2))).isFalse();
        }
        assertThat(read(PLAIN)).isTrue();
    }

    @Test
    void SRTP_20_a_csrc_list_longer_than_the_packet_is_refused() {
        assertThat(read("82001234 89ABCDEF DEADBEEF 01020304")).isFalse();
        assertThat(read("81001234 89ABCDEF DEADBEEF 01020304")).isTrue();
        assertThat(packet.payloadLength()).isZero();
    }

    @Test
    void SRTP_20_an_extension_longer_than_the_packet_is_refused() {
        assertThat(read("90001234 89ABCDEF DEADBEEF BEDE0002 01020304 05060708"))
                .isTrue();
        assertThat(packet.payloadLength()).isZero();
        assertThat(read("90001234 89ABCDEF DEADBEEF BEDE0003 01020304 05060708"))
                .isFalse();
        assertThat(read("90001234 89ABCDEF DEADBEEF BEDEFFFF 01020304 05060708"))
                .isFalse();
        assertThat(read("90001234 89ABCDEF DEADBEEF BEDE00")).isFalse();
        assertThat(read("90001234 89ABCDEF DEADBEEF BEDE0000")).isTrue();
        assertThat(read("90001234 89ABCDEF DEADBEEF BEDE0001 01020304 0506")).isTrue();
        assertThat(packet.payloadLength()).isEqualTo(2);
    }

    @Test
    void SRTP_20_padding_longer_than_the_payload_or_empty_is_refused() {
        assertThat(read("A0001234 89ABCDEF DEADBEEF 01020304")).isTrue();
        assertThat(packet.payloadLength()).isZero();
        assertThat(read("A0001234 89ABCDEF DEADBEEF 01020305")).isFalse();
        assertThat(read("A0001234 89ABCDEF DEADBEEF 01020300")).isFalse();
        assertThat(read("A0001234 89ABCDEF DEADBEEF 010203FF")).isFalse();
        assertThat(read("A0001234 89ABCDEF DEADBEEF 01020301")).isTrue();
        assertThat(packet.payloadLength()).isEqualTo(3);
        assertThat(read("A0001234 89ABCDEF DEADBEEF")).isFalse();
        assertThat(read("80001234 89ABCDEF DEADBEEF")).isTrue();
    }

    @Test
    void SRTP_20_padding_is_counted_behind_csrc_list_and_extension() {
        assertThat(read("B1001234 89ABCDEF DEADBEEF 0000AAAA BEDE0000 01020303"))
                .isTrue();
        assertThat(packet.payloadLength()).isEqualTo(1);
        assertThat(packet.array()[packet.payloadOffset()]).isEqualTo((byte) 1);
        assertThat(read("B1001234 89ABCDEF DEADBEEF 0000AAAA BEDE0000 01020305"))
                .isFalse();
    }

    @Test
    void SRTP_20_a_refused_packet_leaves_the_one_before() {
        assertThat(read(PLAIN)).isTrue();
        assertThat(read("A0005678 00000000 00000000 010203FF")).isFalse();
        assertThat(packet.sequenceNumber()).isEqualTo(0x1234);
        assertThat(packet.payloadLength()).isEqualTo(4);
    }

    @Test
    void a_packet_of_the_longest_size_is_read_and_one_octet_more_is_not() {
        byte[] octets = Arrays.copyOf(hex(PLAIN), RtpPacket.MAX_SIZE + 1);
        assertThat(packet.read(octets, 0, RtpPacket.MAX_SIZE)).isTrue();
        assertThat(packet.payloadLength()).isEqualTo(RtpPacket.MAX_PAYLOAD);
        assertThat(packet.read(octets, 0, RtpPacket.MAX_SIZE + 1)).isFalse();
    }

    @Test
    void a_packet_of_every_length_below_the_header_is_refused() {
        byte[] octets = hex(PLAIN);
        for (int length = 0; length < RtpPacket.HEADER_LENGTH; length++) {
            assertThat(packet.read(octets, 0, length)).isFalse();
        }
    }

    @Test
    void payload_lengths_outside_the_lease_are_bugs() {
        packet.begin(0, false, 0);
        packet.payloadLength(RtpPacket.MAX_PAYLOAD);
        assertThatIllegalArgumentException().isThrownBy(() -> packet.payloadLength(RtpPacket.MAX_PAYLOAD + 1));
        assertThatIllegalArgumentException().isThrownBy(() -> packet.payloadLength(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> packet.begin(128, false, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> packet.begin(-1, false, 0));
    }

    @Test
    void the_payload_behind_a_plain_header_is_aligned_and_has_room_behind_it() {
        packet.begin(0, false, 0).payloadLength(RtpPacket.MAX_PAYLOAD);
        assertThat(packet.payloadOffset() % 16).isZero();
        assertThat(packet.array().length - packet.payloadOffset() - packet.payloadLength())
                .isGreaterThanOrEqualTo(76);
    }

    @Test
    void mutated_packets_never_throw_and_stay_within_their_octets() {
        Random random = new Random(3550);
        String[] seeds = {
            PLAIN,
            "B1001234 89ABCDEF DEADBEEF 0000AAAA BEDE0001 00000000 01020303",
            "8F001234 89ABCDEF DEADBEEF" + "00000001".repeat(15)
        };
        for (int i = 0; i < 60_000; i++) {
            byte[] octets = hex(seeds[i % seeds.length]);
            octets = Arrays.copyOf(octets, random.nextInt(octets.length + 8));
            for (int m = random.nextInt(4); m > 0 && octets.length > 0; m--) {
                octets[random.nextInt(Math.min(20, octets.length))] = (byte) random.nextInt();
            }
            if (packet.read(octets, 0, octets.length)) {
                assertThat(packet.length()).isLessThanOrEqualTo(octets.length);
                assertThat(packet.payloadLength()).isNotNegative();
                assertThat(packet.payloadOffset()).isGreaterThanOrEqualTo(RtpPacket.HEAD_ROOM + 12);
            }
        }
    }
}
