package org.sealphone.crypto.sdes;

import org.sealphone.crypto.srtp.SrtpKeys;
import org.sealphone.crypto.srtp.SrtpSuite;

/**
 * One {@code a=crypto} line of RFC 4568 with its keys. It has neither session parameters nor a master key identifier: a line that
 * demands them is refused by {@link #parse}, because a parameter that is ignored is a disagreement about what is on the wire.
 *
 * <p>Its text form is made by the writer of a verified flow alone. Thread: any; {@link #close} by its owner.
 */
public final class CryptoAttribute implements AutoCloseable {
    /** More than 2^48 packets no key protects, and this is what a missing lifetime means (RFC 4568 section 6.1). */
    public static final long LONGEST_LIFETIME = 1L << 48;

    /** Shorter than this, about 21 minutes of speech, a call would fall silent before re-keying is worth its risk: refused. */
    public static final long SHORTEST_LIFETIME = 1L << 16;

    private final String tag;
    private final SrtpKeys keys;
    private final long lifetime;

    CryptoAttribute(String tag, SrtpKeys keys, long lifetime) {
        this.tag = tag;
        this.keys = keys;
        this.lifetime = lifetime;
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
        return keys.suite();
    }

    /** The keys of the party that wrote the line, for what that party sends. */
    public SrtpKeys keys() {
        return keys;
    }

    /** How many packets of SRTP, and how many of SRTCP, the keys may protect. The keys themselves count and refuse more. */
    public long lifetime() {
        return lifetime;
    }

    /** Wipes the keys. */
    @Override
    public void close() {
        keys.close();
    }

    @Override
    public String toString() {
        return "[crypto " + tag + " " + suite() + "]";
    }
}
