package org.sealphone.harness.capture.live;

import java.util.List;
import org.sealphone.harness.capture.CapturedPacket;

/**
 * What a stopped capture has: every packet, and whether it may claim to have seen all.
 *
 * @param dropped frames that the kernel had to drop for want of room
 * @param disagreements interfaces whose own counters differ from what was captured
 */
public record Capture(List<CapturedPacket> packets, long dropped, List<String> disagreements) {
    public Capture {
        packets = List.copyOf(packets);
        disagreements = List.copyOf(disagreements);
    }

    /** Nothing dropped, and the interfaces counted the same. */
    public boolean complete() {
        return dropped == 0 && disagreements.isEmpty();
    }
}
