package org.sealphone.crypto.rtp;

/**
 * One RTP packet in the clear (RFC 3550 section 5.1): a lease that is filled again and again, so that a running call
 * allocates nothing for it.
 *
 * <p>On the way out, {@link #begin} writes a header without SSRC and sequence number: these the sender stamps, so that
 * no caller can use a packet index twice. On the way in, {@link #read} takes only octets that have authenticated, and
 * still checks every length in them, since a peer that holds the key can be wrong as well. Padding is taken off; CSRC
 * list and header extension are skipped, never interpreted.
 *
 * <p>Thread: one owner at a time.
 */
public final class RtpPacket {
    /** The fixed header: what a packet has at least. */
    public static final int HEADER_LENGTH = 12;

    /** The longest packet, header included. Longer ones do not fit an Ethernet frame and are refused. */
    public static final int MAX_SIZE = 2048;

    /** Free octets before the packet: they put a payload behind a plain header on a multiple of 16. */
    public static final int HEAD_ROOM = 4;

    /** Free octets behind the longest packet: a rollover counter, a tag, or SHA-1's last block can stand there. */
    public static final int TAIL_ROOM = 76;

    public static final int MAX_PAYLOAD = MAX_SIZE - HEADER_LENGTH;

    private static final int VERSION_2 = 0x80;
    private static final int PADDING_BIT = 0x20;
    private static final int EXTENSION_BIT = 0x10;

    private final byte[] array = new byte[HEAD_ROOM + MAX_SIZE + TAIL_ROOM];
    private int payloadOffset = HEAD_ROOM + HEADER_LENGTH;
    private int payloadLength;

    /** An empty packet of payload type 0. */
    public RtpPacket() {
        array[HEAD_ROOM] = (byte) VERSION_2;
    }

    /** Starts a packet to be sent: no payload yet, no CSRC, no extension (SRTP-11: they would travel in clear). */
    public RtpPacket begin(int payloadType, boolean marker, long timestamp) {
        if ((payloadType & ~0x7F) != 0) {
            throw new IllegalArgumentException("payload type " + payloadType);
        }
        array[HEAD_ROOM] = (byte) VERSION_2;
        array[HEAD_ROOM + 1] = (byte) (marker ? payloadType | 0x80 : payloadType);
        Octets.putShort(array, HEAD_ROOM + 2, 0);
        Octets.putInt(array, HEAD_ROOM + 4, (int) timestamp);
        Octets.putInt(array, HEAD_ROOM + 8, 0);
        payloadOffset = HEAD_ROOM + HEADER_LENGTH;
        payloadLength = 0;
        return this;
    }

    /**
     * Writes what only the sealing sender knows. What goes on the wire is the sender's own copy, so stamping again
     * changes nothing.
     */
    public void stamp(int ssrc, int sequenceNumber) {
        Octets.putShort(array, HEAD_ROOM + 2, sequenceNumber);
        Octets.putInt(array, HEAD_ROOM + 8, ssrc);
    }

    /**
     * Takes a copy of an authenticated packet, if it is one of RFC 3550 to the last octet.
     *
     * @return false if not; then this packet is as it was before
     */
    public boolean read(byte[] source, int offset, int length) {
        if (length > MAX_SIZE) {
            return false;
        }
        int header = headerLength(source, offset, length);
        if (header < 0) {
            return false;
        }
        int padding = 0;
        if ((source[offset] & PADDING_BIT) != 0) {
            padding = length == header ? 0 : source[offset + length - 1] & 0xFF;
            if (padding == 0 || padding > length - header) {
                return false;
            }
        }
        System.arraycopy(source, offset, array, HEAD_ROOM, length);
        array[HEAD_ROOM] &= (byte) ~PADDING_BIT;
        payloadOffset = HEAD_ROOM + header;
        payloadLength = length - header - padding;
        return true;
    }

    /**
     * The length of the header with its CSRC list and extension: where the enciphered part begins. Bounded by {@code
     * length}, safe on octets that nobody has authenticated.
     *
     * @return -1 if this is not version 2 or the header does not fit
     */
    public static int headerLength(byte[] source, int offset, int length) {
        if (length < HEADER_LENGTH || (source[offset] & 0xC0) != VERSION_2) {
            return -1;
        }
        int header = HEADER_LENGTH + 4 * (source[offset] & 0x0F);
        if ((source[offset] & EXTENSION_BIT) != 0) {
            if (header + 4 > length) {
                return -1;
            }
            header += 4 + 4 * Octets.getShort(source, offset + header + 2);
        }
        return header <= length ? header : -1;
    }

    /** The octets behind this packet; the packet begins at {@link #HEAD_ROOM}. */
    public byte[] array() {
        return array;
    }

    /** Header and payload, without padding. */
    public int length() {
        return payloadOffset - HEAD_ROOM + payloadLength;
    }

    public int payloadOffset() {
        return payloadOffset;
    }

    public int payloadLength() {
        return payloadLength;
    }

    /** Says how much of {@link #array()} from {@link #payloadOffset()} on is payload. */
    public void payloadLength(int n) {
        if (n < 0 || payloadOffset - HEAD_ROOM + n > MAX_SIZE) {
            throw new IllegalArgumentException("payload of " + n + " octets");
        }
        payloadLength = n;
    }

    public int payloadType() {
        return array[HEAD_ROOM + 1] & 0x7F;
    }

    public boolean marker() {
        return array[HEAD_ROOM + 1] < 0;
    }

    public int sequenceNumber() {
        return Octets.getShort(array, HEAD_ROOM + 2);
    }

    /** In units of the payload's clock, 0 to 2^32 - 1. */
    public long timestamp() {
        return Octets.getInt(array, HEAD_ROOM + 4) & 0xFFFF_FFFFL;
    }

    public int ssrc() {
        return Octets.getInt(array, HEAD_ROOM + 8);
    }

    /**
     * Whether there is nothing between the fixed header and the payload: true of every packet that {@link #begin}
     * started.
     */
    public boolean plainHeader() {
        return (array[HEAD_ROOM] & 0xFF) == VERSION_2;
    }
}
