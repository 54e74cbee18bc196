package org.sealphone.media.codec.opus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.media.reason.MediaReason;

class OpusLibraryTest {
    private static OpusLibrary library() {
        return OpusLibrary.shared().fold(library -> library, refusal -> {
            throw new AssertionError(refusal.text());
        });
    }

    @Test
    void the_shipped_library_is_loaded_first_and_stays_the_only_one(@TempDir Path folder) throws IOException {
        assertThat(library()).hasToString("libopus 1.5 or later, the one shipped with Sealphone");
        assertThat(library()).isSameAs(library());
        Path another = Files.createFile(folder.resolve("libopus.so"));
        assertThat(refusal(OpusLibrary.choose(another))).contains("DEV-20", "in use already");
    }

    private static String refusal(Outcome<OpusLibrary> outcome) {
        return outcome.fold(
                library -> "loaded " + library, refusal -> refusal.reason().code() + " " + refusal.detail());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "libopus 1.1",
                "libopus 1.1.2",
                "libopus 1.1.3-fixed",
                "libopus 1.1-beta",
                "libopus 1.1-126-g2dcf",
                "libopus 0.9.14",
                "libopus unknown",
                "",
                "something else"
            })
    void a_library_that_is_too_old_or_does_not_say_is_refused(String version) {
        assertThat(OpusVersion.fault(version, false)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"libopus 1.1.4", "libopus 1.2", "libopus 1.3.1", "libopus 1.6-rc1", "libopus 2.0"})
    void one_without_the_fault_of_2017_will_do(String version) {
        assertThat(OpusVersion.fault(version, false)).isEmpty();
    }

    @Test
    void a_build_without_a_version_shows_by_a_function_that_it_is_late() {
        assertThat(OpusVersion.fault("libopus unknown", true)).isEmpty();
        assertThat(OpusVersion.fault("libopus 1.1.2", true)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, /linux/x64/org/lwjgl/opus/libopus.so",
        "Linux, aarch64, /linux/arm64/org/lwjgl/opus/libopus.so",
        "Mac OS X, x86_64, /macos/x64/org/lwjgl/opus/libopus.dylib",
        "Mac OS X, aarch64, /macos/arm64/org/lwjgl/opus/libopus.dylib",
        "Windows 11, amd64, /windows/x64/org/lwjgl/opus/opus.dll",
    })
    void each_of_five_machines_has_its_library_in_the_jars(String system, String machine, String resource) {
        assertThat(BundledLibrary.resource(system, machine)).contains(resource);
        assertThat(BundledLibrary.class.getResource(resource)).isNotNull();
    }

    @Test
    void other_machines_have_none() {
        assertThat(BundledLibrary.resource("Linux", "riscv64")).isEmpty();
        assertThat(BundledLibrary.resource("FreeBSD", "amd64")).isEmpty();
    }

    @Test
    void it_is_unpacked_where_nobody_else_may_and_nothing_is_left() throws IOException {
        Path folder;
        try (BundledLibrary unpacked = BundledLibrary.unpack()) {
            Path file = unpacked.file().orElseThrow();
            folder = file.getParent();
            assertThat(Files.size(file)).isGreaterThan(1_000_000);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                    .isEqualTo("rwx------");
        }
        assertThat(folder).doesNotExist();
        assertThat(System.getProperty("jna.tmpdir")).isNull();
    }

    @Test
    void the_reason_says_what_to_do() {
        assertThat(MediaReason.DEV_20.advice()).contains("--opus-lib", "--codecs pcmu,pcma");
    }

    private static Path leftBehind(Path place, String name, Instant since) throws IOException {
        Path folder = Files.createDirectory(place.resolve(name));
        Files.createFile(folder.resolve("libopus.so"));
        return Files.setLastModifiedTime(folder, FileTime.from(since));
    }

    @Test
    void what_a_process_left_behind_goes_an_hour_later_and_nothing_else_does(@TempDir Path place) throws IOException {
        Instant now = Instant.parse("2026-11-27T12:00:00Z");
        Instant old = now.minusSeconds(1);
        Path stale = leftBehind(place, "sealphone-4711", old);
        Path fresh = leftBehind(place, "sealphone-4712", now);
        Path named = leftBehind(place, "sealphone-settings", old);
        Path nested = leftBehind(place, "sealphone-4713", old);
        Path inside = Files.createDirectory(nested.resolve("more"));
        Files.createFile(inside.resolve("kept"));
        Files.setLastModifiedTime(nested, FileTime.from(old));
        Path link = Files.createSymbolicLink(place.resolve("sealphone-4714"), named);
        Path file = Files.createFile(place.resolve("sealphone-4715"));
        Files.setLastModifiedTime(file, FileTime.from(old));
        BundledLibrary.sweep(place, now);
        assertThat(stale).doesNotExist();
        assertThat(fresh).exists();
        assertThat(named.resolve("libopus.so")).exists();
        assertThat(inside.resolve("kept")).exists();
        assertThat(link).exists();
        assertThat(file).exists();
        BundledLibrary.sweep(place.resolve("none"), now);
    }
}
