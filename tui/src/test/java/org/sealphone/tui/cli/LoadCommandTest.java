package org.sealphone.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code load} against the embedded trunk: exit codes and words. When it dials and hangs up is in {@code LoadRunTest}, by the virtual clock. */
@Tag("privileged")
class LoadCommandTest {
    @TempDir
    Path folder;

    @Test
    void ten_calls_from_one_phone_to_another_bring_back_a_tone_of_their_own_each() throws Exception {
        try (Bench bench = Bench.open(folder)) {
            Bench.Running bob = Bench.start(
                            bench.as("bob", "answer", "--auto", "--at-once", "10", "--calls", "10", "--for", "60s"),
                            "--play",
                            "echo",
                            "--expect-tone",
                            "each")
                    .said("waiting for calls");
            Bench.Ran ran = Bench.run(
                            bench.as("alice", "load", "bob", "--calls", "10", "--rate", "100", "--for", "2s"),
                            "--codecs",
                            "pcmu",
                            "--expect-tone",
                            "own",
                            "-o",
                            "json",
                            "-o",
                            "human")
                    .exits(0);
            assertThat(ran.out())
                    .contains("\"load\":{\"wanted\":10,\"over\":10,\"answered\":10,\"ok\":10,\"failed\":[]")
                    .contains("\"tones_right\":10", "\"codecs\":{\"pcmu in AEAD_AES_256_GCM\":10}")
                    .containsPattern("\"core_percent_per_call\":[0-9]");
            ran.says("10 of 10 answered", "10 of 10 heard as they should", "= ", "ok");
            bob.ran().exits(0).says("10 of 10 answered", "10 of 10 heard as they should");
            assertThat(bench.trunk().status().callsEver()).isEqualTo(10);
            assertThat(bench.trunk().status().calls()).isZero();
        }
    }

    @Test
    void a_tone_that_comes_twice_is_noticed_by_the_side_that_is_called() throws Exception {
        try (Bench bench = Bench.open(folder)) {
            Bench.Running bob = Bench.start(
                            bench.as("bob", "answer", "--auto", "--calls", "2", "--for", "60s", "-o", "json"),
                            "--expect-tone",
                            "each")
                    .said("waiting for calls");
            for (int call = 0; call < 2; call++) {
                Bench.run(bench.as("alice", "call", "bob", "--for", "1s"), "--play", "tone:440")
                        .exits(0);
            }
            bob.ran().exits(1).says("[CLI-21]", "Hz again");
        }
    }

    @Test
    void calls_that_fail_are_counted_with_their_codes_and_the_worst_is_the_exit() throws Exception {
        try (Bench bench = Bench.open(folder)) {
            Bench.run(bench.as("alice", "load", "nobody", "--calls", "3", "--rate", "100", "--for", "1s"), "-o", "json")
                    .exits(4)
                    .says("\"failed\":[{\"calls\":3,", "\"status\":404", "\"code\":\"SIP-");
            Bench.run(bench.as("alice", "load", "tone", "--calls", "2", "--for", "1s", "--codecs", "pcmu"))
                    .exits(0)
                    .says("2 of 2 answered", "10 a second")
                    .saysNot("tones");
            Bench.run(
                            bench.as("alice", "load", "tone", "--calls", "2", "--rate", "100", "--for", "1s"),
                            "--expect-tone",
                            "own")
                    .exits(1)
                    .says("2 calls check-failed", "[CLI-21]", "0 of 2 heard as they should");
        }
    }

    @Test
    void an_interrupt_hangs_up_every_call_and_reports() throws Exception {
        try (Bench bench = Bench.open(folder)) {
            Bench.Running load = Bench.start(
                            bench.as("alice", "load", "echo", "--calls", "500", "--rate", "20", "--for", "1h"), "-v")
                    .said("INVITE sips:echo");
            load.interrupted().ran().exits(130).says("CLI-24", "of 500 answered", "unregistered");
            assertThat(bench.trunk().status().calls()).isZero();
        }
    }

    @Test
    void CLI_29_more_calls_than_the_process_may_open_sockets_for_are_refused_before_anything_leaves() {
        assertThat(OpenFiles.tooFewFor(1000, 36, OptionalLong.of(2099)))
                .hasValueSatisfying(why -> assertThat(why.text()).contains("2100", "2099"));
        assertThat(OpenFiles.tooFewFor(1000, 36, OptionalLong.of(2100))).isEmpty();
        assertThat(OpenFiles.tooFewFor(1000, 36, OptionalLong.empty())).isEmpty();
        assertThat(OpenFiles.tooFewFor(1)).isEmpty();
    }

    @Test
    void words_that_are_no_load() {
        String[] account = {"--no-register"};
        for (String[] wrong : new String[][] {
            {"--calls", "0"},
            {"--calls", "4001"},
            {"--rate", "0"},
            {"--rate", "501"},
            {"--for", "0s"},
            {"--expect-tone", "x"}
        }) {
            Bench.run("load", "sips:echo@pbx.example", account[0], wrong[0], wrong[1])
                    .exits(2)
                    .says("CLI-02", "'" + wrong[1] + "'");
        }
    }
}
