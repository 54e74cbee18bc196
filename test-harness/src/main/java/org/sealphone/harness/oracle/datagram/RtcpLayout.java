package org.sealphone.harness.oracle.datagram;

import java.util.Optional;

/** Checks a decrypted compound RTCP packet (RFC 3550, 6.1) to its last octet, and that no user data travels in its items. */
public final class RtcpLayout {
    private static final int SENDER_REPORT = 200;
    private static final int RECEIVER_REPORT = 201;
    private static final int SOURCE_DESCRIPTION = 202;
    private static final int BYE = 203;
    private static final int EXTENDED_REPORT = 207;
    private static final int LAST_KNOWN = EXTENDED_REPORT;
    private static final int CNAME = 1;
    private static final int VOIP_METRICS = 7;
    private static final int UNAVAILABLE = 127;

    private RtcpLayout() {}

    /** What is wrong with it, or empty. */
    public static Optional<String> problem(byte[] compound) {
        int at = 0;
        while (at < compound.length) {
            if (compound.length - at < 4 || (compound[at] & 0xc0) != 0x80) {
                return Optional.of("RTCP header at octet " + at);
            }
            int type = compound[at + 1] & 0xff;
            int length = 4 * (1 + (((compound[at + 2] & 0xff) << 8) | (compound[at + 3] & 0xff)));
            if (length > compound.length - at || type < SENDER_REPORT || type > LAST_KNOWN) {
                return Optional.of("RTCP packet of type " + type + " and length " + length);
            }
            if (at == 0 && type != SENDER_REPORT && type != RECEIVER_REPORT) {
                return Optional.of("a compound packet that does not begin with a report");
            }
            int count = compound[at] & 0x1f;
            if (!fits(compound, at, type, count, length)) {
                return Optional.of("content of RTCP packet of type " + type);
            }
            at += length;
        }
        return at == 0 ? Optional.of("an empty compound packet") : Optional.empty();
    }

    private static boolean fits(byte[] bytes, int at, int type, int count, int length) {
        return switch (type) {
            case SENDER_REPORT -> length == 28 + 24 * count;
            case RECEIVER_REPORT -> length == 8 + 24 * count;
            case SOURCE_DESCRIPTION -> onlyNames(bytes, at + 4, at + length, count);
            case BYE -> length >= 4 + 4 * count;
            case EXTENDED_REPORT -> blocks(bytes, at, at + length);
            default -> true;
        };
    }

    /** The blocks of an extended report fill it to its end (RFC 3611, 3). */
    private static boolean blocks(byte[] bytes, int start, int end) {
        int at = start + 8;
        while (at + 4 <= end) {
            int length = 4 * (1 + (((bytes[at + 2] & 0xff) << 8) | (bytes[at + 3] & 0xff)));
            boolean metrics = bytes[at] == VOIP_METRICS;
            if (length > end - at || (metrics && !(length == 36 && voipMetrics(bytes, at)))) {
                return false;
            }
            at += length;
        }
        return at == end;
    }

    /** RFC 3611, 4.7: what is reserved is zero, Gmin is not, and scores are on their scales. */
    private static boolean voipMetrics(byte[] bytes, int at) {
        return bytes[at + 1] == 0
                && bytes[at + 23] != 0
                && score(bytes[at + 24], 0, 100)
                && score(bytes[at + 25], 0, 100)
                && score(bytes[at + 26], 10, 50)
                && score(bytes[at + 27], 10, 50)
                && bytes[at + 29] == 0;
    }

    private static boolean score(byte value, int least, int most) {
        return value == UNAVAILABLE || (value >= least && value <= most);
    }

    /** Every chunk holds one canonical name and nothing else. */
    private static boolean onlyNames(byte[] bytes, int from, int end, int chunks) {
        int at = from;
        for (int i = 0; i < chunks; i++) {
            if (end - at < 7 || bytes[at + 4] != CNAME) {
                return false;
            }
            int items = at + 6 + (bytes[at + 5] & 0xff);
            int next = at + ((items - at) / 4 + 1) * 4;
            if (next > end) {
                return false;
            }
            for (int pad = items; pad < next; pad++) {
                if (bytes[pad] != 0) {
                    return false;
                }
            }
            at = next;
        }
        return at == end;
    }
}
