package org.sealphone.crypto.tls;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything a handshake is allowed to agree on, and whom it may trust. Three sets of algorithms exist, each a complete one; they
 * differ in algorithms, never in encryption or in verification (RFC 9325 section 4; RFC 8446).
 *
 * <p>Immutable. There is no policy without verification, and none with static RSA, NULL, anonymous or export suites, compression,
 * renegotiation, resumption or early data.
 */
public final class TlsPolicy {
    private static final List<String> TLS_13 =
            List.of("TLS_AES_256_GCM_SHA384", "TLS_AES_128_GCM_SHA256", "TLS_CHACHA20_POLY1305_SHA256");
    private static final List<String> TLS_12_AEAD = List.of(
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");
    private static final List<String> TLS_12_CBC = List.of(
            "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384",
            "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA",
            "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
            "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
            "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA");

    private final String name;
    private final List<String> suites;
    private final TrustAnchors anchors;
    private final IdentityMode identity;
    private final @Nullable ClientCertificate client;

    private TlsPolicy(
            String name,
            List<String> suites,
            TrustAnchors anchors,
            IdentityMode identity,
            @Nullable ClientCertificate client) {
        this.name = name;
        this.suites = suites;
        this.anchors = Objects.requireNonNull(anchors, "anchors");
        this.identity = identity;
        this.client = client;
        if (identity == IdentityMode.PINNED_SPKI && anchors.pins().isEmpty()) {
            throw new IllegalArgumentException("identity by pinned key needs a pin");
        }
    }

    /** TLS 1.3, or 1.2 with ECDHE and AEAD. */
    public static TlsPolicy strict(TrustAnchors anchors) {
        return new TlsPolicy("strict", join(TLS_13, TLS_12_AEAD), anchors, IdentityMode.RFC5922, null);
    }

    /** The algorithms of strict: the policies differ in digest, not in TLS. */
    public static TlsPolicy standard(TrustAnchors anchors) {
        return new TlsPolicy("standard", join(TLS_13, TLS_12_AEAD), anchors, IdentityMode.RFC5922, null);
    }

    /** Those of strict, and below them TLS 1.2 with ECDHE and CBC. */
    public static TlsPolicy interop(TrustAnchors anchors) {
        return new TlsPolicy(
                "interop", join(join(TLS_13, TLS_12_AEAD), TLS_12_CBC), anchors, IdentityMode.RFC5922, null);
    }

    private static List<String> join(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return List.copyOf(all);
    }

    /** The same with another rule of identity. Identity by pinned key needs anchors with a pin. */
    public TlsPolicy identifiedBy(IdentityMode mode) {
        return new TlsPolicy(name, suites, anchors, mode, client);
    }

    /** The same with a certificate to present when the server asks. */
    public TlsPolicy presenting(ClientCertificate certificate) {
        return new TlsPolicy(name, suites, anchors, identity, certificate);
    }

    /** {@code strict}, {@code standard} or {@code interop}. */
    public String name() {
        return name;
    }

    /** The protocols, best first. */
    public List<String> protocols() {
        return List.of("TLSv1.3", "TLSv1.2");
    }

    /** The cipher suites by their IANA names, best first. */
    public List<String> suites() {
        return suites;
    }

    /** The key exchange groups, the hybrid one first; P-256 stays for certificates and servers that know nothing newer. */
    public List<String> groups() {
        return List.of("X25519MLKEM768", "x25519", "secp256r1", "secp384r1");
    }

    /** Whom to trust. */
    public TrustAnchors anchors() {
        return anchors;
    }

    /** How the name is compared. */
    public IdentityMode identity() {
        return identity;
    }

    /** What to present when asked. */
    public Optional<ClientCertificate> client() {
        return Optional.ofNullable(client);
    }
}
