package org.sealphone.crypto.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.reason.Refusal;

/**
 * Decides within the handshake whether the peer is who it must be: path or pin, dates, strength, usage, revocation as stapled, SIP
 * identity. It runs before our Finished, so that neither a byte of SIP nor a client's signature goes to an impostor.
 *
 * <p>One verifier serves one handshake. Thread: the one that drives the handshake; the outcome is read afterwards.
 */
public final class PeerVerifier extends X509ExtendedTrustManager {
    private static final String KEY_USAGE = "2.5.29.15";
    private static final String EXTENDED_KEY_USAGE = "2.5.29.37";
    private static final String UNREADABLE = "the key usage cannot be read";
    private static final String ANY_USAGE = "2.5.29.37.0";
    private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
    private static final String SIP_DOMAIN = "1.3.6.1.5.5.7.3.20";
    private static final Set<String> SERVER_USAGES = Set.of(ANY_USAGE, SERVER_AUTH, SIP_DOMAIN);

    private final TlsPolicy policy;
    private final String domain;
    private final Instant now;
    private final Supplier<Optional<byte[]>> staple;
    private volatile @Nullable Outcome<VerifiedPeer> outcome;
    private volatile @Nullable List<X509Certificate> shown;

    /**
     * A verifier for one handshake.
     *
     * @param domain the SIP domain as it was configured
     * @param now the moment at which certificates must be valid
     * @param staple the OCSP response that the server stapled for its certificate, asked for once
     */
    public PeerVerifier(TlsPolicy policy, String domain, Instant now, Supplier<Optional<byte[]>> staple) {
        this.policy = policy;
        this.domain = domain;
        this.now = now;
        this.staple = staple;
    }

    /** What was decided, once the server has shown its certificate. */
    public Optional<Outcome<VerifiedPeer>> outcome() {
        return Optional.ofNullable(outcome);
    }

    /** What the server showed, its own certificate first. */
    Optional<List<X509Certificate>> shown() {
        return Optional.ofNullable(shown);
    }

    /** The whole decision. */
    Outcome<VerifiedPeer> verify(X509Certificate[] chain) {
        Optional<List<X509Certificate>> presented = CertificateChain.reread(chain);
        if (presented.isEmpty()) {
            return Outcome.refused(CryptoReason.TLS_24, "the certificates cannot be read, or are too many");
        }
        shown = List.copyOf(presented.get());
        TrustAnchors anchors = policy.anchors();
        CertificateChain path = new CertificateChain(presented.get(), anchors.authorities(), now);
        X509Certificate leaf = path.leaf();
        Optional<Refusal> refusal = path.checkLeaf()
                .or(() -> anchors.authorities().isEmpty() ? Optional.empty() : path.checkPath())
                .or(() -> usage(leaf))
                .or(() -> new StapledStatus(presented.get(), anchors.authorities(), now).check(staple.get()))
                .or(() -> pin(leaf, anchors));
        if (refusal.isPresent()) {
            return new Outcome.Refused<>(refusal.get());
        }
        String pin = SpkiPin.of(leaf.getPublicKey()).text();
        Outcome<String> name = policy.identity() == IdentityMode.PINNED_SPKI
                ? Outcome.granted(pin)
                : SipIdentity.verify(leaf, domain, policy.identity());
        return name.then(matched -> Outcome.granted(
                new VerifiedPeer(matched, pin, leaf.getNotAfter().toInstant())));
    }

    static Optional<Refusal> usage(X509Certificate leaf) {
        List<String> extended;
        try {
            extended = leaf.getExtendedKeyUsage();
        } catch (CertificateParsingException malformed) {
            return Optional.of(new Refusal(CryptoReason.TLS_05, UNREADABLE));
        }
        boolean[] basic = leaf.getKeyUsage();
        // The parser drops what it cannot read; a limit that is there and unreadable is not the same as none.
        if ((extended == null && leaf.getExtensionValue(EXTENDED_KEY_USAGE) != null)
                || (basic == null && leaf.getExtensionValue(KEY_USAGE) != null)) {
            return Optional.of(new Refusal(CryptoReason.TLS_05, UNREADABLE));
        }
        if (extended != null && extended.stream().noneMatch(SERVER_USAGES::contains)) {
            return Optional.of(new Refusal(CryptoReason.TLS_05, "it is for " + String.join(", ", extended)));
        }
        // Every key exchange on offer is signed by this key: bit 0 is digitalSignature (RFC 5280 section 4.2.1.3).
        return basic != null && !basic[0]
                ? Optional.of(new Refusal(CryptoReason.TLS_05, "the key usage allows no signatures"))
                : Optional.empty();
    }

    static Optional<Refusal> pin(X509Certificate leaf, TrustAnchors anchors) {
        List<SpkiPin> pins = anchors.pins();
        SpkiPin pin = SpkiPin.of(leaf.getPublicKey());
        return pins.isEmpty() || pins.contains(pin)
                ? Optional.empty()
                : Optional.of(new Refusal(CryptoReason.TLS_26, "it is " + pin));
    }

    private void decide(X509Certificate[] chain) throws CertificateException {
        Outcome<VerifiedPeer> decided = verify(chain);
        outcome = decided;
        Optional<Refusal> refusal = decided.fold(peer -> Optional.empty(), Optional::of);
        if (refusal.isPresent()) {
            throw new CertificateException(refusal.get().text());
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        decide(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        decide(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        decide(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw notAServer();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw notAServer();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw notAServer();
    }

    private static CertificateException notAServer() {
        return new CertificateException("this phone is no TLS server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return policy.anchors().authorities().toArray(new X509Certificate[0]);
    }
}
