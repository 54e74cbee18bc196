package org.sealphone.ua.policy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sealphone.crypto.srtp.SrtpSuite;
import org.sealphone.crypto.tls.TlsPolicy;
import org.sealphone.crypto.tls.TrustAnchors;

/**
 * The three complete sets of algorithms. They differ in algorithms, never in encryption: there is no member, and there will be none,
 * under which anything leaves in clear.
 */
public enum SecurityPolicy {
    /** AEAD suites and AES_CM with tags of 80 bits, digest SHA-256 or better, TLS with ECDHE and AEAD. */
    STRICT,
    /** The algorithms of {@link #STRICT}, and MD5 digest inside the verified flow where nothing better is offered: a finding. */
    STANDARD,
    /** Those of {@link #STANDARD}, and AES_CM with tags of 32 bits and TLS 1.2 with ECDHE and CBC: findings, each. */
    INTEROP;

    private static final int SHORT_TAG = 4;
    private static final List<SrtpSuite> ALL = List.of(SrtpSuite.values());
    private static final List<SrtpSuite> STRONG =
            ALL.stream().filter(suite -> suite.tagLength() > SHORT_TAG).toList();

    /** The suites that may be agreed on, in order of preference. */
    public List<SrtpSuite> suites() {
        return this == INTEROP ? ALL : STRONG;
    }

    /**
     * The suites that are offered unless others are asked for: without AES-192, which hardly a peer has and which lengthens every offer.
     * Four lines under {@link #STRICT} and {@link #STANDARD}, and the four come first under {@link #INTEROP}: some peers read no further.
     */
    public List<SrtpSuite> offered() {
        return suites().stream().filter(suite -> suite.keyLength() != 24).toList();
    }

    /** Whether an MD5 digest may be answered when the server offers nothing better (AUTH-02). */
    public boolean admitsMd5() {
        return this != STRICT;
    }

    /** What TLS may negotiate, with these anchors. */
    public TlsPolicy tls(TrustAnchors anchors) {
        return switch (this) {
            case STRICT -> TlsPolicy.strict(anchors);
            case STANDARD -> TlsPolicy.standard(anchors);
            case INTEROP -> TlsPolicy.interop(anchors);
        };
    }

    /** The word of the command line: {@code strict}, {@code standard}, {@code interop}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The policy of that word. */
    public static Optional<SecurityPolicy> named(String word) {
        for (SecurityPolicy policy : values()) {
            if (policy.word().equals(word)) {
                return Optional.of(policy);
            }
        }
        return Optional.empty();
    }
}
