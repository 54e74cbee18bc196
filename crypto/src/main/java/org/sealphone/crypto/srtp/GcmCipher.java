package org.sealphone.crypto.srtp;

import java.util.Arrays;
import org.sealphone.crypto.cipher.CipherBackend;
import org.sealphone.crypto.cipher.Gcm;

/**
 * AES-GCM (SRTP-14: RFC 7714 sections 8 and 9). The nonce is two null octets, the SSRC and the 48 bit index, xor the
 * salt, for SRTP and SRTCP alike. The SRTCP word stands behind the tag and is authenticated.
 */
final class GcmCipher implements PacketCipher {
    private final SrtpProtocol protocol;
    private final byte[] salt;
    private final byte[] nonce = new byte[Gcm.NONCE];
    private final byte[] word = new byte[4];
    private final Gcm gcm;

    GcmCipher(SessionKeys keys, CipherBackend backend) {
        protocol = keys.protocol();
        salt = keys.salt().clone();
        gcm = backend.gcm(keys.encryption());
        keys.close();
    }

    @Override
    public int seal(byte[] packet, int start, int clear, int end, int ssrc, long index) {
        begin(ssrc, index);
        gcm.seal(nonce, word, protocol.wordLength(), packet, start, clear, end);
        System.arraycopy(word, 0, packet, end + Gcm.TAG, protocol.wordLength());
        return end + Gcm.TAG + protocol.wordLength();
    }

    @Override
    public int open(byte[] packet, int start, int clear, int end, int ssrc, long index) {
        int cipherEnd = end - protocol.wordLength() - Gcm.TAG;
        begin(ssrc, index);
        boolean authentic = gcm.open(nonce, word, protocol.wordLength(), packet, start, clear, cipherEnd);
        return authentic ? cipherEnd : NOT_AUTHENTIC;
    }

    private void begin(int ssrc, long index) {
        System.arraycopy(salt, 0, nonce, 0, Gcm.NONCE);
        for (int i = 0; i < 4; i++) {
            nonce[2 + i] ^= (byte) (ssrc >>> (24 - 8 * i));
        }
        for (int i = 0; i < 6; i++) {
            nonce[6 + i] ^= (byte) (index >>> (40 - 8 * i));
        }
        Words.put(word, 0, protocol.word(index));
    }

    @Override
    public void close() {
        gcm.close();
        Arrays.fill(salt, (byte) 0);
        Arrays.fill(nonce, (byte) 0);
    }
}
