package org.sealphone.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealphone.harness.trunk.Service;

/** A script drives a running phone through its socket, and hears what happens. */
class ControlDeskTest {
    @TempDir
    Path folder;

    @Test
    void a_script_answers_by_hand_holds_dials_and_quits() throws IOException {
        Path file = folder.resolve("control");
        try (Bench bench = Bench.open(folder)) {
            Bench.Running phone = Bench.start(bench.as("alice", "answer"), "--control", file.toString(), "-o", "jsonl");
            phone.said("waiting for calls");
            try (ControlScript script = new ControlScript(file)) {
                assertThat(script.told("status", "reply")).contains("\"registered\":true", "\"calls\":[]");
                assertThat(script.told("hangup", "reply")).contains("\"ok\":false", "no such call");
                assertThat(script.told("sing", "reply")).contains("\"ok\":false");
                assertThat(script.told("dial udp:x", "reply")).contains("\"ok\":true");
                assertThat(script.heard("call-ended")).contains("\"exit\":\"refused-by-policy\"");
                bench.trunk().call("alice", Service.TONE);
                script.heard("incoming-call");
                assertThat(script.told("status", "reply"))
                        .contains("\"state\":\"ringing\"", "\"direction\":\"incoming\"");
                assertThat(script.told("answer", "reply")).contains("\"ok\":true");
                assertThat(script.heard("\"established\"")).contains("\"srtp_suite\":\"AEAD_AES_256_GCM\"");
                script.told("hold", "\"hold\":\"local\"");
                script.told("resume", "\"hold\":\"none\"");
                assertThat(script.told("dtmf 1x", "reply")).contains("\"ok\":false");
                assertThat(script.told("dtmf 1", "reply")).contains("\"ok\":true");
                assertThat(script.told("transfer", "reply")).contains("\"ok\":false");
                assertThat(script.told("join 1", "reply")).contains("\"ok\":false", "two calls");
                assertThat(script.told("refuse", "reply")).contains("\"ok\":true");
                assertThat(script.told("accept", "reply")).contains("\"ok\":true");
                assertThat(script.heard("call-ended")).contains("XFER-02");
                script.told("hangup", "\"call-ended\"");
                script.told("quit", "reply");
            }
            Bench.Ran ran = phone.ran().exits(0);
            assertThat(ran.out().lines())
                    .allSatisfy(line ->
                            assertThat(line).startsWith("{\"v\":1,\"type\":\"").endsWith("}"))
                    .anyMatch(line -> line.contains("\"type\":\"flow-up\""))
                    .last()
                    .asString()
                    .contains("\"type\":\"report\"", "\"report\":{\"v\":1,\"command\":\"answer\"");
        }
    }

    @Test
    void a_script_dials_beside_a_call_which_then_ends_when_both_are_over() throws IOException {
        Path file = folder.resolve("control");
        try (Bench bench = Bench.open(folder)) {
            Bench.Running phone =
                    Bench.start(bench.as("alice", "call", "echo"), "--control", file.toString(), "-o", "json");
            phone.said("sealed:");
            try (ControlScript script = new ControlScript(file)) {
                assertThat(script.told("dial tone", "reply")).contains("\"ok\":true");
                // The first call may still be on its way up: its own event is not the one that is waited for.
                script.heard("\"established\"", "\"call\":2,");
                script.told("hangup 1", "\"call-ended\"");
                assertThat(script.told("status", "reply")).contains("\"call\":2,", "\"state\":\"established\"");
                script.told("quit", "reply");
            }
            phone.ran().exits(0);
        }
    }

    @Test
    void CLI_25_a_place_that_cannot_be_had_ends_the_phone_before_it_registers() throws IOException {
        try (Bench bench = Bench.open(folder)) {
            Bench.run(
                            bench.as("alice", "answer"),
                            "--control",
                            bench.file("password").toString())
                    .exits(8)
                    .says("CLI-25", "no socket");
            Bench.run(bench.as("alice", "answer"), "--control").exits(2).says("CLI-05", "--control FILE");
            assertThat(bench.trunk().status().registrations()).isZero();
        }
    }
}
