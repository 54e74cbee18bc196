package org.sealphone.crypto.tls;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Locale;

/**
 * What a verified flow is made of, for screens and reports.
 *
 * @param protocol {@code TLSv1.3} or {@code TLSv1.2}
 * @param suite the cipher suite by its IANA name
 * @param group the group of the key exchange by its IANA name, as read from the handshake itself; "unknown" if it was not seen
 * @param peerAddress the address that was connected to
 * @param identity the name in the certificate that matched, or the pin
 * @param identityMode the rule by which it matched
 * @param notAfter when the certificate expires
 * @param spkiPin {@code sha256/...} of the server's public key
 * @param clientCertificateAsked whether the server asked for a client certificate
 * @param clientCertificateShown whether it got one
 */
public record TlsFacts(
        String protocol,
        String suite,
        String group,
        InetSocketAddress peerAddress,
        String identity,
        IdentityMode identityMode,
        Instant notAfter,
        String spkiPin,
        boolean clientCertificateAsked,
        boolean clientCertificateShown) {

    /** True when a recording of today stays sealed even if elliptic curves fall one day. */
    public boolean postQuantum() {
        return group.toUpperCase(Locale.ROOT).contains("MLKEM");
    }

    /** True when our certificate, and with it our name, crossed in clear, as before TLS 1.3 (RFC 5246 section 7.4.6): a finding. */
    public boolean clientCertificateInClear() {
        return clientCertificateShown && !protocol.equals("TLSv1.3");
    }

    /** True when the bulk cipher is CBC, which only the policy interop offers: a finding. */
    public boolean cbc() {
        return suite.contains("_CBC_");
    }
}
