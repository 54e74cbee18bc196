package org.sealphone.crypto.wire;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import org.sealphone.crypto.tls.ClientHandshake;
import org.sealphone.crypto.tls.TlsFailure;

/**
 * Drives an SSLEngine over a line: the handshake, then application data both ways. Plaintext goes in and comes out here and
 * nowhere else; what reaches the line is what the engine made.
 *
 * <p>Threads: {@link #handshake} and {@link #read} by the reader; {@link #write} and {@link #farewell} by any, one at a time.
 */
final class TlsRecords {
    private static final int ONE_READ = 16384;
    private static final Duration FAREWELL = Duration.ofSeconds(1);
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final TcpLine line;
    private final ClientHandshake handshake;
    private final SSLEngine engine;
    private final Duration writeTimeout;
    private final byte[] chunk = new byte[ONE_READ];
    private final ByteBuffer netIn;
    /** Stays empty: the engine wants to see that there would be room. */
    private final ByteBuffer room;

    private final ByteBuffer netOut;
    private final ReentrantLock writing = new ReentrantLock();

    TlsRecords(TcpLine line, ClientHandshake handshake, Duration writeTimeout) {
        this.line = line;
        this.handshake = handshake;
        this.engine = handshake.engine();
        this.writeTimeout = writeTimeout;
        int packet = engine.getSession().getPacketBufferSize();
        // Less than a packet is left when more is read; the wait for a verdict may read once more on top of that.
        this.netIn = ByteBuffer.allocate(packet + 2 * ONE_READ).limit(0);
        this.room = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
        this.netOut = ByteBuffer.allocate(packet);
    }

    /** The server's first bytes were no TLS. */
    static final class NotTls extends IOException {
        private static final long serialVersionUID = 1L;

        final transient TlsFailure failure;

        NotTls(TlsFailure failure) {
            super(failure.refusal().text());
            this.failure = failure;
        }
    }

    /** Runs until the handshake is done; the caller sets the deadline. No application data is written here. */
    void handshake() throws IOException {
        engine.beginHandshake();
        try {
            while (true) {
                switch (engine.getHandshakeStatus()) {
                    case NEED_WRAP -> wrap(NOTHING);
                    case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                        if (unwrap() == Status.BUFFER_UNDERFLOW) {
                            fill();
                        }
                    }
                    case NEED_TASK -> engine.getDelegatedTask().run();
                    case FINISHED, NOT_HANDSHAKING -> {
                        return;
                    }
                }
            }
        } catch (IOException failed) {
            alert();
            throw failed;
        }
    }

    /** Waits a little for what the server has to say after its handshake: tickets, or that our certificate will not do. */
    void awaitVerdict(Duration patience) throws IOException {
        int count = line.readWithin(chunk, patience);
        if (count < 0) {
            throw new EOFException();
        }
        take(count);
        while (netIn.hasRemaining() && unwrap() == Status.OK) {
            // Each round consumes one record.
        }
    }

    /**
     * Application data into the buffer; -1 when the peer said close_notify. A stream that just stops is an EOFException, and what
     * was not complete is lost with it (TLS-11).
     */
    int read(byte[] buffer) throws IOException {
        int count = handshake.read(buffer);
        while (count == 0) {
            Status status = unwrap();
            count = handshake.read(buffer);
            if (status == Status.CLOSED && count == 0) {
                return -1;
            }
            if (status == Status.BUFFER_UNDERFLOW) {
                fill();
            }
            if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
                // A key update or a refused renegotiation wants an answer.
                wrap(NOTHING);
            }
        }
        return count;
    }

    /** Encrypts and sends all of it. */
    void write(byte[] plain) throws IOException {
        wrap(ByteBuffer.wrap(plain));
    }

    private void wrap(ByteBuffer plain) throws IOException {
        writing.lock();
        try {
            wrap(plain, writeTimeout);
        } finally {
            writing.unlock();
        }
    }

    private void wrap(ByteBuffer plain, Duration timeout) throws IOException {
        do {
            netOut.clear();
            SSLEngineResult result = engine.wrap(plain, netOut);
            if (netOut.position() > 0) {
                line.write(netOut.array(), netOut.position(), timeout);
            } else if (plain.hasRemaining()) {
                // Closed, or waiting for something that will not come: never spin on it.
                throw new SSLException("the engine takes no data: " + result.getStatus());
            }
        } while (plain.hasRemaining());
    }

    /** One record at most. What it held does not come out of the engine: the handshake has it. */
    private Status unwrap() throws IOException {
        return engine.unwrap(netIn, room).getStatus();
    }

    private void fill() throws IOException {
        int count = line.read(chunk);
        if (count < 0) {
            throw new EOFException();
        }
        take(count);
    }

    private void take(int count) throws IOException {
        Optional<TlsFailure> notTls = handshake.incoming(chunk, count);
        if (notTls.isPresent()) {
            throw new NotTls(notTls.get());
        }
        netIn.compact().put(chunk, 0, count).flip();
    }

    /** Lets the peer know why, if it still listens; that it does not is no news. */
    private void alert() {
        try {
            if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
                wrap(NOTHING);
            }
        } catch (IOException unheard) {
            // The failure itself is already on its way to the caller.
        }
    }

    /** Says close_notify, as far as the peer takes it soon: a sender that is stuck has the last word. */
    void farewell() {
        if (!writing.tryLock()) {
            return;
        }
        try {
            engine.closeOutbound();
            wrap(NOTHING, FAREWELL);
        } catch (IOException unheard) {
            // The peer has gone before.
        } finally {
            writing.unlock();
        }
    }
}
