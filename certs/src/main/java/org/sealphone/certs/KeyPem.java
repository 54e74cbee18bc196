package org.sealphone.certs;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** An elliptic private key as {@link IssuedCertificate} writes it: PKCS#8 (RFC 5958) in PEM (RFC 7468). */
final class KeyPem {
    static final String TYPE = "PRIVATE KEY";

    private static final byte[] PROBE = "which key is this".getBytes(StandardCharsets.US_ASCII);
    private static final char[] BEGIN = ("-----BEGIN " + TYPE + "-----").toCharArray();
    private static final char[] END = ("-----END " + TYPE + "-----").toCharArray();

    private KeyPem() {}

    /** Reads one, without making a string of it, which could not be wiped; empty where it is none. */
    static Optional<PrivateKey> read(char[] pem) {
        int from = find(pem, BEGIN, 0);
        int to = from < 0 ? -1 : find(pem, END, from);
        if (to < 0) {
            return Optional.empty();
        }
        byte[] base64 = new byte[to - from - BEGIN.length];
        for (int i = 0; i < base64.length; i++) {
            base64[i] = (byte) pem[from + BEGIN.length + i];
        }
        byte[] encoded = new byte[0];
        try {
            encoded = Base64.getMimeDecoder().decode(base64);
            return Optional.of(KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException | IllegalArgumentException noKey) {
            return Optional.empty();
        } finally {
            Arrays.fill(base64, (byte) 0);
            Arrays.fill(encoded, (byte) 0);
        }
    }

    private static int find(char[] text, char[] wanted, int from) {
        for (int at = from; at + wanted.length <= text.length; at++) {
            if (Arrays.equals(text, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        return -1;
    }

    /** Whether what one signs, the other verifies. */
    static boolean belongs(PrivateKey key, PublicKey other) {
        try {
            Signature signing = Signature.getInstance("SHA256withECDSA");
            signing.initSign(key);
            signing.update(PROBE);
            byte[] signature = signing.sign();
            signing.initVerify(other);
            signing.update(PROBE);
            return signing.verify(signature);
        } catch (GeneralSecurityException ofAnotherKind) {
            return false;
        }
    }
}
