package org.sealphone.certs;

import static org.sealphone.crypto.reason.CryptoReason.TLS_04;
import static org.sealphone.crypto.reason.CryptoReason.TLS_05;
import static org.sealphone.crypto.reason.CryptoReason.TLS_07;
import static org.sealphone.crypto.reason.CryptoReason.TLS_20;
import static org.sealphone.crypto.reason.CryptoReason.TLS_21;
import static org.sealphone.crypto.reason.CryptoReason.TLS_22;
import static org.sealphone.crypto.reason.CryptoReason.TLS_23;
import static org.sealphone.crypto.reason.CryptoReason.TLS_24;
import static org.sealphone.crypto.reason.CryptoReason.TLS_25;

import java.net.IDN;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.sealphone.crypto.reason.CryptoReason;

/**
 * Every certificate that a verifying phone must turn down, each with the code that it must give and with a good twin. Made afresh
 * for each visit; the keys end with the process.
 */
public final class CertificateZoo {
    private final String domain;
    private final Instant now;
    private final SecureRandom random;
    private final DevelopmentCa ca;
    private final List<Specimen> specimens = new ArrayList<>();

    private CertificateZoo(String domain, Instant now, SecureRandom random) {
        this.domain = domain;
        this.now = now;
        this.random = random;
        this.ca = DevelopmentCa.create("Sealphone zoo CA", now, random);
    }

    /** All specimens for this domain, which must be a DNS name of at least two labels. */
    public static List<Specimen> specimens(String domain, Instant now, SecureRandom random) {
        CertificateZoo zoo = new CertificateZoo(domain, now, random);
        zoo.dates();
        zoo.strangers();
        zoo.names();
        zoo.oddNames();
        zoo.usages();
        zoo.authorities();
        zoo.weak();
        return List.copyOf(zoo.specimens);
    }

    private CertificateOrder server() {
        return nameless().sipDomain(domain).dns(domain);
    }

    private CertificateOrder nameless() {
        return ca.order(domain).purpose(KeyPurposeId.id_kp_serverAuth);
    }

    private void add(String id, String name, CryptoReason expected, CertificateOrder bad, CertificateOrder good) {
        add(id, name, expected, bad.issuedBy(ca.root()), good.issuedBy(ca.root()));
    }

    private void add(String id, String name, CryptoReason expected, IssuedCertificate bad, IssuedCertificate good) {
        specimens.add(new Specimen(id, name, expected.code(), domain, ca.certificate(), bad, good));
    }

    private void dates() {
        Instant yesterday = now.minus(Duration.ofDays(1));
        Instant tomorrow = now.plus(Duration.ofDays(1));
        Instant longAgo = now.minus(Duration.ofDays(90));
        Instant far = now.plus(Duration.ofDays(90));
        add("ADV-31", "expired", TLS_20, server().valid(longAgo, yesterday), server().valid(longAgo, tomorrow));
        add("ADV-32", "not yet valid", TLS_21, server().valid(tomorrow, far), server().valid(yesterday, far));
        IssuedCertificate ended = ca.order("Old intermediate CA")
                .authority()
                .valid(longAgo, yesterday)
                .issuedBy(ca.root());
        add("ADV-31", "expired intermediate", TLS_20, server().issuedBy(ended), server().issuedBy(intermediate()));
    }

    private IssuedCertificate intermediate() {
        return ca.order("Intermediate CA").authority().issuedBy(ca.root());
    }

    private void strangers() {
        add("ADV-33", "self-signed", TLS_22, server().selfSigned(), server().issuedBy(ca.root()));
        DevelopmentCa stranger = DevelopmentCa.create("Another CA", now, random);
        IssuedCertificate unknown = server().issuedBy(stranger.root());
        add("ADV-34", "unknown CA", TLS_23, unknown, server().issuedBy(ca.root()));
        List<X509Certificate> withRoot = new ArrayList<>(unknown.chain());
        withRoot.add(stranger.certificate());
        IssuedCertificate bringsRoot = new IssuedCertificate(unknown.key(), withRoot);
        add("ADV-34", "unknown CA that sends its root along", TLS_23, bringsRoot, server().issuedBy(ca.root()));
        DevelopmentCa namesake = DevelopmentCa.create("Sealphone zoo CA", now, random);
        IssuedCertificate forged = server().issuedBy(namesake.root());
        add("ADV-34", "CA with the trusted name and another key", TLS_23, forged, server().issuedBy(ca.root()));
        IssuedCertificate whole = server().issuedBy(intermediate());
        IssuedCertificate without = new IssuedCertificate(whole.key(), List.of(whole.certificate()));
        add("ADV-34", "intermediate not sent", TLS_23, without, whole);
    }

    private void names() {
        String parent = domain.substring(domain.indexOf('.') + 1);
        CertificateOrder other = nameless().sipDomain("other.example").dns("other.example");
        add("ADV-35", "wrong host", TLS_04, other, server());
        add(
                "ADV-36",
                "wildcard",
                TLS_04,
                nameless().dns("*." + parent),
                nameless().dns(domain));
        add("ADV-36", "wildcard in a SIP URI", TLS_04, nameless().sipDomain("*." + parent), server());
        add("ADV-36", "suffix", TLS_04, nameless().dns(parent), nameless().dns(domain));
        add(
                "ADV-36",
                "leading dot",
                TLS_04,
                nameless().dns("." + parent),
                nameless().dns(domain));
        CertificateOrder commonName = nameless().dns("other.example");
        add("ADV-37", "common name matches, subjectAltName does not", TLS_04, commonName, nameless());
        CertificateOrder silenced = nameless().sipDomain("other.example").dns(domain);
        add("ADV-38", "SIP URI of another domain silences the DNS name", TLS_04, silenced, server());
        CertificateOrder user = nameless().uri("sip:alice@" + domain);
        add("ADV-38", "SIP URI of a user", TLS_04, user, nameless().uri("SIP:" + domain));
        CertificateOrder sips = nameless().uri("sips:" + domain);
        add("ADV-38", "URI of another scheme", TLS_04, sips, nameless().uri("sip:" + domain));
    }

    private void oddNames() {
        CertificateOrder cut = nameless().dns(domain + "\0.other.example");
        add("ADV-42", "NUL in the DNS name", TLS_04, cut, nameless().dns(domain));
        CertificateOrder cutUri = nameless().uri("sip:" + domain + "\0.other.example");
        add("ADV-42", "NUL in the SIP URI", TLS_04, cutUri, server());
        // A Cyrillic letter that looks like the Latin one, as IDNA writes it.
        CertificateOrder homograph = nameless().dns(IDN.toASCII(domain.replace('e', '\u0435')));
        add("ADV-42", "IDN homograph", TLS_04, homograph, nameless().dns(domain));
        add(
                "ADV-42",
                "IP address alone",
                TLS_04,
                nameless().ip("127.0.0.1"),
                nameless().ip("127.0.0.1").dns(domain));
    }

    private void usages() {
        CertificateOrder client = ca.order(domain).sipDomain(domain).purpose(KeyPurposeId.id_kp_clientAuth);
        CertificateOrder both = ca.order(domain)
                .sipDomain(domain)
                .purpose(KeyPurposeId.id_kp_clientAuth)
                .purpose(KeyPurposeId.id_kp_serverAuth);
        add("ADV-39", "for clients only", TLS_05, client, both);
        CertificateOrder code = ca.order(domain).sipDomain(domain).purpose(KeyPurposeId.id_kp_codeSigning);
        CertificateOrder any = ca.order(domain).sipDomain(domain).purpose(KeyPurposeId.anyExtendedKeyUsage);
        add("ADV-39", "for code signing", TLS_05, code, any);
        CertificateOrder garbled =
                ca.order(domain).sipDomain(domain).extension(Extension.extendedKeyUsage, new byte[] {4, 2, 1, 2});
        add("ADV-39", "with a usage that cannot be read", TLS_05, garbled, both);
        CertificateOrder noSignature = server().usage(KeyUsage.keyAgreement);
        add("ADV-39", "its key may not sign", TLS_05, noSignature, server());
        CertificateOrder staple = server().demandStaple();
        add("ADV-41", "must-staple without a staple", TLS_07, staple, server());
    }

    private void authorities() {
        IssuedCertificate noAuthority = ca.order("No CA at all")
                .usage(KeyUsage.digitalSignature | KeyUsage.keyCertSign)
                .issuedBy(ca.root());
        add("ADV-40", "issuer is no CA", TLS_24, server().issuedBy(noAuthority), server().issuedBy(intermediate()));
        IssuedCertificate mayNotSign = ca.order("CA that may not sign")
                .authority()
                .usage(KeyUsage.digitalSignature)
                .issuedBy(ca.root());
        IssuedCertificate unsigned = server().issuedBy(mayNotSign);
        add("ADV-40", "issuer may not sign certificates", TLS_24, unsigned, server().issuedBy(intermediate()));
        IssuedCertificate narrow = ca.order("CA of other names")
                .authority()
                .permitOnly("other.example")
                .issuedBy(ca.root());
        IssuedCertificate wide =
                ca.order("CA of these names").authority().permitOnly(domain).issuedBy(ca.root());
        IssuedCertificate outside = nameless().dns(domain).issuedBy(narrow);
        add(
                "ADV-40",
                "outside its CA's name constraints",
                TLS_24,
                outside,
                nameless().dns(domain).issuedBy(wide));
        add("ADV-40", "path too long", TLS_24, behindTwo(0), behindTwo(1));
    }

    private IssuedCertificate behindTwo(int pathLength) {
        IssuedCertificate upper = ca.order("Upper CA").authority(pathLength).issuedBy(ca.root());
        return server().issuedBy(ca.order("Lower CA").authority().issuedBy(upper));
    }

    private void weak() {
        add("ADV-40", "RSA with 1024 bits", TLS_25, server().rsa(1024), server().rsa(2048));
        add("ADV-40", "signed with SHA-1", TLS_25, server().signedWith("SHA1withECDSA"), server());
        IssuedCertificate oldAuthority =
                ca.order("Old RSA CA").rsa(2048).authority().issuedBy(ca.root());
        IssuedCertificate md5 = server().signedWith("MD5withRSA").issuedBy(oldAuthority);
        add("ADV-40", "signed with MD5", TLS_25, md5, server().issuedBy(oldAuthority));
        IssuedCertificate dsa = ca.order("DSA CA").key("DSA", 2048).authority().issuedBy(ca.root());
        add("ADV-40", "intermediate with DSA", TLS_25, server().issuedBy(dsa), server().issuedBy(oldAuthority));
        IssuedCertificate pss = server().signedWith("SHA1withRSAandMGF1").issuedBy(oldAuthority);
        IssuedCertificate goodPss = server().signedWith("SHA256withRSAandMGF1").issuedBy(oldAuthority);
        add("ADV-40", "signed with RSASSA-PSS over SHA-1", TLS_25, pss, goodPss);
        IssuedCertificate weakAbove = ca.order("Weak CA").rsa(1024).authority().issuedBy(ca.root());
        add(
                "ADV-40",
                "intermediate with RSA 1024",
                TLS_25,
                server().issuedBy(weakAbove),
                server().issuedBy(oldAuthority));
    }
}
