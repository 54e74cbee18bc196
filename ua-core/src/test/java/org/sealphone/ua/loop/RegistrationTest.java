package org.sealphone.ua.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.tls.TlsFailure;
import org.sealphone.ua.api.Account;
import org.sealphone.ua.api.End;
import org.sealphone.ua.api.PasswordSource;
import org.sealphone.ua.api.RegistrationFacts;
import org.sealphone.ua.api.UaEvent;
import org.sealphone.ua.policy.SecurityPolicy;

class RegistrationTest {
    /** What a Contact says of the phone behind it (RFC 5626 4.1, RFC 4122 4.4). */
    private static final String INSTANCE =
            ";\\+sip\\.instance=\"<urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}>\";reg-id=1";

    static final String SHA256 =
            "WWW-Authenticate: Digest realm=\"pbx.example\", nonce=\"n1\", algorithm=SHA-256, qop=\"auth\"";
    static final String MD5 =
            "WWW-Authenticate: Digest realm=\"pbx.example\", nonce=\"n2\", algorithm=MD5, qop=\"auth\"";

    private static void ok(Bench bench, int expires) {
        SipText register = bench.trunk().last();
        bench.trunk()
                .say(register.respond(200, "t2", "", "Contact: " + register.header("Contact") + ";expires=" + expires));
        bench.settle();
    }

    private static CompletableFuture<End> register(Bench bench) {
        CompletableFuture<End> done = bench.ua.register();
        bench.settle();
        return done;
    }

    private static void challenge(Bench bench, String... headers) {
        bench.trunk().say(bench.trunk().last().respond(401, "t1", "", headers));
        bench.settle();
    }

    private static String code(End end) {
        return end.reason().orElseThrow().reason().code();
    }

    @Test
    void registers_with_digest_refreshes_in_time_and_unregisters() {
        Bench bench = new Bench();
        CompletableFuture<End> registered = register(bench);
        SipText first = bench.trunk().last();
        assertThat(first.uri()).isEqualTo("sips:pbx.example");
        assertThat(first.header("Contact")).matches("\\Q<sips:alice@192.0.2.10:49152>\\E" + INSTANCE);
        challenge(bench, SHA256);
        SipText second = bench.trunk().last();
        assertThat(second.header("Call-ID")).isEqualTo(first.header("Call-ID"));
        assertThat(second.header("CSeq")).isEqualTo("2 REGISTER");
        assertThat(second.header("Authorization"))
                .contains("qop=auth")
                .contains("nc=00000001")
                .contains("algorithm=SHA-256");
        ok(bench, 3600);
        assertThat(bench.now(registered)).isInstanceOf(End.Ok.class);
        RegistrationFacts facts = bench.ua.snapshot().registration();
        assertThat(facts.registered()).isTrue();
        assertThat(facts.status()).contains(200);
        assertThat(facts.expiresSeconds()).contains(3600L);
        assertThat(facts.digest()).contains("SHA-256");
        bench.run(3_230_000);
        assertThat(bench.trunk().requests("REGISTER")).hasSize(2);
        bench.run(20_000);
        assertThat(bench.trunk().requests("REGISTER")).hasSize(3);
        ok(bench, 3600);
        assertThat(bench.events(UaEvent.Registered.class)).hasSize(2);
        CompletableFuture<End> unregistered = bench.ua.unregister();
        bench.settle();
        assertThat(bench.trunk().last().header("Expires")).isEqualTo("0");
        bench.trunk().say(bench.trunk().last().respond(200, "t3", ""));
        bench.settle();
        assertThat(bench.now(unregistered)).isInstanceOf(End.Ok.class);
        assertThat(bench.events(UaEvent.Unregistered.class)).hasSize(1);
        bench.run(7_200_000);
        assertThat(bench.trunk().requests("REGISTER")).hasSize(4);
    }

    @Test
    void unregistering_without_a_binding_is_ok_at_once() {
        Bench bench = new Bench();
        CompletableFuture<End> done = bench.ua.unregister();
        bench.settle();
        assertThat(bench.now(done)).isInstanceOf(End.Ok.class);
        assertThat(bench.flows).isEmpty();
    }

    @Test
    void unregistering_while_registering_removes_the_binding_afterwards() {
        Bench bench = new Bench();
        CompletableFuture<End> registered = register(bench);
        CompletableFuture<End> removed = bench.ua.unregister();
        bench.settle();
        ok(bench, 60);
        assertThat(bench.now(registered)).isInstanceOf(End.Ok.class);
        assertThat(bench.trunk().last().header("Expires")).isEqualTo("0");
        bench.trunk().say(bench.trunk().last().respond(200, "t", ""));
        bench.settle();
        assertThat(bench.now(removed)).isInstanceOf(End.Ok.class);
    }

    @Test
    void a_423_is_obeyed_and_an_absurd_one_is_not() {
        Bench bench = new Bench();
        CompletableFuture<End> done = register(bench);
        bench.trunk().say(bench.trunk().last().respond(423, "t", "", "Min-Expires: 7200"));
        bench.settle();
        assertThat(bench.trunk().last().header("Expires")).isEqualTo("7200");
        ok(bench, 7200);
        assertThat(bench.now(done)).isInstanceOf(End.Ok.class);

        Bench greedy = new Bench();
        done = register(greedy);
        greedy.trunk().say(greedy.trunk().last().respond(423, "t", "", "Min-Expires: 100000"));
        greedy.settle();
        assertThat(greedy.now(done)).isInstanceOf(End.RejectedByPeer.class);
    }

    @ParameterizedTest
    @CsvSource({"403,4", "503,4", "302,4", "416,4"})
    void a_refusal_is_told(int status, int exit) {
        Bench bench = new Bench();
        CompletableFuture<End> done = register(bench);
        bench.trunk()
                .say(bench.trunk().last().respond(status, "t", "", "Contact: <sip:elsewhere.example;transport=udp>"));
        bench.settle();
        assertThat(bench.now(done).exitCode()).isEqualTo(exit);
        assertThat(bench.flows).hasSize(1);
        assertThat(bench.trunk().requests("REGISTER")).hasSize(1);
    }

    @Test
    void a_wrong_password_is_an_authentication_failure() {
        Bench bench = new Bench();
        CompletableFuture<End> done = register(bench);
        challenge(bench, SHA256);
        challenge(bench, SHA256.replace("n1", "n5"));
        assertThat(bench.now(done)).isInstanceOf(End.AuthFailed.class);
        assertThat(code(bench.now(done))).isEqualTo("AUTH-22");
        assertThat(bench.trunk().requests("REGISTER")).hasSize(2);
    }

    @Test
    void AUTH_30_a_challenge_without_a_password_is_told() {
        Bench bench = new Bench(builder -> builder.password(PasswordSource.none()));
        CompletableFuture<End> done = register(bench);
        challenge(bench, SHA256);
        assertThat(code(bench.now(done))).isEqualTo("AUTH-30");
    }

    @Test
    void AUTH_01_basic_is_never_answered() {
        Bench bench = new Bench();
        CompletableFuture<End> done = register(bench);
        challenge(bench, "WWW-Authenticate: Basic realm=\"pbx.example\"");
        assertThat(code(bench.now(done))).isEqualTo("AUTH-01");
        assertThat(bench.trunk().requests("REGISTER")).hasSize(1);
    }

    @Test
    void AUTH_02_the_strongest_challenge_is_answered_wherever_it_stands() {
        Bench bench = new Bench();
        register(bench);
        challenge(bench, MD5, SHA256);
        assertThat(bench.trunk().last().header("Authorization")).contains("SHA-256");
    }

    @Test
    void AUTH_02_md5_is_a_finding_under_standard_and_refused_under_strict() {
        Bench bench = new Bench();
        CompletableFuture<End> done = register(bench);
        challenge(bench, MD5);
        ok(bench, 60);
        assertThat(bench.now(done)).isInstanceOf(End.Ok.class);
        assertThat(bench.event(UaEvent.Found.class).finding().what().reason()).isEqualTo(CryptoReason.AUTH_02);
        assertThat(bench.ua.snapshot().findings()).hasSize(1);
        assertThat(bench.ua.snapshot().registration().digest()).contains("MD5");

        Bench strict = new Bench(builder -> builder.policy(SecurityPolicy.STRICT));
        done = register(strict);
        challenge(strict, MD5);
        assertThat(code(strict.now(done))).isEqualTo("AUTH-02");
        assertThat(strict.trunk().requests("REGISTER")).hasSize(1);
    }

    @Test
    void AUTH_04_a_foreign_realm_is_not_answered_once_the_own_one_is_known() {
        Bench bench = new Bench();
        register(bench);
        challenge(bench, SHA256);
        ok(bench, 60);
        bench.run(46_000);
        challenge(bench, SHA256.replace("pbx.example", "evil.example"));
        assertThat(code(bench.event(UaEvent.RegistrationFailed.class).end())).isEqualTo("AUTH-04");
        assertThat(bench.trunk().last().header("Authorization")).isEmpty();
    }

    @Test
    void AUTH_06_a_stale_nonce_is_renewed_once_and_no_loop_follows() {
        Bench bench = new Bench();
        CompletableFuture<End> done = register(bench);
        challenge(bench, SHA256);
        challenge(bench, SHA256.replace("n1", "n6") + ", stale=true");
        assertThat(bench.trunk().requests("REGISTER")).hasSize(3);
        challenge(bench, SHA256.replace("n1", "n7") + ", stale=true");
        assertThat(code(bench.now(done))).isEqualTo("AUTH-06");
        assertThat(bench.trunk().requests("REGISTER")).hasSize(3);
    }

    @Test
    void ADV_58_a_wrong_rspauth_unmasks_an_impostor() {
        Bench bench = new Bench();
        CompletableFuture<End> done = register(bench);
        challenge(bench, SHA256);
        SipText register = bench.trunk().last();
        bench.trunk()
                .say(register.respond(
                        200,
                        "t",
                        "",
                        "Contact: " + register.header("Contact") + ";expires=60",
                        "Authentication-Info: rspauth=\"00000000000000000000000000000000\", qop=auth"));
        bench.settle();
        assertThat(bench.now(done)).isInstanceOf(End.AuthFailed.class);
        assertThat(code(bench.now(done))).isEqualTo("AUTH-21");
    }

    @Test
    void SIP_28_a_binding_that_lasts_no_time_is_none() {
        Bench bench = new Bench();
        CompletableFuture<End> done = register(bench);
        ok(bench, 0);
        assertThat(code(bench.now(done))).isEqualTo("SIP-28");
    }

    @Test
    void SIP_28_bindings_without_ours_are_a_finding() {
        Bench bench = new Bench();
        CompletableFuture<End> done = register(bench);
        bench.trunk()
                .say(bench.trunk()
                        .last()
                        .respond(200, "t", "", "Contact: <sips:other@192.0.2.77>;expires=30", "Expires: 90"));
        bench.settle();
        assertThat(bench.now(done)).isInstanceOf(End.Ok.class);
        assertThat(bench.event(UaEvent.Registered.class).facts().expiresSeconds())
                .contains(90L);
        assertThat(bench.event(UaEvent.Found.class).finding().what().reason().code())
                .isEqualTo("SIP-28");
    }

    @Test
    void no_response_is_a_time_out_after_32_seconds() {
        Bench bench = new Bench();
        CompletableFuture<End> done = register(bench);
        bench.run(31_000);
        assertThat(done).isNotDone();
        bench.run(3_000);
        assertThat(code(bench.now(done))).isEqualTo("NET-20");
    }

    @Test
    void a_refresh_that_fails_is_tried_again_while_the_binding_lasts() {
        Bench bench = new Bench();
        register(bench);
        ok(bench, 600);
        bench.run(545_000);
        assertThat(bench.trunk().requests("REGISTER")).hasSize(2);
        bench.trunk().say(bench.trunk().last().respond(503, "t", ""));
        bench.settle();
        assertThat(bench.events(UaEvent.RegistrationFailed.class)).isEmpty();
        bench.run(30_000);
        assertThat(bench.trunk().requests("REGISTER")).hasSize(3);
        ok(bench, 600);
        assertThat(bench.events(UaEvent.Registered.class)).hasSize(2);
    }

    @Test
    void a_binding_that_is_never_refreshed_expires() {
        Bench bench = new Bench();
        register(bench);
        ok(bench, 60);
        bench.run(120_000);
        assertThat(bench.events(UaEvent.RegistrationFailed.class)).isNotEmpty();
        assertThat(bench.ua.snapshot().registration().registered()).isFalse();
    }

    @Test
    void a_lost_flow_is_told_at_once_and_made_again_with_a_back_off() {
        Bench bench = new Bench();
        register(bench);
        ok(bench, 3600);
        bench.flow().lose(CryptoReason.NET_04);
        bench.run(2);
        assertThat(bench.event(UaEvent.FlowLost.class).refusal().reason()).isEqualTo(CryptoReason.NET_04);
        assertThat(bench.event(UaEvent.RegistrationFailed.class).end()).isInstanceOf(End.Unreachable.class);
        assertThat(bench.ua.snapshot().registration().registered()).isFalse();
        bench.refuse = java.util.Optional.of(TlsFailure.of(CryptoReason.NET_02, "down"));
        bench.run(2_100);
        assertThat(bench.targets).hasSize(2);
        bench.run(3_800);
        assertThat(bench.targets).hasSize(2);
        bench.refuse = java.util.Optional.empty();
        bench.run(300);
        assertThat(bench.targets).hasSize(3);
        ok(bench, 3600);
        assertThat(bench.events(UaEvent.Registered.class)).hasSize(2);
        assertThat(bench.trunk().last().header("Call-ID"))
                .isEqualTo(bench.trunks.get(0).last().header("Call-ID"));
    }

    @ParameterizedTest
    @CsvSource({"TLS_23,3", "NET_02,6", "NET_06,8"})
    void a_flow_that_cannot_be_made_ends_by_its_kind(CryptoReason reason, int exit) {
        Bench bench = new Bench();
        bench.refuse = java.util.Optional.of(TlsFailure.of(reason, ""));
        CompletableFuture<End> done = register(bench);
        assertThat(bench.now(done).exitCode()).isEqualTo(exit);
        assertThat(bench.event(UaEvent.FlowFailed.class).refusal().reason()).isEqualTo(reason);
        bench.run(600_000);
        assertThat(bench.targets).hasSize(1);
    }

    @Test
    void the_verified_name_is_the_domain_when_the_outbound_proxy_is_an_address() {
        Bench bench = new Bench(builder -> builder.outbound(Bench.target("sips:192.0.2.1:5071")));
        register(bench);
        assertThat(bench.targets).singleElement().satisfies(target -> {
            assertThat(target.domain()).isEqualTo("pbx.example");
            assertThat(target.host()).isEqualTo("192.0.2.1");
            assertThat(target.port()).isEqualTo(5071);
        });
        Bench named = new Bench(builder -> builder.outbound(Bench.target("sips:edge.example")));
        register(named);
        assertThat(named.targets.get(0).domain()).isEqualTo("edge.example");
    }

    @Test
    void SIPS_02_the_contact_follows_the_scheme_of_the_account() {
        Account account =
                Bench.account("sip:pbx.example:5061;transport=tls", builder -> builder.displayName("Al \"x\\y\" ice"));
        Bench bench = new Bench(account);
        register(bench);
        SipText register = bench.trunk().last();
        assertThat(register.uri()).isEqualTo("sip:pbx.example:5061;transport=tls");
        assertThat(register.header("Contact")).matches("\\Q<sip:alice@192.0.2.10:49152;transport=tls>\\E" + INSTANCE);
        assertThat(register.header("From")).startsWith("\"Al \\\"x\\\\y\\\" ice\" <sip:alice@pbx.example>;tag=");
    }

    @Test
    void SIP_09_one_instance_for_all_flows_of_a_phone_and_another_for_each_phone() {
        Bench bench = new Bench();
        register(bench);
        String first = bench.trunk().last().header("Contact");
        assertThat(first).matches("<sips:[^>]+>" + INSTANCE);
        assertThat(bench.trunk().last().header("Supported")).contains("outbound");
        String instance = first.substring(first.indexOf(';'));
        ok(bench, 3600);
        bench.flow().lose(CryptoReason.NET_04);
        bench.run(60_000);
        assertThat(bench.trunk().requests("REGISTER").get(0).header("Contact")).endsWith(instance);
        Bench other = new Bench();
        register(other);
        assertThat(other.trunk().last().header("Contact")).doesNotContain(instance);
    }

    @Test
    void ADV_78_a_line_end_in_a_display_name_is_refused_and_nothing_is_sent() {
        Bench bench = new Bench(builder -> builder.displayName("Al\r\nX-Evil: 1"));
        CompletableFuture<End> done = register(bench);
        assertThat(bench.now(done)).isInstanceOf(End.LocalFailure.class);
        assertThat(code(bench.now(done))).isEqualTo("GUARD-08");
        assertThat(bench.trunk().got).isEmpty();
    }

    private static void granted(Bench bench, String... more) {
        SipText register = bench.trunk().last();
        List<String> headers =
                new java.util.ArrayList<>(List.of("Contact: " + register.header("Contact") + ";expires=600"));
        headers.addAll(List.of(more));
        bench.trunk().say(register.respond(200, "t", "", headers.toArray(new String[0])));
        bench.settle();
    }

    @Test
    void SIP_09_path_and_service_route_are_shown_and_the_route_is_taken() {
        Bench bench = new Bench();
        CompletableFuture<End> done = register(bench);
        assertThat(bench.trunk().last().header("Supported")).contains("path");
        granted(
                bench,
                "Path: <sips:edge.pbx.example;lr>, \"Second\" <sip:p2.pbx.example;transport=tls;lr>;ob",
                "Service-Route: <sips:orig@scscf.pbx.example;lr>",
                "Service-Route: <sip:as.pbx.example;transport=TLS;lr>");
        assertThat(bench.now(done)).isInstanceOf(End.Ok.class);
        RegistrationFacts facts = bench.event(UaEvent.Registered.class).facts();
        assertThat(facts.path()).containsExactly("sips:edge.pbx.example;lr", "sip:p2.pbx.example;transport=tls;lr");
        assertThat(facts.serviceRoute())
                .containsExactly("<sips:orig@scscf.pbx.example;lr>", "<sip:as.pbx.example;transport=TLS;lr>");
        bench.ua.dial("bob", org.sealphone.ua.api.CallMedia.silent());
        bench.settle();
        SipText invite = bench.trunk().last();
        assertThat(String.join(",", invite.all("Route")))
                .isEqualTo("<sips:orig@scscf.pbx.example;lr>,<sip:as.pbx.example;transport=TLS;lr>");
        assertThat(invite.uri()).isEqualTo("sips:bob@pbx.example");
        bench.run(560_000);
        SipText refresh = bench.trunk().requests("REGISTER").get(1);
        assertThat(refresh.all("Route")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<sip:scscf.pbx.example;lr>",
                "<sip:scscf.pbx.example;transport=udp;lr>",
                "<sips:scscf.pbx.example;transport=tcp;lr>",
                "<sips:scscf.pbx.example>",
                "<sips:scscf.pbx.example;lr>, <sip:as.pbx.example;transport=tcp;lr>",
                "<http://pbx.example;lr>",
                "<sips:scscf.pbx.example;lr",
                "<sips:scscf.pbx.example;lr>,",
            })
    void SIP_09_a_service_route_that_is_not_over_tls_refuses_the_registration(String route) {
        Bench bench = new Bench();
        CompletableFuture<End> done = register(bench);
        granted(bench, "Service-Route: " + route);
        assertThat(code(bench.now(done))).isEqualTo("SIP-09");
        assertThat(bench.ua.snapshot().registration().registered()).isFalse();
        assertThat(bench.trunk().last().method()).isEqualTo("REGISTER");
        assertThat(bench.trunk().last().header("Expires")).isEqualTo("0");
        bench.ua.dial("bob", org.sealphone.ua.api.CallMedia.silent());
        bench.settle();
        assertThat(bench.trunk().last().all("Route")).isEmpty();
    }

    @Test
    void of_several_bindings_ours_alone_counts() {
        Bench bench = new Bench();
        CompletableFuture<End> done = register(bench);
        SipText register = bench.trunk().last();
        bench.trunk()
                .say(register.respond(
                        200,
                        "t",
                        "",
                        "Contact: <sips:bob@192.0.2.77:5061>;expires=30",
                        "Contact: " + register.header("Contact") + ";expires=400",
                        "Contact: <sips:alic@192.0.2.10:49152>;expires=20",
                        "Expires: 10"));
        bench.settle();
        assertThat(bench.now(done)).isInstanceOf(End.Ok.class);
        assertThat(bench.event(UaEvent.Registered.class).facts().expiresSeconds())
                .contains(400L);
        assertThat(bench.events(UaEvent.Found.class)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"503,120,120", "500,'90 (overload);duration=30',90", "503,999999,3600"})
    void a_server_that_wants_to_be_left_alone_is_left_alone_as_long_as_is_reasonable(
            int status, String after, int seconds) {
        Bench bench = new Bench();
        CompletableFuture<End> done = register(bench);
        bench.trunk().say(bench.trunk().last().respond(status, "t", "", "Retry-After: " + after));
        bench.settle();
        assertThat(bench.now(done)).isInstanceOf(End.RejectedByPeer.class);
        bench.run(seconds * 1000L - 100);
        assertThat(bench.trunk().requests("REGISTER")).hasSize(1);
        bench.trunk().script = register -> bench.trunk()
                .say(register.respond(200, "t", "", "Contact: " + register.header("Contact") + ";expires=7200"));
        bench.run(seconds * 200L + 200);
        assertThat(bench.trunk().requests("REGISTER")).hasSize(2);
        assertThat(bench.ua.snapshot().registration().registered()).isTrue();
    }

    @Test
    void a_refresh_waits_for_retry_after_even_beyond_the_binding() {
        Bench bench = new Bench();
        register(bench);
        ok(bench, 600);
        bench.run(545_000);
        bench.trunk().say(bench.trunk().last().respond(503, "t", "", "Retry-After: 300"));
        bench.run(299_000);
        assertThat(bench.ua.snapshot().registration().registered()).isFalse();
        assertThat(bench.trunk().requests("REGISTER")).hasSize(2);
        bench.trunk().script = register -> bench.trunk()
                .say(register.respond(200, "t", "", "Contact: " + register.header("Contact") + ";expires=7200"));
        bench.run(62_000);
        assertThat(bench.trunk().requests("REGISTER")).hasSize(3);
        assertThat(bench.ua.snapshot().registration().registered()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"503,soon,1", "403,5,1", "503,,1"})
    void without_such_a_wish_or_with_a_plain_no_it_is_not_asked_again(int status, String after, int requests) {
        Bench bench = new Bench();
        register(bench);
        String[] headers = after == null ? new String[0] : new String[] {"Retry-After: " + after};
        bench.trunk().say(bench.trunk().last().respond(status, "t", "", headers));
        bench.run(7_200_000);
        assertThat(bench.trunk().requests("REGISTER")).hasSize(requests);
    }

    @Test
    void a_server_that_fails_while_it_comes_back_is_asked_again() {
        Bench bench = new Bench();
        register(bench);
        ok(bench, 3600);
        bench.flow().lose(CryptoReason.NET_04);
        bench.run(2_100);
        bench.trunk().say(bench.trunk().last().respond(500, "t", ""));
        bench.run(4_200);
        assertThat(bench.trunk().requests("REGISTER")).hasSize(2);
    }

    @Test
    void no_secret_stands_in_trace_journal_or_events() {
        Bench bench = new Bench();
        register(bench);
        challenge(bench, SHA256.replace("n1", "canary-nonce"));
        SipText answer = bench.trunk().last();
        ok(bench, 60);
        String response = answer.header("Authorization").replaceAll(".*response=\"([^\"]+)\".*", "$1");
        List<String> all = List.of(
                bench.trace.toString(),
                bench.journal.toString(),
                bench.events.toString(),
                bench.ua.snapshot().toString());
        assertThat(all).allSatisfy(text -> assertThat(text)
                .doesNotContain(Bench.PASSWORD)
                .doesNotContain("canary-nonce")
                .doesNotContain(response));
        assertThat(bench.trace.toString()).contains("REGISTER sips:pbx.example");
    }
}
