package org.sealphone.crypto.wire;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.sealphone.crypto.time.Timeline;

/**
 * One TCP connection that carries TLS records: reads and writes are counted and shown to the tap, and nothing waits longer than
 * its deadline, because a deadline closes the socket under whoever waits. Knows nothing of what it carries.
 *
 * <p>Threads: one reads, one at a time writes, any closes.
 */
final class TcpLine implements Closeable {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final InetSocketAddress local;
    private final InetSocketAddress remote;
    private final Watch watch;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean expired;

    /** What all lines of a wire share. The watchdog's thread runs nothing but deadlines, so that none is ever late. */
    record Watch(Timeline timeline, Timeline watchdog, WireTap tap, WireLedger ledger, Set<TcpLine> open) {}

    private TcpLine(Socket socket, Watch watch) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
        this.local = (InetSocketAddress) socket.getLocalSocketAddress();
        this.remote = (InetSocketAddress) socket.getRemoteSocketAddress();
        this.watch = watch;
        watch.open().add(this);
    }

    static TcpLine connect(InetSocketAddress to, FlowTarget target, Duration timeout, Watch watch) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            if (target.bind() != null) {
                socket.bind(new InetSocketAddress(target.bind(), 0));
            }
            socket.connect(to, (int) Math.max(1, timeout.toMillis()));
            return new TcpLine(socket, watch);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    InetSocketAddress local() {
        return local;
    }

    InetSocketAddress remote() {
        return remote;
    }

    /** Closes the line when the time is up, unless cancelled before. */
    Timeline.Scheduled deadline(Duration timeout) {
        return watch.watchdog().schedule(timeout, () -> {
            expired = true;
            close();
        });
    }

    /** True when a deadline closed the line. */
    boolean expired() {
        return expired;
    }

    /** As {@link InputStream#read(byte[])}. */
    int read(byte[] buffer) throws IOException {
        int count = in.read(buffer);
        if (count > 0) {
            watch.ledger().tlsCame(count);
            watch.tap()
                    .streamIn(local, remote, buffer, 0, count, watch.timeline().now());
        }
        return count;
    }

    /** Reads, but gives up after a while with 0; the line stays open. */
    int readWithin(byte[] buffer, Duration patience) throws IOException {
        socket.setSoTimeout((int) Math.max(1, patience.toMillis()));
        try {
            return read(buffer);
        } catch (SocketTimeoutException nothing) {
            return 0;
        } finally {
            socket.setSoTimeout(0);
        }
    }

    /** Writes everything, or fails when the peer does not take it in time; the line is closed then. */
    void write(byte[] bytes, int length, Duration timeout) throws IOException {
        Timeline.Scheduled deadline = deadline(timeout);
        try {
            out.write(bytes, 0, length);
        } finally {
            deadline.cancel();
        }
        watch.ledger().tlsLeft(length);
        watch.tap().streamOut(local, remote, bytes, 0, length, watch.timeline().now());
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        watch.open().remove(this);
        try {
            socket.close();
        } catch (IOException gone) {
            // Closing is all that was wanted.
        }
        watch.tap().streamClosed(local, remote, watch.timeline().now());
    }
}
