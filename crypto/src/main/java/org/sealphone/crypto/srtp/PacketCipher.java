package org.sealphone.crypto.srtp;

import org.sealphone.crypto.cipher.CipherBackend;
import org.sealphone.crypto.cipher.HmacSha1;

/**
 * Confidentiality and authentication of one packet under session keys of one suite, for either SRTP or SRTCP: what RFC
 * 3711 and RFC 7714 make of the ciphers of a {@link CipherBackend}. It knows no RTP, no window and no limit; {@link SrtpSender}, {@link SrtpReceiver} and their
 * SRTCP twins do.
 *
 * <p>A packet lies in {@code [start, end)} of an array: {@code [start, clear)} is authenticated only, the rest is
 * enciphered as well. At least {@link #ROOM} octets behind {@code end} are free, and a cipher may scribble there. The
 * index is that of the packet, 48 bits for SRTP and 31 for SRTCP.
 *
 * <p>Thread: one at a time; the caller locks.
 */
interface PacketCipher extends AutoCloseable {
    /** Free octets that a packet has behind it: for the word that is authenticated, and SHA-1's padding. */
    int ROOM = 4 + HmacSha1.ROOM;

    /** Returned by {@link #open} if the tag is not ours. */
    int NOT_AUTHENTIC = -1;

    /**
     * Enciphers in place and appends what the protocol appends: tag, and for SRTCP the word of E bit and index. Returns
     * the new end.
     */
    int seal(byte[] packet, int start, int clear, int end, int ssrc, long index);

    /**
     * Authenticates, and only then deciphers in place. Returns the end of the plaintext, or {@link #NOT_AUTHENTIC}; the
     * octets are worthless then.
     *
     * @param end behind all that was appended; the caller has checked that so many octets are there
     */
    int open(byte[] packet, int start, int clear, int end, int ssrc, long index);

    /** Forgets the keys. Not to be used afterwards. */
    @Override
    void close();

    /** The cipher of this suite. Takes the session keys over and wipes them. */
    static PacketCipher of(SessionKeys keys) {
        return of(keys, CipherBackend.chosen());
    }

    static PacketCipher of(SessionKeys keys, CipherBackend backend) {
        return keys.suite().aead() ? new GcmCipher(keys, backend) : new CounterModeCipher(keys, backend);
    }
}
