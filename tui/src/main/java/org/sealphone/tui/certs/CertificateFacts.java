package org.sealphone.tui.certs;

import java.security.PublicKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.sealphone.crypto.tls.SpkiPin;
import org.sealphone.tui.report.Report;

/** What a certificate says, for people and scripts. What cannot be read is said to be so. Pure. */
public final class CertificateFacts {
    private static final int URI = 6;
    private static final int DNS = 2;
    private static final int IP = 7;
    private static final int MOST_NAMES = 100;
    private static final Map<String, String> USES = Map.of(
            "1.3.6.1.5.5.7.3.1", "servers",
            "1.3.6.1.5.5.7.3.2", "clients",
            "1.3.6.1.5.5.7.3.3", "code",
            "1.3.6.1.5.5.7.3.4", "mail",
            "1.3.6.1.5.5.7.3.9", "OCSP",
            "1.3.6.1.5.5.7.3.20", "SIP domains",
            "2.5.29.37.0", "everything");

    private CertificateFacts() {}

    public static Report.Certificate of(X509Certificate certificate) {
        return new Report.Certificate(
                certificate.getSubjectX500Principal().getName(),
                certificate.getIssuerX500Principal().getName(),
                names(certificate),
                certificate.getNotBefore().toInstant().toString(),
                certificate.getNotAfter().toInstant().toString(),
                key(certificate.getPublicKey()),
                certificate.getSigAlgName(),
                certificate.getSerialNumber().toString(16),
                SpkiPin.of(certificate.getPublicKey()).text(),
                certificate.getBasicConstraints() >= 0,
                uses(certificate));
    }

    private static List<String> names(X509Certificate certificate) {
        try {
            Collection<List<?>> all = certificate.getSubjectAlternativeNames();
            return all == null
                    ? List.of()
                    : all.stream().limit(MOST_NAMES).map(CertificateFacts::name).toList();
        } catch (CertificateParsingException malformed) {
            return List.of("names that cannot be read");
        }
    }

    private static String name(List<?> alternative) {
        int type = (Integer) alternative.get(0);
        String value = alternative.get(1) instanceof byte[] ? "of another kind" : String.valueOf(alternative.get(1));
        return switch (type) {
            case URI -> "URI:" + value;
            case DNS -> "DNS:" + value;
            case IP -> "IP:" + value;
            default -> "other:" + value;
        };
    }

    private static String key(PublicKey key) {
        if (key instanceof RSAKey rsa) {
            return "RSA with " + rsa.getModulus().bitLength() + " bits";
        }
        if (key instanceof ECKey ec) {
            // The curve's names, the one of SEC 2 first.
            return "EC " + ec.getParams().toString().split("[ \\[]", 2)[0];
        }
        return key.getAlgorithm();
    }

    private static List<String> uses(X509Certificate certificate) {
        try {
            List<String> found = certificate.getExtendedKeyUsage();
            List<String> words = new ArrayList<>();
            if (found != null) {
                found.forEach(id -> words.add(USES.getOrDefault(id, id)));
            }
            return words;
        } catch (CertificateParsingException malformed) {
            return List.of("uses that cannot be read");
        }
    }
}
