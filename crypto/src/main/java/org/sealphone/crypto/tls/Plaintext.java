package org.sealphone.crypto.tls;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.bouncycastle.tls.ContentType;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.crypto.TlsCipher;
import org.bouncycastle.tls.crypto.TlsDecodeResult;
import org.bouncycastle.tls.crypto.TlsEncodeResult;

/**
 * Application data on its way from the record in which it was decrypted to whoever reads it, past the engine: the engine's own queue keeps
 * what was taken out of it until something else lies over it, and on a quiet flow that is the SDES keys of the last call. The engine sees
 * the record all the same, empty, so that order, alerts and the end of the stream remain its business.
 *
 * <p>Thread: the one that unwraps.
 */
final class Plaintext {
    private final Deque<byte[]> pieces = new ArrayDeque<>();
    private int taken;

    /** Octets into the buffer, as many as there are and fit, and none are left of them here; 0 where there are none. */
    int take(byte[] buffer) {
        byte[] piece = pieces.peek();
        if (piece == null) {
            return 0;
        }
        int count = Math.min(piece.length - taken, buffer.length);
        System.arraycopy(piece, taken, buffer, 0, count);
        Arrays.fill(piece, taken, taken + count, (byte) 0);
        taken += count;
        if (taken == piece.length) {
            pieces.remove();
            taken = 0;
        }
        return count;
    }

    /** The cipher, but for application data, which ends here once it has authenticated. */
    TlsCipher beside(TlsCipher cipher) {
        return new Diverting(cipher);
    }

    private TlsDecodeResult divert(TlsDecodeResult decoded) {
        if (decoded.contentType != ContentType.application_data || decoded.len == 0) {
            return decoded;
        }
        pieces.add(Arrays.copyOfRange(decoded.buf, decoded.off, decoded.off + decoded.len));
        Arrays.fill(decoded.buf, decoded.off, decoded.off + decoded.len, (byte) 0);
        return new TlsDecodeResult(decoded.buf, decoded.off, 0, decoded.contentType);
    }

    private final class Diverting implements TlsCipher {
        private final TlsCipher cipher;

        Diverting(TlsCipher cipher) {
            this.cipher = cipher;
        }

        @Override
        public TlsDecodeResult decodeCiphertext(
                long number, short type, ProtocolVersion version, byte[] record, int offset, int length)
                throws IOException {
            return divert(cipher.decodeCiphertext(number, type, version, record, offset, length));
        }

        @Override
        public TlsEncodeResult encodePlaintext(
                long number, short type, ProtocolVersion version, int header, byte[] plain, int offset, int length)
                throws IOException {
            return cipher.encodePlaintext(number, type, version, header, plain, offset, length);
        }

        @Override
        public int getCiphertextDecodeLimit(int plaintext) {
            return cipher.getCiphertextDecodeLimit(plaintext);
        }

        @Override
        public int getCiphertextEncodeLimit(int plaintext) {
            return cipher.getCiphertextEncodeLimit(plaintext);
        }

        @Override
        public int getPlaintextDecodeLimit(int ciphertext) {
            return cipher.getPlaintextDecodeLimit(ciphertext);
        }

        @Override
        public int getPlaintextEncodeLimit(int ciphertext) {
            return cipher.getPlaintextEncodeLimit(ciphertext);
        }

        @Override
        public void rekeyDecoder() throws IOException {
            cipher.rekeyDecoder();
        }

        @Override
        public void rekeyEncoder() throws IOException {
            cipher.rekeyEncoder();
        }

        @Override
        public boolean usesOpaqueRecordTypeDecode() {
            return cipher.usesOpaqueRecordTypeDecode();
        }

        @Override
        public boolean usesOpaqueRecordTypeEncode() {
            return cipher.usesOpaqueRecordTypeEncode();
        }
    }
}
