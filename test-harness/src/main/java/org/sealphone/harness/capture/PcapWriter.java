package org.sealphone.harness.capture;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;

/** Writes a classic pcap file with nanosecond times, which Wireshark and tcpdump read. One link type a file. Thread-safe. */
public final class PcapWriter implements Closeable {
    static final int MAGIC_MICROSECONDS = 0xa1b2c3d4;
    static final int MAGIC_NANOSECONDS = 0xa1b23c4d;
    public static final int MAX_FRAME = 262_144;

    private final OutputStream out;
    private final LinkType linkType;

    public PcapWriter(OutputStream out, LinkType linkType) throws IOException {
        this.out = new BufferedOutputStream(out);
        this.linkType = linkType;
        ByteBuffer header = ByteBuffer.allocate(24);
        header.putInt(MAGIC_NANOSECONDS).putShort((short) 2).putShort((short) 4);
        header.putInt(0).putInt(0).putInt(MAX_FRAME).putInt(linkType.number());
        this.out.write(header.array());
    }

    public synchronized void write(CapturedPacket packet) throws IOException {
        if (packet.linkType() != linkType) {
            throw new IOException("a file of " + linkType + " cannot hold a frame of " + packet.linkType());
        }
        Instant time = packet.time();
        ByteBuffer header = ByteBuffer.allocate(16);
        header.putInt((int) time.getEpochSecond()).putInt(time.getNano());
        header.putInt(packet.length()).putInt(packet.originalLength());
        out.write(header.array());
        out.write(packet.bytes());
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }
}
