package org.sealphone.ua.loop;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.sealphone.crypto.dns.NamingPointer;
import org.sealphone.crypto.dns.ServiceRecord;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.tls.TlsPolicy;
import org.sealphone.crypto.wire.FlowListener;
import org.sealphone.crypto.wire.FlowOutcome;
import org.sealphone.crypto.wire.FlowTarget;
import org.sealphone.crypto.wire.ReservedPort;
import org.sealphone.crypto.wire.SecureWire;

/** The things that a user agent needs of the wire. In production it is the {@link SecureWire}; tests stand on flows in memory. */
public interface Door {
    /** Blocks for no longer than the time-out. */
    FlowOutcome connect(FlowTarget target, TlsPolicy policy, Duration timeout, FlowListener listener);

    Outcome<ReservedPort> reserve(InetAddress local);

    /** The ways in which a domain is served (NAPTR). Blocks for no longer than the time given. */
    Outcome<List<NamingPointer>> pointers(String domain, Duration atMost);

    /** The servers of a service (SRV). Blocks for no longer than the time given. */
    Outcome<List<ServiceRecord>> services(String name, Duration atMost);

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

            @Override
            public Outcome<List<NamingPointer>> pointers(String domain, Duration atMost) {
                return wire.pointers(domain, atMost);
            }

            @Override
            public Outcome<List<ServiceRecord>> services(String name, Duration atMost) {
                return wire.services(name, atMost);
            }
        };
    }
}
