package org.sealphone.harness.prove;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A witness that is missing is named, with what to install. */
class ToolsTest {
    @TempDir
    Path folder;

    private void program(String name) throws IOException {
        Files.createFile(
                folder.resolve(name),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    }

    @Test
    void all_of_them_or_none() throws Exception {
        for (String name : List.of("ip", "nsenter", "unshare", "mount")) {
            program(name);
        }
        assertThatThrownBy(() -> Tools.find(":/nowhere:" + folder))
                .isInstanceOf(Tools.Missing.class)
                .hasMessage("strace is not installed (Debian's package strace)");
        program("strace");
        assertThat(Tools.find(":/nowhere:" + folder).strace()).isEqualTo(folder.resolve("strace"));
        program("jcmd");
        assertThat(Tools.find(folder.toString()).dumper()).isEqualTo(folder.resolve("jcmd"));
    }

    @Test
    void what_fails_says_what_it_complained_of() {
        assertThatThrownBy(() -> Tools.run(List.of("/bin/sh", "-c", "echo no such device >&2; exit 1")))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("no such device");
        assertThatThrownBy(() -> Tools.run(List.of("/bin/sh", "-c", "exit 3"))).hasMessageEndingWith("exit 3");
    }

    @Test
    void what_succeeds_gives_what_it_printed() throws IOException {
        assertThat(Tools.run(List.of("/bin/sh", "-c", "echo yes"))).isEqualTo("yes\n");
    }
}
