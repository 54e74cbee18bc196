package org.sealphone.harness.capture.live;

import java.util.Collection;
import java.util.List;
import org.sealphone.harness.capture.CapturedPacket;

/**
 * What a stopped capture has: every packet, and whether it may claim to have seen all.
 *
 * @param packets in memory or in a file, which then must stay as long as they are needed
 * @param incoming frames that came in on interfaces other than loopback, and their octets
 * @param dropped frames that the kernel had to drop for want of room
 * @param disagreements interfaces whose own counters differ from what was captured
 */
public record Capture(
        Collection<CapturedPacket> packets, InterfaceCounters.Sent incoming, long dropped, List<String> disagreements) {
    public Capture {
        disagreements = List.copyOf(disagreements);
    }

    /** Nothing dropped, and the interfaces counted the same. */
    public boolean complete() {
        return dropped == 0 && disagreements.isEmpty();
    }
}
