package org.sealphone.crypto.wire;

import java.net.InetAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where to connect, and who must be there.
 *
 * @param domain the SIP domain as configured, before any look-up: the certificate must name it (RFC 5922 section 7.3)
 * @param host the name or literal address to connect to
 * @param port the port
 * @param bind the local address, or null for any
 */
public record FlowTarget(String domain, String host, int port, @Nullable InetAddress bind) {
    public FlowTarget {
        Objects.requireNonNull(domain, "domain");
        Objects.requireNonNull(host, "host");
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port " + port);
        }
    }

    /** A host that is the domain itself, from any local address. */
    public static FlowTarget of(String domain, int port) {
        return new FlowTarget(domain, domain, port, null);
    }
}
