package org.sealphone.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hundred calls from one phone to another for twenty seconds: nothing is lost, each is heard on both sides, nothing stays. */
@Tag("privileged")
class ManyCallsTest {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    @TempDir
    Path folder;

    /** Sockets of this process, each by its number. */
    private static long sockets() throws IOException {
        try (Stream<Path> all = Files.list(DESCRIPTORS)) {
            return all.filter(ManyCallsTest::isSocket).count();
        }
    }

    private static boolean isSocket(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (IOException closed) {
            return false;
        }
    }

    @Test
    void a_hundred_calls_lose_nothing_bring_back_their_own_tone_each_and_leave_no_socket() throws Exception {
        try (Bench bench = Bench.open(folder)) {
            long before = sockets();
            Bench.Running bob = Bench.start(
                            bench.as("bob", "answer", "--auto", "--at-once", "100", "--calls", "100", "--for", "5m"),
                            "--play",
                            "echo",
                            "--expect-tone",
                            "each",
                            "-o",
                            "json")
                    .said("waiting for calls");
            Bench.Running alice = Bench.start(
                    bench.as("alice", "load", "bob", "--calls", "100", "--rate", "20", "--for", "20s"),
                    "--codecs",
                    "pcmu",
                    "--expect-tone",
                    "own",
                    "-o",
                    "json");
            for (Bench.Running side : new Bench.Running[] {alice, bob}) {
                String out = side.ran().exits(0).out();
                assertThat(out)
                        .contains("\"load\":{\"wanted\":100,\"over\":100,\"answered\":100,\"ok\":100,\"failed\":[]")
                        .contains("\"tones_right\":100")
                        .doesNotContainPattern("\"rx_lost\":[1-9]")
                        .doesNotContainPattern("\"rx_auth_failed\":[1-9]");
                assertThat(out.replaceAll(".*\"datagrams_out\":(\\d+),\"sealed_out\":(\\d+).*", "$1 = $2")
                                .strip())
                        .matches("(\\d+) = \\1");
            }
            assertThat(bench.trunk().status().calls()).isZero();
            assertThat(bench.trunk().status().callsEver()).isEqualTo(100);
            assertThat(sockets()).isLessThanOrEqualTo(before);
        }
    }
}
