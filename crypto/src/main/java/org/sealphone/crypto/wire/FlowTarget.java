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
 * @param origin who says that the host is the place
 */
public record FlowTarget(String domain, String host, int port, @Nullable InetAddress bind, Origin origin) {
    /** Who says where to connect. */
    public enum Origin {
        /** Whoever set the phone up, who may mean this machine itself. */
        CONFIGURED,
        /** A name server, which must not lead the phone to this machine or its link (DNS-02). */
        LOOKED_UP
    }

    public FlowTarget {
        Objects.requireNonNull(domain, "domain");
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(origin, "origin");
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port " + port);
        }
    }

    /** A host that was configured. */
    public FlowTarget(String domain, String host, int port, @Nullable InetAddress bind) {
        this(domain, host, port, bind, Origin.CONFIGURED);
    }

    /** A host that is the domain itself, from any local address. */
    public static FlowTarget of(String domain, int port) {
        return new FlowTarget(domain, domain, port, null);
    }
}
