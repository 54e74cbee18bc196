package org.sealphone.harness.capture;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds the frames that a relay or a tap saw as octets only, so that the same dissector, oracle and pcap files serve: raw IP with
 * UDP or TCP, checksums right, sequence numbers counted for each direction. Thread-safe.
 */
public final class SyntheticFrames {
    private static final int UDP = 17;
    private static final int TCP = 6;
    private static final int PUSH = 0x08;
    private static final int MAX_SEGMENT = 16_384;

    private final Map<List<InetSocketAddress>, Integer> nextSequence = new HashMap<>();
    private long number;

    public synchronized CapturedPacket udp(
            InetSocketAddress from, InetSocketAddress to, byte[] payload, int length, Instant time) {
        ByteBuffer segment = ByteBuffer.allocate(8 + length);
        segment.putShort((short) from.getPort())
                .putShort((short) to.getPort())
                .putShort((short) (8 + length))
                .putShort((short) 0);
        segment.put(payload, 0, length);
        return ip(UDP, from.getAddress(), to.getAddress(), segment.array(), 6, time);
    }

    /** The three packets of a handshake. */
    public synchronized List<CapturedPacket> tcpOpen(InetSocketAddress client, InetSocketAddress server, Instant time) {
        List<CapturedPacket> packets = new ArrayList<>();
        packets.add(tcp(client, server, new byte[0], 0, 0, Dissection.SYN, time));
        packets.add(tcp(server, client, new byte[0], 0, 0, Dissection.SYN | Dissection.ACK, time));
        packets.add(tcp(client, server, new byte[0], 0, 0, Dissection.ACK, time));
        return packets;
    }

    public synchronized List<CapturedPacket> tcp(
            InetSocketAddress from, InetSocketAddress to, byte[] bytes, int length, Instant time) {
        List<CapturedPacket> packets = new ArrayList<>();
        for (int at = 0; at < length; at += MAX_SEGMENT) {
            int part = Math.min(MAX_SEGMENT, length - at);
            packets.add(tcp(from, to, bytes, at, part, Dissection.ACK | PUSH, time));
        }
        return packets;
    }

    /** The end of one direction. */
    public synchronized CapturedPacket tcpFinish(InetSocketAddress from, InetSocketAddress to, Instant time) {
        return tcp(from, to, new byte[0], 0, 0, Dissection.FIN | Dissection.ACK, time);
    }

    private CapturedPacket tcp(
            InetSocketAddress from,
            InetSocketAddress to,
            byte[] bytes,
            int offset,
            int length,
            int flags,
            Instant time) {
        List<InetSocketAddress> direction = List.of(from, to);
        List<InetSocketAddress> reverse = List.of(to, from);
        int sequence = nextSequence.getOrDefault(direction, 0);
        int acknowledged = (flags & Dissection.ACK) == 0 ? 0 : nextSequence.getOrDefault(reverse, 0);
        boolean counted = (flags & (Dissection.SYN | Dissection.FIN)) != 0;
        nextSequence.put(direction, sequence + length + (counted ? 1 : 0));
        ByteBuffer segment = ByteBuffer.allocate(20 + length);
        segment.putShort((short) from.getPort()).putShort((short) to.getPort());
        segment.putInt(sequence).putInt(acknowledged);
        segment.put((byte) 0x50).put((byte) flags).putShort((short) 0xffff).putInt(0);
        segment.put(bytes, offset, length);
        return ip(TCP, from.getAddress(), to.getAddress(), segment.array(), 16, time);
    }

    private CapturedPacket ip(
            int protocol, InetAddress from, InetAddress to, byte[] segment, int checksumAt, Instant time) {
        byte[] source = from.getAddress();
        byte[] destination = to.getAddress();
        if (source.length != destination.length) {
            throw new IllegalArgumentException("addresses of two families");
        }
        int sum = checksum(checksum(checksum(protocol + segment.length, source), destination), segment);
        int folded = ~sum & 0xffff;
        segment[checksumAt] = (byte) ((folded == 0 ? 0xffff : folded) >>> 8);
        segment[checksumAt + 1] = (byte) (folded == 0 ? 0xffff : folded);
        boolean six = source.length == 16;
        ByteBuffer packet = ByteBuffer.allocate((six ? 40 : 20) + segment.length);
        if (six) {
            packet.putInt(0x6000_0000)
                    .putShort((short) segment.length)
                    .put((byte) protocol)
                    .put((byte) 64);
        } else {
            packet.putShort((short) 0x4500)
                    .putShort((short) (20 + segment.length))
                    .putInt(0x4000);
            packet.put((byte) 64).put((byte) protocol).putShort((short) 0);
        }
        packet.put(source).put(destination);
        if (!six) {
            packet.putShort(10, (short) ~checksum(0, packet.array(), 20));
        }
        packet.put(segment);
        return CapturedPacket.whole(++number, time, LinkType.RAW_IP, packet.array());
    }

    private static int checksum(int start, byte[] bytes) {
        return checksum(start, bytes, bytes.length);
    }

    private static int checksum(int start, byte[] bytes, int length) {
        int sum = start;
        for (int i = 0; i < length; i++) {
            sum += (i & 1) == 0 ? (bytes[i] & 0xff) << 8 : bytes[i] & 0xff;
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return sum;
    }
}
