package org.sealphone.harness.sip;

import java.util.Map;
import java.util.Optional;

/**
 * The fields of an Authorization or Proxy-Authorization with scheme Digest (RFC 7616, 3.4); a field that is absent is empty.
 *
 * @param algorithm the name on the wire, MD5 where none is written
 */
public record DigestFields(
        String username,
        String realm,
        String nonce,
        String uri,
        String response,
        String algorithm,
        String cnonce,
        String qop,
        String nc) {

    /** Reads the value of the header field; empty for another scheme or for what cannot be read. */
    public static Optional<DigestFields> parse(String value) {
        return AuthFields.parse(value)
                .filter(fields -> fields.scheme().equalsIgnoreCase("Digest"))
                .map(fields -> {
                    Map<String, String> named = fields.fields();
                    return new DigestFields(
                            named.getOrDefault("username", ""),
                            named.getOrDefault("realm", ""),
                            named.getOrDefault("nonce", ""),
                            named.getOrDefault("uri", ""),
                            named.getOrDefault("response", ""),
                            named.getOrDefault("algorithm", "MD5"),
                            named.getOrDefault("cnonce", ""),
                            named.getOrDefault("qop", ""),
                            named.getOrDefault("nc", ""));
                });
    }

    /** Who and where alone. */
    @Override
    public String toString() {
        return "DigestFields[" + realm + ", " + algorithm + "]";
    }
}
