package org.sealphone.crypto.digest;

/** What of a request goes into a digest: method, Request-URI as sent, and body. Immutable. */
public final class DigestRequest {
    private final String method;
    private final String uri;
    private final byte[] body;

    private DigestRequest(String method, String uri, byte[] body) {
        this.method = method;
        this.uri = uri;
        this.body = body;
    }

    /** A request without a body. */
    public static DigestRequest of(String method, String uri) {
        return new DigestRequest(method, uri, new byte[0]);
    }

    /** A request with a body, which counts only under auth-int; a copy is kept. */
    public static DigestRequest of(String method, String uri, byte[] body) {
        return new DigestRequest(method, uri, body.clone());
    }

    String method() {
        return method;
    }

    String uri() {
        return uri;
    }

    byte[] body() {
        return body;
    }

    @Override
    public String toString() {
        return method + " " + uri;
    }
}
