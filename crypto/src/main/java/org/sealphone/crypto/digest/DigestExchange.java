package org.sealphone.crypto.digest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.reason.Excerpt;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.reason.ReasonCode;
import org.sealphone.crypto.reason.Refusal;

/**
 * The authentication of one request: at most two answers to challenges, the second only to a stale nonce (AUTH-06). Of several
 * challenges the strongest allowed one of the own realm is answered, whatever their order; Basic never.
 */
public final class DigestExchange {
    private static final int MOST_CHALLENGES = 16;
    private static final List<CryptoReason> NEAREST_MISS = List.of(
            CryptoReason.AUTH_03,
            CryptoReason.AUTH_02,
            CryptoReason.AUTH_04,
            CryptoReason.AUTH_20,
            CryptoReason.AUTH_01);

    private final DigestSession session;
    private final DigestRequest request;
    private final @Nullable String onlyRealm;
    private @Nullable DigestAnswer last;
    private int answered;

    DigestExchange(DigestSession session, DigestRequest request, @Nullable String onlyRealm) {
        this.session = session;
        this.request = request;
        this.onlyRealm = onlyRealm;
    }

    /** Credentials for the first sending, when an earlier request of the session left a nonce that still counts. */
    public Optional<DigestAnswer> preemptive() {
        if (last != null || session.unwritable().isPresent()) {
            return Optional.empty();
        }
        Optional<DigestAnswer> answer = session.current().map(challenge -> session.answer(challenge, request));
        last = answer.orElse(null);
        return answer;
    }

    /** Answers a 401 or 407, given the values of all its challenge headers from top to bottom. */
    public Outcome<DigestAnswer> challenged(List<String> challenges) {
        Optional<Refusal> unwritable = session.unwritable();
        if (unwritable.isPresent()) {
            return new Outcome.Refused<>(unwritable.get());
        }
        if (challenges.size() > MOST_CHALLENGES) {
            return Outcome.refused(CryptoReason.AUTH_20, "more than " + MOST_CHALLENGES + " challenges");
        }
        return strongest(challenges).then(this::answer);
    }

    private Outcome<DigestAnswer> answer(DigestChallenge challenge) {
        if (answered == 2) {
            return Outcome.refused(CryptoReason.AUTH_06, "challenged for the third time");
        }
        if (last != null && last.challenge().nonce().equals(challenge.nonce())) {
            return challenge.stale()
                    ? Outcome.refused(CryptoReason.AUTH_06, "the nonce is called stale and comes again")
                    : Outcome.refused(CryptoReason.AUTH_22, "realm " + Excerpt.of(challenge.realm()));
        }
        if (answered == 1 && !challenge.stale()) {
            return Outcome.refused(CryptoReason.AUTH_22, "realm " + Excerpt.of(challenge.realm()));
        }
        answered++;
        DigestAnswer answer = session.answer(challenge, request);
        last = answer;
        return Outcome.granted(answer);
    }

    private Outcome<DigestChallenge> strongest(List<String> challenges) {
        List<DigestChallenge> candidates = new ArrayList<>();
        List<Refusal> refusals = new ArrayList<>();
        for (String challenge : challenges) {
            DigestChallenge.parse(challenge).then(this::allowed).fold(candidates::add, refusals::add);
        }
        @Nullable DigestChallenge best = null;
        for (DigestChallenge candidate : candidates) {
            if (best == null || candidate.algorithm().compareTo(best.algorithm()) > 0) {
                best = candidate;
            }
        }
        return best != null ? Outcome.granted(best) : new Outcome.Refused<>(nearest(refusals));
    }

    private Outcome<DigestChallenge> allowed(DigestChallenge challenge) {
        Optional<String> realm = session.realm().or(() -> Optional.ofNullable(onlyRealm));
        if (realm.isPresent() && !realm.get().equals(challenge.realm())) {
            return Outcome.refused(
                    CryptoReason.AUTH_04,
                    "asked for " + Excerpt.of(challenge.realm()) + ", the account is of " + Excerpt.of(realm.get()));
        }
        if (!session.policy().allows(challenge.algorithm())) {
            return Outcome.refused(
                    CryptoReason.AUTH_02,
                    challenge.algorithm().wireName() + " is below the minimum "
                            + session.policy().minimum().wireName());
        }
        return Outcome.granted(challenge);
    }

    private static Refusal nearest(List<Refusal> refusals) {
        for (ReasonCode reason : NEAREST_MISS) {
            for (Refusal refusal : refusals) {
                if (refusal.reason() == reason) {
                    return refusal;
                }
            }
        }
        return new Refusal(CryptoReason.AUTH_20, "there is no challenge");
    }

    /**
     * Checks the Authentication-Info of the final response: a proof that is there must be right and belong to this request. Only
     * then, or when there is none, is the announced nonce taken for the next request.
     */
    public Optional<Refusal> verify(String authenticationInfo, byte[] responseBody) {
        DigestAnswer answer = last;
        if (answer == null) {
            return Optional.empty();
        }
        Optional<Map<String, String>> parsed = HeaderParameters.parse(authenticationInfo);
        if (parsed.isEmpty()) {
            return Optional.of(new Refusal(CryptoReason.AUTH_20, "Authentication-Info cannot be read"));
        }
        Map<String, String> parameters = parsed.get();
        Optional<Refusal> wrong = wrongProof(answer, parameters, responseBody);
        String next = parameters.get("nextnonce");
        if (wrong.isEmpty() && next != null) {
            if (!DigestChallenge.isNonce(next)) {
                return Optional.of(new Refusal(CryptoReason.AUTH_20, "nextnonce is empty or too long"));
            }
            session.renew(answer, next);
        }
        return wrong;
    }

    private Optional<Refusal> wrongProof(DigestAnswer answer, Map<String, String> parameters, byte[] responseBody) {
        String proof = parameters.get("rspauth");
        if (proof == null) {
            return Optional.empty();
        }
        // Where they are missing nothing is lost: the proof itself covers our nonce and count.
        boolean ours = answer.clientNonce().equals(parameters.getOrDefault("cnonce", answer.clientNonce()))
                && answer.nonceCount().equalsIgnoreCase(parameters.getOrDefault("nc", answer.nonceCount()))
                && answer.challenge()
                        .qop()
                        .word()
                        .equalsIgnoreCase(parameters.getOrDefault(
                                "qop", answer.challenge().qop().word()));
        String expected = session.expectedProof(answer, request, responseBody);
        boolean equal = MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.US_ASCII),
                proof.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
        return ours && equal
                ? Optional.empty()
                : Optional.of(new Refusal(
                        CryptoReason.AUTH_21, ours ? "the proof is wrong" : "the proof is for another request"));
    }
}
