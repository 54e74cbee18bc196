package org.sealphone.crypto.srtp;

/**
 * The only thing that a media socket sends: a packet that is encrypted and carries its tag.
 *
 * <p>A lease of the sender that sealed it, valid until that sender's next {@code protect}. Its two classes have no
 * public constructor and are filled by {@link SrtpSender} and {@link SrtcpSender} alone, after the tag is written;
 * until then their length is 0.
 */
public sealed interface ProtectedPacket permits SrtpPacket, SrtcpPacket {
    /** The octets behind this packet: to be read, not written. */
    byte[] array();

    int offset();

    int length();

    /** Who sealed this. A port sends what its own senders sealed and nothing else. */
    SealingContext context();
}
