package org.sealphone.harness.srtp;

/** Offsets in an RTP packet (RFC 3550, 5.1), read with bounds. */
public final class RtpLayout {
    private static final int FIXED = 12;

    private RtpLayout() {}

    /** Octets of the header with its CSRCs and extension, or -1 where this is no RTP packet. */
    public static int headerLength(byte[] packet, int length) {
        if (length < FIXED || (packet[0] & 0xc0) != 0x80) {
            return -1;
        }
        int header = FIXED + 4 * (packet[0] & 0x0f);
        if ((packet[0] & 0x10) != 0) {
            if (header + 4 > length) {
                return -1;
            }
            header += 4 + 4 * half(packet, header + 2);
        }
        return header <= length ? header : -1;
    }

    public static int payloadType(byte[] packet) {
        return packet[1] & 0x7f;
    }

    public static int sequenceNumber(byte[] packet) {
        return half(packet, 2);
    }

    public static int ssrc(byte[] packet) {
        return word(packet, 8);
    }

    /** Payload types 64 to 95 with the marker bit read as RTCP packet types 192 to 223 (RFC 5761, 4). */
    public static boolean isRtcp(byte[] packet, int length) {
        return length >= 8 && (packet[0] & 0xc0) == 0x80 && (packet[1] & 0xff) >= 192 && (packet[1] & 0xff) <= 223;
    }

    private static int half(byte[] bytes, int offset) {
        return ((bytes[offset] & 0xff) << 8) | (bytes[offset + 1] & 0xff);
    }

    static int word(byte[] bytes, int offset) {
        return (half(bytes, offset) << 16) | half(bytes, offset + 2);
    }

    static byte[] word(int value) {
        return new byte[] {(byte) (value >>> 24), (byte) (value >>> 16), (byte) (value >>> 8), (byte) value};
    }
}
