package org.sealphone.crypto.tls;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.reason.Refusal;

/**
 * All that {@link PeerVerifier} would refuse in certificates, one after the other, where a handshake ends at the first. For a look alone:
 * nothing is trusted for having passed here. Pure.
 */
public final class CertificateReview {
    private CertificateReview() {}

    /**
     * What is wrong with certificates that a server shows, or would show.
     *
     * @param shown the server's own first, then its issuers
     * @param domain the name that it must be for; empty where no name is asked for
     */
    public static List<Refusal> ofServer(
            List<X509Certificate> shown, TrustAnchors anchors, Optional<String> domain, Instant now) {
        Optional<List<X509Certificate>> reread = CertificateChain.reread(shown.toArray(new X509Certificate[0]));
        if (reread.isEmpty()) {
            return List.of(new Refusal(CryptoReason.TLS_24, "the certificates cannot be read, or are too many"));
        }
        CertificateChain chain = new CertificateChain(reread.get(), anchors.authorities(), now);
        X509Certificate leaf = chain.leaf();
        Set<Refusal> wrong = new LinkedHashSet<>(ofEach(chain, reread.get()));
        if (!anchors.authorities().isEmpty()) {
            chain.checkPath().ifPresent(wrong::add);
        }
        PeerVerifier.usage(leaf).ifPresent(wrong::add);
        PeerVerifier.pin(leaf, anchors).ifPresent(wrong::add);
        domain.ifPresent(name -> SipIdentity.verify(leaf, name, IdentityMode.RFC5922)
                .<Optional<Refusal>>fold(matched -> Optional.empty(), Optional::of)
                .ifPresent(wrong::add));
        return List.copyOf(wrong);
    }

    /** What is wrong with certificates of authorities: dates and strength of each. */
    public static List<Refusal> ofAuthorities(List<X509Certificate> authorities, Instant now) {
        return List.copyOf(ofEach(new CertificateChain(authorities, List.of(), now), authorities));
    }

    private static Set<Refusal> ofEach(CertificateChain chain, List<X509Certificate> certificates) {
        Set<Refusal> wrong = new LinkedHashSet<>();
        for (X509Certificate certificate : certificates) {
            chain.dates(certificate).ifPresent(wrong::add);
            CertificateChain.strength(certificate).ifPresent(wrong::add);
        }
        return wrong;
    }
}
