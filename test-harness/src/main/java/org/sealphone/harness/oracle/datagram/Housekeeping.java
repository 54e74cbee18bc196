package org.sealphone.harness.oracle.datagram;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sealphone.harness.capture.Dissection;

/**
 * Link housekeeping that carries no text of anybody: ARP, neighbour discovery (RFC 4861), multicast listener and group reports, and
 * ICMP errors whose quotation is the beginning of a packet that was itself captured and judged. Echo requests carry free octets: none
 * is allowed.
 */
public final class Housekeeping {
    private static final int HEAD = 28;
    private static final int HEAD_6 = 48;
    private static final int KEPT = 64;
    /** An error follows its packet at once; between the two there are never so many others. */
    private static final int MOST_HEADS = 1 << 16;

    /** The latest datagrams by their headers down to UDP's: frames of one flow and length may have equal ones. */
    private final Map<ByteBuffer, Deque<Dissection>> seen = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Deque<Dissection>> eldest) {
            return size() > MOST_HEADS;
        }
    };

    /** Remembers a datagram, so that an error may quote it. */
    public void remember(Dissection datagram) {
        byte[] frame = datagram.packet().bytes();
        int from = datagram.networkOffset();
        Deque<Dissection> latest = seen.computeIfAbsent(head(frame, from), head -> new ArrayDeque<>());
        latest.addFirst(datagram);
        if (latest.size() > KEPT) {
            latest.removeLast();
        }
    }

    private static ByteBuffer head(byte[] bytes, int from) {
        int length = (bytes[from] & 0xf0) == 0x60 ? HEAD_6 : HEAD;
        return ByteBuffer.wrap(bytes, from, Math.min(length, bytes.length - from));
    }

    /** Whether the whole payload is housekeeping. */
    public boolean allows(Dissection frame) {
        byte[] payload = frame.payload();
        return switch (frame.kind()) {
            case ARP -> true;
            case IGMP -> igmp(payload);
            case ICMP -> payload.length >= 8 && (payload[0] == 3 || payload[0] == 11) && quotes(payload);
            case ICMPV6 -> icmp6(payload);
            default -> false;
        };
    }

    private boolean icmp6(byte[] payload) {
        if (payload.length < 8) {
            return false;
        }
        return switch (payload[0] & 0xff) {
            case 1, 2, 3 -> quotes(payload);
            case 130, 131, 132 -> payload.length == 24;
            case 143 -> reports(payload, 20);
            case 133 -> options(payload, 8);
            case 134 -> options(payload, 16);
            case 135, 136 -> options(payload, 24);
            default -> false;
        };
    }

    private boolean quotes(byte[] payload) {
        if (payload.length < 8 + HEAD) {
            return false;
        }
        int quoted = payload.length - 8;
        for (Dissection datagram : seen.getOrDefault(head(payload, 8), new ArrayDeque<>())) {
            byte[] frame = datagram.packet().bytes();
            int from = datagram.networkOffset();
            if (quoted <= frame.length - from
                    && Arrays.equals(frame, from, from + quoted, payload, 8, payload.length)) {
                return true;
            }
        }
        return false;
    }

    /** Options of neighbour discovery: link-layer addresses, prefix, MTU, nonce. */
    private static boolean options(byte[] payload, int from) {
        int at = from;
        while (payload.length - at >= 8) {
            int type = payload[at];
            int length = 8 * (payload[at + 1] & 0xff);
            boolean known = type == 1 || type == 2 || type == 3 || type == 5 || type == 14;
            if (!known || length == 0 || length > 32) {
                return false;
            }
            at += length;
        }
        return at == payload.length;
    }

    private static boolean igmp(byte[] payload) {
        return payload.length >= 8 && ((payload[0] & 0xff) == 0x22 ? reports(payload, 8) : payload.length == 8);
    }

    /** Listener reports of the newest versions: records without sources and without auxiliary data. */
    private static boolean reports(byte[] payload, int recordLength) {
        int records = ((payload[6] & 0xff) << 8) | (payload[7] & 0xff);
        if (payload.length != 8 + records * recordLength) {
            return false;
        }
        for (int at = 8; at < payload.length; at += recordLength) {
            if (payload[at + 1] != 0 || payload[at + 2] != 0 || payload[at + 3] != 0) {
                return false;
            }
        }
        return true;
    }
}
