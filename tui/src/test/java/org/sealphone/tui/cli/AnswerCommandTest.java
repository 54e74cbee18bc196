package org.sealphone.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealphone.harness.trunk.EmbeddedTrunk;

/** {@code answer}: who is answered, what is kept of it, and the worst of its calls as exit code. Takes seconds because people talk. */
class AnswerCommandTest {
    @TempDir
    Path folder;

    /** Strips keys and profile from every offer that passes: what reaches the callee is plain RTP. */
    private static EmbeddedTrunk.Builder stripping(EmbeddedTrunk.Builder trunk) {
        return trunk.sdpRewriter(passage -> passage.offer()
                ? passage.sdp().replace("RTP/SAVP ", "RTP/AVP ").replaceAll("a=crypto:[^\r\n]*\r\n", "")
                : passage.sdp());
    }

    private Bench bench(UnaryOperator<EmbeddedTrunk.Builder> more) throws IOException {
        return Bench.open(folder, more);
    }

    @Test
    @Tag("privileged")
    void two_calls_are_answered_heard_and_recorded_each_in_its_file() throws IOException {
        try (Bench bench = bench(trunk -> trunk)) {
            Path wav = folder.resolve("in.wav");
            Bench.Running bob = Bench.start(
                            bench.as("bob", "answer", "--auto", "--calls", "2", "--for", "60s"),
                            "--play",
                            "tone:660",
                            "--record",
                            wav.toString(),
                            "--record-both",
                            folder.resolve("both.wav").toString(),
                            "-o",
                            "json",
                            "-o",
                            "human")
                    .said("waiting for calls");
            for (int call = 0; call < 2; call++) {
                Bench.run(bench.as("alice", "call", "bob", "--for", "2s", "--play", "tone:440"), "--expect-tone", "660")
                        .exits(0);
            }
            Bench.Ran ran = bob.ran().exits(0);
            assertThat(ran.out().lines()).hasSize(1);
            assertThat(ran.out())
                    .contains("\"command\":\"answer\"", "\"calls\":[{\"", "\"call\":null", "\"media\":null")
                    .contains("\"ended_by\":\"remote\"", "\"tone_hz\":440");
            ran.says("call 1", "call 2", "alice", "ended by the other side");
            assertThat(Files.size(wav)).isGreaterThan(10_000);
            assertThat(Files.size(folder.resolve("in-2.wav"))).isGreaterThan(10_000);
            assertThat(Files.size(folder.resolve("both.wav"))).isGreaterThan(20_000);
            assertThat(Files.size(folder.resolve("both-2.wav"))).isGreaterThan(20_000);
        }
    }

    @Test
    @Tag("privileged")
    void the_calls_of_a_conference_hear_one_another_and_none_hears_itself() throws Exception {
        try (Bench bench = bench(trunk -> trunk)) {
            Bench.run(bench.as("bob", "answer", "--auto", "--play", "conference"))
                    .exits(2)
                    .says("[CLI-06]", "--at-once");
            Bench.run(bench.as("alice", "call", "bob", "--play", "conference"))
                    .exits(2)
                    .says("[CLI-06]", "no others to hear");
            Bench.Running bob = Bench.start(
                            bench.as("bob", "answer", "--auto", "--at-once", "2", "--calls", "2", "--for", "60s"),
                            "--play",
                            "conference")
                    .said("waiting for calls");
            Bench.Running high = Bench.start(
                    bench.as("alice", "call", "bob", "--for", "4s", "--codecs", "opus", "--play", "tone:1004"),
                    "--expect-tone",
                    "440");
            Bench.run(
                            bench.as("alice", "call", "bob", "--for", "3s", "--codecs", "pcmu", "--play", "tone:440"),
                            "--expect-tone",
                            "1004")
                    .exits(0);
            high.ran().exits(0);
            bob.ran().exits(0);
        }
    }

    @Test
    void SDES_01_an_offer_in_clear_is_refused_and_counts_as_3_also_beside_a_good_call() throws IOException {
        try (Bench bench = bench(AnswerCommandTest::stripping)) {
            Bench.Running bob = Bench.start(bench.as("bob", "answer", "--auto", "--calls", "1", "-o", "json"))
                    .said("waiting for calls");
            Bench.run(bench.as("alice", "call", "bob", "--for", "1s", "--expect", "488"))
                    .exits(0);
            assertThat(bob.ran().exits(3).out())
                    .contains("\"exit\":{\"code\":3,\"name\":\"refused-by-policy\"}", "\"status\":488")
                    .contains("\"datagrams_out\":0");
        }
    }

    @Test
    void a_call_that_rings_nobody_and_no_call_at_all() throws IOException {
        try (Bench bench = bench(trunk -> trunk)) {
            Bench.run(bench.as("bob", "answer", "--auto", "--for", "300ms"))
                    .exits(1)
                    .says("No call came [CLI-22]", "calls none");
            Bench.run(bench.as("bob", "answer", "--auto", "--for", "1s", "--record", folder + "/no/x.wav"))
                    .exits(8)
                    .says("DEV-04");
            Bench.run(bench.as("bob", "answer", "--for", "1s")).exits(2).says("CLI-03", "--auto");
            Bench.run(bench.as("bob", "answer", "--auto", "--dtmf", "1x"))
                    .exits(2)
                    .says("digits are");
            assertThat(folder.resolve("never.wav")).doesNotExist();
            Bench.run(bench.as("bob", "answer", "--auto", "--for", "300ms"), "--record", folder + "/never.wav")
                    .exits(1);
            assertThat(folder.resolve("never.wav")).doesNotExist();
        }
    }

    @Test
    void CLI_06_who_is_not_registered_waits_for_nobody() throws IOException {
        try (Bench bench = bench(trunk -> trunk)) {
            Bench.run(bench.as("bob", "answer", "--auto", "--no-register", "-o", "json"))
                    .exits(2)
                    .says("[CLI-06]", "answer and --no-register", "\"calls\":null");
            Bench.run(bench.as("bob", "answer", "--auto", "--no-register", "--for", "1s"))
                    .exits(2);
            assertThat(bench.trunk().status().connectionsEver()).isZero();
        }
    }

    @Test
    void the_end_of_the_time_and_an_interrupt_hang_up_and_unregister() throws IOException {
        try (Bench bench = bench(trunk -> trunk)) {
            Bench.Running bob = Bench.start(bench.as("bob", "answer", "--auto")).said("waiting for calls");
            bob.interrupted().ran().exits(130).says("CLI-24");
            Bench.Running again = Bench.start(bench.as("bob", "answer", "--auto", "--for", "60s"))
                    .said("waiting for calls");
            Bench.Running alice = Bench.start(bench.as("alice", "call", "bob")).said("sealed: ");
            again.interrupted().ran().exits(130).says("unregistered", "ended by us");
            alice.ran().exits(0).says("ended by the other side");
            assertThat(bench.trunk().status().calls()).isZero();
        }
    }

    @Test
    void a_trunk_that_goes_ends_the_waiting() throws IOException {
        try (Bench bench = bench(trunk -> trunk)) {
            Bench.Running bob = Bench.start(bench.as("bob", "answer", "--auto", "--for", "60s"))
                    .said("waiting for calls");
            bench.trunk().close();
            bob.ran().exits(6);
        }
    }
}
