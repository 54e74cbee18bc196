package org.sealphone.harness.capture;

import java.net.InetSocketAddress;
import java.time.Instant;

/** Both directions of one TCP connection. The client is who sent the first SYN, or else the first packet. */
public final class TcpConnection {
    private final InetSocketAddress client;
    private final InetSocketAddress server;
    private final Instant opened;
    private final TcpStream fromClient = new TcpStream();
    private final TcpStream fromServer = new TcpStream();
    private Instant lastSeen;

    TcpConnection(InetSocketAddress client, InetSocketAddress server, Instant opened) {
        this.client = client;
        this.server = server;
        this.opened = opened;
        this.lastSeen = opened;
    }

    void accept(Dissection segment) {
        lastSeen = segment.packet().time();
        (segment.source().equals(client) ? fromClient : fromServer).accept(segment);
    }

    boolean closed() {
        return fromClient.reset() || fromServer.reset() || (fromClient.finished() && fromServer.finished());
    }

    public InetSocketAddress client() {
        return client;
    }

    public InetSocketAddress server() {
        return server;
    }

    public Instant opened() {
        return opened;
    }

    public Instant lastSeen() {
        return lastSeen;
    }

    /** Whether either side ended it. */
    public boolean ended() {
        return closed() || fromClient.finished() || fromServer.finished();
    }

    public TcpStream fromClient() {
        return fromClient;
    }

    public TcpStream fromServer() {
        return fromServer;
    }

    @Override
    public String toString() {
        return "TCP " + client + " to " + server;
    }
}
