package org.sealphone.crypto.rtp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** One packet of a compound RTCP packet (RFC 3550 section 6), as an immutable value. */
public sealed interface RtcpPacket {
    int SENDER_REPORT = 200;
    int RECEIVER_REPORT = 201;
    int SOURCE_DESCRIPTION = 202;
    int BYE = 203;
    int APPLICATION = 204;
    int EXTENDED_REPORT = 207;

    /** The RTCP packet type, 192 to 223. */
    int type();

    /** A packet that may stand first in a compound. */
    sealed interface Report extends RtcpPacket {
        /** Who sent the report. */
        int ssrc();

        /** At most 31. */
        List<ReportBlock> blocks();
    }

    /**
     * SR: what the sender has sent so far, and what it heard of others.
     *
     * @param ntpTimestamp 64 bit NTP time at which {@code rtpTimestamp} was sampled
     * @param packetCount modulo 2^32
     * @param octetCount payload octets, modulo 2^32
     */
    record SenderReport(
            int ssrc, long ntpTimestamp, long rtpTimestamp, long packetCount, long octetCount, List<ReportBlock> blocks)
            implements Report {
        public SenderReport {
            rtpTimestamp &= 0xFFFF_FFFFL;
            packetCount &= 0xFFFF_FFFFL;
            octetCount &= 0xFFFF_FFFFL;
            blocks = bounded(blocks);
        }

        @Override
        public int type() {
            return SENDER_REPORT;
        }
    }

    /** RR: what one heard of others, from one that sends nothing. */
    record ReceiverReport(int ssrc, List<ReportBlock> blocks) implements Report {
        public ReceiverReport {
            blocks = bounded(blocks);
        }

        @Override
        public int type() {
            return RECEIVER_REPORT;
        }
    }

    /** SDES: at most 31 chunks. This phone writes a CNAME and nothing else (SRTP-11); it reads what others write. */
    record SourceDescription(List<Chunk> chunks) implements RtcpPacket {
        public SourceDescription {
            chunks = bounded(chunks);
        }

        @Override
        public int type() {
            return SOURCE_DESCRIPTION;
        }
    }

    /** What one source says of itself. */
    record Chunk(int ssrc, List<Item> items) {
        public static final int CNAME = 1;

        public Chunk {
            items = List.copyOf(items);
        }
    }

    /** An SDES item. The text is the peer's: untrusted, control characters and all. */
    record Item(int type, String text) {
        public Item {
            if (type < 1 || type > 255) {
                throw new IllegalArgumentException("SDES item type " + type);
            }
            text = shortText(text);
        }
    }

    /** BYE: sources that leave. The reason is the peer's text, empty if there was none; this phone gives none. */
    record Bye(List<Integer> ssrcs, String reason) implements RtcpPacket {
        public Bye {
            ssrcs = bounded(ssrcs);
            reason = shortText(reason);
        }

        @Override
        public int type() {
            return BYE;
        }
    }

    /** APP, XR, feedback, and what nobody has defined yet: carried, not interpreted. */
    final class Opaque implements RtcpPacket {
        private final int type;
        private final int count;
        private final byte[] body;

        /** @param body what follows the first four octets; a multiple of four octets long */
        public Opaque(int type, int count, byte[] body) {
            if (type < 192 || type > 223 || (type >= SENDER_REPORT && type <= BYE)) {
                throw new IllegalArgumentException("RTCP packet type " + type + " is not opaque");
            }
            if ((count & ~0x1F) != 0 || (body.length & 3) != 0 || body.length > RtcpCompound.MAX_SIZE) {
                throw new IllegalArgumentException("count " + count + ", body of " + body.length + " octets");
            }
            this.type = type;
            this.count = count;
            this.body = body.clone();
        }

        @Override
        public int type() {
            return type;
        }

        /** The five bits that count or subtype. */
        public int count() {
            return count;
        }

        public byte[] body() {
            return body.clone();
        }

        int length() {
            return body.length;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Opaque that
                    && type == that.type
                    && count == that.count
                    && Arrays.equals(body, that.body);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * type + count) + Arrays.hashCode(body);
        }

        @Override
        public String toString() {
            return "Opaque[type=" + type + ", count=" + count + ", octets=" + body.length + "]";
        }
    }

    private static String shortText(String text) {
        if (text.getBytes(StandardCharsets.UTF_8).length > 255) {
            throw new IllegalArgumentException("text of more than 255 octets");
        }
        return text;
    }

    private static <T> List<T> bounded(List<T> list) {
        if (list.size() > 31) {
            throw new IllegalArgumentException(list.size() + " entries do not fit the five bit count");
        }
        return List.copyOf(list);
    }
}
