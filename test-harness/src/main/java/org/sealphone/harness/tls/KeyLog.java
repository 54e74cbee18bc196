package org.sealphone.harness.tls;

/**
 * Receives the secrets of every TLS session as lines of the NSS key log format, so that a witness can read what was captured without
 * trusting the phone. A line is a secret: whoever implements this keeps it in memory or in a file of mode 0600. Called on the trunk's
 * loop thread.
 */
@FunctionalInterface
public interface KeyLog {
    /** A line without its line end: label, client random, secret, both in lower-case hexadecimal. */
    void line(String nssLine);

    /** Forgets every line. */
    static KeyLog none() {
        return line -> {};
    }
}
