package org.sealphone.harness.capture;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One frame taken apart: what it is, who sent it, and where its payload lies. Every octet of the frame is either header, payload,
 * or {@link #stray}: octets that no header accounts for, such as trailing bytes or unknown options.
 */
public final class Dissection {
    public static final int FIN = 0x01;
    public static final int SYN = 0x02;
    public static final int RST = 0x04;
    public static final int ACK = 0x10;

    private static final InetSocketAddress NOWHERE = new InetSocketAddress(0);

    final CapturedPacket packet;
    Kind kind = Kind.OTHER;
    InetSocketAddress source = NOWHERE;
    InetSocketAddress destination = NOWHERE;
    int networkOffset;
    int payloadOffset;
    int payloadLength;
    int stray;
    String problem = "";
    int sequence;
    int flags;

    @Nullable
    InetAddress sourceHost;

    @Nullable
    InetAddress destinationHost;

    Dissection(CapturedPacket packet) {
        this.packet = packet;
        this.payloadLength = packet.length();
    }

    Dissection other(String why) {
        kind = Kind.OTHER;
        problem = why;
        stray = 0;
        payloadOffset = 0;
        payloadLength = packet.length();
        return this;
    }

    public CapturedPacket packet() {
        return packet;
    }

    public Kind kind() {
        return kind;
    }

    /** Sender; the port is zero where the protocol has none. */
    public InetSocketAddress source() {
        return source;
    }

    public InetSocketAddress destination() {
        return destination;
    }

    /** Where the network header (IP, ARP) begins. */
    public int networkOffset() {
        return networkOffset;
    }

    public int payloadOffset() {
        return payloadOffset;
    }

    public int payloadLength() {
        return payloadLength;
    }

    public byte[] payload() {
        return Arrays.copyOfRange(packet.bytes(), payloadOffset, payloadOffset + payloadLength);
    }

    /** Octets that are neither known header nor payload. */
    public int stray() {
        return stray;
    }

    public int headerLength() {
        return packet.length() - payloadLength - stray;
    }

    /** Why it is {@link Kind#OTHER}, or what the stray octets are; empty where all is well. */
    public String problem() {
        return problem;
    }

    /** TCP sequence number. */
    public int sequence() {
        return sequence;
    }

    public boolean flag(int mask) {
        return (flags & mask) != 0;
    }

    /** What the frame carries; payload is what follows the named header. */
    public enum Kind {
        UDP,
        TCP,
        ARP,
        ICMP,
        ICMPV6,
        IGMP,
        /** Nothing that is known here, malformed, fragmented or cut: the whole frame counts as payload. */
        OTHER
    }
}
