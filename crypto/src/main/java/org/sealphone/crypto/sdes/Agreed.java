package org.sealphone.crypto.sdes;

import java.util.function.Function;
import org.sealphone.crypto.srtp.SrtpKeys;
import org.sealphone.crypto.srtp.SrtpSuite;

/**
 * Two sets of keys under one suite: ours for what we send, theirs for what they send (SDES-04). Only {@link Negotiation} makes one,
 * and only from it comes a port that can send.
 *
 * <p>It owns the peer's keys, and ours when we answered; when we offered, the offer owns ours, for other branches of the call may
 * need them too. Close it once its port is open: ports derive what they need at once.
 */
public final class Agreed implements SdesOutcome, AutoCloseable {
    private final CryptoAttribute local;
    private final CryptoAttribute remote;
    private final boolean ownsLocal;

    private Agreed(CryptoAttribute local, CryptoAttribute remote, boolean ownsLocal) {
        this.local = local;
        this.remote = remote;
        this.ownsLocal = ownsLocal;
    }

    static Agreed asOfferer(CryptoAttribute offered, CryptoAttribute answer) {
        return new Agreed(offered, answer, false);
    }

    static Agreed asAnswerer(CryptoAttribute answer, CryptoAttribute offered) {
        return new Agreed(answer, offered, true);
    }

    /** The suite of both directions. */
    public SrtpSuite suite() {
        return local.suite();
    }

    /** The tag of the accepted line. */
    public int tag() {
        return local.tag();
    }

    /** Our line: the one of the offer that was accepted, or the one to put into the answer. */
    public CryptoAttribute localLine() {
        return local;
    }

    CryptoAttribute remoteLine() {
        return remote;
    }

    /** The keys that we send under. */
    public SrtpKeys local() {
        return local.keys();
    }

    /** The keys that the peer sends under. */
    public SrtpKeys remote() {
        return remote.keys();
    }

    /** How many packets the peer may send under its keys; what comes beyond must not be accepted (RFC 4568 section 6.1). */
    public long remoteLifetime() {
        return remote.lifetime();
    }

    @Override
    public <T> T fold(Function<? super Agreed, ? extends T> agreed, Function<? super Rejected, ? extends T> rejected) {
        return agreed.apply(this);
    }

    /** Wipes the keys that it owns. */
    @Override
    public void close() {
        if (ownsLocal) {
            local.close();
        }
        remote.close();
    }

    @Override
    public String toString() {
        return "[agreed " + suite() + " tag " + local.tagText() + "]";
    }
}
