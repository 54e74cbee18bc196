package org.sealphone.harness.capture;

import static org.sealphone.fuzz.FuzzTarget.require;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sealphone.fuzz.FuzzTarget;
import org.sealphone.harness.oracle.datagram.Housekeeping;

/**
 * A capture file down to the TCP streams in it: dissected without a look beyond a frame's end, and what was read is written
 * and reads as the same frames.
 */
public final class PcapFuzz implements FuzzTarget {
    @Override
    public String name() {
        return "pcap";
    }

    @Override
    public List<byte[]> seeds() {
        SyntheticFrames frames = new SyntheticFrames();
        Instant time = Instant.ofEpochSecond(1_000_000);
        InetSocketAddress client = new InetSocketAddress("192.0.2.1", 40_000);
        InetSocketAddress server = new InetSocketAddress("192.0.2.2", 5061);
        InetSocketAddress six = new InetSocketAddress("2001:db8::1", 4000);
        CapturedPacket udp = frames.udp(client, server, FuzzTarget.text("abc"), 3, time);
        List<CapturedPacket> tcp = new ArrayList<>(frames.tcpOpen(client, server, time));
        tcp.addAll(frames.tcp(client, server, FuzzTarget.text("hello"), 5, time));
        tcp.add(frames.tcpFinish(client, server, time));
        List<byte[]> seeds = new ArrayList<>(List.of(
                file(List.of(udp)),
                file(tcp),
                file(List.of(
                        frames.udp(six, new InetSocketAddress("2001:db8::2", 4002), FuzzTarget.text("six"), 3, time))),
                file(List.of()),
                new byte[0]));
        byte[] whole = seeds.get(1);
        seeds.add(Arrays.copyOf(whole, whole.length - 3));
        seeds.add(Arrays.copyOf(whole, 30));
        return seeds;
    }

    private static byte[] file(List<CapturedPacket> packets) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LinkType link = packets.isEmpty() ? LinkType.ETHERNET : packets.get(0).linkType();
        try (PcapWriter writer = new PcapWriter(out, link)) {
            for (CapturedPacket packet : packets) {
                writer.write(packet);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    @Override
    public void check(byte[] input) {
        PcapFile file = PcapFile.read(input);
        if (!file.packets().isEmpty()) {
            PcapFile again = PcapFile.read(file(file.packets()));
            require(
                    again.problem().isEmpty()
                            && again.packets().size() == file.packets().size(),
                    "reads again");
            for (int i = 0; i < file.packets().size(); i++) {
                CapturedPacket packet = file.packets().get(i);
                CapturedPacket same = again.packets().get(i);
                require(
                        Arrays.equals(packet.bytes(), same.bytes())
                                && packet.time().equals(same.time()),
                        "as the same frames");
            }
        }
        TcpReassembly streams = new TcpReassembly();
        Housekeeping housekeeping = new Housekeeping();
        for (CapturedPacket packet : file.packets()) {
            Dissection frame = Dissector.dissect(packet);
            require(
                    frame.payloadLength() >= 0 && frame.payload().length == frame.payloadLength(),
                    "a payload in the frame");
            require(
                    frame.payloadLength() == 0 || frame.payloadOffset() + frame.payloadLength() <= packet.length(),
                    "to its end");
            housekeeping.allows(frame);
            if (frame.kind() == Dissection.Kind.UDP) {
                housekeeping.remember(frame);
            } else if (frame.kind() == Dissection.Kind.TCP) {
                streams.accept(frame);
            }
        }
        for (TcpConnection connection : streams.connections()) {
            stream(connection.fromClient(), input.length);
            stream(connection.fromServer(), input.length);
        }
    }

    private static void stream(TcpStream stream, int octets) {
        require(stream.bytes().length == stream.length() && stream.length() <= octets, "no more than was captured");
        if (stream.length() > 0) {
            stream.timeOf(stream.length() - 1L);
            stream.packetOf(0);
        }
        stream.hasGap();
        stream.problems();
    }
}
