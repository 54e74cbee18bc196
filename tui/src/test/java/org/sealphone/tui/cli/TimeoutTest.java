package org.sealphone.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealphone.harness.sip.SipRequest;
import org.sealphone.harness.trunk.Conduct;
import org.sealphone.harness.trunk.Desk;

/** {@code --timeout} bounds each answer of a trunk that was reached and then says nothing, and is refused where it bounds nothing. */
@Tag("privileged")
class TimeoutTest {
    @TempDir
    Path folder;

    /** Answers all but one method. */
    private Bench deafTo(String method) throws IOException {
        return Bench.open(
                folder,
                trunk -> trunk.conduct(new Conduct() {
                    @Override
                    public boolean takes(Desk desk, long connection, SipRequest request) {
                        return request.method().equals(method);
                    }
                }));
    }

    @Test
    void CLI_23_a_REGISTER_without_an_answer() throws IOException {
        try (Bench bench = deafTo("REGISTER")) {
            Bench.Ran ran = Bench.run(bench.as("alice", "register", "--once", "--timeout", "2s"), "-o", "json")
                    .exits(6)
                    .says("[CLI-23]", "--timeout");
            assertThat(ran.out()).contains("\"registration\":null", "\"identity\":\"pbx.example\"");
        }
    }

    @Test
    void CLI_23_an_OPTIONS_without_an_answer() throws IOException {
        try (Bench bench = deafTo("OPTIONS")) {
            Bench.run(bench.as("alice", "ping", "sips:pbx.example", "--timeout", "2s"), "-o", "json")
                    .exits(6)
                    .says("[CLI-23]");
        }
    }

    /** Takes its seconds, because a CANCEL is not sent before the trunk has said something and is therefore waited for. */
    @Test
    void NET_21_an_INVITE_without_an_answer() throws IOException {
        try (Bench bench = deafTo("INVITE")) {
            long begun = System.nanoTime();
            Bench.run(bench.as("alice", "call", "echo", "--timeout", "1s"), "-o", "json")
                    .exits(6)
                    .says("NET-21", "hanging up");
            assertThat(System.nanoTime() - begun).isLessThan(25_000_000_000L);
        }
    }

    @Test
    void a_trunk_that_answers_in_time_is_not_bothered() throws IOException {
        try (Bench bench = Bench.open(folder)) {
            Bench.run(bench.as("alice", "register", "--once", "--timeout", "20s"))
                    .exits(0);
            Bench.Ran ping = Bench.run(bench.as("alice", "ping", "sips:pbx.example", "--timeout", "20s", "-o", "json"));
            assertThat(ping.exits(0).out()).contains("\"ping\":{\"target\":", "\"status\":200", "\"call\":null");
            Bench.run(bench.as("alice", "ping", "sips:pbx.example")).exits(0).says("200 OK", "pbx.example");
        }
    }

    @Test
    void CLI_23_the_whole_demonstration() {
        Bench.run("demo", "--timeout", "200ms").exits(6).says("[CLI-23]", "the whole demo");
    }

    @Test
    void CLI_15_where_it_means_nothing_it_is_refused() {
        Bench.run("explain", "SDES-11", "--timeout", "5s").exits(2).says("[CLI-15]", "--timeout");
        Bench.run("explain", "SDES-11", "--pcap", folder + "/x.pcap").exits(2).says("[CLI-15]", "--pcap");
        assertThat(folder.resolve("x.pcap")).doesNotExist();
        Bench.run("explain", "SDES-11").exits(0);
        Bench.run("trunk", "--timeout", "5s").exits(2).says("[CLI-15]", "trunk --timeout");
    }
}
