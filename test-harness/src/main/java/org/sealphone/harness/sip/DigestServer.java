package org.sealphone.harness.sip;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The server's side of digest (RFC 7616, RFC 8760): makes challenges, one for each algorithm in the order given, and checks what comes
 * back. A nonce lives five minutes and each of its counts is good once; at most 4096 are remembered, the oldest is forgotten first. Refuses
 * a URI that is not the request's, an algorithm or qop that was not offered, and the {@code -sess} forms. Owned by one thread.
 */
public final class DigestServer {
    private static final Duration NONCE_LIFE = Duration.ofMinutes(5);
    private static final int MOST_NONCES = 4096;
    private static final String NOBODY = "0".repeat(64);

    private final String realm;
    private final List<DigestAlgorithm> algorithms;
    private final Set<String> qops;
    private final Map<String, Map<DigestAlgorithm, String>> hashes;
    private final SecureRandom random;
    private final LongSupplier nanoTime;
    private final Map<String, Nonce> nonces = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Nonce> eldest) {
            return size() > MOST_NONCES;
        }
    };

    /**
     * @param qops what is offered and accepted; an empty string stands for credentials without qop, as before RFC 2617
     * @param hashes for each user H(user:realm:password) by algorithm
     */
    public DigestServer(
            String realm,
            List<DigestAlgorithm> algorithms,
            Set<String> qops,
            Map<String, Map<DigestAlgorithm, String>> hashes,
            SecureRandom random,
            LongSupplier nanoTime) {
        this.realm = realm;
        this.algorithms = List.copyOf(algorithms);
        this.qops = Set.copyOf(qops);
        this.hashes = hashes;
        this.random = random;
        this.nanoTime = nanoTime;
    }

    /** The values of the WWW-Authenticate or Proxy-Authenticate fields, topmost first, all with one fresh nonce. */
    public List<String> challenges(boolean stale) {
        byte[] fresh = new byte[18];
        random.nextBytes(fresh);
        String nonce = Base64.getUrlEncoder().encodeToString(fresh);
        nonces.put(nonce, new Nonce(nanoTime.getAsLong()));
        String offered = String.join(
                ",", qops.stream().filter(qop -> !qop.isEmpty()).sorted().toList());
        List<String> values = new ArrayList<>();
        for (DigestAlgorithm algorithm : algorithms) {
            values.add("Digest realm=" + Words.quote(realm) + ", nonce=\"" + nonce + "\", algorithm="
                    + algorithm.wireName() + (offered.isEmpty() ? "" : ", qop=\"" + offered + "\"")
                    + (stale ? ", stale=true" : ""));
        }
        return values;
    }

    /** Checks the credentials of this realm in the fields of that name: Authorization or Proxy-Authorization. */
    public DigestVerdict check(SipRequest request, String fieldName) {
        for (String value : request.headers().all(fieldName)) {
            Optional<DigestFields> fields = DigestFields.parse(value);
            if (fields.isPresent() && fields.get().realm().equals(realm)) {
                return check(request, fields.get());
            }
        }
        return new DigestVerdict.Challenge("no credentials", false);
    }

    private DigestVerdict check(SipRequest request, DigestFields fields) {
        Optional<DigestAlgorithm> algorithm =
                DigestAlgorithm.named(fields.algorithm()).filter(algorithms::contains);
        if (algorithm.isEmpty()) {
            return new DigestVerdict.Challenge("an algorithm that was not offered", false);
        }
        Optional<String> objection = objection(request, fields);
        if (objection.isPresent()) {
            return new DigestVerdict.Challenge(objection.get(), false);
        }
        String ha1 = hashes.getOrDefault(fields.username(), Map.of()).getOrDefault(algorithm.get(), NOBODY);
        String expected = Digest.response(algorithm.get(), ha1, fields, request.method(), request.body());
        boolean equal = MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.US_ASCII), fields.response().getBytes(StandardCharsets.US_ASCII));
        if (!equal || ha1.equals(NOBODY)) {
            return new DigestVerdict.Challenge("a wrong response", false);
        }
        if (!fresh(fields)) {
            return new DigestVerdict.Challenge("a nonce or count that is used up", true);
        }
        return new DigestVerdict.Valid(fields.username(), algorithm.get(), info(algorithm.get(), ha1, fields));
    }

    private Optional<String> objection(SipRequest request, DigestFields fields) {
        if (!fields.uri().equals(request.uri())) {
            return Optional.of("a uri that is not the request's");
        }
        if (!qops.contains(fields.qop())) {
            return Optional.of("a qop that was not offered");
        }
        boolean counted = fields.qop().isEmpty()
                || (fields.nc().matches("[0-9a-fA-F]{8}") && !fields.cnonce().isEmpty());
        return counted ? Optional.empty() : Optional.of("no nc of eight digits, or no cnonce");
    }

    /** Known, young, and with a count above the last: only then is the count remembered. */
    private boolean fresh(DigestFields fields) {
        @Nullable Nonce nonce = nonces.get(fields.nonce());
        if (nonce == null || nanoTime.getAsLong() - nonce.born > NONCE_LIFE.toNanos()) {
            return false;
        }
        long count = fields.qop().isEmpty() ? nonce.count + 1 : Long.parseLong(fields.nc(), 16);
        if (count <= nonce.count) {
            return false;
        }
        nonce.count = count;
        return true;
    }

    private static String info(DigestAlgorithm algorithm, String ha1, DigestFields fields) {
        if (fields.qop().isEmpty()) {
            return "";
        }
        return "qop=" + fields.qop() + ", rspauth=\"" + Digest.rspauth(algorithm, ha1, fields, "") + "\", cnonce="
                + Words.quote(fields.cnonce()) + ", nc=" + fields.nc();
    }

    private static final class Nonce {
        private final long born;
        private long count;

        private Nonce(long born) {
            this.born = born;
        }
    }
}
