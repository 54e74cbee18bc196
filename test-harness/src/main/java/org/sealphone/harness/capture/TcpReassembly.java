package org.sealphone.harness.capture;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sorts TCP segments into connections. A SYN on ports that a closed connection used begins a new one. Owned by one thread. */
public final class TcpReassembly {
    private final Map<Set<InetSocketAddress>, TcpConnection> current = new HashMap<>();
    private final List<TcpConnection> connections = new ArrayList<>();

    public TcpConnection accept(Dissection segment) {
        Set<InetSocketAddress> ends = new HashSet<>(List.of(segment.source(), segment.destination()));
        TcpConnection connection = current.get(ends);
        boolean opens = segment.flag(Dissection.SYN) && !segment.flag(Dissection.ACK);
        if (connection == null || (opens && connection.closed())) {
            boolean reply = segment.flag(Dissection.SYN) && segment.flag(Dissection.ACK);
            connection = reply
                    ? new TcpConnection(
                            segment.destination(),
                            segment.source(),
                            segment.packet().time())
                    : new TcpConnection(
                            segment.source(),
                            segment.destination(),
                            segment.packet().time());
            current.put(ends, connection);
            connections.add(connection);
        }
        connection.accept(segment);
        return connection;
    }

    /** In the order of their first packet. */
    public List<TcpConnection> connections() {
        return List.copyOf(connections);
    }
}
