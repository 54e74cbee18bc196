package org.sealphone.harness.srtp;

import java.util.Arrays;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.jspecify.annotations.Nullable;

/** AES-GCM with a 128-bit tag behind the ciphertext. A fresh cipher each time: the engine must not refuse a nonce that a control repeats. */
final class AeadSeal {
    static final int TAG_LENGTH = 16;

    private AeadSeal() {}

    static byte[] seal(byte[] key, byte[] nonce, byte[] associated, byte[] plain) {
        byte[] sealed = process(true, key, nonce, associated, plain);
        if (sealed == null) {
            throw new IllegalStateException("AES-GCM refused to encrypt");
        }
        return sealed;
    }

    /** The plaintext, or null where the tag is wrong. */
    static byte @Nullable [] open(byte[] key, byte[] nonce, byte[] associated, byte[] sealed) {
        return sealed.length < TAG_LENGTH ? null : process(false, key, nonce, associated, sealed);
    }

    private static byte @Nullable [] process(
            boolean encrypt, byte[] key, byte[] nonce, byte[] associated, byte[] input) {
        GCMModeCipher cipher = GCMBlockCipher.newInstance(AESEngine.newInstance());
        cipher.init(encrypt, new AEADParameters(new KeyParameter(key), 8 * TAG_LENGTH, nonce, associated));
        byte[] output = new byte[cipher.getOutputSize(input.length)];
        int written = cipher.processBytes(input, 0, input.length, output, 0);
        try {
            written += cipher.doFinal(output, written);
        } catch (InvalidCipherTextException e) {
            return null;
        }
        return written == output.length ? output : Arrays.copyOf(output, written);
    }
}
