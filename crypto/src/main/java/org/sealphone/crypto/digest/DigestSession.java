package org.sealphone.crypto.digest;

import java.nio.CharBuffer;
import java.security.SecureRandom;
import java.text.Normalizer;
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
    private boolean announced;

    DigestSession(
            String username,
            Password password,
            DigestPolicy policy,
            @Nullable String realm,
            Supplier<String> clientNonces) {
        this.username = Normalizer.normalize(username, Normalizer.Form.NFC);
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
        return new DigestExchange(this, request, null);
    }

    /**
     * The same for a request that may be challenged by whoever it reaches: as long as the session is not bound, this realm alone is answered,
     * so that no stranger binds it to his own (AUTH-04).
     */
    public DigestExchange begin(DigestRequest request, String onlyRealm) {
        return new DigestExchange(this, request, onlyRealm);
    }

    /** Whether the server has said which nonce it wants next, so that a request may be answered before it is challenged. */
    public boolean announced() {
        return announced && current().isPresent();
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

    /**
     * Why no digest can be made of this name and password. Both count in Normalization Form C (RFC 7616 section 4). The name is brought into
     * it; a password is not, because Java would leave a copy of it that nobody can wipe.
     */
    Optional<Refusal> unwritable() {
        if (username.isEmpty() || username.chars().anyMatch(Character::isISOControl)) {
            return Optional.of(new Refusal(CryptoReason.AUTH_07, "empty, or with control characters"));
        }
        boolean composed =
                password.use(characters -> Normalizer.isNormalized(CharBuffer.wrap(characters), Normalizer.Form.NFC));
        return composed
                ? Optional.empty()
                : Optional.of(new Refusal(CryptoReason.AUTH_07, "the password has letters in separate parts"));
    }

    DigestAnswer answer(DigestChallenge challenge, DigestRequest request) {
        realm = challenge.realm();
        if (current == null || !current.nonce().equals(challenge.nonce())) {
            count = 0;
        }
        current = challenge;
        announced = false;
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
        announced = true;
        count = 0;
    }
}
