package org.sealphone.harness.sip;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/** The computations of RFC 7616, 3.4: pure, the inputs are those of the header field, the results lower-case hexadecimal. */
public final class Digest {
    private Digest() {}

    /** H(user:realm:password), the secret from which every response is made. */
    public static String ha1(DigestAlgorithm algorithm, String user, String realm, char[] password) {
        MessageDigest digest = algorithm.newDigest();
        digest.update((user + ":" + realm + ":").getBytes(StandardCharsets.UTF_8));
        byte[] octets = utf8(password);
        digest.update(octets);
        Arrays.fill(octets, (byte) 0);
        return HexFormat.of().formatHex(digest.digest());
    }

    private static byte[] utf8(char[] password) {
        byte[] room = new byte[password.length * 3];
        ByteBuffer encoded = ByteBuffer.wrap(room);
        StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(password), encoded, true);
        byte[] octets = Arrays.copyOf(room, encoded.position());
        Arrays.fill(room, (byte) 0);
        return octets;
    }

    /** The {@code response} of a request. */
    public static String response(
            DigestAlgorithm algorithm, String ha1, DigestFields fields, String method, String body) {
        String a2 = method + ":" + fields.uri();
        return keyed(algorithm, ha1, fields, fields.qop().equals("auth-int") ? a2 + ":" + hash(algorithm, body) : a2);
    }

    /** The {@code rspauth} with which a server shows that it knows the secret too: as the response, without a method. */
    public static String rspauth(DigestAlgorithm algorithm, String ha1, DigestFields fields, String body) {
        String a2 = ":" + fields.uri();
        return keyed(algorithm, ha1, fields, fields.qop().equals("auth-int") ? a2 + ":" + hash(algorithm, body) : a2);
    }

    private static String keyed(DigestAlgorithm algorithm, String ha1, DigestFields fields, String a2) {
        String middle = fields.qop().isEmpty()
                ? fields.nonce()
                : String.join(":", fields.nonce(), fields.nc(), fields.cnonce(), fields.qop());
        return hash(algorithm, ha1 + ":" + middle + ":" + hash(algorithm, a2));
    }

    private static String hash(DigestAlgorithm algorithm, String text) {
        return HexFormat.of().formatHex(algorithm.newDigest().digest(text.getBytes(StandardCharsets.ISO_8859_1)));
    }
}
