package org.sealphone.tui.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.secret.Password;

class SecretFileTest {
    @TempDir
    private Path folder;

    private Path file(String mode, byte[] content) throws IOException {
        Path file = folder.resolve("secret" + mode);
        Files.write(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        return file;
    }

    private Path file(String content) throws IOException {
        return file("rw-------", content.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Outcome<Password> outcome) {
        return outcome.fold(
                secret -> secret.use(String::new), refusal -> refusal.reason().code() + " " + refusal.detail());
    }

    @Test
    @DisplayName("ADV-90 a password file that others can read is refused")
    void ADV_90_readable_by_others_is_refused() throws IOException {
        for (String mode : new String[] {"rw-r-----", "rw----r--", "rw--w----", "rw-rw-rw-", "r--r--r--"}) {
            assertThat(text(SecretFile.password(file(mode, "hunter2".getBytes(StandardCharsets.US_ASCII)))))
                    .startsWith("CLI-07")
                    .contains(mode)
                    .doesNotContain("hunter2");
        }
    }

    @Test
    @DisplayName("ADV-90 the twin: one for its owner alone is read, without its line end")
    void ADV_90_for_the_owner_alone_is_read() throws IOException {
        assertThat(text(SecretFile.password(file("correct horse")))).isEqualTo("correct horse");
        assertThat(text(SecretFile.password(file("p\u00e4ss\r\n")))).isEqualTo("p\u00e4ss");
        assertThat(text(SecretFile.password(file("r--------", "x\n".getBytes(StandardCharsets.US_ASCII)))))
                .isEqualTo("x");
    }

    @Test
    void what_is_no_password_is_refused_and_not_repeated() throws IOException {
        assertThat(text(SecretFile.password(file("")))).startsWith("CLI-08").contains("empty");
        assertThat(text(SecretFile.password(file("\n\n")))).startsWith("CLI-08");
        assertThat(text(SecretFile.password(file("one\ntwo\n"))))
                .startsWith("CLI-08")
                .doesNotContain("two");
        assertThat(text(SecretFile.password(file("a\u0007b")))).startsWith("CLI-08");
        assertThat(text(SecretFile.password(file("x".repeat(1025))))).startsWith("CLI-08");
        assertThat(text(SecretFile.password(file("x".repeat(1 << 17))))).startsWith("CLI-08");
        assertThat(text(SecretFile.password(file("rw-------", new byte[] {(byte) 0xff, (byte) 0xfe}))))
                .startsWith("CLI-08");
        assertThat(text(SecretFile.password(folder.resolve("none"))))
                .startsWith("CLI-08")
                .contains("does not exist");
        assertThat(text(SecretFile.password(folder))).startsWith("CLI-0");
    }
}
