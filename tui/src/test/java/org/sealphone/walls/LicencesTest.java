package org.sealphone.walls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every library that the phone is run with is named, with its licence, in THIRD-PARTY.md. */
class LicencesTest {
    /** What is on the class path of the tests alone. */
    private static final List<String> TEST_ONLY = List.of(
            "junit",
            "opentest4j",
            "apiguardian",
            "assertj",
            "byte-buddy",
            "archunit",
            "slf4j-api",
            "surefire",
            "jacoco");

    @Test
    void what_is_shipped_is_listed() throws IOException {
        String listed = Files.readString(
                Path.of(System.getProperty("maven.multiModuleProjectDirectory", ".."), "THIRD-PARTY.md"));
        List<String> shipped = Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).getFileName().toString())
                .filter(name -> name.endsWith(".jar") && !name.startsWith("sealphone-"))
                .filter(name -> TEST_ONLY.stream().noneMatch(name::startsWith))
                .map(name -> name.replaceFirst("-\\d[^/]*\\.jar$", ""))
                .toList();
        assertThat(shipped).contains("jain-sip-ri", "picocli", "bctls-jdk18on");
        assertThat(shipped).allSatisfy(name -> assertThat(listed).contains("`" + name + "`"));
    }
}
