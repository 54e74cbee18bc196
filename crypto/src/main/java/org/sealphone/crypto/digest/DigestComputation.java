package org.sealphone.crypto.digest;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.sealphone.crypto.secret.Password;

/** The arithmetic of RFC 7616 section 3.4: all strings in UTF-8, all hashes in lower-case hexadecimal. */
final class DigestComputation {
    private final DigestAlgorithm algorithm;

    DigestComputation(DigestAlgorithm algorithm) {
        this.algorithm = algorithm;
    }

    /** KD(H(A1), nonce:nc:cnonce:qop:H(A2)). For a response of the server, the method is empty (section 3.5). */
    String response(
            String username,
            Password password,
            DigestChallenge challenge,
            String nonceCount,
            String clientNonce,
            DigestRequest request) {
        String ha1 = ha1(username, challenge.realm(), password);
        String a2 = request.method() + ":" + request.uri();
        if (challenge.qop() == Qop.AUTH_INT) {
            a2 += ":" + hex(algorithm.start().digest(request.body()));
        }
        return hash(String.join(
                ":",
                ha1,
                challenge.nonce(),
                nonceCount,
                clientNonce,
                challenge.qop().word(),
                hash(a2)));
    }

    /** The name under which a server that wants hashed names knows the user (section 3.4.4). */
    String userhash(String username, String realm) {
        return hash(username + ":" + realm);
    }

    private String ha1(String username, String realm, Password password) {
        MessageDigest digest = algorithm.start();
        digest.update((username + ":" + realm + ":").getBytes(StandardCharsets.UTF_8));
        return password.use(characters -> {
            ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(characters));
            digest.update(encoded.duplicate());
            encoded.clear();
            while (encoded.hasRemaining()) {
                encoded.put((byte) 0);
            }
            return hex(digest.digest());
        });
    }

    private String hash(String text) {
        return hex(algorithm.start().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
