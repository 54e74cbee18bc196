package org.sealphone.harness.relay;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A port on loopback that stands for the trunk: what a phone writes there goes to the trunk and back, each octet recorded before it is
 * passed on. Two threads a connection, one that accepts.
 */
public final class TcpRelay implements AutoCloseable {
    private static final int CONNECT_MILLISECONDS = 5000;
    private static final int CHUNK = 16_384;

    private final ServerSocket server;
    private final InetSocketAddress trunk;
    private final RelayRecord record;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    private TcpRelay(ServerSocket server, InetSocketAddress trunk, RelayRecord record) {
        this.server = server;
        this.trunk = trunk;
        this.record = record;
    }

    public static TcpRelay start(InetAddress local, InetSocketAddress trunk, RelayRecord record) throws IOException {
        TcpRelay relay = new TcpRelay(new ServerSocket(0, 50, local), trunk, record);
        relay.run("relay-accept", relay::accept);
        return relay;
    }

    /** Where the phones connect to, in place of the trunk. */
    public InetSocketAddress address() {
        return new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                connect(server.accept());
            } catch (IOException e) {
                // The relay closes, or this one connection failed: the phone sees its connection end.
            }
        }
    }

    private void connect(Socket phone) throws IOException {
        open.add(phone);
        InetSocketAddress client = (InetSocketAddress) phone.getRemoteSocketAddress();
        record.opened(client, address());
        Socket onward = new Socket();
        open.add(onward);
        try {
            onward.connect(trunk, CONNECT_MILLISECONDS);
            phone.setOption(StandardSocketOptions.TCP_NODELAY, true);
            onward.setOption(StandardSocketOptions.TCP_NODELAY, true);
        } catch (IOException e) {
            record.finished(address(), client);
            close(phone);
            close(onward);
            throw e;
        }
        run("relay-out", () -> pass(phone, onward, client, address()));
        run("relay-in", () -> pass(onward, phone, address(), client));
    }

    /** A direction's end is passed on as such; a reset ends both. */
    private void pass(Socket from, Socket to, InetSocketAddress source, InetSocketAddress destination) {
        byte[] buffer = new byte[CHUNK];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                record.stream(source, destination, buffer, length);
                out.write(buffer, 0, length);
            }
            record.finished(source, destination);
            to.shutdownOutput();
        } catch (IOException e) {
            record.finished(source, destination);
            close(from);
            reset(to);
        }
        if (from.isOutputShutdown()) {
            close(from);
            close(to);
        }
    }

    /** What broke on one side breaks on the other: an orderly end would tell the phone of another fault than there was. */
    private void reset(Socket socket) {
        try {
            if (!server.isClosed()) {
                socket.setSoLinger(true, 0);
            }
        } catch (IOException e) {
            // It is closed already: the other direction noticed first.
        }
        close(socket);
    }

    private void run(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private void close(Socket socket) {
        open.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed either way.
        }
    }

    /** Ends every connection and waits for the threads, so that the record is complete. */
    @Override
    public void close() throws IOException {
        server.close();
        Set.copyOf(open).forEach(this::close);
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
