package org.sealphone.harness.oracle.tls;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/** Key derivation of TLS 1.3 (RFC 8446, 7.1 to 7.3) and the PRF of TLS 1.2 (RFC 5246, 5). */
final class TlsSecrets {
    private TlsSecrets() {}

    /** HKDF-Expand-Label with an empty context. */
    static byte[] expandLabel(int hashLength, byte[] secret, String label, int length) {
        byte[] full = ("tls13 " + label).getBytes(StandardCharsets.US_ASCII);
        byte[] info = new byte[4 + full.length];
        info[0] = (byte) (length >>> 8);
        info[1] = (byte) length;
        info[2] = (byte) full.length;
        System.arraycopy(full, 0, info, 3, full.length);
        byte[] output = new byte[length];
        byte[] block = new byte[0];
        int done = 0;
        for (int counter = 1; done < length; counter++) {
            block = hmac(hashLength, secret, block, info, new byte[] {(byte) counter});
            int part = Math.min(block.length, length - done);
            System.arraycopy(block, 0, output, done, part);
            done += part;
        }
        return output;
    }

    /** PRF(secret, label, seed) of TLS 1.2. */
    static byte[] prf(int hashLength, byte[] secret, String label, byte[] seed, int length) {
        byte[] labelOctets = label.getBytes(StandardCharsets.US_ASCII);
        byte[] output = new byte[length];
        byte[] a = hmac(hashLength, secret, labelOctets, seed);
        for (int done = 0; done < length; ) {
            byte[] block = hmac(hashLength, secret, a, labelOctets, seed);
            int part = Math.min(block.length, length - done);
            System.arraycopy(block, 0, output, done, part);
            done += part;
            a = hmac(hashLength, secret, a);
        }
        return output;
    }

    private static byte[] hmac(int hashLength, byte[] key, byte[]... parts) {
        Digest digest = hashLength == 48 ? new SHA384Digest() : SHA256Digest.newInstance();
        HMac mac = new HMac(digest);
        mac.init(new KeyParameter(key));
        for (byte[] part : parts) {
            mac.update(part, 0, part.length);
        }
        byte[] output = new byte[mac.getMacSize()];
        mac.doFinal(output, 0);
        return Arrays.copyOf(output, hashLength);
    }
}
