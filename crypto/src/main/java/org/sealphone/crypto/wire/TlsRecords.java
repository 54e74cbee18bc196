package org.sealphone.crypto.wire;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
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
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final TcpLine line;
    private final ClientHandshake handshake;
    private final SSLEngine engine;
    private final Duration writeTimeout;
    private final byte[] chunk = new byte[ONE_READ];
    private ByteBuffer netIn;
    private ByteBuffer appIn;
    private ByteBuffer netOut;

    TlsRecords(TcpLine line, ClientHandshake handshake, Duration writeTimeout) {
        this.line = line;
        this.handshake = handshake;
        this.engine = handshake.engine();
        this.writeTimeout = writeTimeout;
        int packet = engine.getSession().getPacketBufferSize();
        this.netIn = ByteBuffer.allocate(packet + ONE_READ).limit(0);
        this.appIn = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
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
                    case NEED_TASK -> tasks();
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
        while (appIn.position() == 0) {
            Status status = unwrap();
            if (status == Status.CLOSED) {
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
        appIn.flip();
        int count = Math.min(appIn.remaining(), buffer.length);
        appIn.get(buffer, 0, count);
        appIn.compact();
        return count;
    }

    /** Encrypts and sends all of it. */
    void write(byte[] plain) throws IOException {
        wrap(ByteBuffer.wrap(plain));
    }

    private synchronized void wrap(ByteBuffer plain) throws IOException {
        do {
            netOut.clear();
            SSLEngineResult result = engine.wrap(plain, netOut);
            if (result.getStatus() == Status.BUFFER_OVERFLOW) {
                netOut = ByteBuffer.allocate(netOut.capacity() * 2);
            } else if (result.getStatus() == Status.CLOSED && plain.hasRemaining()) {
                throw new EOFException("the flow is closing");
            }
            if (netOut.position() > 0) {
                line.write(netOut.array(), netOut.position(), writeTimeout);
            }
        } while (plain.hasRemaining());
    }

    private Status unwrap() throws IOException {
        SSLEngineResult result = engine.unwrap(netIn, appIn);
        if (result.getStatus() == Status.BUFFER_OVERFLOW) {
            appIn = ByteBuffer.allocate(appIn.capacity() * 2).put(appIn.flip());
        }
        if (result.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
            tasks();
        }
        return result.getStatus();
    }

    private void tasks() {
        Runnable task = engine.getDelegatedTask();
        while (task != null) {
            task.run();
            task = engine.getDelegatedTask();
        }
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
        netIn.compact();
        if (netIn.remaining() < count) {
            netIn = ByteBuffer.allocate(netIn.capacity() * 2).put(netIn.flip());
        }
        netIn.put(chunk, 0, count).flip();
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

    /** Says close_notify, as far as the peer takes it. */
    void farewell() {
        engine.closeOutbound();
        try {
            wrap(NOTHING);
        } catch (IOException unheard) {
            // The peer has gone before.
        }
    }
}
