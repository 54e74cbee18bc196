package org.sealphone.media.codec;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Debian's spandsp in a process of its own: the driver in the test resources, compiled on the spot. What is missing
 * (compiler, library) fails.
 */
final class Spandsp {
    private final Path folder;
    private final Path driver;

    Spandsp(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        this.driver = folder.resolve("driver");
        Path source = folder.resolve("driver.c");
        try (InputStream text = Spandsp.class.getResourceAsStream("/spandsp/driver.c")) {
            Files.copy(text, source);
        }
        Process compiler = new ProcessBuilder(
                        "gcc",
                        "-O2",
                        "-Wall",
                        "-Wextra",
                        "-Werror",
                        "-o",
                        driver.toString(),
                        source.toString(),
                        "-lspandsp")
                .redirectErrorStream(true)
                .start();
        String said = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (compiler.waitFor() != 0) {
            throw new IOException("needs gcc and libspandsp-dev: " + said);
        }
    }

    byte[] encode(short[] pcm) throws IOException, InterruptedException {
        byte[] wire = new byte[2 * pcm.length];
        LinearPcm.BIG_ENDIAN.encode(pcm, 0, pcm.length, wire, 0);
        return filter("encode", wire);
    }

    short[] decode(byte[] octets) throws IOException, InterruptedException {
        byte[] wire = filter("decode", octets);
        short[] pcm = new short[wire.length / 2];
        LinearPcm.BIG_ENDIAN.decode(wire, 0, wire.length, pcm, 0);
        return pcm;
    }

    private byte[] filter(String what, byte[] input) throws IOException, InterruptedException {
        Path from = Files.write(folder.resolve("in"), input);
        Path to = folder.resolve("out");
        Process process = new ProcessBuilder(driver.toString(), what)
                .redirectInput(from.toFile())
                .redirectOutput(to.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int code = process.waitFor();
        if (code != 0) {
            throw new IOException("the driver ended with " + code);
        }
        return Files.readAllBytes(to);
    }
}
