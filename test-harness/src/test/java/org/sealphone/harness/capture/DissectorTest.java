package org.sealphone.harness.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealphone.harness.capture.Dissection.Kind;

class DissectorTest {
    private static final byte[] PAYLOAD = {1, 2, 3};

    private static InetSocketAddress at(String host, int port) throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByName(host), port);
    }

    private static Dissection dissect(LinkType type, byte[] bytes) {
        return Dissector.dissect(CapturedPacket.whole(1, Instant.EPOCH, type, bytes));
    }

    private static byte[] behind(String header, byte[] packet) {
        byte[] head = HexFormat.of().parseHex(header);
        byte[] all = Arrays.copyOf(head, head.length + packet.length);
        System.arraycopy(packet, 0, all, head.length, packet.length);
        return all;
    }

    private static byte[] udp(String from, String to) throws UnknownHostException {
        return new SyntheticFrames()
                .udp(at(from, 1000), at(to, 2000), PAYLOAD, 3, Instant.EPOCH)
                .bytes();
    }

    @Test
    @DisplayName("UDP over IPv4 and IPv6 on every link")
    void links() throws UnknownHostException {
        byte[] four = udp("10.0.0.1", "10.0.0.2");
        byte[] six = udp("fe80::1", "ff02::1");
        for (Dissection d : new Dissection[] {
            dissect(LinkType.RAW_IP, four),
            dissect(LinkType.ETHERNET, behind("0102030405060708090a0b0c0800", four)),
            dissect(LinkType.LINUX_COOKED, behind("00000001000600000000000000000800", four)),
            dissect(LinkType.LINUX_COOKED_2, behind("0800000000000001000100060000000000000000", four)),
            dissect(LinkType.RAW_IP, six),
            dissect(LinkType.ETHERNET, behind("0102030405060708090a0b0c86dd", six)),
        }) {
            assertThat(d.kind()).isEqualTo(Kind.UDP);
            assertThat(d.payload()).isEqualTo(PAYLOAD);
            assertThat(d.source().getPort()).isEqualTo(1000);
            assertThat(d.destination().getPort()).isEqualTo(2000);
            assertThat(d.stray()).isZero();
            assertThat(d.networkOffset())
                    .isEqualTo(d.packet().length() - (d.source().getAddress().getAddress().length == 16 ? 51 : 31));
        }
        assertThat(dissect(LinkType.RAW_IP, four).source()).isEqualTo(at("10.0.0.1", 1000));
        assertThat(dissect(LinkType.RAW_IP, six).destination()).isEqualTo(at("ff02::1", 2000));
    }

    @Test
    @DisplayName("checksums of built packets are right")
    void checksums() throws UnknownHostException {
        for (byte[] packet : new byte[][] {udp("10.0.0.1", "10.0.0.2"), udp("fe80::1", "ff02::1")}) {
            boolean six = packet[0] == 0x60;
            ByteBuffer pseudo = ByteBuffer.allocate(200);
            pseudo.put(packet, six ? 8 : 12, six ? 32 : 8).putInt(17).putInt(packet.length - (six ? 40 : 20));
            pseudo.put(packet, six ? 40 : 20, packet.length - (six ? 40 : 20));
            assertThat(sum(pseudo.array())).isEqualTo(0xffff);
        }
        assertThat(sum(Arrays.copyOf(udp("10.0.0.1", "10.0.0.2"), 20))).isEqualTo(0xffff);
        assertThatThrownBy(() -> udp("10.0.0.1", "::1")).isInstanceOf(IllegalArgumentException.class);
    }

    private static int sum(byte[] bytes) {
        int sum = 0;
        for (int i = 0; i < bytes.length; i++) {
            sum += (bytes[i] & 0xff) << (i % 2 == 0 ? 8 : 0);
        }
        while (sum > 0xffff) {
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return sum;
    }

    @ParameterizedTest
    @CsvSource({
        "0,55,IPv4",
        "0,46,IPv4 options",
        "2,7f,IPv4 lengths",
        "3,10,IPv4 lengths",
        "6,20,fragment",
        "7,01,fragment",
        "9,84,IP protocol 132",
        "9,29,IP protocol 41",
        "25,0a,UDP length"
    })
    @DisplayName("what is not whole UDP or TCP is not interpreted")
    void refusals(int offset, String value, String why) throws UnknownHostException {
        byte[] packet = udp("10.0.0.1", "10.0.0.2");
        packet[offset] = (byte) Integer.parseInt(value, 16);
        Dissection d = dissect(LinkType.RAW_IP, packet);
        assertThat(d.kind()).isEqualTo(Kind.OTHER);
        assertThat(d.problem()).contains(why);
        assertThat(d.payloadLength()).isEqualTo(packet.length);
    }

    @Test
    @DisplayName("who sent a fragment is known, so that a peer's is not laid at the door of the phone")
    void fragment_has_a_sender() throws UnknownHostException {
        byte[] packet = udp("10.0.0.1", "10.0.0.2");
        packet[6] = 0x20;
        assertThat(dissect(LinkType.RAW_IP, packet).source().getAddress().getHostAddress())
                .isEqualTo("10.0.0.1");
    }

    @Test
    @DisplayName("octets behind a packet: zeros are padding, others stray")
    void trailing_octets() throws UnknownHostException {
        byte[] packet = udp("10.0.0.1", "10.0.0.2");
        assertThat(dissect(LinkType.RAW_IP, Arrays.copyOf(packet, 40)).stray()).isZero();
        byte[] covert = Arrays.copyOf(packet, 40);
        covert[39] = 1;
        assertThat(dissect(LinkType.RAW_IP, covert).stray()).isEqualTo(9);
        CapturedPacket cut = new CapturedPacket(1, Instant.EPOCH, LinkType.RAW_IP, "", packet, 99);
        assertThat(Dissector.dissect(cut).problem()).contains("in part");
        assertThat(dissect(LinkType.ETHERNET, behind("0102030405060708090a0b0c88cc", packet))
                        .problem())
                .contains("ether type 88cc");
        for (LinkType type : LinkType.values()) {
            assertThat(dissect(type, new byte[0]).kind()).isEqualTo(Kind.OTHER);
        }
        assertThat(dissect(LinkType.RAW_IP, new byte[] {0x60, 0, 0}).kind()).isEqualTo(Kind.OTHER);
        byte[] six = udp("::1", "::1");
        six[5] = 50;
        assertThat(dissect(LinkType.RAW_IP, six).problem()).contains("IPv6 lengths");
    }

    @ParameterizedTest
    @CsvSource({
        "02040505,0",
        "0303070101010101,0",
        "0402080a0000000100000002,0",
        "050a0000000100000002" + "0101,0",
        "fe04aabb,4",
        "01010000,0",
        "00010203,4",
        "0202,4",
        "01010104,1"
    })
    @DisplayName("TCP options that no rule names are stray octets")
    void tcp_options(String options, int stray) {
        byte[] octets = HexFormat.of().parseHex(options + "00".repeat((4 - options.length() / 2 % 4) % 4));
        ByteBuffer packet = ByteBuffer.allocate(40 + octets.length + 3);
        packet.putShort((short) 0x4500)
                .putShort((short) packet.capacity())
                .putInt(0)
                .put((byte) 64)
                .put((byte) 6)
                .putShort((short) 0)
                .putLong(0x0a0000010a000002L);
        packet.putShort((short) 1)
                .putShort((short) 2)
                .putInt(77)
                .putInt(0)
                .put((byte) ((5 + octets.length / 4) << 4))
                .put((byte) 0x18)
                .putShort((short) 0)
                .putInt(0)
                .put(octets)
                .put(PAYLOAD);
        Dissection d = dissect(LinkType.RAW_IP, packet.array());
        assertThat(d.kind()).isEqualTo(Kind.TCP);
        assertThat(d.payload()).isEqualTo(PAYLOAD);
        assertThat(d.stray() > 0).isEqualTo(stray > 0);
        assertThat(d.sequence()).isEqualTo(77);
        packet.put(32, (byte) 0xf0);
        assertThat(dissect(LinkType.RAW_IP, packet.array()).problem()).contains("TCP header");
    }

    @Test
    @DisplayName("multicast listener reports have one harmless hop-by-hop header")
    void hop_by_hop() {
        ByteBuffer packet = ByteBuffer.allocate(40 + 8 + 8)
                .putInt(0x60000000)
                .putShort((short) 16)
                .put((byte) 0)
                .put((byte) 1)
                .put(new byte[32]);
        packet.put((byte) 58)
                .put((byte) 0)
                .putInt(0x05020000)
                .putShort((short) 0x0100)
                .putLong(0x8300000000000000L);
        assertThat(dissect(LinkType.RAW_IP, packet.array()).kind()).isEqualTo(Kind.ICMPV6);
        packet.put(42, (byte) 9);
        assertThat(dissect(LinkType.RAW_IP, packet.array()).problem()).contains("IP protocol 0");
    }
}
