package org.sealphone.harness.tls;

/**
 * What a handshake agreed on, as the server saw it.
 *
 * @param cipherSuite the code point
 * @param group the code point of the named group; for TLS 1.2 -1, since Bouncy Castle does not tell it there
 * @param serverName the name that the client asked for, empty where it sent none
 */
public record TlsNegotiated(String version, int cipherSuite, int group, String serverName, boolean clientCertificate) {}
