package org.sealphone.certs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevelopmentCaTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final DevelopmentCa CA = DevelopmentCa.create("Test CA", NOW, new SecureRandom());

    @Test
    void a_server_certificate_names_its_sip_domains() throws Exception {
        IssuedCertificate server = CA.server("pbx.example", "10.1.2.3", "sip.example", "::1");
        X509Certificate certificate = server.certificate();
        certificate.verify(CA.certificate().getPublicKey());
        assertThat(certificate.getSubjectAlternativeNames().stream()
                        .map(List::toString)
                        .toList())
                .contains("[6, sip:pbx.example]", "[2, pbx.example]", "[6, sip:10.1.2.3]", "[7, 10.1.2.3]")
                .contains("[6, sip:sip.example]", "[2, sip.example]", "[6, sip:[::1]]");
        assertThat(certificate.getPublicKey().getAlgorithm()).isEqualTo("EC");
        assertThat(certificate.getSigAlgName()).isEqualTo("SHA256withECDSA");
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
        assertThat(certificate.getNotAfter().toInstant()).isEqualTo(NOW.plus(Duration.ofDays(90)));
        assertThat(server.chain()).hasSize(1);
        assertThat(server).hasToString("[certificate CN=pbx.example, O=Sealphone development]");
        assertThat(CA.toString()).contains("Test CA").doesNotContain("PRIVATE");
    }

    @Test
    void a_client_certificate_is_for_clients() throws Exception {
        assertThat(CA.client("alice.example").certificate().getExtendedKeyUsage())
                .containsExactly("1.3.6.1.5.5.7.3.2");
    }

    @Test
    void files_have_the_mode_that_fits(@TempDir Path directory) throws Exception {
        IssuedCertificate server = CA.server("pbx.example");
        Path ca = directory.resolve("ca.pem");
        Path chain = directory.resolve("chain.pem");
        Path key = directory.resolve("key.pem");
        Path store = directory.resolve("store.p12");
        CA.exportPem(ca);
        server.exportChain(chain);
        Files.writeString(key, "an old file that everybody may read");
        server.exportKey(key);
        server.exportPkcs12(store, "secret".toCharArray());
        assertThat(mode(ca)).isEqualTo("rw-r--r--");
        assertThat(mode(chain)).isEqualTo("rw-r--r--");
        assertThat(mode(key)).isEqualTo("rw-------");
        assertThat(mode(store)).isEqualTo("rw-------");
        try (var files = Files.list(directory)) {
            assertThat(files).hasSize(4);
        }
        assertThat(Files.readString(key))
                .startsWith("-----BEGIN PRIVATE KEY-----\n")
                .endsWith("-----END PRIVATE KEY-----\n");
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        assertThat(factory.generateCertificate(Files.newInputStream(ca))).isEqualTo(CA.certificate());
        assertThat(factory.generateCertificate(Files.newInputStream(chain))).isEqualTo(server.certificate());
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(new ByteArrayInputStream(Files.readAllBytes(store)), "secret".toCharArray());
        assertThat(keys.getKey("sealphone", "secret".toCharArray())).isEqualTo(server.key());
    }

    @Test
    void an_authority_that_was_kept_issues_what_its_root_vouches_for_and_nothing_that_outlives_it() throws Exception {
        DevelopmentCa once = DevelopmentCa.create("Kept CA", NOW, Duration.ofDays(30), new SecureRandom());
        char[] key = new String(once.rootAndKey().keyPem(), StandardCharsets.US_ASCII).toCharArray();
        DevelopmentCa again = DevelopmentCa.kept(once.certificate(), key, NOW, new SecureRandom())
                .orElseThrow();
        IssuedCertificate server = again.server(Duration.ofDays(7), "pbx.example", List.of("10.1.2.3"));
        server.certificate().verify(once.certificate().getPublicKey());
        assertThat(server.certificate().getNotAfter().toInstant()).isEqualTo(NOW.plus(Duration.ofDays(7)));
        assertThat(again.client(Duration.ofDays(365), "alice.example")
                        .certificate()
                        .getNotAfter())
                .isEqualTo(once.certificate().getNotAfter());
        assertThat(server.certificate().getSubjectAlternativeNames()).hasSize(4);
    }

    @Test
    void a_key_of_another_and_what_is_no_key_make_no_authority() {
        DevelopmentCa other = DevelopmentCa.create("Test CA", NOW, new SecureRandom());
        char[] foreign = new String(other.rootAndKey().keyPem(), StandardCharsets.US_ASCII).toCharArray();
        char[] own = new String(CA.rootAndKey().keyPem(), StandardCharsets.US_ASCII).toCharArray();
        char[] cut = new String(own).replace("-----END", "----END").toCharArray();
        char[] garbled = "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n".toCharArray();
        assertThat(DevelopmentCa.kept(CA.certificate(), own, NOW, new SecureRandom()))
                .isPresent();
        for (char[] no : List.of(foreign, cut, garbled, new char[0])) {
            assertThat(DevelopmentCa.kept(CA.certificate(), no, NOW, new SecureRandom()))
                    .isEmpty();
        }
        IssuedCertificate server = CA.server("pbx.example");
        char[] ofServer = new String(server.keyPem(), StandardCharsets.US_ASCII).toCharArray();
        assertThat(DevelopmentCa.kept(server.certificate(), ofServer, NOW, new SecureRandom()))
                .isEmpty();
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void a_failed_export_leaves_nothing_behind(@TempDir Path directory) throws Exception {
        Path occupied = Files.createDirectory(directory.resolve("key.pem"));
        Files.writeString(occupied.resolve("inside"), "x");
        assertThatThrownBy(() -> CA.server("pbx.example").exportKey(occupied)).isInstanceOf(IOException.class);
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(occupied);
        }
    }
}
