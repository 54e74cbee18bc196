package org.sealphone.crypto.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.secret.Password;

/** RFC 7616 and 8760 as a SIP client has them, and what AUTH-01 to 07 and ADV-50 to 59 demand. */
class DigestTest {
    private static final String REALM = "http-auth@example.org";
    private static final String NONCE = "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v";
    private static final String OPAQUE = "FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS";
    private static final String CNONCE = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";
    private static final DigestRequest GET = DigestRequest.of("GET", "/dir/index.html");

    private static Password password(String text) {
        return Password.of(text.toCharArray());
    }

    private static DigestSession session(DigestPolicy policy, String... cnonces) {
        Deque<String> next = new ArrayDeque<>(Arrays.asList(cnonces));
        return new DigestSession(
                "Mufasa", password("Circle of Life"), policy, null, () -> next.isEmpty() ? CNONCE : next.poll());
    }

    private static DigestSession tolerant() {
        return session(DigestPolicy.tolerant());
    }

    private static String challenge(String algorithm, String nonce, String more) {
        return "Digest realm=\"" + REALM + "\", qop=\"auth, auth-int\", algorithm=" + algorithm + ", nonce=\"" + nonce
                + "\", opaque=\"" + OPAQUE + "\"" + more;
    }

    private static String challenge(String algorithm) {
        return challenge(algorithm, NONCE, "");
    }

    private static DigestAnswer granted(Outcome<DigestAnswer> outcome) {
        return outcome.fold(answer -> answer, refusal -> {
            throw new AssertionError(refusal.text());
        });
    }

    private static String code(Outcome<?> outcome) {
        return outcome.fold(value -> "ok", refusal -> refusal.reason().code());
    }

    private static String code(Optional<Refusal> refusal) {
        return refusal.map(found -> found.reason().code()).orElse("ok");
    }

    @Test
    @DisplayName("RFC 7616 section 3.9.1, MD5 and SHA-256")
    void the_examples_of_the_rfc() {
        DigestAnswer md5 = granted(tolerant().begin(GET).challenged(List.of(challenge("MD5"))));
        assertThat(md5.parameters()).containsEntry("response", "\"8ca523f5e9506fed4657c9700eebdbec\"");
        DigestAnswer sha = granted(tolerant().begin(GET).challenged(List.of(challenge("SHA-256"), challenge("MD5"))));
        assertThat(sha.headerValue())
                .isEqualTo("Digest username=\"Mufasa\", realm=\"" + REALM + "\", nonce=\"" + NONCE
                        + "\", uri=\"/dir/index.html\", response=\"753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1\""
                        + ", algorithm=SHA-256, cnonce=\"" + CNONCE + "\", opaque=\"" + OPAQUE
                        + "\", qop=auth, nc=00000001");
        assertThat(sha.algorithm()).isEqualTo(DigestAlgorithm.SHA_256);
        assertThat(sha.realm()).isEqualTo(REALM);
        assertThat(sha).hasToString("[digest SHA-256]");
    }

    @Test
    @DisplayName("RFC 7616 section 3.9.2 with the values of its erratum 4897: real SHA-512/256, userhash, UTF-8")
    void the_example_with_sha_512_256_and_userhash() {
        DigestSession session = new DigestSession(
                "J\u00e4s\u00f8n Doe",
                password("Secret, or not?"),
                DigestPolicy.strict(),
                null,
                () -> "NTg6RKcb9boFIAS3KrFK9BGeh+iDa/sm6jUMp2wds69v");
        DigestAnswer answer = granted(session.begin(DigestRequest.of("GET", "/doe.json"))
                .challenged(List.of("Digest realm=\"api@example.org\", qop=\"auth\", algorithm=SHA-512-256,"
                        + " nonce=\"5TsQWLVdgBdmrQ0XsxbDODV+57QdFR34I9HAbC/RVvkK\","
                        + " opaque=\"HRPCssKJSGjCrkzDg8OhwpzCiGPChXYjwrI2QmXDnsOS\", charset=UTF-8, userhash=true")));
        assertThat(answer.parameters())
                .containsEntry("username", "\"793263caabb707a56211940d90411ea4a575adeccb7e360aeb624ed06ece9b0b\"")
                .containsEntry("response", "\"3798d4131c277846293534c3edc11bd8a5e4cdcbff78b05db9d95eeb1cec68a5\"")
                .containsEntry("userhash", "true");
    }

    @Test
    void AUTH_03_auth_int_covers_the_body_and_is_taken_only_when_alone() {
        String only = challenge("SHA-256").replace("auth, auth-int", "auth-int");
        DigestRequest one = DigestRequest.of("INVITE", "sip:a@b", "v=0".getBytes(StandardCharsets.US_ASCII));
        DigestRequest two = DigestRequest.of("INVITE", "sip:a@b", "v=1".getBytes(StandardCharsets.US_ASCII));
        DigestAnswer first = granted(tolerant().begin(one).challenged(List.of(only)));
        DigestAnswer second = granted(tolerant().begin(two).challenged(List.of(only)));
        assertThat(first.parameters()).containsEntry("qop", "auth-int");
        assertThat(first.parameters().get("response"))
                .isNotEqualTo(second.parameters().get("response"));
        DigestAnswer both = granted(tolerant().begin(one).challenged(List.of(challenge("SHA-256"))));
        assertThat(both.parameters()).containsEntry("qop", "auth");
        assertThat(one).hasToString("INVITE sip:a@b");
    }

    @Test
    void AUTH_03_nc_counts_and_every_cnonce_is_fresh_with_128_bits() {
        DigestSession session =
                DigestSession.bound("u", password("p"), DigestPolicy.tolerant(), REALM, new SecureRandom());
        DigestAnswer first = granted(session.begin(GET).challenged(List.of(challenge("SHA-256"))));
        DigestAnswer second = session.begin(GET).preemptive().orElseThrow();
        DigestAnswer other = granted(session.begin(GET).challenged(List.of(challenge("SHA-256", "new", ""))));
        assertThat(first.parameters()).containsEntry("nc", "00000001");
        assertThat(second.parameters()).containsEntry("nc", "00000002");
        assertThat(other.parameters()).containsEntry("nc", "00000001");
        assertThat(first.clientNonce()).matches("[0-9a-f]{32}").isNotEqualTo(second.clientNonce());
    }

    @Test
    void AUTH_03_without_qop_it_is_auth_and_without_algorithm_MD5() {
        DigestAnswer answer = granted(tolerant().begin(GET).challenged(List.of("Digest realm=\"r\",nonce=\"n\"")));
        assertThat(answer.parameters()).containsEntry("qop", "auth").doesNotContainKeys("algorithm", "opaque");
        assertThat(answer.algorithm()).isEqualTo(DigestAlgorithm.MD5);
    }

    @ParameterizedTest
    @CsvSource({"'',AUTH-03", "token,AUTH-03", "'foo,auth',ok", "'auth-int',ok", "AUTH,ok"})
    void ADV_54_qop(String qop, String verdict) {
        String text = "Digest realm=\"r\",nonce=\"n\",qop=\"" + qop + "\"";
        assertThat(code(tolerant().begin(GET).challenged(List.of(text)))).isEqualTo(verdict);
    }

    @Test
    void AUTH_01_ADV_50_basic_is_never_answered() {
        assertThat(code(tolerant().begin(GET).challenged(List.of("Basic realm=\"" + REALM + "\""))))
                .isEqualTo("AUTH-01");
        assertThat(code(tolerant().begin(GET).challenged(List.of("basic realm=\"x\"", challenge("MD5")))))
                .isEqualTo("ok");
        assertThat(code(tolerant().begin(GET).challenged(List.of("Bearer x")))).isEqualTo("AUTH-20");
        assertThat(code(tolerant().begin(GET).challenged(List.of()))).isEqualTo("AUTH-20");
    }

    @Test
    void AUTH_02_ADV_51_52_the_strongest_allowed_is_taken_whatever_the_order() {
        List<String> all = List.of(challenge("MD5"), challenge("SHA-256"), challenge("SHA-512-256"));
        assertThat(granted(tolerant().begin(GET).challenged(all)).algorithm()).isEqualTo(DigestAlgorithm.SHA_512_256);
        assertThat(granted(tolerant().begin(GET).challenged(all.subList(0, 2))).algorithm())
                .isEqualTo(DigestAlgorithm.SHA_256);
        DigestSession strict = session(DigestPolicy.strict());
        assertThat(code(strict.begin(GET).challenged(all.subList(0, 1)))).isEqualTo("AUTH-02");
        assertThat(code(strict.begin(GET).challenged(all.subList(0, 2)))).isEqualTo("ok");
    }

    @ParameterizedTest
    @CsvSource({
        "MD5-sess,AUTH-02",
        "SHA-256-sess,AUTH-02",
        "SHA-512-256-sess,AUTH-02",
        "SHA-1,AUTH-02",
        "AKAv1-MD5,AUTH-02",
        "sha-256,ok",
        "\"SHA-256\",ok",
        "SHA-512-256,ok"
    })
    void ADV_53_algorithms(String algorithm, String verdict) {
        assertThat(code(tolerant().begin(GET).challenged(List.of(challenge(algorithm)))))
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @EnumSource(DigestAlgorithm.class)
    void algorithms_have_their_names(DigestAlgorithm algorithm) {
        assertThat(DigestAlgorithm.named(algorithm.wireName())).contains(algorithm);
        assertThat(algorithm.start().digest()).isNotEmpty();
    }

    @Test
    void AUTH_04_ADV_55_59_only_the_own_realm_is_answered() {
        String foreign = challenge("SHA-512-256").replace(REALM, "evil.example");
        String third = challenge("SHA-256").replace(REALM, "other.example");
        DigestSession bound = DigestSession.bound("u", password("p"), DigestPolicy.strict(), REALM, new SecureRandom());
        assertThat(code(bound.begin(GET).challenged(List.of(foreign)))).isEqualTo("AUTH-04");
        DigestAnswer answer = granted(bound.begin(GET).challenged(List.of(foreign, third, challenge("SHA-256"))));
        assertThat(answer.realm()).isEqualTo(REALM);
        DigestSession binding = DigestSession.binding("u", password("p"), DigestPolicy.strict(), new SecureRandom());
        assertThat(binding.realm()).isEmpty();
        granted(binding.begin(GET).challenged(List.of(challenge("SHA-256"))));
        assertThat(binding.realm()).contains(REALM);
        assertThat(code(binding.begin(GET).challenged(List.of(foreign)))).isEqualTo("AUTH-04");
        assertThat(code(bound.begin(GET).challenged(List.of(challenge("SHA-256").replace(REALM, REALM + " ")))))
                .isEqualTo("AUTH-04");
    }

    @Test
    void AUTH_06_ADV_56_a_stale_nonce_is_renewed_once() {
        DigestExchange exchange = tolerant().begin(GET);
        granted(exchange.challenged(List.of(challenge("SHA-256", "n1", ""))));
        granted(exchange.challenged(List.of(challenge("SHA-256", "n2", ", stale=true"))));
        assertThat(code(exchange.challenged(List.of(challenge("SHA-256", "n3", ", stale=true")))))
                .isEqualTo("AUTH-06");
    }

    @Test
    void AUTH_06_the_same_nonce_called_stale_is_a_loop() {
        DigestExchange exchange = tolerant().begin(GET);
        granted(exchange.challenged(List.of(challenge("SHA-256", "n1", ""))));
        assertThat(code(exchange.challenged(List.of(challenge("SHA-256", "n1", ", stale=TRUE")))))
                .isEqualTo("AUTH-06");
    }

    @Test
    void AUTH_22_a_second_challenge_that_is_not_stale_means_wrong_credentials() {
        for (String stale : new String[] {"", ", stale=false", ", stale=\"maybe\""}) {
            for (String nonce : new String[] {"n1", "n2"}) {
                DigestExchange exchange = tolerant().begin(GET);
                granted(exchange.challenged(List.of(challenge("SHA-256", "n1", ""))));
                assertThat(code(exchange.challenged(List.of(challenge("SHA-256", nonce, stale)))))
                        .isEqualTo("AUTH-22");
            }
        }
    }

    @Test
    void AUTH_06_credentials_sent_unasked_do_not_count_as_wrong() {
        DigestSession session = tolerant();
        assertThat(session.begin(GET).preemptive()).isEmpty();
        granted(session.begin(GET).challenged(List.of(challenge("SHA-256", "n1", ""))));
        DigestExchange next = session.begin(GET);
        assertThat(next.preemptive()).isPresent();
        assertThat(next.preemptive()).isEmpty();
        granted(next.challenged(List.of(challenge("SHA-256", "n2", ""))));
        DigestExchange refused = session.begin(GET);
        assertThat(refused.preemptive()).isPresent();
        assertThat(code(refused.challenged(List.of(challenge("SHA-256", "n2", "")))))
                .isEqualTo("AUTH-22");
    }

    @Test
    void AUTH_07_user_names_are_escaped_or_refused() {
        DigestSession quoted = new DigestSession("al\"ic\\e", password("p"), DigestPolicy.strict(), null, () -> "c");
        DigestAnswer answer = granted(quoted.begin(GET).challenged(List.of(challenge("SHA-256"))));
        assertThat(answer.headerValue()).startsWith("Digest username=\"al\\\"ic\\\\e\", realm=");
        for (String bad : new String[] {"", "a\r\nX: y", "a\u0000"}) {
            DigestSession session = new DigestSession(bad, password("p"), DigestPolicy.strict(), null, () -> "c");
            assertThat(code(session.begin(GET).challenged(List.of(challenge("SHA-256")))))
                    .isEqualTo("AUTH-07");
            assertThat(session.begin(GET).preemptive()).isEmpty();
        }
    }

    @Test
    void AUTH_04_a_request_that_reached_a_stranger_binds_no_realm() {
        DigestSession session = tolerant();
        assertThat(code(session.begin(GET, "pbx.example").challenged(List.of(challenge("SHA-256")))))
                .isEqualTo("AUTH-04");
        assertThat(session.realm()).isEmpty();
        assertThat(code(session.begin(GET, REALM).challenged(List.of(challenge("SHA-256")))))
                .isEqualTo("ok");
        assertThat(code(session.begin(GET, "pbx.example").challenged(List.of(challenge("SHA-256", "n2", "")))))
                .isEqualTo("ok");
    }

    @Test
    void AUTH_07_names_count_in_form_c_and_a_password_out_of_it_is_refused() {
        DigestSession apart =
                new DigestSession("Ja\u0308ger", password("p\u00e4ss"), DigestPolicy.strict(), null, () -> "c");
        DigestSession composed =
                new DigestSession("J\u00e4ger", password("p\u00e4ss"), DigestPolicy.strict(), null, () -> "c");
        assertThat(granted(apart.begin(GET).challenged(List.of(challenge("SHA-256"))))
                        .headerValue())
                .isEqualTo(granted(composed.begin(GET).challenged(List.of(challenge("SHA-256"))))
                        .headerValue());
        DigestSession secret =
                new DigestSession("J\u00e4ger", password("pa\u0308ss"), DigestPolicy.strict(), null, () -> "c");
        assertThat(code(secret.begin(GET).challenged(List.of(challenge("SHA-256")))))
                .isEqualTo("AUTH-07");
    }

    @Test
    void AUTH_06_only_a_nonce_that_was_announced_is_known_to_be_wanted() {
        DigestSession session = tolerant();
        DigestExchange exchange = session.begin(GET);
        granted(exchange.challenged(List.of(challenge("SHA-256"))));
        assertThat(session.announced()).isFalse();
        assertThat(exchange.verify("nextnonce=\"next\"", new byte[0])).isEmpty();
        assertThat(session.announced()).isTrue();
        session.begin(GET).preemptive();
        assertThat(session.announced()).isFalse();
    }

    @Test
    void a_realm_with_escapes_is_hashed_unquoted_and_written_quoted() {
        String text = "Digest realm=\"a\\\"b\\\\c\",nonce=\"n\",algorithm=SHA-256";
        DigestAnswer answer = granted(tolerant().begin(GET).challenged(List.of(text)));
        assertThat(answer.realm()).isEqualTo("a\"b\\c");
        assertThat(answer.parameters()).containsEntry("realm", "\"a\\\"b\\\\c\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Digest realm=r, nonce=n",
                "digest  realm = \"r\" ,\tnonce= \"n\"",
                "Digest ,,realm=\"r\",,nonce=\"n\",,",
                "DIGEST REALM=\"r\", Nonce=\"n\", x-new=1, domain=\"sip:a sip:b\", stale=\"FALSE\"",
                "Digest realm=\"\", nonce=abc+/==",
                "  Digest realm=\"r\",nonce=\"n\"  "
            })
    void AUTH_20_challenges_that_are_read(String text) {
        assertThat(code(DigestChallenge.parse(text))).isEqualTo("ok");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Digest",
                "Digest ",
                "Digestrealm=\"r\"",
                "Digest=x realm=\"r\",nonce=\"n\"",
                "Digest nonce=\"n\"",
                "Digest realm=\"r\"",
                "Digest realm=\"r\",nonce=\"\"",
                "Digest realm=\"r\",nonce=\"n",
                "Digest realm=\"r\" nonce=\"n\"",
                "Digest realm=\"r\",realm=\"s\",nonce=\"n\"",
                "Digest realm=\"r\",nonce=\"n\",qop",
                "Digest =x,realm=\"r\",nonce=\"n\"",
                "Digest realm=\"a\r\nb\",nonce=\"n\"",
                "Digest realm=\"r\",nonce=\"n\u0000\"",
                "Digest realm=\"r\",nonce=\"n\\",
                "Digest realm=\"r\u007f\",nonce=\"n\"",
                "Digest realm=\"r\";nonce=\"n\""
            })
    void AUTH_20_ADV_55_challenges_that_are_malformed(String text) {
        assertThat(code(DigestChallenge.parse(text))).isEqualTo("AUTH-20");
    }

    @Test
    void AUTH_20_limits() {
        assertThat(code(DigestChallenge.parse(challenge("MD5", "n".repeat(1024), ""))))
                .isEqualTo("ok");
        assertThat(code(DigestChallenge.parse(challenge("MD5", "n".repeat(1025), ""))))
                .isEqualTo("AUTH-20");
        assertThat(code(DigestChallenge.parse(challenge("MD5").replace(OPAQUE, "o".repeat(1025)))))
                .isEqualTo("AUTH-20");
        assertThat(code(DigestChallenge.parse(challenge("MD5").replace(REALM, "r".repeat(256)))))
                .isEqualTo("ok");
        assertThat(code(DigestChallenge.parse(challenge("MD5").replace(REALM, "r".repeat(257)))))
                .isEqualTo("AUTH-20");
        assertThat(code(DigestChallenge.parse(challenge("MD5", "n", ", x=\"" + "x".repeat(262_144) + "\""))))
                .isEqualTo("AUTH-20");
        StringBuilder many = new StringBuilder("Digest realm=r,nonce=n");
        for (int i = 0; i < 30; i++) {
            many.append(",x").append(i).append("=1");
        }
        assertThat(code(DigestChallenge.parse(many.toString()))).isEqualTo("ok");
        assertThat(code(DigestChallenge.parse(many + ",y=1"))).isEqualTo("AUTH-20");
        String[] challenges = new String[17];
        Arrays.fill(challenges, challenge("MD5"));
        assertThat(code(tolerant().begin(GET).challenged(Arrays.asList(challenges))))
                .isEqualTo("AUTH-20");
    }

    /** The server's side of section 3.5, computed apart from the code under test. */
    private static String proof(String qop, String body) {
        String ha1 = sha256("Mufasa:" + REALM + ":Circle of Life");
        String a2 = ":/dir/index.html" + (qop.equals("auth-int") ? ":" + sha256(body) : "");
        return sha256(String.join(":", ha1, NONCE, "00000001", CNONCE, qop, sha256(a2)));
    }

    private static String sha256(String text) {
        byte[] digest = DigestAlgorithm.SHA_256.start().digest(text.getBytes(StandardCharsets.UTF_8));
        return java.util.HexFormat.of().formatHex(digest);
    }

    @Test
    void AUTH_21_ADV_58_the_server_proves_that_it_knows_the_password() {
        byte[] body = "b".getBytes(StandardCharsets.US_ASCII);
        String right = proof("auth", "");
        String wrong = (right.charAt(0) == '0' ? "1" : "0") + right.substring(1);
        DigestExchange exchange = tolerant().begin(GET);
        assertThat(exchange.verify("rspauth=\"x\"", body)).isEmpty();
        granted(exchange.challenged(List.of(challenge("SHA-256"))));
        String about = ", cnonce=\"" + CNONCE + "\", nc=00000001, qop=auth";
        assertThat(code(exchange.verify("rspauth=\"" + right + "\"" + about, body)))
                .isEqualTo("ok");
        assertThat(code(exchange.verify("rspauth=\"" + right + "\"", body))).isEqualTo("ok");
        assertThat(code(exchange.verify("rspauth=" + right.toUpperCase(java.util.Locale.ROOT), body)))
                .isEqualTo("ok");
        assertThat(code(exchange.verify("rspauth=\"" + wrong + "\"" + about, body)))
                .isEqualTo("AUTH-21");
        assertThat(code(exchange.verify("rspauth=\"\"", body))).isEqualTo("AUTH-21");
        assertThat(code(exchange.verify("rspauth=\"" + right + "\", cnonce=\"other\"", body)))
                .isEqualTo("AUTH-21");
        assertThat(code(exchange.verify("rspauth=\"" + right + "\", nc=00000002", body)))
                .isEqualTo("AUTH-21");
        assertThat(code(exchange.verify("rspauth=\"" + right + "\", qop=auth-int", body)))
                .isEqualTo("AUTH-21");
        assertThat(code(exchange.verify("qop=auth", body))).isEqualTo("ok");
        assertThat(code(exchange.verify("rspauth=\"", body))).isEqualTo("AUTH-20");
    }

    @Test
    void AUTH_21_under_auth_int_the_proof_covers_the_response_body() {
        DigestExchange exchange = tolerant().begin(GET);
        granted(exchange.challenged(List.of(challenge("SHA-256").replace("auth, auth-int", "auth-int"))));
        String proof = "rspauth=\"" + proof("auth-int", "body") + "\", qop=auth-int";
        assertThat(code(exchange.verify(proof, "body".getBytes(StandardCharsets.US_ASCII))))
                .isEqualTo("ok");
        assertThat(code(exchange.verify(
                        proof.replace(", qop=auth-int", ""), "body".getBytes(StandardCharsets.US_ASCII))))
                .isEqualTo("ok");
        assertThat(code(exchange.verify(proof, "bodY".getBytes(StandardCharsets.US_ASCII))))
                .isEqualTo("AUTH-21");
    }

    @Test
    void AUTH_06_ADV_58_nextnonce_is_taken_only_without_a_wrong_proof() {
        DigestSession session = tolerant();
        DigestExchange exchange = session.begin(GET);
        granted(exchange.challenged(List.of(challenge("SHA-256"))));
        assertThat(code(exchange.verify("nextnonce=\"poison\", rspauth=\"00\"", new byte[0])))
                .isEqualTo("AUTH-21");
        assertThat(session.begin(GET).preemptive().orElseThrow().parameters())
                .containsEntry("nonce", "\"" + NONCE + "\"");
        assertThat(code(exchange.verify("nextnonce=\"\"", new byte[0]))).isEqualTo("AUTH-20");
        assertThat(code(exchange.verify("nextnonce=\"next\"", new byte[0]))).isEqualTo("ok");
        assertThat(session.begin(GET).preemptive().orElseThrow().parameters())
                .containsEntry("nonce", "\"next\"")
                .containsEntry("nc", "00000001");
    }

    @Test
    void fuzz_mutated_challenges_never_throw() {
        Random random = new Random(7616);
        String[] seeds = {
            challenge("SHA-256"), "Basic realm=\"x\"", challenge("MD5", "n", ", stale=true, userhash=true")
        };
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(seeds[i % seeds.length]);
            for (int n = random.nextInt(4); n >= 0; n--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, (char) random.nextInt(300));
                    case 1 -> text.deleteCharAt(at);
                    default -> text.insert(at, "\"\\,= \t".charAt(random.nextInt(6)));
                }
            }
            Outcome<DigestAnswer> outcome = tolerant().begin(GET).challenged(List.of(text.toString()));
            read += outcome.<Integer>fold(
                    answer -> {
                        assertThat(answer.headerValue())
                                .doesNotContain("\r")
                                .doesNotContain("\n")
                                .doesNotContain("\0");
                        return 1;
                    },
                    refusal -> 0);
        }
        assertThat(read).isGreaterThan(1000);
    }

    @Test
    void nothing_prints_the_password() {
        DigestSession session = tolerant();
        DigestAnswer answer = granted(session.begin(GET).challenged(List.of(challenge("MD5"))));
        assertThat(answer + session.toString() + answer.headerValue()).doesNotContain("Circle");
    }
}
