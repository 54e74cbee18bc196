package org.sealphone.crypto.digest;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.reason.Excerpt;
import org.sealphone.crypto.reason.Outcome;

/**
 * One challenge of RFC 7616 section 3.3 that could be answered: Digest, a known algorithm, a known quality of protection, within
 * limits. A missing algorithm means MD5, a missing qop means auth (RFC 8760 section 2.6). Unknown parameters are ignored.
 */
public final class DigestChallenge {
    private static final int LONGEST_REALM = 256;
    private static final int LONGEST_NONCE = 1024;

    private final String realm;
    private final String nonce;
    private final @Nullable String opaque;
    private final @Nullable String algorithmText;
    private final DigestAlgorithm algorithm;
    private final Set<Qop> qops;
    private final boolean stale;
    private final boolean userhash;

    private DigestChallenge(Map<String, String> parameters, DigestAlgorithm algorithm, Set<Qop> qops) {
        realm = parameters.getOrDefault("realm", "");
        nonce = parameters.getOrDefault("nonce", "");
        opaque = parameters.get("opaque");
        algorithmText = parameters.get("algorithm");
        this.algorithm = algorithm;
        this.qops = qops;
        stale = "true".equalsIgnoreCase(parameters.get("stale"));
        userhash = "true".equalsIgnoreCase(parameters.get("userhash"));
    }

    private DigestChallenge(DigestChallenge like, String nonce) {
        realm = like.realm;
        this.nonce = nonce;
        opaque = like.opaque;
        algorithmText = like.algorithmText;
        algorithm = like.algorithm;
        qops = like.qops;
        stale = false;
        userhash = like.userhash;
    }

    /** Reads the value of one WWW-Authenticate or Proxy-Authenticate header. */
    public static Outcome<DigestChallenge> parse(String headerValue) {
        String value = headerValue.strip();
        int space = 0;
        while (space < value.length() && Character.isLetterOrDigit(value.charAt(space))) {
            space++;
        }
        String scheme = value.substring(0, space).toLowerCase(Locale.ROOT);
        if (!scheme.equals("digest")) {
            return scheme.equals("basic")
                    ? Outcome.refused(CryptoReason.AUTH_01, "Basic")
                    : Outcome.refused(CryptoReason.AUTH_20, "the scheme is " + Excerpt.of(scheme, 24));
        }
        boolean separated = space < value.length() && (value.charAt(space) == ' ' || value.charAt(space) == '\t');
        Optional<Map<String, String>> parameters =
                separated ? HeaderParameters.parse(value.substring(space)) : Optional.empty();
        return parameters.isEmpty()
                ? Outcome.refused(CryptoReason.AUTH_20, "the parameters cannot be read")
                : check(parameters.get());
    }

    private static Outcome<DigestChallenge> check(Map<String, String> parameters) {
        String realm = parameters.get("realm");
        if (realm == null || realm.length() > LONGEST_REALM) {
            return Outcome.refused(CryptoReason.AUTH_20, "the realm is missing or longer than " + LONGEST_REALM);
        }
        if (!isNonce(parameters.get("nonce"))) {
            return Outcome.refused(CryptoReason.AUTH_20, "the nonce is missing or longer than " + LONGEST_NONCE);
        }
        if (parameters.getOrDefault("opaque", "").length() > LONGEST_NONCE) {
            return Outcome.refused(CryptoReason.AUTH_20, "opaque is longer than " + LONGEST_NONCE);
        }
        String algorithm = parameters.getOrDefault("algorithm", "MD5");
        Optional<DigestAlgorithm> known = DigestAlgorithm.named(algorithm);
        if (known.isEmpty()) {
            return Outcome.refused(CryptoReason.AUTH_02, Excerpt.of(algorithm, 24) + " is not answered");
        }
        Set<Qop> qops = qops(parameters.getOrDefault("qop", Qop.AUTH.word()));
        return qops.isEmpty()
                ? Outcome.refused(CryptoReason.AUTH_03, "neither auth nor auth-int")
                : Outcome.granted(new DigestChallenge(parameters, known.get(), qops));
    }

    static boolean isNonce(@Nullable String nonce) {
        return nonce != null && !nonce.isEmpty() && nonce.length() <= LONGEST_NONCE;
    }

    private static Set<Qop> qops(String list) {
        Set<Qop> found = EnumSet.noneOf(Qop.class);
        for (String word : list.split("[,\\s]+")) {
            for (Qop qop : Qop.values()) {
                if (qop.word().equalsIgnoreCase(word)) {
                    found.add(qop);
                }
            }
        }
        return found;
    }

    /** The same challenge with the nonce that the server announced for next time. */
    DigestChallenge renewed(String nextNonce) {
        return new DigestChallenge(this, nextNonce);
    }

    /** The realm, unquoted. */
    public String realm() {
        return realm;
    }

    /** The algorithm. */
    public DigestAlgorithm algorithm() {
        return algorithm;
    }

    /** True when the nonce that was used is too old and everything else was right. */
    public boolean stale() {
        return stale;
    }

    String nonce() {
        return nonce;
    }

    Optional<String> opaque() {
        return Optional.ofNullable(opaque);
    }

    Optional<String> algorithmText() {
        return Optional.ofNullable(algorithmText);
    }

    boolean userhash() {
        return userhash;
    }

    Qop qop() {
        return qops.contains(Qop.AUTH) ? Qop.AUTH : Qop.AUTH_INT;
    }
}
