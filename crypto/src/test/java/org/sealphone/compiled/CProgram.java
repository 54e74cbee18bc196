package org.sealphone.compiled;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program in C among the test resources, compiled on the spot. What is missing (compiler, library) fails. */
public final class CProgram {
    private CProgram() {}

    /** The path of the program, in this folder. Every warning is an error. */
    public static Path compile(Class<?> beside, String resource, Path folder, String... libraries)
            throws IOException, InterruptedException {
        Path source = folder.resolve("program.c");
        Path program = folder.resolve("program");
        try (InputStream text = beside.getResourceAsStream(resource)) {
            Files.copy(text, source);
        }
        List<String> words = new ArrayList<>(
                List.of("gcc", "-O2", "-Wall", "-Wextra", "-Werror", "-o", program.toString(), source.toString()));
        words.addAll(List.of(libraries));
        Process compiler = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (compiler.waitFor() != 0) {
            throw new IOException("gcc could not compile " + resource + " with " + List.of(libraries) + ": " + said);
        }
        return program;
    }
}
