package org.sealphone.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a lab's main in a network and a mount namespace of its own, with its folder and the checkout's launcher before its other arguments. */
final class LabRun {
    private LabRun() {}

    /** The checkout's launcher. What it prepares at its first start is done, and no part of what is watched. */
    static Path launcher() throws IOException, InterruptedException {
        Path launcher = Path.of(System.getProperty("maven.multiModuleProjectDirectory", ".."))
                .toAbsolutePath()
                .normalize()
                .resolve("sealphone");
        PeerNamespace.run(launcher.toString(), "--version");
        return launcher;
    }

    static void of(Class<?> lab, Path folder, String... arguments) throws IOException, InterruptedException {
        Path launcher = launcher();
        List<String> command = new ArrayList<>(List.of(
                "unshare",
                "-n",
                "-m",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                lab.getName(),
                folder.toString(),
                launcher.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        System.out.println(said);
        assertThat(process.waitFor(240, TimeUnit.SECONDS)).as("it ends").isTrue();
        assertThat(process.exitValue()).as(said).isZero();
    }
}
