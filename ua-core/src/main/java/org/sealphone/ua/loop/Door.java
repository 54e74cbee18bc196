package org.sealphone.ua.loop;

import java.net.InetAddress;
import java.time.Duration;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.tls.TlsPolicy;
import org.sealphone.crypto.wire.FlowListener;
import org.sealphone.crypto.wire.FlowOutcome;
import org.sealphone.crypto.wire.FlowTarget;
import org.sealphone.crypto.wire.ReservedPort;
import org.sealphone.crypto.wire.SecureWire;

/** The two things that a user agent needs of the wire. In production it is the {@link SecureWire}; tests stand on flows in memory. */
public interface Door {
    /** Blocks for no longer than the time-out. */
    FlowOutcome connect(FlowTarget target, TlsPolicy policy, Duration timeout, FlowListener listener);

    Outcome<ReservedPort> reserve(InetAddress local);

    /** The door of this machine. */
    static Door of(SecureWire wire) {
        return new Door() {
            @Override
            public FlowOutcome connect(FlowTarget target, TlsPolicy policy, Duration timeout, FlowListener listener) {
                return wire.connect(target, policy, timeout, listener);
            }

            @Override
            public Outcome<ReservedPort> reserve(InetAddress local) {
                return wire.reserve(local);
            }
        };
    }
}
