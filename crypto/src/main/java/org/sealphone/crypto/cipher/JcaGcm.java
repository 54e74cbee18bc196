package org.sealphone.crypto.cipher;

import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * The JDK's {@code AES/GCM/NoPadding}. It compares the tag in constant time and deciphers only what has authenticated; it
 * has to be initialised for each nonce, and allocates about a kilobyte then. The key schedule inside goes with the cipher.
 */
final class JcaGcm implements Gcm {
    private final AesKey key;
    private final Cipher gcm;

    JcaGcm(byte[] key) {
        this.key = new AesKey(key.clone());
        try {
            gcm = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no AES-GCM", e);
        }
    }

    @Override
    public void seal(byte[] nonce, byte[] word, int wordLength, byte[] message, int start, int clear, int end) {
        try {
            begin(Cipher.ENCRYPT_MODE, nonce, word, wordLength, message, start, clear);
            gcm.doFinal(message, clear, end - clear, message, clear);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM does not seal", e);
        }
    }

    @Override
    public boolean open(byte[] nonce, byte[] word, int wordLength, byte[] message, int start, int clear, int end) {
        try {
            begin(Cipher.DECRYPT_MODE, nonce, word, wordLength, message, start, clear);
            gcm.doFinal(message, clear, end + TAG - clear, message, clear);
            return true;
        } catch (AEADBadTagException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM does not open", e);
        }
    }

    private void begin(int mode, byte[] nonce, byte[] word, int wordLength, byte[] message, int start, int clear)
            throws GeneralSecurityException {
        gcm.init(mode, key, new GCMParameterSpec(8 * TAG, nonce));
        gcm.updateAAD(message, start, clear - start);
        gcm.updateAAD(word, 0, wordLength);
    }

    @Override
    public void close() {
        key.destroy();
    }
}
