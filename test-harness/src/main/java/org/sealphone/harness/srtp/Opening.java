package org.sealphone.harness.srtp;

/**
 * What opening one datagram gave. {@link #plain} is the whole plaintext packet, header included, for {@link Outcome#OPENED},
 * {@link Outcome#REPLAYED} and {@link Outcome#UNENCRYPTED}; otherwise it is empty.
 */
public final class Opening {
    private final Outcome outcome;
    private final int ssrc;
    private final long index;
    private final byte[] plain;

    Opening(Outcome outcome, int ssrc, long index, byte[] plain) {
        this.outcome = outcome;
        this.ssrc = ssrc;
        this.index = index;
        this.plain = plain;
    }

    static Opening failed(Outcome outcome, int ssrc) {
        return new Opening(outcome, ssrc, -1, new byte[0]);
    }

    public Outcome outcome() {
        return outcome;
    }

    public boolean opened() {
        return outcome == Outcome.OPENED;
    }

    public int ssrc() {
        return ssrc;
    }

    /** The 48-bit SRTP or 31-bit SRTCP index; -1 where nothing was opened. */
    public long index() {
        return index;
    }

    public byte[] plain() {
        return plain;
    }

    @Override
    public String toString() {
        return outcome + " ssrc " + Integer.toHexString(ssrc) + " index " + index;
    }

    /** Everything but OPENED is to be dropped by a receiver; the oracle wants to know which. */
    public enum Outcome {
        OPENED,
        /** Authentic, but its index was seen or lies behind the window. */
        REPLAYED,
        /** Authentic SRTCP without its E bit. */
        UNENCRYPTED,
        NOT_AUTHENTIC,
        MALFORMED
    }
}
