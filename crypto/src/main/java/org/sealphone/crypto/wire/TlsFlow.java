package org.sealphone.crypto.wire;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.tls.ClientHandshake;
import org.sealphone.crypto.tls.TlsFacts;

/**
 * A verified flow over a real connection. It ends once, for one reason: whoever notices first names it and closes the line, the
 * reader tells the listener.
 */
final class TlsFlow extends VerifiedFlow {
    private static final int BUFFER = 16384;
    private static final Refusal OURS = new Refusal(CryptoReason.NET_09, "");

    private final TcpLine line;
    private final TlsRecords records;
    private final ClientHandshake handshake;
    private final TlsFacts facts;
    private final FlowListener listener;
    private final AtomicReference<@Nullable Refusal> end = new AtomicReference<>();

    TlsFlow(TcpLine line, TlsRecords records, ClientHandshake handshake, TlsFacts facts, FlowListener listener) {
        this.line = line;
        this.records = records;
        this.handshake = handshake;
        this.facts = facts;
        this.listener = listener;
    }

    /** Starts the reader. */
    void start() {
        Thread reader = new Thread(this::readAll, "wire-flow-" + line.local().getPort());
        reader.setDaemon(true);
        reader.start();
    }

    private void readAll() {
        // Stands when the listener throws, which is a bug and goes on to the thread's handler: the flow must not linger
        // unread.
        Refusal cause = new Refusal(CryptoReason.NET_04, "the reader failed");
        try {
            cause = readToTheEnd();
        } finally {
            end(cause);
            Refusal first = end.get();
            try {
                if (first != null && !first.equals(OURS)) {
                    listener.lost(first);
                }
            } finally {
                records.farewell();
                line.close();
            }
        }
    }

    private Refusal readToTheEnd() {
        byte[] buffer = new byte[BUFFER];
        try {
            int count = records.read(buffer);
            while (count >= 0 && end.get() == null) {
                listener.received(buffer, count);
                // SDES keys are in what was said; a quiet flow would hold them for hours.
                Arrays.fill(buffer, 0, count, (byte) 0);
                count = records.read(buffer);
            }
            return new Refusal(CryptoReason.NET_07, "close_notify");
        } catch (EOFException cut) {
            return new Refusal(CryptoReason.TLS_11, "no close_notify");
        } catch (IOException broken) {
            return broken(broken, "while reading");
        }
    }

    /** A writer's deadline closes the line under the reader as well: then the peer that does not read is the cause. */
    private Refusal broken(IOException thrown, String where) {
        if (line.expired()) {
            return new Refusal(CryptoReason.NET_08, "");
        }
        return thrown instanceof SSLException ? handshake.refusal(thrown) : new Refusal(CryptoReason.NET_04, where);
    }

    private void end(Refusal cause) {
        end.compareAndSet(null, cause);
    }

    @Override
    public void send(byte[] sip) throws FlowClosedException {
        Refusal known = end.get();
        if (known != null) {
            throw new FlowClosedException(known);
        }
        try {
            records.write(sip);
        } catch (IOException failed) {
            end(broken(failed, "while writing"));
            line.close();
            Refusal first = end.get();
            throw new FlowClosedException(first == null ? OURS : first);
        }
    }

    @Override
    public TlsFacts facts() {
        return facts;
    }

    @Override
    public InetSocketAddress local() {
        return line.local();
    }

    @Override
    public InetSocketAddress remote() {
        return line.remote();
    }

    @Override
    public boolean live() {
        return end.get() == null;
    }

    @Override
    public CryptoWriter cryptoWriter() throws FlowClosedException {
        Refusal known = end.get();
        if (known != null) {
            throw new FlowClosedException(known);
        }
        return new CryptoWriter(this::live);
    }

    @Override
    public void close() {
        if (end.compareAndSet(null, OURS)) {
            records.farewell();
        }
        line.close();
    }
}
