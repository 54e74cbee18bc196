package org.sealphone.ua.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealphone.crypto.srtp.SrtpSuite;

class TargetsTest {
    private static final SipTarget TRUNK = accepted(Targets.server("sips:pbx.example"));
    private static final SipTarget OLD = accepted(Targets.server("sip:pbx.example:5071;transport=tls"));

    private static SipTarget accepted(TargetOutcome outcome) {
        return outcome.fold(
                target -> target,
                refusal -> {
                    throw new AssertionError(refusal.text());
                },
                refusal -> {
                    throw new AssertionError(refusal.text());
                });
    }

    private static String told(TargetOutcome outcome) {
        return outcome.fold(
                SipTarget::uri,
                refusal -> "refused " + refusal.reason().code(),
                refusal -> "malformed " + refusal.reason().code());
    }

    @ParameterizedTest
    @CsvSource({
        "sips:bob@other.example,sips:bob@other.example",
        "SIPS:bob@Other.Example:5063,sips:bob@other.example:5063",
        "sip:bob@other.example;transport=tls,sip:bob@other.example;transport=tls",
        "sip:bob@other.example;Transport=TLS,sip:bob@other.example;transport=tls",
        "sips:bob@other.example;transport=tls,sips:bob@other.example",
        "sips:+4930123@other.example;user=phone,sips:+4930123@other.example",
        "tls:edge.example:5061,sip:edge.example:5061;transport=tls",
        "sips:other.example,sips:other.example",
        "sips:bob@[2001:db8::1]:5061,sips:bob@[2001:db8::1]:5061",
        "sips:bob@192.0.2.7,sips:bob@192.0.2.7",
        "sip:bob@pbx.example,sips:bob@pbx.example",
        "bob,sips:bob@pbx.example",
        "+49 30,malformed GUARD-05",
        "+4930123,sips:+4930123@pbx.example",
        "*72#,sips:*72%23@pbx.example",
        "tel:+49-30-(123).4,sips:+49301234@pbx.example",
        "bob@other.example,sips:bob@other.example",
        "sips:b%20b@other.example,sips:b%20b@other.example",
        "udp:other.example,refused GUARD-01",
        "TCP:other.example,refused GUARD-01",
        "ws:other.example,refused GUARD-01",
        "wss:other.example,refused GUARD-01",
        "http://other.example,refused GUARD-01",
        "sip:bob@other.example;transport=udp,refused GUARD-02",
        "sip:bob@other.example;transport=TCP,refused GUARD-02",
        "sips:bob@other.example;transport=udp,refused GUARD-02",
        "sips:bob@other.example;transport=ws,refused GUARD-02",
        "sip:bob@other.example;transport=tls;transport=udp,refused GUARD-02",
        "sip:bob@pbx.example;transport=udp,refused GUARD-02",
        "sip:bob@other.example,refused GUARD-03",
        "sip:bob@other.example:5060,refused GUARD-03",
        "mailto:bob@other.example,refused GUARD-04",
        "skype:bob,refused GUARD-04",
        "'',malformed GUARD-05",
        "sips:,malformed GUARD-05",
        "sips:@other.example,malformed GUARD-05",
        "sips:bob@,malformed GUARD-05",
        "sips:bob:secret@other.example,malformed GUARD-05",
        "sips:bob@other.example?Subject=x,malformed GUARD-05",
        "sips:bob@other.example;maddr=1.2.3.4,malformed GUARD-05",
        "sips:bob@other.example;method=REGISTER,malformed GUARD-05",
        "sips:bob@other.example:0,malformed GUARD-05",
        "sips:bob@other.example:65536,malformed GUARD-05",
        "sips:bob@other.example:x,malformed GUARD-05",
        "sips:bob@oth_-er.example.,malformed GUARD-05",
        "sips:bob@999.1.1.1,malformed GUARD-05",
        "sips:bob@[2001:db8::1,malformed GUARD-05",
        "sips:bob@[1::2::3],malformed GUARD-05",
        "sips:bob@[1:2],malformed GUARD-05",
        "sips:bo%2@other.example,malformed GUARD-05",
        "sips:bo%zz@other.example,malformed GUARD-05",
        "'sips:\"bob\"@other.example',malformed GUARD-05",
        "sips:bob@a@b,malformed GUARD-05",
        "<sips:bob@other.example>,malformed GUARD-05",
        "tls:bob@other.example:5061,malformed GUARD-05",
        "tel:hello,malformed GUARD-05",
        "bob;transport=udp,malformed GUARD-05",
    })
    void a_target_is_read_or_refused_with_its_code(String typed, String told) {
        assertThat(told(OutgoingGuard.check(typed, TRUNK))).isEqualTo(told);
    }

    @Test
    void a_target_of_the_domain_follows_the_scheme_of_the_account() {
        assertThat(told(Targets.callee("sip:bob@pbx.example", OLD)))
                .isEqualTo("sip:bob@pbx.example:5071;transport=tls");
        assertThat(told(Targets.callee("42", OLD))).isEqualTo("sip:42@pbx.example:5071;transport=tls");
        assertThat(told(Targets.callee("sips:bob@pbx.example", OLD))).isEqualTo("sips:bob@pbx.example");
        assertThat(OLD.withUser("bob").identity()).isEqualTo("sip:bob@pbx.example");
        assertThat(accepted(Targets.server("sips:[::1]:9")).identity()).isEqualTo("sips:[::1]");
    }

    @ParameterizedTest
    @CsvSource({
        "sips:pbx.example,sips:pbx.example", "tls:127.0.0.1:5061,sip:127.0.0.1:5061;transport=tls",
                "udp:x,refused GUARD-01",
        "sip:pbx.example:5060,refused GUARD-03", "pbx.example,malformed GUARD-05", "bob,malformed GUARD-05",
        "tel:+49,refused GUARD-04", "mailto:x,refused GUARD-04",
    })
    void a_server_is_named_in_full(String typed, String told) {
        assertThat(told(Targets.server(typed))).isEqualTo(told);
    }

    @Test
    void ADV_78_no_typed_text_becomes_syntax_of_a_uri() {
        assertThat(TRUNK.withUser("a\r\nX: \"<b>;c@d e%").uri())
                .isEqualTo("sips:a%0D%0AX%3A%20%22%3Cb%3E%3Bc%40d%20e%25@pbx.example");
        assertThat(TRUNK.withUser("jürgen").uri()).isEqualTo("sips:j%C3%BCrgen@pbx.example");
        Random random = new Random(7);
        String alphabet = "ab1:;@?<>\"[]%&=+.,/\\\r\n\t\0 \u202esiptl";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder typed = new StringBuilder(random.nextBoolean() ? "sips:" : "");
            for (int n = random.nextInt(20); n > 0; n--) {
                typed.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            Targets.callee(typed.toString(), TRUNK)
                    .fold(
                            target -> {
                                assertThat(target.uri())
                                        .matches("sips?:[!-~]*")
                                        .doesNotContain("<", ">", "\"", "?", " ");
                                return true;
                            },
                            refusal -> false,
                            refusal -> false);
        }
    }

    @Test
    void ports_schemes_and_equality() {
        assertThat(TRUNK.port()).isEqualTo(5061);
        assertThat(TRUNK.writtenPort()).isEmpty();
        assertThat(OLD.port()).isEqualTo(5071);
        assertThat(OLD.scheme()).isEqualTo(TargetScheme.SIP_TLS);
        assertThat(TRUNK.isAddress()).isFalse();
        assertThat(accepted(Targets.server("sips:192.0.2.1")).isAddress()).isTrue();
        assertThat(accepted(Targets.server("sips:[::1]")).isAddress()).isTrue();
        assertThat(TRUNK)
                .isEqualTo(TRUNK.server())
                .hasSameHashCodeAs(TRUNK.server())
                .isNotEqualTo(OLD)
                .hasToString("sips:pbx.example");
        assertThat(TRUNK.user()).isEmpty();
    }

    @Test
    void SDES_03_four_suites_are_offered_and_the_short_tags_after_them_in_interop_alone() {
        List<SrtpSuite> four = List.of(
                SrtpSuite.AEAD_AES_256_GCM,
                SrtpSuite.AEAD_AES_128_GCM,
                SrtpSuite.AES_256_CM_HMAC_SHA1_80,
                SrtpSuite.AES_CM_128_HMAC_SHA1_80);
        assertThat(SecurityPolicy.STRICT.offered()).isEqualTo(four);
        assertThat(SecurityPolicy.STANDARD.offered()).isEqualTo(four);
        assertThat(SecurityPolicy.INTEROP.offered().subList(0, 4)).isEqualTo(four);
        assertThat(SecurityPolicy.INTEROP.offered().subList(4, 6))
                .containsExactly(SrtpSuite.AES_256_CM_HMAC_SHA1_32, SrtpSuite.AES_CM_128_HMAC_SHA1_32);
        assertThat(SecurityPolicy.INTEROP.offered()).hasSize(6);
    }

    @Test
    void the_policies_differ_in_algorithms_alone() {
        assertThat(SecurityPolicy.STRICT.suites())
                .contains(SrtpSuite.AES_192_CM_HMAC_SHA1_80)
                .allMatch(suite -> !suite.name().endsWith("_32"))
                .isEqualTo(SecurityPolicy.STANDARD.suites());
        assertThat(SecurityPolicy.INTEROP.suites()).containsExactly(SrtpSuite.values());
        assertThat(SecurityPolicy.STRICT.admitsMd5()).isFalse();
        assertThat(SecurityPolicy.STANDARD.admitsMd5()).isTrue();
        assertThat(SecurityPolicy.named("interop")).contains(SecurityPolicy.INTEROP);
        assertThat(SecurityPolicy.named("none")).isEmpty();
    }
}
