package org.sealphone.crypto.srtp;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * The octets by which a packet says which master key sealed it (SDES-19: RFC 3711 section 3.1, RFC 4568 section 6.1). A
 * party's identifier belongs to that party's own key: it stands in the packets that this party sends, whatever the
 * other side does with its own.
 *
 * <p>It is public and not authenticated, so it selects a key and proves nothing. Immutable.
 */
public final class MasterKeyIdentifier {
    /** Octets that the widest identifier has. */
    public static final int WIDEST = 128;

    private static final MasterKeyIdentifier NONE = new MasterKeyIdentifier(new byte[0]);

    private final byte[] octets;

    private MasterKeyIdentifier(byte[] octets) {
        this.octets = octets;
    }

    /** Of a key whose packets name no key. */
    public static MasterKeyIdentifier none() {
        return NONE;
    }

    /**
     * A number in so many octets, the most significant first.
     *
     * @throws IllegalArgumentException if it does not fit, is not positive, or is wider than {@link #WIDEST}
     */
    public static MasterKeyIdentifier of(BigInteger number, int length) {
        if (length < 1 || length > WIDEST || number.signum() < 1 || number.bitLength() > 8 * length) {
            throw new IllegalArgumentException("a master key identifier of " + length + " octets");
        }
        byte[] digits = number.toByteArray();
        byte[] octets = new byte[length];
        int used = Math.min(digits.length, length);
        System.arraycopy(digits, digits.length - used, octets, length - used, used);
        return new MasterKeyIdentifier(octets);
    }

    /** Octets in each packet. */
    public int length() {
        return octets.length;
    }

    /** Whether these octets stand there. The caller knows that so many octets are there. */
    boolean standsAt(byte[] packet, int offset) {
        return Arrays.equals(packet, offset, offset + octets.length, octets, 0, octets.length);
    }

    /** Moves the {@code behind} octets before {@code end} back and stands before them. Returns the new end. */
    int insert(byte[] packet, int end, int behind) {
        if (octets.length > 0) {
            int at = end - behind;
            System.arraycopy(packet, at, packet, at + octets.length, behind);
            System.arraycopy(octets, 0, packet, at, octets.length);
        }
        return end + octets.length;
    }

    /**
     * Copies a datagram without its identifier, which has {@code behind} octets behind it. Returns the length of the
     * copy.
     */
    int copyWithout(byte[] datagram, int length, byte[] target, int start, int behind) {
        int kept = length - octets.length;
        System.arraycopy(datagram, 0, target, start, kept - behind);
        System.arraycopy(datagram, length - behind, target, start + kept - behind, behind);
        return kept;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MasterKeyIdentifier that && Arrays.equals(octets, that.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    /** Its length alone: the number may be anything that the other side likes. */
    @Override
    public String toString() {
        return "[MKI of " + octets.length + " octets]";
    }
}
