package org.sealphone.crypto.srtp;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/** How many datagrams have ended how. Thread: any; the map never changes, its counters do. */
final class OutcomeCounters {
    private final Map<Unprotected, AtomicLong> counts = new EnumMap<>(Unprotected.class);

    OutcomeCounters() {
        for (Unprotected outcome : Unprotected.values()) {
            counts.put(outcome, new AtomicLong());
        }
    }

    Unprotected count(Unprotected outcome) {
        of(outcome).getAndIncrement();
        return outcome;
    }

    long get(Unprotected outcome) {
        return of(outcome).get();
    }

    private AtomicLong of(Unprotected outcome) {
        return Objects.requireNonNull(counts.get(outcome));
    }
}
