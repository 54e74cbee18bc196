package org.sealphone.harness.tls;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Optional;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.TlsServerProtocol;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/**
 * The server's side of one TLS connection without I/O: octets of the network in, plaintext out, and the reverse. Any failure ends the
 * session; the alert that tells the peer is in {@link #pending} then. Owned by one thread.
 */
public final class TlsSession {
    private final Protocol protocol = new Protocol();
    private final KeyLoggingServer server;

    public TlsSession(TlsSettings settings, SecureRandom random) throws IOException {
        this.server = new KeyLoggingServer(new BcTlsCrypto(random), settings);
        protocol.accept(server);
    }

    /** Takes what the network delivered and gives the plaintext that it completes, often none. */
    public byte[] received(byte[] bytes, int length) throws IOException {
        protocol.offerInput(bytes, 0, length);
        byte[] plain = new byte[protocol.getAvailableInputBytes()];
        protocol.readInput(plain, 0, plain.length);
        return plain;
    }

    /** Seals plaintext; what is to be written is in {@link #pending} then. */
    public void send(byte[] plain) throws IOException {
        protocol.writeApplicationData(plain, 0, plain.length);
    }

    /** Seals each octet in a record of its own: legal, and a trial for whoever reads records as messages. */
    public void sendInCrumbs(byte[] plain) throws IOException {
        for (int i = 0; i < plain.length; i++) {
            protocol.writeApplicationData(plain, i, 1);
        }
    }

    /** TLS 1.3: takes new keys for what is sent, and wants the peer to do the same (RFC 8446, 4.6.3). */
    public void updateKeys() throws IOException {
        protocol.updateKeys();
    }

    /** TLS 1.2: asks the peer to begin the handshake anew (RFC 5246, 7.4.1.1). */
    public void askAnew() throws IOException {
        protocol.askAnew();
    }

    /** What is to be written to the network now. */
    public byte[] pending() {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        byte[] chunk = new byte[4096];
        for (int n = protocol.getAvailableOutputBytes(); n > 0; n = protocol.getAvailableOutputBytes()) {
            int read = protocol.readOutput(chunk, 0, Math.min(n, chunk.length));
            octets.write(chunk, 0, read);
        }
        return octets.toByteArray();
    }

    /** True from the peer's Finished on. */
    public boolean established() {
        return server.facts().isPresent() && protocol.isConnected();
    }

    /** What was negotiated, once it is. */
    public Optional<TlsNegotiated> facts() {
        return server.facts();
    }

    /** True when the peer or a failure ended the session. */
    public boolean closed() {
        return protocol.isClosed();
    }

    /** Sends close_notify into {@link #pending}. */
    public void close() {
        try {
            protocol.close();
        } catch (IOException alreadyFailed) {
            server.failed(alreadyFailed);
        }
    }

    /** Why the handshake or the session failed, for a person; empty while it did not. */
    public Optional<String> failure() {
        return server.failure();
    }

    /** Opens to this class what a server says in the middle of a session. */
    private static final class Protocol extends TlsServerProtocol {
        void updateKeys() throws IOException {
            send13KeyUpdate(true);
        }

        void askAnew() throws IOException {
            sendHelloRequestMessage();
        }

        /** A client that would rather not begin anew goes on as it was (RFC 5246, 7.2.2). */
        @Override
        protected void handleAlertWarningMessage(short description) throws IOException {
            if (description != AlertDescription.no_renegotiation) {
                super.handleAlertWarningMessage(description);
            }
        }
    }
}
