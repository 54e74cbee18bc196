package org.sealphone.harness.capture;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * One direction of a TCP connection put together (RFC 9293, 3.4): reordered and repeated segments are joined, and octets that come
 * twice must be equal, else the stream says so. Owned by its reassembly.
 */
public final class TcpStream {
    private static final int MAX_PENDING = 4096;
    private static final int MAX_AHEAD = 1 << 26;

    private final List<Segment> segments = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final Set<Long> contradicting = new HashSet<>();
    private final TreeMap<Long, Segment> pending = new TreeMap<>();
    private final List<Segment> inOrder = new ArrayList<>();
    private final List<Instant> ready = new ArrayList<>();
    private final Buffer bytes = new Buffer();
    private boolean started;
    private int base;
    private boolean finished;
    private boolean reset;

    void accept(Dissection segment) {
        if (!started) {
            started = true;
            base = segment.sequence() + (segment.flag(Dissection.SYN) ? 1 : 0);
        }
        finished |= segment.flag(Dissection.FIN);
        reset |= segment.flag(Dissection.RST);
        int length = segment.payloadLength();
        if (length == 0) {
            return;
        }
        int first = segment.sequence() + (segment.flag(Dissection.SYN) ? 1 : 0);
        long offset = bytes.size() + (long) (first - (base + bytes.size()));
        Segment placed = new Segment(segment.packet(), offset, segment.payloadOffset(), length);
        segments.add(placed);
        if (offset < 0 || offset > bytes.size() + (long) MAX_AHEAD || pending.size() > MAX_PENDING) {
            problems.add(segment.packet() + ": segment outside of the stream");
            contradicting.add(segment.packet().number());
            return;
        }
        place(placed);
        while (!pending.isEmpty() && pending.firstKey() <= bytes.size()) {
            place(pending.pollFirstEntry().getValue());
        }
    }

    private void place(Segment segment) {
        if (segment.offset > bytes.size()) {
            Segment other = pending.putIfAbsent(segment.offset, segment);
            if (other != null) {
                keepLonger(other, segment);
            }
            return;
        }
        int overlap = (int) Math.min(bytes.size() - segment.offset, segment.length);
        byte[] frame = segment.packet.bytes();
        if (!bytes.matches((int) segment.offset, frame, segment.frameOffset, overlap)) {
            contradicts(segment);
        }
        if (overlap < segment.length) {
            Instant time = segment.packet.time();
            Instant before = ready.isEmpty() ? time : ready.get(ready.size() - 1);
            inOrder.add(
                    new Segment(segment.packet, bytes.size(), segment.frameOffset + overlap, segment.length - overlap));
            ready.add(time.isAfter(before) ? time : before);
            bytes.write(frame, segment.frameOffset + overlap, segment.length - overlap);
        }
    }

    private void keepLonger(Segment first, Segment second) {
        int common = Math.min(first.length, second.length);
        if (!Arrays.equals(
                first.packet.bytes(),
                first.frameOffset,
                first.frameOffset + common,
                second.packet.bytes(),
                second.frameOffset,
                second.frameOffset + common)) {
            contradicts(second);
        }
        if (second.length > first.length) {
            pending.put(second.offset, second);
        }
    }

    private void contradicts(Segment segment) {
        contradicting.add(segment.packet.number());
        problems.add(segment.packet + ": repeats octets " + segment.offset + " with another content");
    }

    /** Whether this packet's octets differ from what the stream has at their place, or lie outside of it. */
    public boolean contradicts(CapturedPacket packet) {
        return contradicting.contains(packet.number());
    }

    public byte[] bytes() {
        return bytes.toByteArray();
    }

    public int length() {
        return bytes.size();
    }

    /** Octets beyond a gap that never closed. */
    public boolean hasGap() {
        return !pending.isEmpty();
    }

    public boolean finished() {
        return finished;
    }

    public boolean reset() {
        return reset;
    }

    /** Contradicting repetitions and segments that cannot belong to the stream. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /** Every segment with payload, repeated ones too, in the order of capture. */
    public List<Segment> segments() {
        return List.copyOf(segments);
    }

    /** The packet that brought the octet at this offset. */
    public CapturedPacket packetOf(long offset) {
        return inOrder.get(indexOf(offset)).packet;
    }

    /** When the octets up to and including this offset had all been on the wire. */
    public Instant timeOf(long offset) {
        return ready.get(indexOf(offset));
    }

    private int indexOf(long offset) {
        int low = 0;
        int high = inOrder.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (inOrder.get(middle).offset <= offset) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** Payload of one packet and its place in the stream; where the sequence number lies outside, the offset is negative or large. */
    public record Segment(CapturedPacket packet, long offset, int frameOffset, int length) {}

    /** A growing array that can be compared in place. */
    private static final class Buffer extends ByteArrayOutputStream {
        boolean matches(int offset, byte[] other, int otherOffset, int length) {
            return Arrays.equals(buf, offset, offset + length, other, otherOffset, otherOffset + length);
        }
    }
}
