package org.sealphone.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealphone.certs.DevelopmentCa;
import org.sealphone.crypto.secret.Password;
import org.sealphone.crypto.tls.ClientCertificate;
import org.sealphone.harness.trunk.EmbeddedTrunk;

/** {@code certs}: an authority that is kept, what it issues, and what is seen in files and on servers. */
class CertsCommandTest {
    @TempDir
    Path folder;

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private String mode(String name) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name)));
    }

    private Bench.Ran certs(String... words) {
        String[] all = new String[words.length + 1];
        all[0] = "certs";
        System.arraycopy(words, 0, all, 1, words.length);
        return Bench.run(all);
    }

    @Test
    void an_authority_issues_what_it_vouches_for_and_keys_are_for_their_owner() throws IOException {
        certs("ca", path("lab"), "--name", "Lab 3", "--days", "30").exits(0).says("mode 0600", "--ca", "sha256/");
        assertThat(mode("lab/ca.key")).isEqualTo("rw-------");
        assertThat(mode("lab/ca.pem")).isEqualTo("rw-r--r--");
        certs("show", path("lab/ca.pem")).exits(0).says("CN=Lab 3", "The authority", "itself", "Nothing is wrong");
        certs("server", path("lab"), "pbx.example", "::1").exits(0).says("pbx.example.pem", "pbx.example.key");
        assertThat(mode("lab/pbx.example.key")).isEqualTo("rw-------");
        certs("show", path("lab/pbx.example.pem"), "--ca", path("lab/ca.pem"), "--name", "pbx.example")
                .exits(0)
                .says("URI:sip:pbx.example, DNS:pbx.example", "servers", "EC secp256r1", "Nothing is wrong");
        String pin = certs("pin", path("lab/pbx.example.pem"), "--ca", path("lab/ca.pem"))
                .exits(0)
                .out();
        assertThat(pin).matches("sha256/[A-Za-z0-9+/]{43}=\n");
        assertThat(certs("show", path("lab/pbx.example.pem"), "--ca", path("lab/ca.pem"), "-o", "json")
                        .exits(0)
                        .out())
                .contains("\"certificates\":[{\"subject\":\"CN=pbx.example", "\"pin\":\"" + pin.strip() + "\"");
    }

    @Test
    void all_that_is_wrong_is_said_with_its_code_and_a_good_twin_passes() throws IOException {
        certs("ca", path("lab")).exits(0);
        certs("server", path("lab"), "pbx.example").exits(0);
        String[] show = {"show", path("lab/pbx.example.pem"), "--name", "pbx.examplf"};
        certs(show).exits(1).says("[TLS-23]", "TLS-04", "What is wrong");
        assertThat(certs("show", path("lab/pbx.example.pem"), "--name", "pbx.examplf", "-o", "junit=" + path("x.xml"))
                        .exits(1)
                        .out())
                .isNotEmpty();
        assertThat(Files.readString(folder.resolve("x.xml"))).contains("<failure");
        Instant before = Instant.now().minus(Duration.ofDays(40));
        DevelopmentCa old = DevelopmentCa.create("Old", before, Duration.ofDays(30), new SecureRandom());
        old.exportPem(folder.resolve("old.pem"));
        certs("show", path("old.pem")).exits(1).says("[TLS-20]", "ended");
    }

    @Test
    void CLI_33_nothing_is_ever_overwritten() throws IOException {
        certs("ca", path("lab")).exits(0);
        byte[] key = Files.readAllBytes(folder.resolve("lab/ca.key"));
        certs("ca", path("lab")).exits(8).says("[CLI-33]", "ca.pem");
        certs("server", path("lab"), "pbx.example").exits(0);
        certs("server", path("lab"), "pbx.example").exits(8).says("[CLI-33]");
        Files.delete(folder.resolve("lab/pbx.example.pem"));
        certs("server", path("lab"), "pbx.example").exits(8).says("[CLI-33]", "pbx.example.key");
        assertThat(folder.resolve("lab/pbx.example.pem")).doesNotExist();
        Files.createSymbolicLink(folder.resolve("lab/a.example.key"), folder.resolve("elsewhere"));
        certs("server", path("lab"), "a.example").exits(8).says("[CLI-33]");
        assertThat(folder.resolve("elsewhere")).doesNotExist();
        assertThat(Files.readAllBytes(folder.resolve("lab/ca.key"))).isEqualTo(key);
    }

    @Test
    void CLI_34_CLI_07_an_authority_is_a_certificate_and_its_own_key_that_nobody_else_reads() throws IOException {
        certs("server", path("lab"), "pbx.example").exits(8).says("[CLI-34]", "ca.pem does not exist");
        certs("ca", path("lab")).exits(0);
        certs("ca", path("other")).exits(0);
        Path key = folder.resolve("lab/ca.key");
        byte[] own = Files.readAllBytes(key);
        Files.write(key, Files.readAllBytes(folder.resolve("other/ca.key")));
        certs("server", path("lab"), "pbx.example").exits(8).says("[CLI-34]", "is not the key of");
        Files.write(key, own);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
        certs("server", path("lab"), "pbx.example").exits(8).says("[CLI-07]");
        assertThat(folder.resolve("lab/pbx.example.key")).doesNotExist();
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        certs("server", path("lab"), "pbx.example").exits(0);
    }

    @Test
    void a_client_certificate_opens_under_its_password_alone() throws IOException {
        certs("ca", path("lab")).exits(0);
        Bench.secret(folder.resolve("alice.pw"), "Quartz-lantern-17-x");
        certs("client", path("lab"), "alice.example", "--password-file", path("alice.pw"))
                .exits(0);
        assertThat(mode("lab/alice.example.p12")).isEqualTo("rw-------");
        byte[] store = Files.readAllBytes(folder.resolve("lab/alice.example.p12"));
        for (String word : List.of("Quartz-lantern-17-x", "Quartz-lantern-17-y")) {
            try (Password password = Password.of(word.toCharArray())) {
                assertThat(ClientCertificate.pkcs12(store, password).<Boolean>fold(open -> true, no -> false))
                        .isEqualTo(word.endsWith("x"));
            }
        }
    }

    @Test
    void a_server_shows_its_certificates_whether_they_are_trusted_or_not_and_hears_no_SIP() throws IOException {
        try (Bench bench = Bench.open(folder)) {
            String server = "tls:127.0.0.1:" + bench.trunk().address().getPort();
            String ca = bench.file("ca.pem").toString();
            String pin = certs("pin", server, "--ca", ca, "--name", Bench.DOMAIN)
                    .exits(0)
                    .saysNot("CLI-35")
                    .out();
            certs("pin", server).exits(0).says(pin.strip(), "CLI-35");
            certs("show", server, "--ca", ca, "--name", Bench.DOMAIN)
                    .exits(0)
                    .says("TLSv1.3", "Nothing is wrong", pin.strip());
            certs("show", server, "--pin", pin.strip()).exits(0).says("Nothing is wrong");
            certs("show", server, "--ca", ca).exits(1).says("[TLS-04]", pin.strip());
            certs("show", server, "--name", Bench.DOMAIN).exits(1).says("[TLS-23]", pin.strip(), "CN=pbx.example");
            assertThat(bench.trunk().status().registrations()).isZero();
            bench.trunk().close();
            certs("show", server).exits(6).says("[NET-02]");
        }
    }

    @Test
    void foreign_words_in_a_certificate_move_no_cursor() throws IOException {
        DevelopmentCa evil = DevelopmentCa.create("a\u001b[2Jb\u202ec", Instant.now(), new SecureRandom());
        evil.exportPem(folder.resolve("evil.pem"));
        assertThat(certs("show", path("evil.pem"))
                        .exits(0)
                        .says("\\u{1b}[2J", "\\u{202e}")
                        .out())
                .doesNotContain("\u001b", "\u202e");
        try (EmbeddedTrunk trunk = Bench.showing(evil.server("pbx.example"))) {
            certs("show", "tls:127.0.0.1:" + trunk.address().getPort())
                    .exits(1)
                    .says("\\u{1b}[2J")
                    .saysNot("\u001b");
        }
    }

    @Test
    void what_cannot_be_done_is_refused_with_a_reason() throws IOException {
        Files.writeString(folder.resolve("text"), "no certificate\n");
        certs("show", path("text")).exits(8).says("[CLI-32]");
        certs("show", path("none")).exits(8).says("[CLI-13]");
        certs("show", "udp:pbx.example:5060").exits(3);
        certs("show", "sips:alice:secret-19-word@pbx.example").exits(2).says("[CLI-04]");
        certs("show", path("text"), "--timeout", "3s").exits(2).says("[CLI-15]");
        certs("show", path("text"), "--ca", path("none")).exits(8).says("[CLI-13]");
        certs("ca", path("lab"), "--days", "4000").exits(2).says("1 to 3650");
        certs("ca", path("lab"), "--name", "a,b").exits(2).says("[CLI-02]");
        certs("ca", path("text") + "/x").exits(8).says("[CLI-10]");
        certs("ca", path("lab")).exits(0);
        certs("server", path("lab"), "../pbx.example").exits(2).says("[CLI-02]");
        certs("server", path("lab")).exits(2).says("NAME");
        certs("client", path("lab"), "alice.example").exits(2).says("--password-file");
        certs().exits(2).says("show");
    }
}
