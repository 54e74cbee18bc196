package org.sealphone.crypto.sdes;

import java.util.List;
import java.util.function.Function;
import org.sealphone.crypto.srtp.KeyFingerprint;
import org.sealphone.crypto.srtp.SrtpKeys;
import org.sealphone.crypto.srtp.SrtpSuite;

/**
 * Two sets of keys under one suite: ours for what we send, theirs for what they send (SDES-04). Only {@link Negotiation} makes one,
 * and only from it comes a port that can send.
 *
 * <p>It holds the keys of both, those of an offer together with it and with other branches of the call. Ports derive what they need
 * at once; a later offer that goes on under the same key needs the key itself. So close it when the call ends, or when the next
 * one has taken its place.
 */
public final class Agreed implements SdesOutcome, AutoCloseable {
    private final CryptoAttribute local;
    private final CryptoAttribute remote;

    private Agreed(CryptoAttribute local, CryptoAttribute remote) {
        this.local = local;
        this.remote = remote;
    }

    static Agreed asOfferer(CryptoAttribute offered, CryptoAttribute answer) {
        return new Agreed(offered.shared(offered.tagText()), answer);
    }

    static Agreed asAnswerer(CryptoAttribute answer, CryptoAttribute offered) {
        return new Agreed(answer, offered);
    }

    /** A later offer of ours in which nothing changes: one line, with our key of this moment (SDES-24). */
    public SdesOffer reoffer() {
        return SdesOffer.again(local);
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

    /** The keys that the peer sends under: one, or several with identifiers. */
    public List<SrtpKeys> remote() {
        return remote.allKeys();
    }

    /** What our key is known by. */
    public List<KeyFingerprint> localFingerprints() {
        return local.fingerprints();
    }

    /** What the peer's keys are known by. */
    public List<KeyFingerprint> remoteFingerprints() {
        return remote.fingerprints();
    }

    /** How many packets the peer may send under its keys; what comes beyond must not be accepted (RFC 4568 section 6.1). */
    public long remoteLifetime() {
        return remote.lifetime();
    }

    @Override
    public <T> T fold(Function<? super Agreed, ? extends T> agreed, Function<? super Rejected, ? extends T> rejected) {
        return agreed.apply(this);
    }

    /** Wipes the keys, except ours while an offer or another branch still holds it. */
    @Override
    public void close() {
        local.close();
        remote.close();
    }

    @Override
    public String toString() {
        return "[agreed " + suite() + " tag " + local.tagText() + "]";
    }
}
