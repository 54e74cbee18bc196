package org.sealphone.media.rtp;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.rtp.RtpPacket;

/**
 * From the thread that receives to the thread that plays: one producer, one consumer, no lock, no allocation.
 *
 * <p>A slot belongs to the producer until {@code put} has moved past it, and to the consumer until {@code taken} has.
 * When the consumer stands still the newest packets are dropped and counted; nothing grows.
 */
public final class PacketQueue {
    private static final int SLOTS = 64;

    private final ReceivedPacket[] slots = new ReceivedPacket[SLOTS];
    private final AtomicLong put = new AtomicLong();
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();

    public PacketQueue() {
        for (int i = 0; i < SLOTS; i++) {
            slots[i] = new ReceivedPacket();
        }
    }

    /** Producer: copies the packet, or drops it when the queue is full. */
    public boolean offer(RtpPacket packet, long arrival) {
        long at = put.get();
        if (at - taken.get() == SLOTS) {
            dropped.incrementAndGet();
            return false;
        }
        slots[(int) (at % SLOTS)].take(packet, arrival);
        put.setRelease(at + 1);
        return true;
    }

    /** Consumer: the oldest packet, which stays valid until {@link #release}. */
    public @Nullable ReceivedPacket peek() {
        long at = taken.get();
        return at == put.get() ? null : slots[(int) (at % SLOTS)];
    }

    /** Consumer: gives the slot of the peeked packet back. */
    public void release() {
        taken.setRelease(taken.get() + 1);
    }

    /** Packets that found no room. */
    public long dropped() {
        return dropped.get();
    }
}
