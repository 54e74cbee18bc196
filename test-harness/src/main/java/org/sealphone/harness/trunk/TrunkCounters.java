package org.sealphone.harness.trunk;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.sealphone.harness.trunk.media.MediaCounters;

/** What the loop thread counts and any thread may read. */
final class TrunkCounters {
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicLong connectionsEver = new AtomicLong();
    private final AtomicInteger registrations = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicLong callsEver = new AtomicLong();
    private final AtomicLong faults = new AtomicLong();
    private final AtomicReference<@Nullable RuntimeException> firstFault = new AtomicReference<>();

    /** Counts a new connection and gives its number. */
    long connection() {
        return connectionsEver.incrementAndGet();
    }

    void connections(int now) {
        connections.set(now);
    }

    void registrations(int now) {
        registrations.set(now);
    }

    void callBegan() {
        calls.incrementAndGet();
        callsEver.incrementAndGet();
    }

    void callEnded() {
        calls.decrementAndGet();
    }

    int calls() {
        return calls.get();
    }

    void fault(RuntimeException bug) {
        faults.incrementAndGet();
        firstFault.compareAndSet(null, bug);
    }

    @Nullable
    RuntimeException firstFault() {
        return firstFault.get();
    }

    TrunkStatus status(MediaCounters media) {
        return new TrunkStatus(
                connections.get(),
                registrations.get(),
                calls.get(),
                media.ports(),
                connectionsEver.get(),
                callsEver.get(),
                media.datagrams(),
                media.notAuthentic(),
                media.rtpReceived(),
                media.rtpSent(),
                media.rtcpReceived(),
                media.rtcpSent(),
                faults.get());
    }
}
