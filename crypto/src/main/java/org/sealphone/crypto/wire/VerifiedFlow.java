package org.sealphone.crypto.wire;

import java.net.InetSocketAddress;
import org.sealphone.crypto.tls.TlsFacts;

/**
 * A TLS connection to a peer that has proved to be the configured SIP domain. There is no other kind of flow: it comes into being
 * after the handshake and the checks, and dies with the connection.
 *
 * <p>Only this package makes them. Thread: {@link #send} from any thread, one at a time; it blocks for a bounded time at most.
 */
public abstract class VerifiedFlow implements AutoCloseable {
    VerifiedFlow() {}

    /** Sends bytes of SIP as one or more TLS records, or throws when the flow has ended or does not drain in time. */
    public abstract void send(byte[] sip) throws FlowClosedException;

    /** What was negotiated and who was verified. */
    public abstract TlsFacts facts();

    /** Our end. */
    public abstract InetSocketAddress local();

    /** The peer's end. */
    public abstract InetSocketAddress remote();

    /** False as soon as the flow was lost or closed. */
    public abstract boolean live();

    /** The way to write keys into SDP; only a live flow has one (RFC 4568 section 8: keys need encryption and authentication). */
    public abstract CryptoWriter cryptoWriter() throws FlowClosedException;

    /** Says close_notify and closes. Idempotent; the listener hears nothing of it. */
    @Override
    public abstract void close();
}
