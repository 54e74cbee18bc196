package org.sealphone.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The packaged program as alice, registering once: how it ends, and what its result says. */
final class OneRegistration {
    private final Path launcher;
    private final Path folder;

    OneRegistration(Path launcher, Path folder) {
        this.launcher = launcher;
        this.folder = folder;
    }

    /**
     * @param what a file name for it
     * @param options beyond the name, the password and the authority
     * @param words what the result has to say
     * @return what was otherwise
     */
    List<String> failures(String what, String domain, List<String> options, int exit, String... words)
            throws IOException, InterruptedException {
        Path said = folder.resolve(what + ".err");
        Path result = folder.resolve(what + ".json");
        List<String> line = new ArrayList<>(List.of(
                launcher.toString(),
                "register",
                "--once",
                "--registrar",
                "sips:" + domain,
                "--user",
                "alice",
                "--password-file",
                folder.resolve("alice.pw").toString(),
                "--ca",
                folder.resolve("ca.crt").toString(),
                "-v",
                "-o",
                "json"));
        line.addAll(options);
        Process phone = new ProcessBuilder(line)
                .redirectOutput(result.toFile())
                .redirectError(said.toFile())
                .start();
        if (!phone.waitFor(60, TimeUnit.SECONDS)) {
            phone.destroy();
            return List.of(what + ": the phone did not end: " + Files.readString(said));
        }
        String json = Files.readString(result);
        System.out.println(what + ": exit " + phone.exitValue() + " " + json.strip());
        List<String> failures = new ArrayList<>();
        if (phone.exitValue() != exit) {
            failures.add(what + " ended with " + phone.exitValue() + ": " + Files.readString(said));
        }
        for (String word : words) {
            if (!json.contains(word)) {
                failures.add(what + " does not say " + word + ": " + json);
            }
        }
        return failures;
    }
}
