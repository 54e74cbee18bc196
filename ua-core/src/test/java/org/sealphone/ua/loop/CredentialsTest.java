package org.sealphone.ua.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.secret.Password;
import org.sealphone.crypto.tls.TlsFailure;
import org.sealphone.ua.api.CallMedia;
import org.sealphone.ua.api.End;
import org.sealphone.ua.api.TrunkTerms;
import org.sealphone.ua.api.Ua;

/** Whom the account's credentials are shown to, and for what (AUTH-03 to AUTH-08), over the real SIP stack. */
class CredentialsTest {
    private static String challenge(String realm, String qop) {
        return "Digest realm=\"" + realm + "\", nonce=\"n1\", algorithm=SHA-256, qop=\"" + qop + "\"";
    }

    private static String code(End end) {
        return end.reason().orElseThrow().reason().code();
    }

    private static Ua.Call dialled(Bench bench) {
        Ua.Call call = bench.ua.dial("bob", CallMedia.silent());
        bench.settle();
        return call;
    }

    private static void answer(Bench bench, SipText request, int status, String... headers) {
        bench.trunk().say(request.respond(status, "x", "", headers));
        bench.settle();
    }

    private static String parameter(String header, String name) {
        Matcher found = Pattern.compile("\\b" + name + "=\"?([^\",]*)").matcher(header);
        return found.find() ? found.group(1) : "";
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the trunk computes, apart from the code under test. */
    private static String proof(String header, String a2) {
        String ha1 = sha256("alice:pbx.example:" + Bench.PASSWORD);
        return sha256(String.join(
                ":",
                ha1,
                parameter(header, "nonce"),
                parameter(header, "nc"),
                parameter(header, "cnonce"),
                parameter(header, "qop"),
                sha256(a2)));
    }

    @ParameterizedTest
    @CsvSource({"auth-int,auth-int", "'auth,auth-int',auth", "'auth-int,auth',auth"})
    void AUTH_03_the_body_is_covered_where_auth_is_not_offered(String offered, String chosen) {
        Bench bench = new Bench();
        dialled(bench);
        answer(bench, bench.trunk().last(), 407, "Proxy-Authenticate: " + challenge("pbx.example", offered));
        SipText again = bench.trunk().last();
        String shown = again.header("Proxy-Authorization");
        assertThat(parameter(shown, "qop")).isEqualTo(chosen);
        assertThat(again.body).contains("a=crypto:");
        String a2 = "INVITE:" + again.uri() + (chosen.equals("auth-int") ? ":" + sha256(again.body) : "");
        assertThat(parameter(shown, "response")).isEqualTo(proof(shown, a2));
    }

    @Test
    void AUTH_04_a_stranger_behind_the_trunk_makes_no_realm_ours() {
        Bench bench = new Bench();
        Ua.Call call = dialled(bench);
        answer(bench, bench.trunk().last(), 401, "WWW-Authenticate: " + challenge("evil.example", "auth"));
        assertThat(code(bench.now(call.ended()).end())).isEqualTo("AUTH-04");
        assertThat(bench.trunk().requests("INVITE")).hasSize(1);
        assertThat(bench.trunk().raw.toString()).doesNotContain("uthorization:");
        dialled(bench);
        answer(bench, bench.trunk().last(), 401, "WWW-Authenticate: " + challenge("pbx.example", "auth"));
        assertThat(bench.trunk().last().header("Authorization")).contains("realm=\"pbx.example\"");
    }

    @Test
    void AUTH_04_the_registrar_itself_says_what_its_realm_is() {
        Bench bench = new Bench();
        bench.ua.register();
        bench.settle();
        answer(bench, bench.trunk().last(), 401, "WWW-Authenticate: " + challenge("asterisk", "auth"));
        assertThat(bench.trunk().last().header("Authorization")).contains("realm=\"asterisk\"");
        bench.grants();
        dialled(bench);
        answer(bench, bench.trunk().last(), 401, "WWW-Authenticate: " + challenge("asterisk", "auth"));
        assertThat(bench.trunk().last().header("Authorization")).contains("realm=\"asterisk\"");
    }

    @Test
    void AUTH_04_a_realm_that_was_given_is_the_only_one() {
        Bench bench = new Bench(builder -> builder.terms(TrunkTerms.USUAL.withRealm("asterisk")));
        Ua.Call call = dialled(bench);
        answer(bench, bench.trunk().last(), 401, "WWW-Authenticate: " + challenge("asterisk", "auth"));
        assertThat(bench.trunk().last().header("Authorization")).contains("realm=\"asterisk\"");
        bench.ua.hangUp(call.id());
        CompletableFuture<End> registered = bench.ua.register();
        bench.settle();
        SipText register = bench.trunk().requests("REGISTER").get(0);
        answer(bench, register, 401, "WWW-Authenticate: " + challenge("pbx.example", "auth"));
        assertThat(code(bench.now(registered))).isEqualTo("AUTH-04");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "pbx.example"})
    void AUTH_05_a_challenge_inside_a_dialog_is_answered_for_our_realm_alone(String realm) {
        StandingCall call = new StandingCall();
        call.bench.ua.hold(call.id);
        call.bench.settle();
        SipText hold = call.bench.trunk().last();
        call.bench.trunk().say(hold.respond(401, "b0b", "", "WWW-Authenticate: " + challenge(realm, "auth")));
        call.bench.settle();
        List<SipText> invites = call.bench.trunk().requests("INVITE");
        assertThat(invites).hasSize(realm.equals("pbx.example") ? 2 : 1);
        assertThat(invites.get(invites.size() - 1).header("Authorization").isEmpty())
                .isEqualTo(realm.equals("evil.example"));
    }

    @Test
    void AUTH_06_a_nonce_that_was_announced_is_used_unasked_and_for_the_registrar_alone() {
        Bench bench = new Bench();
        bench.ua.register();
        bench.settle();
        answer(bench, bench.trunk().last(), 401, "WWW-Authenticate: " + challenge("pbx.example", "auth"));
        SipText register = bench.trunk().last();
        String shown = register.header("Authorization");
        String rspauth = proof(shown, ":" + register.uri());
        answer(
                bench,
                register,
                200,
                "Contact: " + register.header("Contact") + ";expires=60",
                "Authentication-Info: nextnonce=\"n2\", rspauth=\"" + rspauth + "\", qop=auth, cnonce=\""
                        + parameter(shown, "cnonce") + "\", nc=00000001");
        dialled(bench);
        assertThat(bench.trunk().last().header("Authorization")).isEmpty();
        bench.run(50_000);
        List<SipText> all = bench.trunk().requests("REGISTER");
        assertThat(all).hasSize(3);
        String next = all.get(2).header("Authorization");
        assertThat(parameter(next, "nonce")).isEqualTo("n2");
        assertThat(parameter(next, "nc")).isEqualTo("00000001");
        assertThat(parameter(next, "response")).isEqualTo(proof(next, "REGISTER:" + register.uri()));
    }

    @Test
    void AUTH_07_the_name_goes_hashed_where_the_trunk_wants_it_so() {
        Bench bench = new Bench();
        bench.ua.register();
        bench.settle();
        answer(
                bench,
                bench.trunk().last(),
                401,
                "WWW-Authenticate: " + challenge("pbx.example", "auth") + ", userhash=true, charset=UTF-8");
        String shown = bench.trunk().last().header("Authorization");
        assertThat(parameter(shown, "username")).isEqualTo(sha256("alice:pbx.example"));
        assertThat(parameter(shown, "userhash")).isEqualTo("true");
    }

    @Test
    void AUTH_08_no_password_is_even_read_unless_the_trunk_is_verified() {
        List<Password> read = new ArrayList<>();
        Bench bench = new Bench(builder -> builder.password(() -> {
            Password fresh = Password.of(Bench.PASSWORD.toCharArray());
            read.add(fresh);
            return Optional.of(fresh);
        }));
        bench.refuse = Optional.of(TlsFailure.of(CryptoReason.TLS_04, "another name"));
        CompletableFuture<End> refused = bench.ua.register();
        bench.settle();
        assertThat(code(bench.now(refused))).isEqualTo("TLS-04");
        assertThat(read).isEmpty();
        bench.refuse = Optional.empty();
        bench.ua.register();
        bench.settle();
        assertThat(read).isEmpty();
        answer(bench, bench.trunk().last(), 401, "WWW-Authenticate: " + challenge("pbx.example", "auth"));
        assertThat(read).hasSize(1);
        bench.flow().lose(CryptoReason.NET_04);
        bench.settle();
        assertThat(read).singleElement().satisfies(gone -> assertThatThrownBy(() -> gone.use(String::new))
                .isInstanceOf(IllegalStateException.class));
    }
}
