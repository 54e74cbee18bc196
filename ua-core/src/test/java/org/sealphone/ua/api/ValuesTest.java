package org.sealphone.ua.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.srtp.SrtpSuite;
import org.sealphone.crypto.tls.IdentityMode;
import org.sealphone.crypto.tls.SpkiPin;
import org.sealphone.crypto.tls.TrustAnchors;
import org.sealphone.media.codec.Codec;
import org.sealphone.ua.policy.SecurityPolicy;
import org.sealphone.ua.policy.SipTarget;
import org.sealphone.ua.policy.Targets;
import org.sealphone.ua.report.UaReason;

class ValuesTest {
    private static final SipTarget TRUNK = Targets.server("sips:pbx.example").fold(t -> t, r -> null, r -> null);
    private static final TrustAnchors TRUST =
            TrustAnchors.pinned(new SpkiPin("sha256/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="));

    @Test
    void an_account_keeps_what_it_was_built_with() {
        Account account = Account.at(TRUNK, "alice", TRUST)
                .authUser("auth")
                .displayName("Alice")
                .identity(IdentityMode.PINNED_SPKI)
                .policy(SecurityPolicy.INTEROP)
                .bindAddress(InetAddress.getLoopbackAddress())
                .registers(false)
                .registrationLifetime(Duration.ofMinutes(5))
                .connectTimeout(Duration.ofSeconds(3))
                .ringTimeout(Duration.ofSeconds(9))
                .simultaneousCalls(4)
                .codecs(List.of(Codec.PCMA))
                .suites(List.of(SrtpSuite.AES_CM_128_HMAC_SHA1_32))
                .build();
        assertThat(account.authUser()).isEqualTo("auth");
        assertThat(account.user()).isEqualTo("alice");
        assertThat(account.displayName()).contains("Alice");
        assertThat(account.identity()).isEqualTo(IdentityMode.PINNED_SPKI);
        assertThat(account.tls().identity()).isEqualTo(IdentityMode.PINNED_SPKI);
        assertThat(account.trust()).isSameAs(TRUST);
        assertThat(account.bindAddress()).contains(InetAddress.getLoopbackAddress());
        assertThat(account.registers()).isFalse();
        assertThat(account.registrationLifetime()).isEqualTo(Duration.ofMinutes(5));
        assertThat(account.connectTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(account.ringTimeout()).isEqualTo(Duration.ofSeconds(9));
        assertThat(account.simultaneousCalls()).isEqualTo(4);
        assertThat(account.codecs()).containsExactly(Codec.PCMA);
        assertThat(account.suites()).containsExactly(SrtpSuite.AES_CM_128_HMAC_SHA1_32);
        assertThat(account.offeredSuites()).isEqualTo(account.suites());
        assertThat(account.clientCertificate()).isEmpty();
        assertThat(account.outbound()).isEmpty();
        assertThat(account.verifiedDomain()).isEqualTo("pbx.example");
        assertThat(account).hasToString("Account[sips:alice@pbx.example by sips:pbx.example, INTEROP]");
        assertThat(PasswordSource.none().open()).isEqualTo(Optional.empty());
    }

    @Test
    void AES_192_is_accepted_and_offered_only_when_asked_for() {
        Account.Builder builder = Account.at(TRUNK, "alice", TRUST);
        assertThat(builder.build().suites()).contains(SrtpSuite.AES_192_CM_HMAC_SHA1_80);
        assertThat(builder.build().offeredSuites()).doesNotContain(SrtpSuite.AES_192_CM_HMAC_SHA1_80);
        List<SrtpSuite> wanted = List.of(SrtpSuite.AES_192_CM_HMAC_SHA1_80);
        assertThat(builder.suites(wanted).build().offeredSuites()).isEqualTo(wanted);
    }

    @Test
    void an_account_that_makes_no_sense_is_not_built() {
        assertThatThrownBy(() -> Account.at(TRUNK, "", TRUST)).isInstanceOf(IllegalArgumentException.class);
        Account.Builder builder = Account.at(TRUNK, "alice", TRUST);
        assertThatThrownBy(() -> builder.registrationLifetime(Duration.ofMillis(10)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.codecs(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.suites(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.simultaneousCalls(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.suites(List.of(SrtpSuite.AES_CM_128_HMAC_SHA1_32))
                        .build())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void each_end_is_one_exit_code() {
        Refusal why = new Refusal(CryptoReason.NET_04, "");
        List<End> ends = List.of(
                new End.Ok(),
                new End.RefusedByPolicy(why),
                new End.RejectedByPeer(486, ""),
                new End.AuthFailed(why),
                new End.Unreachable(why),
                new End.MediaFailed(why),
                new End.LocalFailure(why),
                new End.Interrupted());
        assertThat(ends.stream().map(End::exitCode)).containsExactly(0, 3, 4, 5, 6, 7, 8, 130);
        assertThat(ends.stream().filter(End::isOk)).hasSize(1);
        assertThat(ends.stream().filter(end -> end.reason().isPresent())).hasSize(6);
    }

    @Test
    void each_reason_has_a_code_of_its_own_and_says_what_to_do() {
        HashSet<String> codes = new HashSet<>(
                Arrays.stream(CryptoReason.values()).map(CryptoReason::code).toList());
        for (UaReason reason : UaReason.values()) {
            assertThat(codes.add(reason.code())).as(reason.code()).isTrue();
            assertThat(reason.name().replace('_', '-')).isEqualTo(reason.code());
            assertThat(reason.title()).isNotBlank().doesNotEndWith(".");
            assertThat(reason.why()).endsWith(".");
            assertThat(reason.advice()).endsWith(".");
        }
    }
}
