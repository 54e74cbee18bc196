package org.sealphone.harness.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DigestTest {
    private static final String REALM = "trunk.test";
    private final AtomicLong clock = new AtomicLong(1_000_000);

    private static DigestFields rfc7616(String algorithm) {
        return new DigestFields(
                "Mufasa",
                "http-auth@example.org",
                "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
                "/dir/index.html",
                "",
                algorithm,
                "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",
                "auth",
                "00000001");
    }

    @Test
    @DisplayName("RFC 7616 3.9.1: the example in MD5 and SHA-256")
    void rfc_7616_3_9_1() {
        char[] password = "Circle of Life".toCharArray();
        for (String[] vector : new String[][] {
            {"MD5", "8ca523f5e9506fed4657c9700eebdbec"},
            {"SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"},
        }) {
            DigestAlgorithm algorithm = DigestAlgorithm.named(vector[0]).orElseThrow();
            String ha1 = Digest.ha1(algorithm, "Mufasa", "http-auth@example.org", password);
            assertThat(Digest.response(algorithm, ha1, rfc7616(vector[0]), "GET", ""))
                    .isEqualTo(vector[1]);
        }
    }

    @Test
    @DisplayName("RFC 7616 3.9.2: the example in SHA-512-256, with the hashed name in place of the name")
    void rfc_7616_3_9_2() {
        DigestFields fields = new DigestFields(
                "J\u00e4s\u00f8n Doe",
                "api@example.org",
                "5TsQWLVdgBdmrQ0XsxbDODV+57QdFR34I9HAbC/RVvkK",
                "/doe.json",
                "",
                "SHA-512-256",
                "NTg6RKcb9boFIAS3KrFK9BGeh+iDa/sm6jUMp2wds69v",
                "auth",
                "00000001");
        String ha1 = Digest.ha1(
                DigestAlgorithm.SHA_512_256, "J\u00e4s\u00f8n Doe", "api@example.org", "Secret, or not?".toCharArray());
        // The RFC prints SHA-512 cut short; SHA-512/256, which starts from values of its own, gives this one.
        assertThat(Digest.response(DigestAlgorithm.SHA_512_256, ha1, fields, "GET", ""))
                .isEqualTo("3798d4131c277846293534c3edc11bd8a5e4cdcbff78b05db9d95eeb1cec68a5");
    }

    private DigestServer server(DigestAlgorithm... algorithms) {
        return server(Set.of("auth"), algorithms);
    }

    private DigestServer server(Set<String> qops, DigestAlgorithm... algorithms) {
        Map<DigestAlgorithm, String> hashes = new EnumMap<>(DigestAlgorithm.class);
        for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
            hashes.put(algorithm, Digest.ha1(algorithm, "alice", REALM, "pass".toCharArray()));
        }
        return new DigestServer(
                REALM, List.of(algorithms), qops, Map.of("alice", hashes), new SecureRandom(), clock::get);
    }

    private static SipRequest request(String authorization) {
        SipRequest bare = (SipRequest) SipMessageTest.read(SipMessageTest.INVITE);
        return bare.withHeaders(bare.headers().with("Authorization", authorization));
    }

    /** Credentials for the challenge; the pairs change fields before or, for the response, after the computation. */
    private static String answer(
            String challenge, String user, String password, String nc, String qop, String... changes) {
        AuthFields given = AuthFields.parse(challenge).orElseThrow();
        DigestAlgorithm algorithm =
                DigestAlgorithm.named(given.fields().get("algorithm")).orElseThrow();
        DigestFields fields = new DigestFields(
                user,
                given.fields().get("realm"),
                given.fields().get("nonce"),
                "sips:bob@biloxi.example",
                "",
                algorithm.wireName(),
                qop.isEmpty() ? "" : "c-nonce",
                qop,
                qop.isEmpty() ? "" : nc);
        String ha1 = Digest.ha1(algorithm, user, fields.realm(), password.toCharArray());
        String response = Digest.response(algorithm, ha1, fields, "INVITE", "v=0\r\n");
        String text = "Digest username=\"" + user + "\", realm=\"" + fields.realm() + "\", nonce=\"" + fields.nonce()
                + "\", uri=\"" + fields.uri() + "\", algorithm=" + algorithm.wireName() + ", response=\"" + response
                + "\""
                + (qop.isEmpty() ? "" : ", qop=" + qop + ", nc=" + nc + ", cnonce=\"c-nonce\"");
        for (int i = 0; i < changes.length; i += 2) {
            text = text.replace(changes[i], changes[i + 1]);
        }
        return text;
    }

    private static String verdict(DigestVerdict verdict) {
        return verdict.fold(
                valid -> "valid " + valid.algorithm(),
                challenge -> (challenge.stale() ? "stale " : "") + challenge.why());
    }

    @Test
    @DisplayName(
            "RFC 8760 2.3: one challenge for each algorithm in order, all with one nonce, and each can be answered")
    void algorithms_in_order() {
        DigestServer server = server(DigestAlgorithm.SHA_512_256, DigestAlgorithm.SHA_256, DigestAlgorithm.MD5);
        List<String> challenges = server.challenges(false);
        assertThat(challenges).hasSize(3);
        assertThat(challenges.get(0))
                .contains("algorithm=SHA-512-256", "qop=\"auth\"")
                .doesNotContain("stale");
        int count = 1;
        for (String challenge : challenges) {
            String nc = "0000000" + count++;
            assertThat(verdict(server.check(request(answer(challenge, "alice", "pass", nc, "auth")), "Authorization")))
                    .startsWith("valid");
        }
        assertThat(server.challenges(true).get(0)).contains("stale=true");
    }

    @Test
    @DisplayName(
            "RFC 7616 3.4: a wrong password, user, uri, algorithm, qop or count is challenged again, and the right one is not")
    void refusals() {
        DigestServer server = server(DigestAlgorithm.SHA_256);
        String challenge = server.challenges(false).get(0);
        String[][] wrong = {
            {answer(challenge, "alice", "pasS", "00000001", "auth"), "a wrong response"},
            {answer(challenge, "mallory", "pass", "00000001", "auth"), "a wrong response"},
            {
                answer(challenge, "alice", "pass", "00000001", "auth", "uri=\"sips:bob", "uri=\"sips:bop"),
                "a uri that is not the request's"
            },
            {
                answer(challenge, "alice", "pass", "00000001", "auth", "=SHA-256", "=MD5"),
                "an algorithm that was not offered"
            },
            {
                answer(challenge, "alice", "pass", "00000001", "auth", "=SHA-256", "=SHA-256-sess"),
                "an algorithm that was not offered"
            },
            {answer(challenge, "alice", "pass", "00000001", "auth-int"), "a qop that was not offered"},
            {answer(challenge, "alice", "pass", "1", "auth"), "no nc of eight digits, or no cnonce"},
            {
                answer(challenge, "alice", "pass", "00000001", "auth", "\"c-nonce\"", "\"\""),
                "no nc of eight digits, or no cnonce"
            },
            {answer(challenge, "alice", "pass", "00000001", "auth", REALM, "other"), "no credentials"},
            {"Basic YWxpY2U6cGFzcw==", "no credentials"},
            {"Digest username=\"alice", "no credentials"},
        };
        for (String[] each : wrong) {
            assertThat(verdict(server.check(request(each[0]), "Authorization"))).isEqualTo(each[1]);
        }
        assertThat(verdict(
                        server.check(request(answer(challenge, "alice", "pass", "00000001", "auth")), "Authorization")))
                .isEqualTo("valid SHA_256");
    }

    @Test
    @DisplayName(
            "RFC 7616 3.4.6: a count serves once, a nonce five minutes; then the right secret is told that it is stale")
    void stale() {
        DigestServer server = server(DigestAlgorithm.SHA_256);
        String challenge = server.challenges(false).get(0);
        SipRequest first = request(answer(challenge, "alice", "pass", "00000001", "auth"));
        assertThat(verdict(server.check(first, "Authorization"))).startsWith("valid");
        assertThat(verdict(server.check(first, "Authorization"))).startsWith("stale");
        assertThat(verdict(server.check(
                        request(answer(challenge, "alice", "wrong", "00000001", "auth")), "Authorization")))
                .isEqualTo("a wrong response");
        SipRequest second = request(answer(challenge, "alice", "pass", "00000002", "auth"));
        clock.addAndGet(300_000_000_000L);
        assertThat(verdict(server.check(second, "Authorization"))).startsWith("valid");
        clock.addAndGet(1);
        assertThat(verdict(
                        server.check(request(answer(challenge, "alice", "pass", "00000003", "auth")), "Authorization")))
                .startsWith("stale");
        String foreign =
                answer(server(DigestAlgorithm.SHA_256).challenges(false).get(0), "alice", "pass", "00000001", "auth");
        assertThat(verdict(server.check(request(foreign), "Authorization"))).startsWith("stale");
    }

    @Test
    @DisplayName("RFC 7616 3.5: rspauth proves that the server knows the secret")
    void rspauth() {
        DigestServer server = server(DigestAlgorithm.SHA_256);
        String answer = answer(server.challenges(false).get(0), "alice", "pass", "0000000a", "auth");
        String info = server.check(request(answer), "Authorization")
                .fold(DigestVerdict.Valid::authenticationInfo, challenge -> "");
        DigestFields fields = DigestFields.parse(answer).orElseThrow();
        String ha1 = Digest.ha1(DigestAlgorithm.SHA_256, "alice", REALM, "pass".toCharArray());
        assertThat(info)
                .contains("rspauth=\"" + Digest.rspauth(DigestAlgorithm.SHA_256, ha1, fields, "") + "\"")
                .contains("nc=0000000a", "cnonce=\"c-nonce\"");
    }

    @Test
    @DisplayName("auth-int covers the body; without qop nothing is counted and nothing proven")
    void other_qops() {
        DigestServer server = server(Set.of("", "auth-int"), DigestAlgorithm.MD5);
        String challenge = server.challenges(false).get(0);
        assertThat(challenge).contains("qop=\"auth-int\"");
        SipRequest whole = request(answer(challenge, "alice", "pass", "00000001", "auth-int"));
        assertThat(verdict(server.check(whole.withBody("v=1\r\n"), "Authorization")))
                .isEqualTo("a wrong response");
        assertThat(verdict(server.check(whole, "Authorization"))).startsWith("valid");
        SipRequest old = request(answer(challenge, "alice", "pass", "", ""));
        assertThat(server.check(old, "Authorization").fold(DigestVerdict.Valid::authenticationInfo, c -> "challenged"))
                .isEmpty();
        assertThat(server(Set.of(""), DigestAlgorithm.MD5).challenges(false).get(0))
                .doesNotContain("qop");
    }

    @Test
    @DisplayName("4096 nonces are remembered; the oldest is forgotten first")
    void bounded() {
        DigestServer server = server(DigestAlgorithm.MD5);
        String oldest = server.challenges(false).get(0);
        for (int i = 0; i < 4096; i++) {
            server.challenges(false);
        }
        assertThat(verdict(server.check(request(answer(oldest, "alice", "pass", "00000001", "auth")), "Authorization")))
                .startsWith("stale");
    }
}
