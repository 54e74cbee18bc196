package org.sealphone.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two Sealphones talk through a Kamailio: TLS, digest, speech both ways, every byte accounted for. Needs root, kamailio with its TLS
 * module, espeak-ng, sox, and a checkout whose {@code ./sealphone} is built.
 */
@Tag("interop")
class KamailioCallTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"SHA-256", "MD5"})
    void speech_through_kamailio_arrives_and_every_byte_is_accounted_for(String algorithm)
            throws IOException, InterruptedException {
        Path root = Path.of(System.getProperty("maven.multiModuleProjectDirectory", ".."))
                .toAbsolutePath()
                .normalize();
        Process lab = new ProcessBuilder(
                        "unshare",
                        "-n",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KamailioLab.class.getName(),
                        folder.toString(),
                        root.resolve("sealphone").toString(),
                        algorithm)
                .redirectErrorStream(true)
                .start();
        lab.getOutputStream().close();
        String said = new String(lab.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        System.out.println(said);
        assertThat(lab.waitFor(180, TimeUnit.SECONDS)).as("it ends").isTrue();
        assertThat(lab.exitValue()).as(said).isZero();
    }
}
