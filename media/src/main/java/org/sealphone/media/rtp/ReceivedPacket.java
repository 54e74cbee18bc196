package org.sealphone.media.rtp;

import java.util.Arrays;
import org.sealphone.crypto.rtp.RtpPacket;

/**
 * A copy of an authenticated packet that outlives the lease of its receiver. Pooled: filled again and again, it
 * allocates only when a payload is longer than any before.
 *
 * <p>Owned by whoever holds it; {@link PacketQueue} hands it from thread to thread.
 */
public final class ReceivedPacket {
    private static final int USUAL_PAYLOAD = 320;

    private byte[] payload = new byte[USUAL_PAYLOAD];
    private int length;
    private int ssrc;
    private int sequence;
    private int timestamp;
    private int payloadType;
    private boolean marker;
    private long arrival;

    /** Copies what the receiver opened at {@code arrival}, in monotonic nanoseconds. */
    public void take(RtpPacket packet, long arrivedAt) {
        header(
                packet.ssrc(),
                packet.sequenceNumber(),
                (int) packet.timestamp(),
                packet.payloadType(),
                packet.marker(),
                arrivedAt);
        payload(packet.array(), packet.payloadOffset(), packet.payloadLength());
    }

    public void take(ReceivedPacket other) {
        header(other.ssrc, other.sequence, other.timestamp, other.payloadType, other.marker, other.arrival);
        payload(other.payload, 0, other.length);
    }

    /** Fills the header: what {@link #take} does, for those who have no opened packet. */
    public ReceivedPacket header(int source, int number, int time, int type, boolean marked, long arrivedAt) {
        ssrc = source;
        sequence = number & 0xFFFF;
        timestamp = time;
        payloadType = type;
        marker = marked;
        arrival = arrivedAt;
        return this;
    }

    public ReceivedPacket payload(byte[] octets, int offset, int count) {
        if (payload.length < count) {
            payload = Arrays.copyOf(payload, count);
        }
        System.arraycopy(octets, offset, payload, 0, count);
        length = count;
        return this;
    }

    public byte[] payload() {
        return payload;
    }

    public int length() {
        return length;
    }

    public int ssrc() {
        return ssrc;
    }

    public int sequence() {
        return sequence;
    }

    /** The RTP timestamp; only differences mean anything. */
    public int timestamp() {
        return timestamp;
    }

    public int payloadType() {
        return payloadType;
    }

    public boolean marker() {
        return marker;
    }

    public long arrival() {
        return arrival;
    }
}
