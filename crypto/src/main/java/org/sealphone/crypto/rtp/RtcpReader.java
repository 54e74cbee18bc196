package org.sealphone.crypto.rtp;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.rtp.RtcpPacket.Bye;
import org.sealphone.crypto.rtp.RtcpPacket.Chunk;
import org.sealphone.crypto.rtp.RtcpPacket.Item;
import org.sealphone.crypto.rtp.RtcpPacket.Opaque;
import org.sealphone.crypto.rtp.RtcpPacket.ReceiverReport;
import org.sealphone.crypto.rtp.RtcpPacket.SenderReport;
import org.sealphone.crypto.rtp.RtcpPacket.SourceDescription;

/**
 * Reads a compound RTCP packet with the checks of RFC 3550 appendix A.2 and those of each packet's own lengths.
 *
 * <p>Refused: any version but 2, a first packet other than SR or RR, padding anywhere but on the last packet, lengths
 * that do not add up to the datagram, types outside 192 to 223, counts that their packet has no room for, more than
 * {@link RtcpCompound#MAX_PACKETS} packets. A profile's extension behind the report blocks is skipped. Every read is
 * within {@code [at, end)}, each time checked before, so that no octets can make this throw.
 */
final class RtcpReader {
    private final byte[] a;
    private final int start;
    private final int end;

    RtcpReader(byte[] source, int offset, int length) {
        this.a = source;
        this.start = offset;
        this.end = offset + length;
    }

    Optional<RtcpCompound> compound() {
        if (end - start > RtcpCompound.MAX_SIZE) {
            return Optional.empty();
        }
        List<RtcpPacket> packets = new ArrayList<>();
        int at = start;
        do {
            int packetEnd = packetEnd(at);
            if (packetEnd < 0 || packets.size() == RtcpCompound.MAX_PACKETS) {
                return Optional.empty();
            }
            int bodyEnd = withoutPadding(at, packetEnd);
            RtcpPacket packet = bodyEnd < 0 ? null : packet(at, bodyEnd);
            if (packet == null || (at == start && !(packet instanceof RtcpPacket.Report))) {
                return Optional.empty();
            }
            packets.add(packet);
            at = packetEnd;
        } while (at < end);
        return Optional.of(new RtcpCompound(packets));
    }

    private int packetEnd(int at) {
        if (end - at < 4 || (a[at] & 0xC0) != 0x80) {
            return -1;
        }
        int packetEnd = at + 4 + 4 * Octets.getShort(a, at + 2);
        return packetEnd <= end ? packetEnd : -1;
    }

    private int withoutPadding(int at, int packetEnd) {
        if ((a[at] & 0x20) == 0) {
            return packetEnd;
        }
        int padding = a[packetEnd - 1] & 0xFF;
        boolean fits = packetEnd == end && padding != 0 && (padding & 3) == 0 && padding <= packetEnd - at - 4;
        return fits ? packetEnd - padding : -1;
    }

    private @Nullable RtcpPacket packet(int at, int bodyEnd) {
        int count = a[at] & 0x1F;
        int type = a[at + 1] & 0xFF;
        int body = at + 4;
        return switch (type) {
            case RtcpPacket.SENDER_REPORT -> senderReport(body, bodyEnd, count);
            case RtcpPacket.RECEIVER_REPORT -> receiverReport(body, bodyEnd, count);
            case RtcpPacket.SOURCE_DESCRIPTION -> sourceDescription(body, bodyEnd, count);
            case RtcpPacket.BYE -> bye(body, bodyEnd, count);
            default -> (type & 0xE0) == 0xC0 ? new Opaque(type, count, Arrays.copyOfRange(a, body, bodyEnd)) : null;
        };
    }

    private @Nullable RtcpPacket senderReport(int at, int bodyEnd, int count) {
        if (bodyEnd - at < 24 + ReportBlock.LENGTH * count) {
            return null;
        }
        return new SenderReport(
                Octets.getInt(a, at),
                Octets.getUnsignedInt(a, at + 4) << 32 | Octets.getUnsignedInt(a, at + 8),
                Octets.getUnsignedInt(a, at + 12),
                Octets.getUnsignedInt(a, at + 16),
                Octets.getUnsignedInt(a, at + 20),
                blocks(at + 24, count));
    }

    private @Nullable RtcpPacket receiverReport(int at, int bodyEnd, int count) {
        if (bodyEnd - at < 4 + ReportBlock.LENGTH * count) {
            return null;
        }
        return new ReceiverReport(Octets.getInt(a, at), blocks(at + 4, count));
    }

    private List<ReportBlock> blocks(int at, int count) {
        List<ReportBlock> blocks = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            blocks.add(ReportBlock.read(a, at + ReportBlock.LENGTH * i));
        }
        return blocks;
    }

    private @Nullable RtcpPacket sourceDescription(int body, int bodyEnd, int count) {
        List<Chunk> chunks = new ArrayList<>(count);
        int at = body;
        for (int i = 0; i < count; i++) {
            if (bodyEnd - at < 8) {
                return null;
            }
            List<Item> items = new ArrayList<>();
            int itemsEnd = items(at + 4, bodyEnd, items);
            if (itemsEnd < 0) {
                return null;
            }
            chunks.add(new Chunk(Octets.getInt(a, at), items));
            at = itemsEnd;
        }
        return at == bodyEnd ? new SourceDescription(chunks) : null;
    }

    /**
     * Reads up to the null octet that ends a chunk; returns the next multiple of four behind it, -1 if there is none.
     */
    private int items(int first, int bodyEnd, List<Item> into) {
        int at = first;
        while (at < bodyEnd && a[at] != 0) {
            if (bodyEnd - at < 2 || bodyEnd - at - 2 < (a[at + 1] & 0xFF)) {
                return -1;
            }
            int length = a[at + 1] & 0xFF;
            into.add(new Item(a[at] & 0xFF, text(at + 2, length)));
            at += 2 + length;
        }
        return at < bodyEnd ? first + ((at - first) / 4 + 1) * 4 : -1;
    }

    private @Nullable RtcpPacket bye(int body, int bodyEnd, int count) {
        int at = body + 4 * count;
        if (at > bodyEnd) {
            return null;
        }
        List<Integer> ssrcs = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            ssrcs.add(Octets.getInt(a, body + 4 * i));
        }
        if (at == bodyEnd) {
            return new Bye(ssrcs, "");
        }
        int length = a[at] & 0xFF;
        return length < bodyEnd - at ? new Bye(ssrcs, text(at + 1, length)) : null;
    }

    /** UTF-8, with a question mark for what is not: one octet for one or more, so that no text grows. */
    private String text(int at, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE)
                    .replaceWith("?")
                    .decode(ByteBuffer.wrap(a, at, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new AssertionError("a decoder that replaces does not complain", e);
        }
    }
}
