package org.sealphone.crypto.digest;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.secret.Password;

/**
 * The credentials of one account on one verified flow, with the nonce in use and its count. Bound to one realm: the configured one,
 * or else the first that is answered; challenges of other realms are never answered (AUTH-04). A new flow needs a new session.
 *
 * <p>Thread: one owner, that of the account. The password belongs to the caller.
 */
public final class DigestSession {
    private static final long LAST_COUNT = 0xffffffffL;
    private static final int CLIENT_NONCE_BYTES = 16;

    private final String username;
    private final Password password;
    private final DigestPolicy policy;
    private final Supplier<String> clientNonces;
    private @Nullable String realm;
    private @Nullable DigestChallenge current;
    private long count;

    DigestSession(
            String username,
            Password password,
            DigestPolicy policy,
            @Nullable String realm,
            Supplier<String> clientNonces) {
        this.username = username;
        this.password = password;
        this.policy = policy;
        this.realm = realm;
        this.clientNonces = clientNonces;
    }

    /** A session for the realm that the account names. */
    public static DigestSession bound(
            String username, Password password, DigestPolicy policy, String realm, SecureRandom random) {
        return new DigestSession(username, password, policy, realm, fresh(random));
    }

    /** A session that binds itself to the first realm it answers. */
    public static DigestSession binding(String username, Password password, DigestPolicy policy, SecureRandom random) {
        return new DigestSession(username, password, policy, null, fresh(random));
    }

    private static Supplier<String> fresh(SecureRandom random) {
        return () -> {
            byte[] bytes = new byte[CLIENT_NONCE_BYTES];
            random.nextBytes(bytes);
            return HexFormat.of().formatHex(bytes);
        };
    }

    /** Starts the authentication of one request; its challenges and answers go through the exchange. */
    public DigestExchange begin(DigestRequest request) {
        return new DigestExchange(this, request);
    }

    /** The realm, once there is one. */
    public Optional<String> realm() {
        return Optional.ofNullable(realm);
    }

    DigestPolicy policy() {
        return policy;
    }

    Optional<DigestChallenge> current() {
        return Optional.ofNullable(count < LAST_COUNT ? current : null);
    }

    /** True when the user name can stand in a quoted string. */
    Optional<Refusal> unwritable() {
        return username.isEmpty() || username.chars().anyMatch(Character::isISOControl)
                ? Optional.of(new Refusal(CryptoReason.AUTH_07, "empty, or with control characters"))
                : Optional.empty();
    }

    DigestAnswer answer(DigestChallenge challenge, DigestRequest request) {
        realm = challenge.realm();
        if (current == null || !current.nonce().equals(challenge.nonce())) {
            count = 0;
        }
        current = challenge;
        String nonceCount = String.format("%08x", ++count);
        String clientNonce = clientNonces.get();
        DigestComputation digest = new DigestComputation(challenge.algorithm());
        String response = digest.response(username, password, challenge, nonceCount, clientNonce, request);
        String shown = challenge.userhash() ? digest.userhash(username, challenge.realm()) : username;
        return new DigestAnswer(challenge, nonceCount, clientNonce, shown, request.uri(), response);
    }

    /** What the server must have computed over its own response (RFC 7616 section 3.5). */
    String expectedProof(DigestAnswer answer, DigestRequest request, byte[] responseBody) {
        DigestRequest mirrored = DigestRequest.of("", request.uri(), responseBody);
        return new DigestComputation(answer.algorithm())
                .response(username, password, answer.challenge(), answer.nonceCount(), answer.clientNonce(), mirrored);
    }

    void renew(DigestAnswer answer, String nextNonce) {
        current = answer.challenge().renewed(nextNonce);
        count = 0;
    }
}
