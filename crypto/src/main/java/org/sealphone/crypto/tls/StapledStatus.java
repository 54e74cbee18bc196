package org.sealphone.crypto.tls;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.PKIXRevocationChecker.Option;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.reason.Refusal;

/**
 * Revocation without a word to anybody (TLS-07): asking a responder would be clear text that names the peer. A staple that came
 * with the handshake is believed when it verifies, and a certificate that demands one (RFC 7633) is refused without it. Both hold
 * under TLS 1.2 and 1.3.
 */
final class StapledStatus {
    static final String TLS_FEATURE = "1.3.6.1.5.5.7.1.24";
    private static final BigInteger STATUS_REQUEST = BigInteger.valueOf(5);

    private final List<X509Certificate> presented;
    private final List<X509Certificate> authorities;
    private final Instant now;

    StapledStatus(List<X509Certificate> presented, List<X509Certificate> authorities, Instant now) {
        this.presented = presented;
        this.authorities = authorities;
        this.now = now;
    }

    Optional<Refusal> check(Optional<byte[]> staple) {
        X509Certificate leaf = presented.get(0);
        if (staple.isPresent()) {
            return issuer(leaf).flatMap(issuer -> evaluate(leaf, issuer, staple.get()));
        }
        return demanded(leaf.getExtensionValue(TLS_FEATURE))
                ? Optional.of(new Refusal(CryptoReason.TLS_07, "the certificate demands a staple, none came"))
                : Optional.empty();
    }

    /** SEQUENCE OF INTEGER, the numbers of TLS extensions. A demand that cannot be read is taken for this one. */
    private static boolean demanded(byte @Nullable [] extension) {
        if (extension == null) {
            return false;
        }
        try {
            ASN1Sequence features = ASN1Sequence.getInstance(
                    ASN1OctetString.getInstance(extension).getOctets());
            for (ASN1Encodable feature : features) {
                if (ASN1Integer.getInstance(feature).getValue().equals(STATUS_REQUEST)) {
                    return true;
                }
            }
            return false;
        } catch (IllegalArgumentException unreadable) {
            return true;
        }
    }

    /** Where the key is pinned there may be no issuer at hand to sign a status; then the pin has decided. */
    private Optional<X509Certificate> issuer(X509Certificate leaf) {
        return CertificateChain.issuer(leaf, authorities).or(() -> CertificateChain.issuer(leaf, presented));
    }

    private Optional<Refusal> evaluate(X509Certificate leaf, X509Certificate issuer, byte[] staple) {
        try {
            CertPathValidator validator = CertPathValidator.getInstance("PKIX");
            PKIXRevocationChecker checker = (PKIXRevocationChecker) validator.getRevocationChecker();
            checker.setOcspResponses(Map.of(leaf, staple));
            checker.setOptions(EnumSet.of(Option.NO_FALLBACK, Option.ONLY_END_ENTITY));
            PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(issuer, null)));
            parameters.setRevocationEnabled(false);
            parameters.addCertPathChecker(checker);
            parameters.setDate(Date.from(now));
            validator.validate(CertificateFactory.getInstance("X.509").generateCertPath(List.of(leaf)), parameters);
            return Optional.empty();
        } catch (CertPathValidatorException refused) {
            return Optional.of(new Refusal(
                    CryptoReason.TLS_07,
                    refused.getReason() == BasicReason.REVOKED ? "revoked" : "the stapled status is not valid"));
        } catch (GeneralSecurityException unusable) {
            return Optional.of(new Refusal(CryptoReason.TLS_07, "the stapled status cannot be read"));
        }
    }
}
