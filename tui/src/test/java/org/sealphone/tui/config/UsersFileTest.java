package org.sealphone.tui.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsersFileTest {
    @TempDir
    private Path folder;

    private String read(String mode, String text) throws IOException {
        Path file = Files.writeString(folder.resolve("users"), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        return UsersFile.read(file)
                .fold(
                        users -> users.stream()
                                .map(user -> user.name() + "=" + user.password().use(String::new))
                                .collect(Collectors.joining(" ")),
                        refusal -> refusal.text());
    }

    @Test
    void names_and_passwords_are_read() throws IOException {
        assertThat(read("rw-------", "# people\nalice:one:two\r\n\nbob.b+1:x")).isEqualTo("alice=one:two bob.b+1=x");
    }

    @Test
    void CLI_14_a_control_character_is_no_part_of_a_password_and_a_line_end_is_none() throws IOException {
        assertThat(read("rw-------", "alice:one\r\r")).contains("CLI-14").doesNotContain("one");
        assertThat(read("rw-------", "alice:o\u0000e")).contains("CLI-14");
        assertThat(read("rw-------", "alice:one\r")).isEqualTo("alice=one");
    }

    @Test
    void errors_name_the_line_and_not_its_content() throws IOException {
        assertThat(read("rw-------", "alice:a\nbob hunter2\n"))
                .startsWith("CLI-14")
                .contains("line 2")
                .doesNotContain("hunter2");
        assertThat(read("rw-------", "alice:\n")).startsWith("CLI-14").contains("line 1");
        assertThat(read("rw-------", ":x\n")).startsWith("CLI-14");
        assertThat(read("rw-------", "alice:a\nalice:b\n")).startsWith("CLI-14").contains("twice");
        assertThat(read("rw-------", "# nobody\n")).startsWith("CLI-14").contains("no user");
        assertThat(read("rw-r--r--", "alice:a\n")).startsWith("CLI-07");
    }
}
