package org.sealphone.tui.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealphone.certs.DevelopmentCa;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.srtp.SrtpSuite;
import org.sealphone.crypto.tls.IdentityMode;
import org.sealphone.media.codec.Codec;
import org.sealphone.media.codec.OpusSettings;
import org.sealphone.ua.api.CallWaiting;
import org.sealphone.ua.api.MailboxNews;
import org.sealphone.ua.api.SecurityAgreement;
import org.sealphone.ua.policy.SecurityPolicy;

class AccountsTest {
    private static final String PIN = "sha256/47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
    private static DevelopmentCa authority;

    @TempDir
    private Path folder;

    private Optional<String> registrar = Optional.of("sips:pbx.example");
    private Optional<String> user = Optional.of("alice");
    private Optional<Path> passwordFile = Optional.empty();
    private Optional<String> passwordEnv = Optional.empty();
    private Optional<Path> ca = Optional.empty();
    private List<String> pins = List.of();
    private Optional<Path> clientCert = Optional.empty();
    private Optional<Path> clientCertPassword = Optional.empty();
    private Optional<String> outbound = Optional.empty();
    private Optional<IdentityMode> identity = Optional.empty();
    private SecurityPolicy policy = SecurityPolicy.STANDARD;
    private List<SrtpSuite> suites = List.of();
    private List<String> passports = List.of();

    @BeforeAll
    static void authority() {
        authority = DevelopmentCa.create("test", Instant.now(), new SecureRandom());
    }

    private AccountWish wish() {
        return new AccountWish(
                registrar,
                user,
                Optional.of("auth"),
                Optional.of("realm.example"),
                true,
                passports,
                passwordFile,
                passwordEnv,
                Optional.empty(),
                Optional.empty(),
                ca,
                pins,
                clientCert,
                clientCertPassword,
                outbound,
                identity,
                true,
                policy,
                IpLiteral.parse("127.0.0.1"),
                Optional.of(Duration.ofSeconds(20)),
                false,
                CallWaiting.REFUSED,
                MailboxNews.SUBSCRIBED,
                Optional.of(Duration.ofSeconds(3)),
                List.of(Codec.PCMA),
                suites,
                new OpusSettings(24_000, 9));
    }

    private Outcome<Accounts.Ready> registered() {
        return Accounts.registered(wish(), Map.of("SIP_PASSWORD", "k3J-q9Zt_Lw0vB1x"));
    }

    private static String code(Outcome<?> outcome) {
        return outcome.fold(ready -> "ready", refusal -> refusal.reason().code());
    }

    private static Accounts.Ready ready(Outcome<Accounts.Ready> outcome) {
        return outcome.fold(ready -> ready, refusal -> {
            throw new AssertionError(refusal.text());
        });
    }

    private Path secret(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    private Path caFile() throws IOException {
        return Files.writeString(folder.resolve("ca.pem"), authority.pem());
    }

    @Test
    void all_options_arrive_in_the_account() throws IOException {
        passwordEnv = Optional.of("SIP_PASSWORD");
        ca = Optional.of(caFile());
        outbound = Optional.of("sips:proxy.example:5071");
        identity = Optional.of(IdentityMode.HTTPS_WILDCARD);
        policy = SecurityPolicy.INTEROP;
        suites = List.of(SrtpSuite.AES_CM_128_HMAC_SHA1_32);
        try (Accounts.Ready ready = ready(registered())) {
            assertThat(ready.account().trunk().uri()).isEqualTo("sips:pbx.example");
            assertThat(ready.account().user()).isEqualTo("alice");
            assertThat(ready.account().authUser()).isEqualTo("auth");
            assertThat(ready.account().terms().realm()).contains("realm.example");
            assertThat(ready.account().terms().agreement()).isEqualTo(SecurityAgreement.MEDIASEC);
            assertThat(ready.account().outbound()).get().hasToString("sips:proxy.example:5071");
            assertThat(ready.account().identity()).isEqualTo(IdentityMode.HTTPS_WILDCARD);
            assertThat(ready.account().policy()).isEqualTo(SecurityPolicy.INTEROP);
            assertThat(ready.account().suites()).containsExactly(SrtpSuite.AES_CM_128_HMAC_SHA1_32);
            assertThat(ready.account().codecs()).containsExactly(Codec.PCMA);
            assertThat(ready.account().opus()).isEqualTo(new OpusSettings(24_000, 9));
            assertThat(ready.account().connectTimeout()).isEqualTo(Duration.ofSeconds(3));
            assertThat(ready.account().bindAddress()).isPresent();
            assertThat(ready.account().flowPatience()).isEqualTo(Duration.ofSeconds(20));
            assertThat(ready.account().followsAuthentic()).isFalse();
            assertThat(ready.account().callWaiting()).isEqualTo(CallWaiting.REFUSED);
            assertThat(ready.account().mailboxNews()).isEqualTo(MailboxNews.SUBSCRIBED);
            assertThat(ready.account().registers()).isTrue();
            assertThat(ready.account().trust().authorities()).hasSize(1);
            assertThat(ready.account().password().open()).get().hasToString("[password]");
            assertThat(ready.findings()).isEmpty();
        }
    }

    @Test
    void a_password_whose_next_step_is_refused_is_wiped_and_otherwise_kept() throws IOException {
        passwordEnv = Optional.of("SIP_PASSWORD");
        ca = Optional.of(caFile());
        try (Accounts.Ready kept = ready(registered())) {
            assertThat(code(kept.orClosed(Outcome.granted("recording")))).isEqualTo("ready");
            assertThat(kept.password().orElseThrow().<Integer>use(letters -> letters.length))
                    .isEqualTo(16);
        }
        Accounts.Ready wiped = ready(registered());
        assertThat(code(wiped.orClosed(Outcome.refused(CliReason.CLI_10, "recording"))))
                .isEqualTo("CLI-10");
        assertThatThrownBy(() -> wiped.password().orElseThrow().<Integer>use(letters -> letters.length))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void what_is_missing_or_contradictory_is_named() throws IOException {
        ca = Optional.of(caFile());
        registrar = Optional.empty();
        assertThat(code(registered())).isEqualTo("CLI-05");
        registrar = Optional.of("sips:pbx.example");
        user = Optional.empty();
        assertThat(code(registered())).isEqualTo("CLI-05");
        registrar = Optional.of("sips:carol@pbx.example");
        assertThat(ready(registered()).account().user()).isEqualTo("carol");
        passwordEnv = Optional.of("NOT_SET");
        assertThat(code(registered())).isEqualTo("CLI-09");
        passwordEnv = Optional.of("SIP_PASSWORD");
        passwordFile = Optional.of(secret("pw", "x"));
        assertThat(code(registered())).isEqualTo("CLI-06");
        passwordEnv = Optional.empty();
        assertThat(ready(registered()).findings()).hasSize(1);
        identity = Optional.of(IdentityMode.PINNED_SPKI);
        assertThat(code(registered())).isEqualTo("CLI-05");
        identity = Optional.empty();
        clientCertPassword = Optional.of(secret("p12pw", "x"));
        assertThat(code(registered())).isEqualTo("CLI-05");
        clientCertPassword = Optional.empty();
        clientCert = Optional.of(secret("p12", "x"));
        assertThat(code(registered())).isEqualTo("CLI-05");
    }

    @Test
    @DisplayName("SIPS-01 a transport in clear is refused with its code, in registrar, outbound and target")
    void SIPS_01_other_transports_are_refused() throws IOException {
        ca = Optional.of(caFile());
        registrar = Optional.of("udp:pbx.example");
        assertThat(code(registered())).isEqualTo("GUARD-01");
        registrar = Optional.of("sip:pbx.example;transport=tcp");
        assertThat(code(registered())).isEqualTo("GUARD-02");
        registrar = Optional.of("sips:pbx.example");
        outbound = Optional.of("sip:p.example;transport=udp");
        assertThat(code(registered())).isEqualTo("GUARD-02");
        outbound = Optional.empty();
        registrar = Optional.empty();
        assertThat(code(Accounts.towards("udp:x", wish(), Map.of()))).isEqualTo("GUARD-01");
        assertThat(code(Accounts.towards("sips:echo@x", wish(), Map.of()))).isEqualTo("ready");
    }

    @Test
    void a_call_without_a_registrar_goes_to_the_server_of_its_target() throws IOException {
        ca = Optional.of(caFile());
        registrar = Optional.empty();
        user = Optional.empty();
        Accounts.Ready ready = ready(Accounts.towards("sips:echo@pbx.example:5071", wish(), Map.of()));
        assertThat(ready.account().trunk().uri()).isEqualTo("sips:pbx.example:5071");
        assertThat(ready.account().registers()).isFalse();
        assertThat(code(Accounts.callee("sips:echo@pbx.example:5071", ready.account())))
                .isEqualTo("ready");
        assertThat(code(Accounts.towards("echo", wish(), Map.of()))).isEqualTo("CLI-05");
    }

    @Test
    void a_password_in_a_uri_is_refused_and_not_repeated() {
        registrar = Optional.of("sips:alice:hunter2@pbx.example");
        Outcome<Accounts.Ready> outcome = registered();
        assertThat(code(outcome)).isEqualTo("CLI-04");
        String words = outcome.fold(ready -> "", refusal -> refusal.text());
        assertThat(words).doesNotContain("hunter2");
        registrar = Optional.empty();
        assertThat(code(Accounts.towards("sips:alice:hunter2@pbx.example", wish(), Map.of())))
                .isEqualTo("CLI-04");
        assertThat(Accounts.carriesSecret("sips:alice@pbx.example:5061")).isFalse();
        assertThat(Accounts.carriesSecret("alice:hunter2@pbx.example")).isFalse();
    }

    @Test
    void trust_comes_from_a_file_from_pins_or_from_both() throws IOException {
        ca = Optional.of(folder.resolve("none.pem"));
        assertThat(code(registered())).isEqualTo("CLI-13");
        ca = Optional.of(secret("no.pem", "no certificate"));
        assertThat(code(registered())).isEqualTo("TLS-32");
        ca = Optional.empty();
        pins = List.of(PIN);
        assertThat(ready(registered()).account().identity()).isEqualTo(IdentityMode.PINNED_SPKI);
        ca = Optional.of(caFile());
        pins = List.of(PIN, PIN);
        assertThat(ready(registered()).account().identity()).isEqualTo(IdentityMode.RFC5922);
        assertThat(ready(registered()).account().trust().pins()).hasSize(2);
        pins = List.of("sha256/short");
        assertThat(code(registered())).isEqualTo("TLS-32");
        pins = List.of();
        ca = Optional.empty();
        assertThat(ready(registered()).account().trust().authorities()).isNotEmpty();
    }

    @Test
    void a_suite_beyond_the_policy_is_refused() throws IOException {
        ca = Optional.of(caFile());
        suites = List.of(SrtpSuite.AES_CM_128_HMAC_SHA1_32);
        assertThat(code(registered())).isEqualTo("CLI-26");
        policy = SecurityPolicy.INTEROP;
        assertThat(code(registered())).isEqualTo("ready");
    }

    @Test
    void the_certificate_of_a_caller_is_one_file_under_one_address() throws IOException {
        ca = Optional.of(caFile());
        passports = List.of("https://cert.example/a?x=1=" + caFile());
        ready(registered()).close();
        for (String wrong : List.of("https://cert.example/a", "=" + caFile(), "https://cert.example/a=")) {
            passports = List.of(wrong);
            assertThat(code(registered())).isEqualTo("CLI-05");
        }
        passports = List.of("https://cert.example/a=" + folder.resolve("none.pem"));
        assertThat(code(registered())).isEqualTo("TLS-32");
        Path two = Files.writeString(
                folder.resolve("two.pem"),
                authority.pem()
                        + DevelopmentCa.create("second", Instant.now(), new SecureRandom())
                                .pem());
        passports = List.of("https://cert.example/a=" + two);
        assertThat(code(registered())).isEqualTo("TLS-32");
    }

    @Test
    void a_client_certificate_is_read_with_its_password() throws IOException {
        ca = Optional.of(caFile());
        Path store = folder.resolve("client.p12");
        Files.write(store, authority.client("alice.example").pkcs12("k3J-q9Zt".toCharArray()));
        Files.setPosixFilePermissions(store, PosixFilePermissions.fromString("rw-------"));
        clientCert = Optional.of(store);
        clientCertPassword = Optional.of(secret("p12pw", "k3J-q9Zt"));
        assertThat(ready(registered()).account().clientCertificate()).isPresent();
        Files.setPosixFilePermissions(store, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(ready(registered()).findings()).hasSize(1);
        clientCertPassword = Optional.of(secret("p12pw", "wrong"));
        assertThat(code(registered())).isEqualTo("TLS-33");
        clientCert = Optional.of(folder.resolve("none.p12"));
        assertThat(code(registered())).isEqualTo("CLI-13");
    }
}
