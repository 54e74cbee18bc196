package org.sealphone.certs;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/**
 * What a certificate shall say, good or bad, and then its making (RFC 5280 section 4). ECDSA with P-256 and SHA-256, ninety days
 * from an hour ago, unless ordered otherwise. One order makes one certificate. Thread: one owner.
 */
final class CertificateOrder {
    private static final ASN1ObjectIdentifier TLS_FEATURE = new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.24");
    private static final int STATUS_REQUEST = 5;

    private final SecureRandom random;
    private final String subject;
    private final List<GeneralName> names = new ArrayList<>();
    private final List<KeyPurposeId> purposes = new ArrayList<>();
    private final Map<ASN1ObjectIdentifier, byte[]> raw = new LinkedHashMap<>();
    private Instant from;
    private Instant until;
    private String keyAlgorithm = "EC";
    private int keySize;
    private String signature = "SHA256withECDSA";
    private int keyUsage = KeyUsage.digitalSignature;
    private BasicConstraints constraints = new BasicConstraints(false);
    private @Nullable String permittedSubtree;
    private boolean mustStaple;

    CertificateOrder(String commonName, Instant now, SecureRandom random) {
        this.subject = "CN=" + commonName + ",O=Sealphone development";
        this.random = random;
        this.from = now.minus(Duration.ofHours(1));
        this.until = now.plus(Duration.ofDays(90));
    }

    CertificateOrder sipDomain(String domain) {
        return uri("sip:" + domain);
    }

    CertificateOrder uri(String uri) {
        names.add(new GeneralName(GeneralName.uniformResourceIdentifier, uri));
        return this;
    }

    CertificateOrder dns(String name) {
        names.add(new GeneralName(GeneralName.dNSName, name));
        return this;
    }

    CertificateOrder ip(String address) {
        names.add(new GeneralName(GeneralName.iPAddress, address));
        return this;
    }

    CertificateOrder purpose(KeyPurposeId purpose) {
        purposes.add(purpose);
        return this;
    }

    CertificateOrder valid(Instant first, Instant last) {
        from = first;
        until = last;
        return this;
    }

    CertificateOrder rsa(int bits) {
        return key("RSA", bits);
    }

    CertificateOrder key(String algorithm, int bits) {
        keyAlgorithm = algorithm;
        keySize = bits;
        return this;
    }

    /** An extension of any content, well-formed or not. */
    CertificateOrder extension(ASN1ObjectIdentifier id, byte[] content) {
        raw.put(id, content.clone());
        return this;
    }

    CertificateOrder email(String address) {
        names.add(new GeneralName(GeneralName.rfc822Name, address));
        return this;
    }

    CertificateOrder signedWith(String algorithm) {
        signature = algorithm;
        return this;
    }

    CertificateOrder usage(int bits) {
        keyUsage = bits;
        return this;
    }

    CertificateOrder authority() {
        constraints = new BasicConstraints(true);
        return usage(KeyUsage.keyCertSign | KeyUsage.cRLSign);
    }

    CertificateOrder authority(int pathLength) {
        constraints = new BasicConstraints(pathLength);
        return usage(KeyUsage.keyCertSign | KeyUsage.cRLSign);
    }

    CertificateOrder permitOnly(String dnsSubtree) {
        permittedSubtree = dnsSubtree;
        return this;
    }

    CertificateOrder demandStaple() {
        mustStaple = true;
        return this;
    }

    /** Signed by its own key. */
    IssuedCertificate selfSigned() {
        KeyPair pair = keyPair();
        X509Certificate certificate = make(pair, new X500Principal(subject), pair.getPrivate());
        return new IssuedCertificate(pair.getPrivate(), List.of(certificate));
    }

    /** Signed by an issuer whose own certificate is sent along unless it is a root. */
    IssuedCertificate issuedBy(IssuedCertificate issuer) {
        KeyPair pair = keyPair();
        X509Certificate above = issuer.certificate();
        List<X509Certificate> chain = new ArrayList<>();
        chain.add(make(pair, above.getSubjectX500Principal(), issuer.key()));
        boolean root = above.getSubjectX500Principal().equals(above.getIssuerX500Principal());
        if (!root) {
            chain.addAll(issuer.chain());
        }
        return new IssuedCertificate(pair.getPrivate(), chain);
    }

    private KeyPair keyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(keyAlgorithm);
            if (keySize > 0) {
                generator.initialize(keySize, random);
            } else {
                generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no keys of this kind can be made here", e);
        }
    }

    private X509Certificate make(KeyPair pair, X500Principal issuer, PrivateKey signer) {
        try {
            // 64 bits of randomness in a positive serial number (RFC 5280 section 4.1.2.2).
            BigInteger serial = new BigInteger(64, random).setBit(64);
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    issuer, serial, Date.from(from), Date.from(until), new X500Principal(subject), pair.getPublic());
            extend(builder, pair);
            String kind = signer.getAlgorithm();
            String algorithm = kind.equals("EC") ? signature : signature.replace("ECDSA", kind);
            JcaContentSignerBuilder signing = new JcaContentSignerBuilder(algorithm);
            if (algorithm.endsWith("MGF1")) {
                // The platform has RSASSA-PSS under one name without a hash.
                signing.setProvider(new BouncyCastleProvider());
            }
            return new JcaX509CertificateConverter().getCertificate(builder.build(signing.build(signer)));
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
            throw new IllegalStateException("the certificate cannot be made", e);
        }
    }

    private void extend(JcaX509v3CertificateBuilder builder, KeyPair pair)
            throws GeneralSecurityException, CertIOException {
        builder.addExtension(Extension.basicConstraints, true, constraints);
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(keyUsage));
        builder.addExtension(
                Extension.subjectKeyIdentifier,
                false,
                new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
        if (!names.isEmpty()) {
            builder.addExtension(
                    Extension.subjectAlternativeName, false, new GeneralNames(names.toArray(new GeneralName[0])));
        }
        if (!purposes.isEmpty()) {
            builder.addExtension(
                    Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes.toArray(new KeyPurposeId[0])));
        }
        if (permittedSubtree != null) {
            GeneralSubtree permitted = new GeneralSubtree(new GeneralName(GeneralName.dNSName, permittedSubtree));
            builder.addExtension(
                    Extension.nameConstraints, true, new NameConstraints(new GeneralSubtree[] {permitted}, null));
        }
        for (Map.Entry<ASN1ObjectIdentifier, byte[]> extension : raw.entrySet()) {
            builder.addExtension(extension.getKey(), false, extension.getValue());
        }
        if (mustStaple) {
            ASN1Encodable feature = new DERSequence(new ASN1Integer(STATUS_REQUEST));
            builder.addExtension(TLS_FEATURE, false, feature);
        }
    }
}
