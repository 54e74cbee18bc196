package org.sealphone.harness.capture;

import java.time.Instant;

/** One frame as it was on a link. Immutable by convention: nobody writes into {@link #bytes}. */
public final class CapturedPacket {
    private final long number;
    private final Instant time;
    private final LinkType linkType;
    private final String link;
    private final byte[] bytes;
    private final int originalLength;

    public CapturedPacket(long number, Instant time, LinkType linkType, String link, byte[] bytes, int originalLength) {
        this.number = number;
        this.time = time;
        this.linkType = linkType;
        this.link = link;
        this.bytes = bytes;
        this.originalLength = originalLength;
    }

    /** A packet that was captured whole. */
    public static CapturedPacket whole(long number, Instant time, LinkType linkType, byte[] bytes) {
        return new CapturedPacket(number, time, linkType, "", bytes, bytes.length);
    }

    /** Counts from 1 in the order of capture. */
    public long number() {
        return number;
    }

    public Instant time() {
        return time;
    }

    public LinkType linkType() {
        return linkType;
    }

    /** The interface's name, or empty where it is not known. */
    public String link() {
        return link;
    }

    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return bytes.length;
    }

    public boolean truncated() {
        return originalLength > bytes.length;
    }

    public int originalLength() {
        return originalLength;
    }

    @Override
    public String toString() {
        return "packet " + number + " of " + originalLength + " octets at " + time;
    }
}
