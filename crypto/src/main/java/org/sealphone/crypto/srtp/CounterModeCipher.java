package org.sealphone.crypto.srtp;

import java.security.MessageDigest;
import java.util.Arrays;
import org.sealphone.crypto.cipher.CipherBackend;
import org.sealphone.crypto.cipher.CounterMode;
import org.sealphone.crypto.cipher.HmacSha1;

/**
 * AES counter mode with HMAC-SHA1 (RFC 3711 sections 4.1.1 and 4.2.1, RFC 6188): encrypt, then authenticate the
 * ciphertext with the rollover counter or the SRTCP word. Allocates nothing for a packet.
 */
final class CounterModeCipher implements PacketCipher {
    private final SrtpProtocol protocol;
    private final int tagLength;
    private final CounterMode keystream;
    private final HmacSha1 hmac;
    private final byte[] received;
    private final byte[] computed;
    private long saltHigh;
    private long saltLow;

    CounterModeCipher(SessionKeys keys, CipherBackend backend) {
        protocol = keys.protocol();
        tagLength = protocol.tagLength(keys.suite());
        keystream = backend.counterMode(keys.encryption());
        hmac = backend.hmacSha1(keys.authentication());
        byte[] shifted = Arrays.copyOf(keys.salt(), 16);
        saltHigh = Words.getLong(shifted, 0);
        saltLow = Words.getLong(shifted, 8);
        Arrays.fill(shifted, (byte) 0);
        received = new byte[tagLength];
        computed = new byte[tagLength];
        keys.close();
    }

    @Override
    public int seal(byte[] packet, int start, int clear, int end, int ssrc, long index) {
        crypt(packet, clear, end, ssrc, index);
        byte[] tag = authenticate(packet, start, end, index);
        int tagAt = end + protocol.wordLength();
        System.arraycopy(tag, 0, packet, tagAt, tagLength);
        return tagAt + tagLength;
    }

    @Override
    public int open(byte[] packet, int start, int clear, int end, int ssrc, long index) {
        int tagAt = end - tagLength;
        int cipherEnd = tagAt - protocol.wordLength();
        System.arraycopy(packet, tagAt, received, 0, tagLength);
        System.arraycopy(authenticate(packet, start, cipherEnd, index), 0, computed, 0, tagLength);
        // Constant time (SRTP-04): how much of a forged tag was right does not show.
        if (!MessageDigest.isEqual(computed, received)) {
            return NOT_AUTHENTIC;
        }
        crypt(packet, clear, cipherEnd, ssrc, index);
        return cipherEnd;
    }

    /**
     * The counter starts at salt * 2^16 xor SSRC * 2^64 xor index * 2^16 (SRTP-06: RFC 3711 section 4.1.1): a packet is far
     * from the 2^16 blocks at which it would run into the index.
     */
    private void crypt(byte[] packet, int from, int to, int ssrc, long index) {
        keystream.apply(packet, from, to, saltHigh ^ (ssrc & 0xFFFF_FFFFL), saltLow ^ index << 16);
    }

    /**
     * Writes the word behind the ciphertext, where SRTCP sends it and SRTP overwrites it with the tag, and
     * authenticates both.
     */
    private byte[] authenticate(byte[] packet, int start, int cipherEnd, long index) {
        Words.put(packet, cipherEnd, protocol.word(index));
        return hmac.of(packet, start, cipherEnd + 4);
    }

    @Override
    public void close() {
        keystream.close();
        hmac.close();
        saltHigh = 0;
        saltLow = 0;
        Arrays.fill(computed, (byte) 0);
    }
}
