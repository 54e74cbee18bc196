package org.sealphone.crypto.digest;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Credentials for one request: the parameters of Authorization or Proxy-Authorization as they are written, quotes and escapes
 * included (RFC 7616 section 3.4: algorithm, qop, nc and userhash without quotes, the rest with them).
 */
public final class DigestAnswer {
    private final DigestChallenge challenge;
    private final String nonceCount;
    private final String clientNonce;
    private final Map<String, String> parameters;

    DigestAnswer(
            DigestChallenge challenge,
            String nonceCount,
            String clientNonce,
            String username,
            String uri,
            String response) {
        this.challenge = challenge;
        this.nonceCount = nonceCount;
        this.clientNonce = clientNonce;
        Map<String, String> written = new LinkedHashMap<>();
        written.put("username", quote(username));
        written.put("realm", quote(challenge.realm()));
        written.put("nonce", quote(challenge.nonce()));
        written.put("uri", quote(uri));
        written.put("response", quote(response));
        challenge.algorithmText().ifPresent(text -> written.put("algorithm", text));
        written.put("cnonce", quote(clientNonce));
        challenge.opaque().ifPresent(text -> written.put("opaque", quote(text)));
        written.put("qop", challenge.qop().word());
        written.put("nc", nonceCount);
        if (challenge.userhash()) {
            written.put("userhash", "true");
        }
        parameters = Collections.unmodifiableMap(written);
    }

    private static String quote(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Names and values in order, each value as it stands in the header. */
    public Map<String, String> parameters() {
        return parameters;
    }

    /** The value of the header: {@code Digest username="...", ...}. */
    public String headerValue() {
        return parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                .collect(Collectors.joining(", ", "Digest ", ""));
    }

    /** The algorithm that was used; MD5 is a finding. */
    public DigestAlgorithm algorithm() {
        return challenge.algorithm();
    }

    /** The realm that was answered. */
    public String realm() {
        return challenge.realm();
    }

    DigestChallenge challenge() {
        return challenge;
    }

    String nonceCount() {
        return nonceCount;
    }

    String clientNonce() {
        return clientNonce;
    }

    @Override
    public String toString() {
        return "[digest " + algorithm().wireName() + "]";
    }
}
