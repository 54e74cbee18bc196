package org.sealphone.harness.tls;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import org.sealphone.certs.IssuedCertificate;

/** The private key and the certificate chain (leaf first) that a server shows. */
public record TlsIdentity(PrivateKey key, List<X509Certificate> chain) {
    public TlsIdentity {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("a chain holds at least the leaf");
        }
    }

    /** What the development CA issued. */
    public static TlsIdentity of(IssuedCertificate issued) {
        return new TlsIdentity(issued.key(), issued.chain());
    }

    /** Names the certificate alone. */
    @Override
    public String toString() {
        return "TlsIdentity[" + chain.get(0).getSubjectX500Principal() + "]";
    }
}
