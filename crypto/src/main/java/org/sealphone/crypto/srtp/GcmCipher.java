package org.sealphone.crypto.srtp;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * AES-GCM (SRTP-14: RFC 7714 sections 8 and 9) through the JDK's own {@code AES/GCM/NoPadding}. The nonce is two null
 * octets, the SSRC and the 48 bit index, xor the salt, for SRTP and SRTCP alike. The SRTCP word stands behind the tag
 * and is authenticated. The JDK compares the tag in constant time and deciphers only what has authenticated; it
 * allocates about a kilobyte for each packet.
 */
final class GcmCipher implements PacketCipher {
    private static final int TAG = 16;
    private static final int NONCE = 12;

    private final SrtpProtocol protocol;
    private final AesKey key;
    private final byte[] salt;
    private final byte[] nonce = new byte[NONCE];
    private final byte[] word = new byte[4];
    private final Cipher gcm;

    GcmCipher(SessionKeys keys) {
        protocol = keys.protocol();
        key = new AesKey(keys.encryption().clone());
        salt = keys.salt().clone();
        keys.close();
        try {
            gcm = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no AES-GCM", e);
        }
    }

    @Override
    public int seal(byte[] packet, int start, int clear, int end, int ssrc, long index) {
        try {
            begin(Cipher.ENCRYPT_MODE, packet, start, clear, ssrc, index);
            gcm.doFinal(packet, clear, end - clear, packet, clear);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM does not seal", e);
        }
        System.arraycopy(word, 0, packet, end + TAG, protocol.wordLength());
        return end + TAG + protocol.wordLength();
    }

    @Override
    public int open(byte[] packet, int start, int clear, int end, int ssrc, long index) {
        int tagEnd = end - protocol.wordLength();
        try {
            begin(Cipher.DECRYPT_MODE, packet, start, clear, ssrc, index);
            gcm.doFinal(packet, clear, tagEnd - clear, packet, clear);
            return tagEnd - TAG;
        } catch (AEADBadTagException e) {
            return NOT_AUTHENTIC;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM does not open", e);
        }
    }

    private void begin(int mode, byte[] packet, int start, int clear, int ssrc, long index)
            throws GeneralSecurityException {
        System.arraycopy(salt, 0, nonce, 0, NONCE);
        for (int i = 0; i < 4; i++) {
            nonce[2 + i] ^= (byte) (ssrc >>> (24 - 8 * i));
        }
        for (int i = 0; i < 6; i++) {
            nonce[6 + i] ^= (byte) (index >>> (40 - 8 * i));
        }
        gcm.init(mode, key, new GCMParameterSpec(8 * TAG, nonce));
        gcm.updateAAD(packet, start, clear - start);
        Words.put(word, 0, protocol.word(index));
        gcm.updateAAD(word, 0, protocol.wordLength());
    }

    /** Wipes what is ours; the key schedule inside the JDK's cipher goes with the cipher. */
    @Override
    public void close() {
        key.destroy();
        Arrays.fill(salt, (byte) 0);
        Arrays.fill(nonce, (byte) 0);
    }
}
