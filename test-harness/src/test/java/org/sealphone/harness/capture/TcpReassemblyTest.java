package org.sealphone.harness.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TcpReassemblyTest {
    private static final InetSocketAddress CLIENT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
    private static final InetSocketAddress SERVER = new InetSocketAddress(InetAddress.getLoopbackAddress(), 2);

    private static CapturedPacket segment(int number, int sequence, byte[] bytes, int offset, int length, int flags) {
        java.nio.ByteBuffer packet = java.nio.ByteBuffer.allocate(40 + length);
        packet.putShort((short) 0x4500)
                .putShort((short) (40 + length))
                .putInt(0)
                .put((byte) 64)
                .put((byte) 6)
                .putShort((short) 0);
        packet.putInt(0x7f000001)
                .putInt(0x7f000001)
                .putShort((short) 1)
                .putShort((short) 2)
                .putInt(sequence)
                .putInt(0)
                .put((byte) 0x50)
                .put((byte) flags)
                .putShort((short) 0)
                .putInt(0)
                .put(bytes, offset, length);
        return CapturedPacket.whole(number, Instant.ofEpochMilli(number), LinkType.RAW_IP, packet.array());
    }

    private static TcpStream stream(List<CapturedPacket> packets) {
        TcpReassembly reassembly = new TcpReassembly();
        packets.forEach(packet -> reassembly.accept(Dissector.dissect(packet)));
        return reassembly.connections().get(0).fromClient();
    }

    @Test
    @DisplayName("any order, repetition and cut of segments gives the stream, also across the wrap of sequence numbers")
    void any_order() {
        Random random = new Random(9);
        for (int round = 0; round < 200; round++) {
            byte[] bytes = new byte[1 + random.nextInt(500)];
            random.nextBytes(bytes);
            int base = random.nextInt(3) == 0 ? -20 : random.nextInt();
            List<CapturedPacket> segments = new ArrayList<>();
            for (int at = 0; at < bytes.length; ) {
                int length = Math.min(1 + random.nextInt(60), bytes.length - at);
                int back = Math.min(at, random.nextInt(30));
                segments.add(segment(segments.size() + 2, base + 1 + at - back, bytes, at - back, length + back, 0x18));
                if (random.nextInt(4) == 0) {
                    segments.add(segment(segments.size() + 2, base + 1 + at, bytes, at, length, 0x18));
                }
                at += length;
            }
            Collections.shuffle(segments, random);
            segments.add(0, segment(1, base, bytes, 0, 0, Dissection.SYN));
            TcpStream stream = stream(segments);
            assertThat(stream.bytes()).isEqualTo(bytes);
            assertThat(stream.problems()).isEmpty();
            assertThat(stream.hasGap()).isFalse();
            assertThat(stream.length()).isEqualTo(bytes.length);
            assertThat(stream.timeOf(bytes.length - 1)).isAfterOrEqualTo(stream.timeOf(0));
            CapturedPacket last = stream.packetOf(bytes.length - 1);
            assertThat(last.bytes()[last.length() - 1]).isEqualTo(bytes[bytes.length - 1]);
        }
    }

    @Test
    @DisplayName("octets that come twice with another content are told, in order and ahead of it")
    void contradictions() {
        byte[] bytes = {1, 2, 3, 4, 5, 6};
        byte[] other = {1, 2, 9, 4, 5, 6};
        List<CapturedPacket> packets = List.of(
                segment(1, 0, bytes, 0, 0, Dissection.SYN),
                segment(2, 1, bytes, 0, 6, 0),
                segment(3, 3, other, 2, 2, 0));
        TcpStream stream = stream(packets);
        assertThat(stream.bytes()).isEqualTo(bytes);
        assertThat(stream.problems()).hasSize(1);
        assertThat(stream.contradicts(packets.get(2))).isTrue();
        assertThat(stream.contradicts(packets.get(1))).isFalse();
        TcpStream ahead = stream(List.of(
                segment(1, 0, bytes, 0, 0, Dissection.SYN),
                segment(2, 3, bytes, 2, 2, 0),
                segment(3, 3, other, 2, 4, 0)));
        assertThat(ahead.problems()).hasSize(1);
        assertThat(ahead.hasGap()).isTrue();
        assertThat(ahead.length()).isZero();
    }

    @Test
    @DisplayName("segments outside of the stream are told, and belong to nothing")
    void outside() {
        byte[] bytes = {1, 2, 3};
        TcpStream stream = stream(List.of(
                segment(1, 100, bytes, 0, 0, Dissection.SYN),
                segment(2, 50, bytes, 0, 3, 0),
                segment(3, 1 << 30, bytes, 0, 3, 0)));
        assertThat(stream.problems()).hasSize(2);
        assertThat(stream.segments()).hasSize(2);
    }

    @Test
    @DisplayName("a SYN on the ports of a closed connection begins a new one; the client is who opened")
    void connections() {
        SyntheticFrames frames = new SyntheticFrames();
        List<CapturedPacket> packets = new ArrayList<>(frames.tcpOpen(CLIENT, SERVER, Instant.EPOCH));
        packets.addAll(frames.tcp(SERVER, CLIENT, new byte[40_000], 40_000, Instant.EPOCH));
        packets.add(frames.tcpFinish(CLIENT, SERVER, Instant.EPOCH));
        packets.add(frames.tcpFinish(SERVER, CLIENT, Instant.EPOCH));
        packets.addAll(frames.tcpOpen(SERVER, CLIENT, Instant.EPOCH));
        TcpReassembly reassembly = new TcpReassembly();
        packets.forEach(packet -> reassembly.accept(Dissector.dissect(packet)));
        assertThat(reassembly.connections()).hasSize(2);
        TcpConnection first = reassembly.connections().get(0);
        assertThat(first.fromServer().length()).isEqualTo(40_000);
        assertThat(first.ended()).isTrue();
        assertThat(first.client()).isEqualTo(CLIENT);
        assertThat(first.opened()).isEqualTo(first.lastSeen());
        assertThat(reassembly.connections().get(1).server()).isEqualTo(CLIENT);
        assertThat(reassembly.connections().get(1).ended()).isFalse();
        assertThat(first.toString()).contains("TCP");
        TcpReassembly middle = new TcpReassembly();
        middle.accept(Dissector.dissect(packets.get(1)));
        assertThat(middle.connections().get(0).client()).isEqualTo(CLIENT);
    }
}
