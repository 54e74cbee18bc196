package org.sealphone.crypto.sdes;

import java.util.List;
import org.sealphone.crypto.srtp.KeyFingerprint;
import org.sealphone.crypto.srtp.SrtpKeys;
import org.sealphone.crypto.srtp.SrtpSuite;

/**
 * One {@code a=crypto} line of RFC 4568 with its keys. It has no session parameters: a line that demands them is refused by
 * {@link #parse}, because a parameter that is ignored is a disagreement about what is on the wire. A line of the peer may have
 * several keys with identifiers; ours has one key and none.
 *
 * <p>Its text form is made by the writer of a verified flow alone. Thread: any; {@link #close} by its owner.
 */
public final class CryptoAttribute implements AutoCloseable {
    /** More than 2^48 packets no key protects, and this is what a missing lifetime means (RFC 4568 section 6.1). */
    public static final long LONGEST_LIFETIME = 1L << 48;

    /** Shorter than this, about 21 minutes of speech, a call would fall silent before re-keying is worth its risk: refused. */
    public static final long SHORTEST_LIFETIME = 1L << 16;

    private final String tag;
    private final List<SrtpKeys> keys;
    private final long lifetime;
    private boolean closed;

    CryptoAttribute(String tag, List<SrtpKeys> keys, long lifetime) {
        this.tag = tag;
        this.keys = List.copyOf(keys);
        this.lifetime = lifetime;
    }

    /** A line of ours, which holds these keys. */
    static CryptoAttribute ours(String tag, SrtpKeys keys) {
        return new CryptoAttribute(tag, List.of(keys), LONGEST_LIFETIME);
    }

    /** The keys of this line under another tag, for one more holder. */
    CryptoAttribute shared(String otherTag) {
        return new CryptoAttribute(otherTag, keys.stream().map(SrtpKeys::share).toList(), lifetime);
    }

    /** Reads what follows {@code a=crypto:}. Never throws, whatever the text. */
    public static CryptoLine parse(String afterColon) {
        return new CryptoGrammar(afterColon).line();
    }

    /** The tag as a number. */
    public int tag() {
        return Integer.parseInt(tag);
    }

    /** The tag as it was written: an answer repeats it exactly. */
    public String tagText() {
        return tag;
    }

    /** The suite, common to both directions. */
    public SrtpSuite suite() {
        return keys.get(0).suite();
    }

    /** The key of the party that wrote the line, for what that party sends; of several the first. */
    public SrtpKeys keys() {
        return keys.get(0);
    }

    /** All keys of the line, of one suite. Identifiers tell them apart where there are several (SDES-19). */
    public List<SrtpKeys> allKeys() {
        return keys;
    }

    /** What the keys are known by when they are wiped: two lines are of the same keys if these are equal, whatever their tags. */
    public List<KeyFingerprint> fingerprints() {
        return keys.stream().map(SrtpKeys::fingerprint).toList();
    }

    /** Whether any master key stands in both lines (SDES-06, SDES-09). */
    boolean sharesKeyWith(CryptoAttribute other) {
        return keys.stream().anyMatch(mine -> other.keys.stream().anyMatch(mine::sameKeyAs));
    }

    /** Whether one master key stands twice in this line. */
    boolean repeatsKey() {
        for (int i = 1; i < keys.size(); i++) {
            if (keys.subList(0, i).stream().anyMatch(keys.get(i)::sameKeyAs)) {
                return true;
            }
        }
        return false;
    }

    /** How many packets of SRTP, and how many of SRTCP, the first key may protect. The keys themselves count and refuse more. */
    public long lifetime() {
        return lifetime;
    }

    /** Wipes the keys, unless another line shares them. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            keys.forEach(SrtpKeys::close);
        }
    }

    @Override
    public String toString() {
        return "[crypto " + tag + " " + suite() + "]";
    }
}
