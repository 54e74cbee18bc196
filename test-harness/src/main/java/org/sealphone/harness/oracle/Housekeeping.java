package org.sealphone.harness.oracle;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.sealphone.harness.capture.Dissection;

/**
 * Link housekeeping that carries no text of anybody: ARP, neighbour discovery (RFC 4861), multicast listener and group reports, and
 * ICMP errors whose quotation is the beginning of a packet that was itself captured and judged. Echo requests carry free octets: none
 * is allowed.
 */
final class Housekeeping {
    private static final int HEAD = 28;

    private final Map<ByteBuffer, byte[]> seen = new HashMap<>();

    /** Remembers a datagram, so that an error may quote it. */
    void remember(Dissection datagram) {
        byte[] frame = datagram.packet().bytes();
        int from = datagram.networkOffset();
        if (frame.length - from >= HEAD) {
            byte[] packet = Arrays.copyOfRange(frame, from, frame.length);
            seen.put(ByteBuffer.wrap(packet, 0, HEAD), packet);
        }
    }

    /** Octets of the payload that are housekeeping; the rest is not. */
    boolean allows(Dissection frame) {
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
        byte[] original = seen.get(ByteBuffer.wrap(payload, 8, HEAD));
        int quoted = payload.length - 8;
        return original != null
                && quoted <= original.length
                && Arrays.equals(original, 0, quoted, payload, 8, payload.length);
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
