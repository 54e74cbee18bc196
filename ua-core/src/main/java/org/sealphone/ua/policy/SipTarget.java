package org.sealphone.ua.policy;

import java.util.Objects;
import java.util.Optional;

/**
 * A place that can be reached over TLS only: the value that every outgoing request is addressed with. Made by {@link Targets} alone, so
 * that whoever holds one holds something that passed the grammar: no control characters, no quotes, no headers, no other transport.
 */
public final class SipTarget {
    /** The port of SIP over TLS when none is written (RFC 3261 19.1.2). */
    public static final int DEFAULT_PORT = 5061;

    private final TargetScheme scheme;
    private final Optional<String> user;
    private final String host;
    private final int port;

    SipTarget(TargetScheme scheme, Optional<String> user, String host, int port) {
        this.scheme = Objects.requireNonNull(scheme, "scheme");
        this.user = Objects.requireNonNull(user, "user");
        this.host = Objects.requireNonNull(host, "host");
        this.port = port;
    }

    public TargetScheme scheme() {
        return scheme;
    }

    /** The user part as written in the URI, escaped where RFC 3261 demands it; empty for a server. */
    public Optional<String> user() {
        return user;
    }

    /** A name or an address; an IPv6 address without brackets. Lower case. */
    public String host() {
        return host;
    }

    /** The port that was written, or empty when the default holds. */
    public Optional<Integer> writtenPort() {
        return port < 0 ? Optional.empty() : Optional.of(port);
    }

    /** The port to connect to. */
    public int port() {
        return port < 0 ? DEFAULT_PORT : port;
    }

    /** Whether the host is written as digits, so that it says where and not who. */
    public boolean isAddress() {
        return host.indexOf(':') >= 0 || host.matches("\\d{1,3}(\\.\\d{1,3}){3}");
    }

    /** The same server, without a user: what a REGISTER is sent to. */
    public SipTarget server() {
        return new SipTarget(scheme, Optional.empty(), host, port);
    }

    /** The same server with another user, who is escaped as RFC 3261 25.1 demands. */
    public SipTarget withUser(String rawUser) {
        return new SipTarget(scheme, Optional.of(UserPart.escape(rawUser)), host, port);
    }

    /** The URI as it goes on the wire. */
    public String uri() {
        StringBuilder text = new StringBuilder(scheme == TargetScheme.SIPS ? "sips:" : "sip:");
        user.ifPresent(name -> text.append(name).append('@'));
        text.append(host.indexOf(':') >= 0 ? "[" + host + "]" : host);
        if (port >= 0) {
            text.append(':').append(port);
        }
        return scheme == TargetScheme.SIPS
                ? text.toString()
                : text.append(";transport=tls").toString();
    }

    /** The URI as it stands in From, To and an address of record: without port and transport, which RFC 3261 19.1.1 forbids there. */
    public String identity() {
        StringBuilder text = new StringBuilder(scheme == TargetScheme.SIPS ? "sips:" : "sip:");
        user.ifPresent(name -> text.append(name).append('@'));
        return text.append(host.indexOf(':') >= 0 ? "[" + host + "]" : host).toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SipTarget target && target.uri().equals(uri());
    }

    @Override
    public int hashCode() {
        return uri().hashCode();
    }

    @Override
    public String toString() {
        return uri();
    }
}
