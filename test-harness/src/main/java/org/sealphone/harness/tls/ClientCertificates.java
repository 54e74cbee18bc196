package org.sealphone.harness.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Vector;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.tls.Certificate;

/** Validates a client's chain by PKIX (RFC 5280, 6) under the anchors given, without asking the network about revocation. */
final class ClientCertificates {
    private ClientCertificates() {}

    /** The distinguished names that a CertificateRequest lists; Bouncy Castle wants them in a Vector. */
    @SuppressWarnings("JdkObsolete")
    static Vector<X500Name> names(List<X509Certificate> anchors) {
        return anchors.stream()
                .map(anchor ->
                        X500Name.getInstance(anchor.getSubjectX500Principal().getEncoded()))
                .collect(Collectors.toCollection(Vector::new));
    }

    static boolean trusted(Certificate shown, List<X509Certificate> anchors) throws IOException {
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            List<X509Certificate> chain = new ArrayList<>();
            for (int i = 0; i < shown.getLength(); i++) {
                byte[] encoded = shown.getCertificateAt(i).getEncoded();
                X509Certificate certificate =
                        (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(encoded));
                if (!anchors.contains(certificate)) {
                    chain.add(certificate);
                }
            }
            PKIXParameters parameters = new PKIXParameters(anchors.stream()
                    .map(anchor -> new TrustAnchor(anchor, null))
                    .collect(Collectors.toSet()));
            parameters.setRevocationEnabled(false);
            CertPathValidator.getInstance("PKIX").validate(factory.generateCertPath(chain), parameters);
            return !chain.isEmpty();
        } catch (GeneralSecurityException invalid) {
            return false;
        }
    }
}
