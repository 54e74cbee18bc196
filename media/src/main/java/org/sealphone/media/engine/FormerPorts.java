package org.sealphone.media.engine;

import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.wire.PortCounters;
import org.sealphone.crypto.wire.SrtpPort;

/** What the ports counted that a call has left; a call is one call wherever it is heard. Owned by the session. */
final class FormerPorts {
    private @Nullable PortCounters counters;
    private long sealed;

    void left(SrtpPort port) {
        counters = and(port.counters());
        sealed += port.sealed();
    }

    PortCounters and(PortCounters latest) {
        PortCounters before = counters;
        return before == null ? latest : before.plus(latest);
    }

    long sealed() {
        return sealed;
    }
}
