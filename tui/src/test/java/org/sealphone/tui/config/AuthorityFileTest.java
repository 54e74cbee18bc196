package org.sealphone.tui.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealphone.certs.DevelopmentCa;
import org.sealphone.crypto.tls.TrustAnchors;

class AuthorityFileTest {
    @TempDir
    Path folder;

    private static String outcome(Path file) {
        return AuthorityFile.read(file)
                .fold(TrustAnchors::source, refusal -> refusal.reason().code());
    }

    @Test
    void TLS_32_a_file_with_certificates_is_read_and_any_other_refused() throws IOException {
        Path file = folder.resolve("ca.pem");
        DevelopmentCa.create("file", Instant.now(), new SecureRandom()).exportPem(file);
        assertThat(outcome(file)).isEqualTo(file.toString());
        byte[] pem = Files.readAllBytes(file);
        byte[] largest = new byte[4 << 20];
        Arrays.fill(largest, (byte) '\n');
        System.arraycopy(pem, 0, largest, 0, pem.length);
        Path full = Files.write(folder.resolve("full.pem"), largest);
        assertThat(outcome(full)).isEqualTo(full.toString());
        assertThat(outcome(Files.write(folder.resolve("over.pem"), Arrays.copyOf(largest, largest.length + 1))))
                .isEqualTo("TLS-32");
        assertThat(outcome(Files.writeString(folder.resolve("words"), "no certificate at all")))
                .isEqualTo("TLS-32");
        assertThat(outcome(folder.resolve("missing.pem"))).isEqualTo("TLS-32");
        assertThat(outcome(folder)).isEqualTo("TLS-32");
    }
}
