package org.sealphone.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import net.bytebuddy.ByteBuddy;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * All mutants M01 to M50 (standards 4.4) in the dock, each after the phone without its fault. Needs root, iproute2 and strace, and the
 * program as the build packs it.
 */
@Tag("interop")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class GauntletTest {
    private static final Path APP = Path.of("target", "app");

    @TempDir
    Path folder;

    @Test
    void fifty_of_fifty_mutants_are_caught() throws Exception {
        String said = run(
                "unshare",
                "-n",
                "-m",
                java(),
                "-cp",
                System.getProperty("java.class.path"),
                Gauntlet.class.getName(),
                agent().toString(),
                program());
        assertThat(said).contains("50 of 50 mutants caught").doesNotContain("NOT CAUGHT");
    }

    /** As a sceptic puts one into the dock: {@code prove} itself ends with 9 and shows what left. */
    @Test
    void a_phone_with_a_fault_is_a_leak_to_prove_and_the_same_without_is_sealed() throws Exception {
        String phone = "'" + java() + "' -javaagent:'" + agent() + "'=%s -cp '" + program()
                + "' org.sealphone.tui.cli.Sealphone {phone}";
        List<String> prove = List.of(
                java(), "-cp", program(), "org.sealphone.tui.cli.Sealphone", "prove", "-o", "json", "-q", "--scenario");
        Process sound = start(prove, "ADV-09", "--subject", phone.formatted(""));
        String honest = read(sound);
        assertThat(sound.waitFor()).as(honest).isZero();
        Process bent = start(prove, "ADV-04", "--subject", phone.formatted("M10"));
        String leak = read(bent);
        assertThat(bent.waitFor()).as(leak).isEqualTo(9);
        assertThat(leak).contains("no SDP names these addresses", "\"verdict\":\"leak\"");
    }

    private static Process start(List<String> command, String... more) throws IOException {
        return new ProcessBuilder(
                        Stream.concat(command.stream(), Stream.of(more)).toList())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String run(String... command) throws Exception {
        Process process = start(List.of(command));
        String said = read(process);
        System.out.println(said);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private static String read(Process process) throws IOException {
        process.getOutputStream().close();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static String program() throws IOException {
        assertThat(APP.resolve("sealphone-tui.jar")).as("built by the build").exists();
        return APP.toRealPath() + "/*";
    }

    /** The classes of this package, as an agent that finds Byte Buddy where the tests do. */
    private Path agent() throws Exception {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(new Attributes.Name("Premain-Class"), Weaver.class.getName());
        manifest.getMainAttributes()
                .put(Attributes.Name.CLASS_PATH, place(ByteBuddy.class).toUri().toString());
        Path classes = place(Weaver.class);
        Path jar = folder.resolve("mutants.jar");
        if (Files.notExists(jar)) {
            try (OutputStream out = Files.newOutputStream(jar);
                    JarOutputStream agent = new JarOutputStream(out, manifest);
                    Stream<Path> all = Files.list(classes.resolve("org/sealphone/mutants"))) {
                for (Path file : all.sorted().toList()) {
                    agent.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                    agent.write(Files.readAllBytes(file));
                }
            }
        }
        return jar;
    }

    private static Path place(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
