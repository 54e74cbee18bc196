package org.sealphone.media.engine;

import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.rtp.RtcpCompound;
import org.sealphone.crypto.rtp.RtpPacket;
import org.sealphone.crypto.wire.MediaReceiver;
import org.sealphone.media.rtp.PacketQueue;

/**
 * Takes what the receive thread opened and keeps it, bounded, for the thread that plays. Packets are copied into pooled
 * slots; reports come every few seconds and may allocate.
 */
final class Inbox implements MediaReceiver {
    private static final int MOST_REPORTS = 16;

    private final PacketQueue packets = new PacketQueue();
    private final ArrayBlockingQueue<Arrived> reports = new ArrayBlockingQueue<>(MOST_REPORTS);

    /** A compound and when it came. */
    record Arrived(RtcpCompound compound, long at) {}

    @Override
    public void rtp(RtpPacket view, long nanoTime) {
        packets.offer(view, nanoTime);
    }

    /** A peer that floods us with reports loses some of them: the next says all that they said. */
    @Override
    public void rtcp(RtcpCompound compound, long nanoTime) {
        if (!reports.offer(new Arrived(compound, nanoTime))) {
            reports.poll();
        }
    }

    PacketQueue packets() {
        return packets;
    }

    @Nullable
    Arrived nextReport() {
        return reports.poll();
    }
}
