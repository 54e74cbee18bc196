package org.sealphone.tui.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealphone.crypto.reason.Outcome;

class PrivateFileTest {
    @TempDir
    private Path folder;

    private static String write(Path file) {
        return PrivateFile.create(file)
                .fold(PrivateFileTest::fill, refusal -> refusal.reason().code());
    }

    private static String fill(OutputStream out) {
        try (out) {
            out.write('x');
            return "written";
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void a_new_file_is_for_its_owner_alone() throws IOException {
        Path file = folder.resolve("new.log");
        assertThat(write(file)).isEqualTo("written");
        assertThat(mode(file)).isEqualTo("rw-------");
        assertThat(Files.size(file)).isEqualTo(1);
    }

    @Test
    void an_old_file_is_replaced_and_its_mode_with_it() throws IOException {
        Path file = folder.resolve("old.log");
        Files.writeString(file, "much that was there before");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        assertThat(write(file)).isEqualTo("written");
        assertThat(mode(file)).isEqualTo("rw-------");
        assertThat(Files.size(file)).isEqualTo(1);
    }

    @Test
    void links_and_folders_are_refused_and_devices_are_written() throws IOException {
        Path aim = Files.writeString(folder.resolve("aim"), "keep");
        Path link = Files.createSymbolicLink(folder.resolve("link"), aim);
        assertThat(write(link)).isEqualTo("CLI-10");
        assertThat(Files.readString(aim)).isEqualTo("keep");
        assertThat(write(folder)).isEqualTo("CLI-10");
        assertThat(write(folder.resolve("no/such/folder"))).isEqualTo("CLI-10");
        assertThat(write(Path.of("/dev/null"))).isEqualTo("written");
        assertThat(Files.exists(Path.of("/dev/null"))).isTrue();
        Outcome<OutputStream> proc = PrivateFile.create(Path.of("/proc/sealphone"));
        String words = proc.fold(out -> "", refusal -> refusal.text());
        assertThat(words).startsWith("CLI-10");
    }
}
