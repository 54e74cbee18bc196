package org.sealphone.crypto.rtp;

/**
 * What a datagram on a media port claims to be, by its first two octets alone (RFC 7983 section 7, RFC 5761 section 4).
 *
 * <p>A claim, not a fact: both kinds still have to authenticate. STUN, DTLS, TURN and ZRTP do not belong on a call
 * keyed by SDES and are {@link #FOREIGN}; so is whatever is too short to have a second octet.
 */
public enum DatagramKind {
    /** First octet 128 to 191, and a second octet that no RTCP packet type has. */
    RTP,
    /** First octet 128 to 191, second octet 192 to 223. */
    RTCP,
    /** Everything else; to be dropped in silence. */
    FOREIGN;

    public static DatagramKind of(byte[] datagram, int length) {
        if (length < 2 || (datagram[0] & 0xC0) != 0x80) {
            return FOREIGN;
        }
        return (datagram[1] & 0xE0) == 0xC0 ? RTCP : RTP;
    }
}
