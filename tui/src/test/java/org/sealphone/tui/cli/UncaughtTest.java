package org.sealphone.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealphone.tui.cli.Interrupt.Waited;

/** A bug on a thread that nobody joins: told without its message, and the process ends with 70, in good order where that can be had. */
class UncaughtTest {
    @TempDir
    Path folder;

    @Test
    void class_and_frames_are_told_and_the_run_ends() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Interrupt interrupt = new Interrupt();
        assertThat(interrupt.isBroken()).isFalse();
        new Uncaught(new PrintStream(err, true, StandardCharsets.UTF_8), interrupt)
                .uncaughtException(
                        new Thread("ua-loop"),
                        new IllegalStateException(
                                CrashingPhone.CANARY, new IllegalArgumentException(CrashingPhone.CANARY)));
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("thread ua-loop\njava.lang.IllegalStateException\n    at ")
                .contains(
                        "java.lang.IllegalArgumentException\n    at ",
                        getClass().getName())
                .doesNotContain(CrashingPhone.CANARY);
        assertThat(interrupt.isBroken()).isTrue();
        assertThat(interrupt.await(new CompletableFuture<>(), Duration.ofDays(1)))
                .isEqualTo(Waited.INTERRUPTED);
    }

    private record Ended(int code, String out, String err) {}

    private Ended crashing(String where, List<String> words) throws Exception {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
        line.addAll(List.of(CrashingPhone.class.getName(), where));
        line.addAll(words);
        Process process = new ProcessBuilder(line)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    @Test
    void on_a_stray_thread_the_phone_unregisters_and_ends_with_70() throws Exception {
        try (Bench bench = Bench.open(folder)) {
            Ended ended = crashing(CrashingPhone.STRAY, bench.as("alice", "answer", "--auto", "-o", "json"));
            assertThat(ended.code()).as(ended.err()).isEqualTo(70);
            assertThat(ended.err())
                    .contains("thread stray\njava.lang.IllegalStateException\n", "CrashingPhone.crash", "CLI-70");
            assertThat(ended.out()).contains("\"exit\":{\"code\":70,\"name\":\"internal\"}");
            assertThat(ended.out() + ended.err()).doesNotContain(CrashingPhone.CANARY);
            assertThat(bench.trunk().status().registrations()).isZero();
        }
    }

    @Test
    @Tag("privileged")
    void on_the_loop_of_the_user_agent_the_process_ends_with_70_too() throws Exception {
        try (Bench bench = Bench.open(folder)) {
            Ended ended = crashing(CrashingPhone.LOOP, bench.as("alice", "register", "-o", "json"));
            assertThat(ended.code()).as(ended.err()).isEqualTo(70);
            assertThat(ended.err()).contains("java.lang.IllegalStateException\n", "CrashingPhone.crash");
            assertThat(ended.out() + ended.err()).doesNotContain(CrashingPhone.CANARY);
        }
    }
}
