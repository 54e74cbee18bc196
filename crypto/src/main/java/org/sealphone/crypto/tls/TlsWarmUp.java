package org.sealphone.crypto.tls;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/**
 * Prepares a handshake up to its first message, so that the provider's classes are loaded and its tables of curves are computed before the
 * first true one: that would otherwise wait some tenths of a second for them. The message goes nowhere, and its keys are forgotten with
 * it.
 *
 * <p>Meant for a background thread at start, beside the reading of the command line; nothing waits for it.
 */
public final class TlsWarmUp {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private TlsWarmUp() {}

    /** Warms up on the calling thread; returns how many octets the ClientHello has. */
    public static int run(SecureRandom random) {
        // The digest of no key: whoever answered would not be taken for the peer.
        TlsPolicy nobody = TlsPolicy.standard(TrustAnchors.pinned(new SpkiPin("sha256/")));
        SSLEngine engine = new ClientHandshake(nobody, "nobody.invalid", 5061, Instant.EPOCH, random).engine();
        try {
            engine.beginHandshake();
            ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
            return engine.wrap(NOTHING, hello).bytesProduced();
        } catch (SSLException e) {
            throw new IllegalStateException("no handshake can begin here", e);
        }
    }
}
