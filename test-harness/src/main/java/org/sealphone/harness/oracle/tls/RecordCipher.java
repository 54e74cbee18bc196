package org.sealphone.harness.oracle.tls;

import java.util.Arrays;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.AEADCipher;
import org.bouncycastle.crypto.modes.ChaCha20Poly1305;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.jspecify.annotations.Nullable;

/** The reading end of one direction and one epoch: opens records in order (RFC 8446, 5.2; RFC 5288, 3; RFC 7905, 2). */
final class RecordCipher {
    private static final int TAG_BITS = 128;
    private static final int TAG_LENGTH = 16;

    private final CipherSuite suite;
    private final byte[] key;
    private final byte[] iv;
    private long sequence;

    private RecordCipher(CipherSuite suite, byte[] key, byte[] iv) {
        this.suite = suite;
        this.key = key;
        this.iv = iv;
    }

    static RecordCipher tls13(CipherSuite suite, byte[] trafficSecret) {
        int hash = suite.hashLength();
        return new RecordCipher(
                suite,
                TlsSecrets.expandLabel(hash, trafficSecret, "key", suite.keyLength()),
                TlsSecrets.expandLabel(hash, trafficSecret, "iv", 12));
    }

    /** One half of the key block of TLS 1.2: GCM has four octets of implicit nonce, ChaCha20 twelve. */
    static RecordCipher tls12(CipherSuite suite, byte[] masterSecret, byte[] serverThenClientRandom, boolean client) {
        int ivLength = suite.chaCha() ? 12 : 4;
        int keyLength = suite.keyLength();
        byte[] block = TlsSecrets.prf(
                suite.hashLength(), masterSecret, "key expansion", serverThenClientRandom, 2 * (keyLength + ivLength));
        int keyAt = client ? 0 : keyLength;
        int ivAt = 2 * keyLength + (client ? 0 : ivLength);
        return new RecordCipher(
                suite,
                Arrays.copyOfRange(block, keyAt, keyAt + keyLength),
                Arrays.copyOfRange(block, ivAt, ivAt + ivLength));
    }

    /** The plaintext, or null where the record does not open; only an opened record counts. */
    byte @Nullable [] open(TlsRecord record) {
        byte[] plain = suite.tls13() ? process(counted(iv), record.header(), record.body()) : openTls12(record);
        if (plain != null) {
            sequence++;
        }
        return plain;
    }

    private byte @Nullable [] openTls12(TlsRecord record) {
        byte[] body = record.body();
        int explicit = suite.chaCha() ? 0 : 8;
        if (body.length < explicit + TAG_LENGTH) {
            return null;
        }
        byte[] nonce = suite.chaCha() ? counted(iv) : Arrays.copyOf(iv, 12);
        System.arraycopy(body, 0, nonce, 12 - (explicit == 0 ? 0 : 8), explicit);
        byte[] associated = new byte[13];
        for (int i = 0; i < 8; i++) {
            associated[i] = (byte) (sequence >>> (56 - 8 * i));
        }
        System.arraycopy(record.header(), 0, associated, 8, 3);
        int length = body.length - explicit - TAG_LENGTH;
        associated[11] = (byte) (length >>> 8);
        associated[12] = (byte) length;
        return process(nonce, associated, Arrays.copyOfRange(body, explicit, body.length));
    }

    private byte[] counted(byte[] base) {
        byte[] nonce = base.clone();
        for (int i = 0; i < 8; i++) {
            nonce[4 + i] ^= (byte) (sequence >>> (56 - 8 * i));
        }
        return nonce;
    }

    private byte @Nullable [] process(byte[] nonce, byte[] associated, byte[] sealed) {
        if (sealed.length < TAG_LENGTH) {
            return null;
        }
        AEADCipher cipher =
                suite.chaCha() ? new ChaCha20Poly1305() : GCMBlockCipher.newInstance(AESEngine.newInstance());
        cipher.init(false, new AEADParameters(new KeyParameter(key), TAG_BITS, nonce, associated));
        byte[] plain = new byte[cipher.getOutputSize(sealed.length)];
        int written = cipher.processBytes(sealed, 0, sealed.length, plain, 0);
        try {
            written += cipher.doFinal(plain, written);
        } catch (InvalidCipherTextException e) {
            return null;
        }
        return Arrays.copyOf(plain, written);
    }
}
