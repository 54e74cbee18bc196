package org.sealphone.certs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/**
 * A certificate authority for development, tests and the demonstration: its key exists in this process alone and ends with it. It
 * issues server certificates with SIP identities (RFC 5922) and client certificates. Thread: any.
 */
public final class DevelopmentCa {
    private static final Duration CA_LIFE = Duration.ofDays(365);

    private final IssuedCertificate root;
    private final Instant now;
    private final SecureRandom random;

    private DevelopmentCa(IssuedCertificate root, Instant now, SecureRandom random) {
        this.root = root;
        this.now = now;
        this.random = random;
    }

    /** A new authority with a key of its own. */
    public static DevelopmentCa create(String name, Instant now, SecureRandom random) {
        IssuedCertificate root = new CertificateOrder(name, now, random)
                .authority()
                .valid(now.minus(Duration.ofHours(1)), now.plus(CA_LIFE))
                .selfSigned();
        return new DevelopmentCa(root, now, random);
    }

    /** The root, to be trusted with {@code --ca}. */
    public X509Certificate certificate() {
        return root.certificate();
    }

    /** The root as PEM. */
    public String pem() {
        return root.chainPem();
    }

    /** Writes the root as PEM, readable by everybody. */
    public void exportPem(Path file) throws IOException {
        OwnFile.writePublic(file, pem().getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * A server certificate for SIP domains, each as SIP URI and as DNS name, or as IP address where it is one. Since SIP URIs
     * silence the DNS names (RFC 5922 section 7.1), every name that shall count has to be given here.
     */
    public IssuedCertificate server(String domain, String... more) {
        CertificateOrder order = order(domain).purpose(KeyPurposeId.id_kp_serverAuth);
        name(order, domain);
        List.of(more).forEach(each -> name(order, each));
        return order.issuedBy(root);
    }

    private static void name(CertificateOrder order, String domain) {
        boolean ipv6 = domain.indexOf(':') >= 0;
        boolean ipv4 = domain.chars().allMatch(c -> c == '.' || Character.digit(c, 10) >= 0);
        order.sipDomain(ipv6 ? "[" + domain + "]" : domain);
        if (ipv6 || ipv4) {
            order.ip(domain);
        } else {
            order.dns(domain);
        }
    }

    /** A client certificate for mutual TLS, with the SIP domain of the account as its name. */
    public IssuedCertificate client(String name) {
        return order(name)
                .sipDomain(name)
                .purpose(KeyPurposeId.id_kp_clientAuth)
                .issuedBy(root);
    }

    CertificateOrder order(String commonName) {
        return new CertificateOrder(commonName, now, random);
    }

    IssuedCertificate root() {
        return root;
    }

    @Override
    public String toString() {
        return "[CA " + certificate().getSubjectX500Principal() + "]";
    }
}
