package org.sealphone.harness.capture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The content of a classic pcap file, either byte order, microseconds or nanoseconds. {@link #problem} says where reading ended
 * early: a file that is cut or wrong yields the packets before, and never an exception.
 */
public final class PcapFile {
    private static final int FILE_HEADER = 24;
    private static final int RECORD_HEADER = 16;

    private final List<CapturedPacket> packets;
    private final Optional<String> problem;

    private PcapFile(List<CapturedPacket> packets, Optional<String> problem) {
        this.packets = List.copyOf(packets);
        this.problem = problem;
    }

    public List<CapturedPacket> packets() {
        return packets;
    }

    public Optional<String> problem() {
        return problem;
    }

    public static PcapFile read(byte[] file) {
        List<CapturedPacket> packets = new ArrayList<>();
        if (file.length < FILE_HEADER) {
            return new PcapFile(packets, Optional.of("no pcap header in " + file.length + " octets"));
        }
        ByteBuffer in = ByteBuffer.wrap(file);
        if (!isMagic(in.getInt(0))) {
            in.order(ByteOrder.LITTLE_ENDIAN);
        }
        int magic = in.getInt();
        if (!isMagic(magic)) {
            return new PcapFile(packets, Optional.of("not a classic pcap file"));
        }
        int version = in.getShort();
        in.position(20);
        Optional<LinkType> link = LinkType.of(in.getInt());
        if (version != 2 || link.isEmpty()) {
            return new PcapFile(packets, Optional.of("pcap version or link type is not one that is read here"));
        }
        int unit = magic == PcapWriter.MAGIC_NANOSECONDS ? 1 : 1000;
        return new PcapFile(packets, records(in, unit, link.get(), packets));
    }

    private static boolean isMagic(int value) {
        return value == PcapWriter.MAGIC_MICROSECONDS || value == PcapWriter.MAGIC_NANOSECONDS;
    }

    private static Optional<String> records(ByteBuffer in, int unit, LinkType link, List<CapturedPacket> packets) {
        while (in.hasRemaining()) {
            String where = "record " + (packets.size() + 1) + ": ";
            if (in.remaining() < RECORD_HEADER) {
                return Optional.of(where + "header is cut");
            }
            long seconds = in.getInt() & 0xffff_ffffL;
            long fraction = (in.getInt() & 0xffff_ffffL) * unit;
            long length = in.getInt() & 0xffff_ffffL;
            long original = in.getInt() & 0xffff_ffffL;
            if (fraction >= 1_000_000_000L
                    || length > PcapWriter.MAX_FRAME
                    || original < length
                    || original > Integer.MAX_VALUE) {
                return Optional.of(where + "impossible time or length");
            }
            if (in.remaining() < length) {
                return Optional.of(where + "frame is cut");
            }
            byte[] bytes = new byte[(int) length];
            in.get(bytes);
            Instant time = Instant.ofEpochSecond(seconds, fraction);
            packets.add(new CapturedPacket(packets.size() + 1L, time, link, "", bytes, (int) original));
        }
        return Optional.empty();
    }
}
