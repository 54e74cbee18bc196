package org.sealphone.crypto.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.interfaces.EdECKey;
import java.security.interfaces.RSAKey;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.reason.Excerpt;
import org.sealphone.crypto.reason.Refusal;

/**
 * The path from a server's certificate to an authority (RFC 5280 section 6.1), read and validated by the Java platform's own code
 * and made into refusals that tell the cases apart. Nothing is fetched from the network (TLS-07): what the server does not send is
 * missing.
 */
final class CertificateChain {
    private static final int LONGEST = 10;
    private static final int LEAST_RSA_BITS = 2048;
    private static final Pattern STRONG_HASH = Pattern.compile("SHA-?(224|256|384|512)|SHA3-|Ed(25519|448|DSA)");

    private final List<X509Certificate> presented;
    private final List<X509Certificate> authorities;
    private final Instant now;

    CertificateChain(List<X509Certificate> presented, List<X509Certificate> authorities, Instant now) {
        this.presented = presented;
        this.authorities = authorities;
        this.now = now;
    }

    /** Reads certificates anew, so that whatever parsed them in the handshake does not decide what they say. */
    static Optional<List<X509Certificate>> reread(X509Certificate[] chain) {
        if (chain.length == 0 || chain.length > LONGEST) {
            return Optional.empty();
        }
        List<X509Certificate> certificates = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (X509Certificate certificate : chain) {
                certificates.add((X509Certificate)
                        factory.generateCertificate(new ByteArrayInputStream(certificate.getEncoded())));
            }
            return Optional.of(certificates);
        } catch (CertificateException malformed) {
            return Optional.empty();
        }
    }

    X509Certificate leaf() {
        return presented.get(0);
    }

    /** Dates and strength of the server's own certificate, which count even where its key is pinned. */
    Optional<Refusal> checkLeaf() {
        return dates(leaf()).or(() -> strength(leaf()));
    }

    /** The whole path; empty when it holds. */
    Optional<Refusal> checkPath() {
        if (authorities.contains(leaf())) {
            return Optional.empty();
        }
        List<X509Certificate> path = new ArrayList<>();
        X509Certificate next = leaf();
        @Nullable X509Certificate anchor = null;
        while (anchor == null) {
            path.add(next);
            Optional<Refusal> weak = strength(next);
            if (weak.isPresent()) {
                return weak;
            }
            anchor = issuer(next, authorities).orElse(null);
            Optional<X509Certificate> above = issuer(next, presented).filter(found -> !path.contains(found));
            if (anchor == null && above.isEmpty()) {
                return Optional.of(unknown(next));
            }
            next = above.orElse(next);
        }
        return validate(path, anchor);
    }

    static Optional<X509Certificate> issuer(X509Certificate certificate, List<X509Certificate> among) {
        return among.stream()
                .filter(candidate -> candidate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal()))
                .filter(candidate -> signed(certificate, candidate.getPublicKey()))
                .findFirst();
    }

    private static boolean signed(X509Certificate certificate, PublicKey key) {
        try {
            certificate.verify(key);
            return true;
        } catch (GeneralSecurityException otherwise) {
            return false;
        }
    }

    private Refusal unknown(X509Certificate last) {
        boolean selfSigned = last.getSubjectX500Principal().equals(last.getIssuerX500Principal());
        String seen = "the key that was seen: --pin "
                + SpkiPin.of(leaf().getPublicKey()).text();
        if (selfSigned && last.equals(leaf())) {
            return new Refusal(CryptoReason.TLS_22, name(last) + "; " + seen);
        }
        return new Refusal(
                CryptoReason.TLS_23,
                "issued by " + Excerpt.of(last.getIssuerX500Principal().getName()) + "; " + seen);
    }

    private Optional<Refusal> validate(List<X509Certificate> path, X509Certificate anchor) {
        try {
            PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(anchor, null)));
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(now));
            CertPathValidator.getInstance("PKIX")
                    .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
            return Optional.empty();
        } catch (CertPathValidatorException broken) {
            return Optional.of(broken(broken));
        } catch (GeneralSecurityException unusable) {
            return Optional.of(new Refusal(CryptoReason.TLS_24, "the path cannot be validated"));
        }
    }

    private Refusal broken(CertPathValidatorException failure) {
        CertPathValidatorException.Reason reason = failure.getReason();
        String rule = reason.toString().toLowerCase(Locale.ROOT).replace('_', ' ');
        if (failure.getIndex() < 0) {
            return new Refusal(CryptoReason.TLS_24, rule);
        }
        Certificate at = failure.getCertPath().getCertificates().get(failure.getIndex());
        X509Certificate culprit = (X509Certificate) at;
        CryptoReason code = reason == BasicReason.ALGORITHM_CONSTRAINED ? CryptoReason.TLS_25 : CryptoReason.TLS_24;
        return dates(culprit).orElseGet(() -> new Refusal(code, rule + " at " + name(culprit)));
    }

    Optional<Refusal> dates(X509Certificate certificate) {
        Instant until = certificate.getNotAfter().toInstant();
        Instant from = certificate.getNotBefore().toInstant();
        if (now.isAfter(until)) {
            return Optional.of(new Refusal(CryptoReason.TLS_20, name(certificate) + " ended " + until));
        }
        return now.isBefore(from)
                ? Optional.of(new Refusal(CryptoReason.TLS_21, name(certificate) + " begins " + from))
                : Optional.empty();
    }

    /** What is known to be strong passes; whatever else there is, old or unheard of, does not. */
    static Optional<Refusal> strength(X509Certificate certificate) {
        PublicKey key = certificate.getPublicKey();
        if (key instanceof RSAKey rsa) {
            int bits = rsa.getModulus().bitLength();
            return bits < LEAST_RSA_BITS ? weak(certificate, "RSA with " + bits + " bits") : signature(certificate);
        }
        // The curves that the platform can read at all have 256 bits and more.
        return key instanceof ECKey || key instanceof EdECKey
                ? signature(certificate)
                : weak(certificate, "a key of the kind " + key.getAlgorithm());
    }

    private static Optional<Refusal> signature(X509Certificate certificate) {
        String signature = certificate.getSigAlgName();
        String hash = signature.equals("RSASSA-PSS") ? pssHash(certificate) : signature;
        return STRONG_HASH.matcher(hash).lookingAt()
                ? Optional.empty()
                : weak(certificate, "signed with " + Excerpt.of(signature) + " and " + Excerpt.of(hash));
    }

    private static String pssHash(X509Certificate certificate) {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
            parameters.init(certificate.getSigAlgParams());
            return parameters.getParameterSpec(PSSParameterSpec.class).getDigestAlgorithm();
        } catch (GeneralSecurityException | IOException unreadable) {
            return "unknown parameters";
        }
    }

    private static Optional<Refusal> weak(X509Certificate certificate, String how) {
        return Optional.of(new Refusal(CryptoReason.TLS_25, name(certificate) + ": " + how));
    }

    static String name(X509Certificate certificate) {
        return Excerpt.of(certificate.getSubjectX500Principal().getName());
    }
}
