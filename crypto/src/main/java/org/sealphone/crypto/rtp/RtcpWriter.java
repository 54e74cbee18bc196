package org.sealphone.crypto.rtp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.sealphone.crypto.rtp.RtcpPacket.Bye;
import org.sealphone.crypto.rtp.RtcpPacket.Chunk;
import org.sealphone.crypto.rtp.RtcpPacket.Item;
import org.sealphone.crypto.rtp.RtcpPacket.Opaque;
import org.sealphone.crypto.rtp.RtcpPacket.Report;
import org.sealphone.crypto.rtp.RtcpPacket.SenderReport;
import org.sealphone.crypto.rtp.RtcpPacket.SourceDescription;

/** The octets of one RTCP packet (RFC 3550 sections 6.4 to 6.7), without padding. */
final class RtcpWriter {
    private static final int HEADER = 4;

    private RtcpWriter() {}

    static int length(RtcpPacket packet) {
        if (packet instanceof Report report) {
            int fixed = report instanceof SenderReport ? 28 : 8;
            return fixed + ReportBlock.LENGTH * report.blocks().size();
        }
        if (packet instanceof SourceDescription sdes) {
            return HEADER + sdes.chunks().stream().mapToInt(RtcpWriter::length).sum();
        }
        if (packet instanceof Bye bye) {
            int reason = bye.reason().isEmpty() ? 0 : 1 + utf8(bye.reason()).length;
            return HEADER + 4 * bye.ssrcs().size() + (reason + 3) / 4 * 4;
        }
        return HEADER + ((Opaque) packet).length();
    }

    /** The items end with at least one null octet, and with as many as reach the next multiple of four. */
    private static int length(Chunk chunk) {
        int items = 0;
        for (Item item : chunk.items()) {
            items += 2 + utf8(item.text()).length;
        }
        return 4 + (items / 4 + 1) * 4;
    }

    /** Writes the packet and returns where it ends. */
    static int write(RtcpPacket packet, byte[] a, int start) {
        int end = start + length(packet);
        Arrays.fill(a, start, end, (byte) 0);
        int count = writeBody(packet, a, start + HEADER);
        a[start] = (byte) (0x80 | count);
        a[start + 1] = (byte) packet.type();
        Octets.putShort(a, start + 2, (end - start) / 4 - 1);
        return end;
    }

    private static int writeBody(RtcpPacket packet, byte[] a, int at) {
        if (packet instanceof Report report) {
            return writeReport(report, a, at);
        }
        if (packet instanceof SourceDescription sdes) {
            return writeChunks(sdes, a, at);
        }
        if (packet instanceof Bye bye) {
            return writeBye(bye, a, at);
        }
        Opaque opaque = (Opaque) packet;
        System.arraycopy(opaque.body(), 0, a, at, opaque.length());
        return opaque.count();
    }

    private static int writeReport(Report report, byte[] a, int start) {
        Octets.putInt(a, start, report.ssrc());
        int at = start + 4;
        if (report instanceof SenderReport sr) {
            Octets.putInt(a, at, (int) (sr.ntpTimestamp() >>> 32));
            Octets.putInt(a, at + 4, (int) sr.ntpTimestamp());
            Octets.putInt(a, at + 8, (int) sr.rtpTimestamp());
            Octets.putInt(a, at + 12, (int) sr.packetCount());
            Octets.putInt(a, at + 16, (int) sr.octetCount());
            at += 20;
        }
        for (ReportBlock block : report.blocks()) {
            at = block.write(a, at);
        }
        return report.blocks().size();
    }

    private static int writeChunks(SourceDescription sdes, byte[] a, int start) {
        int chunkAt = start;
        for (Chunk chunk : sdes.chunks()) {
            Octets.putInt(a, chunkAt, chunk.ssrc());
            int at = chunkAt + 4;
            for (Item item : chunk.items()) {
                a[at] = (byte) item.type();
                at = writeText(utf8(item.text()), a, at + 1);
            }
            chunkAt += length(chunk);
        }
        return sdes.chunks().size();
    }

    private static int writeBye(Bye bye, byte[] a, int start) {
        int at = start;
        for (int ssrc : bye.ssrcs()) {
            Octets.putInt(a, at, ssrc);
            at += 4;
        }
        if (!bye.reason().isEmpty()) {
            writeText(utf8(bye.reason()), a, at);
        }
        return bye.ssrcs().size();
    }

    private static int writeText(byte[] text, byte[] a, int at) {
        a[at] = (byte) text.length;
        System.arraycopy(text, 0, a, at + 1, text.length);
        return at + 1 + text.length;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
