package org.sealphone.harness.oracle.tls;

/** Captured octets that are not what TLS has at that place; caught inside of this package and told as a problem of the stream. */
final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String message) {
        super(message);
    }
}
