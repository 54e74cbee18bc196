package org.sealphone.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A command in a process of its own, to be sent signals; what it says on both streams is one text. */
final class OwnProcess implements AutoCloseable {
    private final Process process;
    private final Bench.Seen said = new Bench.Seen();
    private final Thread reader;

    private OwnProcess(Process process) {
        this.process = process;
        reader = new Thread(this::read, "own-process");
        reader.setDaemon(true);
        reader.start();
    }

    /** SIGINT is given back what a terminal leaves it; a child of a shell that runs in the background has it ignored. */
    static OwnProcess start(List<String> words) throws IOException {
        List<String> line = new ArrayList<>(List.of("env", "--default-signal=INT"));
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
        line.add(Sealphone.class.getName());
        line.addAll(words);
        return new OwnProcess(new ProcessBuilder(line).redirectErrorStream(true).start());
    }

    private void read() {
        try {
            process.getInputStream().transferTo(said);
        } catch (IOException ended) {
            throw new UncheckedIOException(ended);
        }
    }

    /** Waits until it has said this. */
    OwnProcess said(String words) {
        said.await(words, process.onExit());
        return this;
    }

    OwnProcess signal(String name) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
        return this;
    }

    /** Lets so much time pass, in which it must not end. */
    OwnProcess stays(int seconds) throws InterruptedException {
        assertThat(process.waitFor(seconds, TimeUnit.SECONDS)).isFalse();
        return this;
    }

    /** Waits for its end, checks the code, and returns all that it said. */
    String exits(int code) throws InterruptedException {
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as(said.toString()).isTrue();
        reader.join();
        assertThat(process.exitValue()).as(said.toString()).isEqualTo(code);
        return said.toString();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
