package org.sealphone.certs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/**
 * A certificate authority for development, tests and the demonstration: its key exists in this process alone and ends with it, unless
 * its owner keeps it in a file. It issues server certificates with SIP identities (RFC 5922) and client certificates. Thread: any.
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

    /** A new authority with a key of its own, for a year. */
    public static DevelopmentCa create(String name, Instant now, SecureRandom random) {
        return create(name, now, CA_LIFE, random);
    }

    /** A new authority with a key of its own, for so long. */
    public static DevelopmentCa create(String name, Instant now, Duration life, SecureRandom random) {
        IssuedCertificate root = new CertificateOrder(name, now, random)
                .authority()
                .valid(now.minus(Duration.ofHours(1)), now.plus(life))
                .selfSigned();
        return new DevelopmentCa(root, now, random);
    }

    /**
     * An authority that was kept: its root and, as PEM, its key. Empty where that is no key of ours, belongs to another certificate, or the
     * certificate is no authority.
     */
    public static Optional<DevelopmentCa> kept(X509Certificate root, char[] keyPem, Instant now, SecureRandom random) {
        return root.getBasicConstraints() < 0
                ? Optional.empty()
                : KeyPem.read(keyPem)
                        .filter(key -> KeyPem.belongs(key, root.getPublicKey()))
                        .map(key -> new DevelopmentCa(new IssuedCertificate(key, List.of(root)), now, random));
    }

    /** The root, to be trusted with {@code --ca}. */
    public X509Certificate certificate() {
        return root.certificate();
    }

    /** The root as PEM. */
    public String pem() {
        return root.chainPem();
    }

    /** Root and key, for who keeps them. */
    public IssuedCertificate rootAndKey() {
        return root;
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
        return serverOf(order(domain), domain, List.of(more));
    }

    /** The same for so long, and no longer than the root lasts. */
    public IssuedCertificate server(Duration life, String domain, List<String> more) {
        return serverOf(lasting(order(domain), life), domain, more);
    }

    private IssuedCertificate serverOf(CertificateOrder order, String domain, List<String> more) {
        order.purpose(KeyPurposeId.id_kp_serverAuth);
        name(order, domain);
        more.forEach(each -> name(order, each));
        return order.issuedBy(root);
    }

    private CertificateOrder lasting(CertificateOrder order, Duration life) {
        Instant end = certificate().getNotAfter().toInstant();
        Instant wished = now.plus(life);
        return order.valid(now.minus(Duration.ofHours(1)), wished.isAfter(end) ? end : wished);
    }

    /** A server certificate as a web server has it: DNS names alone, one of which may begin with an asterisk for a label. */
    public IssuedCertificate web(String name, String... more) {
        CertificateOrder order =
                order(name).purpose(KeyPurposeId.id_kp_serverAuth).dns(name);
        List.of(more).forEach(order::dns);
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
        return clientOf(order(name), name);
    }

    /** The same for so long, and no longer than the root lasts. */
    public IssuedCertificate client(Duration life, String name) {
        return clientOf(lasting(order(name), life), name);
    }

    private IssuedCertificate clientOf(CertificateOrder order, String name) {
        return order.sipDomain(name).purpose(KeyPurposeId.id_kp_clientAuth).issuedBy(root);
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
