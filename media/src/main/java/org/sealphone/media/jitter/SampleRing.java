package org.sealphone.media.jitter;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Samples on their way from one thread to another: one producer, one consumer, no lock, no allocation.
 *
 * <p>A sample belongs to the producer until {@code put} has moved past it, and to the consumer until {@code taken} has.
 * When the consumer stands still the newest samples are dropped and counted; nothing grows and nobody waits.
 */
public final class SampleRing {
    private final short[] ring;

    /** Written by the producer alone. */
    private final AtomicLong put = new AtomicLong();
    /** Written by the consumer alone. */
    private final AtomicLong taken = new AtomicLong();

    private final AtomicLong dropped = new AtomicLong();

    public SampleRing(int capacity) {
        ring = new short[capacity];
    }

    /** Producer: all of the samples or, when they do not fit, none. */
    public boolean put(short[] pcm, int offset, int samples) {
        long from = put.get();
        if (from + samples - taken.get() > ring.length) {
            dropped.addAndGet(samples);
            return false;
        }
        int at = (int) (from % ring.length);
        int first = Math.min(samples, ring.length - at);
        System.arraycopy(pcm, offset, ring, at, first);
        System.arraycopy(pcm, offset + first, ring, 0, samples - first);
        put.setRelease(from + samples);
        return true;
    }

    /** Consumer: how many samples are there; more may come, none go. */
    public int available() {
        return (int) (put.get() - taken.get());
    }

    /** Consumer: copies samples that lie {@code skip} behind the oldest; they stay. */
    public void peek(int skip, short[] out, int offset, int samples) {
        int at = (int) ((taken.get() + skip) % ring.length);
        int first = Math.min(samples, ring.length - at);
        System.arraycopy(ring, at, out, offset, first);
        System.arraycopy(ring, 0, out, offset + first, samples - first);
    }

    /** Consumer: gives the oldest samples back. */
    public void drop(int samples) {
        taken.setRelease(taken.get() + samples);
    }

    /** Samples that found no room. */
    public long dropped() {
        return dropped.get();
    }
}
