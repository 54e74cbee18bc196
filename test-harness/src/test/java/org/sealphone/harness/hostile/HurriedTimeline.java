package org.sealphone.harness.hostile;

import java.time.Duration;
import java.time.Instant;
import org.sealphone.crypto.time.SystemTimeline;
import org.sealphone.crypto.time.Timeline;

/** The machine's time, so many times as fast: a phone that waits 32 seconds for a silent trunk, at real sockets, in three. */
final class HurriedTimeline implements Timeline, AutoCloseable {
    private final SystemTimeline real = new SystemTimeline();
    private final long factor;

    HurriedTimeline(long factor) {
        this.factor = factor;
    }

    @Override
    public long nanoTime() {
        return real.nanoTime() * factor;
    }

    @Override
    public Instant now() {
        return real.now();
    }

    @Override
    public Scheduled schedule(Duration delay, Runnable task) {
        return real.schedule(delay.dividedBy(factor), task);
    }

    @Override
    public void close() {
        real.close();
    }
}
