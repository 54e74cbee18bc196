package org.sealphone.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealphone.certs.DevelopmentCa;

/** {@code doctor} on this machine, with sound devices taken away, and on the way to a trunk. */
class DoctorCommandTest {
    @TempDir
    Path folder;

    @Test
    void every_thing_is_looked_at_and_without_a_sound_card_it_says_so_and_what_to_do() {
        Bench.Ran ran = Bench.run("doctor").exits(0);
        assertThat(ran.out().lines().filter(line -> line.matches("  [a-z]+ .*")).map(line -> line.strip()
                        .replaceFirst(" .*", "")))
                .containsExactly("java", "srtp", "opus", "sound", "clock", "trust", "terminal", "witness");
        ran.says("sound ! neither microphone nor loudspeaker: ", "[DEV-07]", "do: Start the sound server", "0 faults");
        ran.saysNot("dns ", "trunk ");
        Bench.Ran json = Bench.run("doctor", "-o", "json").exits(0);
        assertThat(json.out().lines()).hasSize(1);
        assertThat(json.out()).contains("\"command\":\"doctor\"", "\"subject\":\"witness\",\"health\":\"");
        assertThat(ran.out().lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThan(80));
    }

    @Test
    void the_way_to_a_trunk_by_TLS_alone() throws IOException {
        try (Bench bench = Bench.open(folder)) {
            Bench.run(bench.as("alice", "doctor"), "--pcap", folder + "/x.pcap")
                    .exits(0)
                    .says("127.0.0.1 port", "is pbx.example: TLSv1.3", "certificate until");
            assertThat(Files.size(folder.resolve("x.pcap"))).isGreaterThan(1000);
            assertThat(bench.trunk().status().registrations()).isZero();
            DevelopmentCa.create("another", Instant.now(), new SecureRandom()).exportPem(folder.resolve("other.pem"));
            List<String> words = bench.as("alice", "doctor");
            words.set(words.indexOf("--ca") + 1, folder.resolve("other.pem").toString());
            Bench.run(words, "-o", "json", "-o", "human")
                    .exits(1)
                    .says("[TLS-23]", "do: ", "1 fault", "\"code\":\"TLS-23\"");
            bench.trunk().close();
            Bench.run(bench.as("alice", "doctor")).exits(1).says("trunk ✗ 127.0.0.1 port", "[NET-02]");
        }
    }

    @Test
    void NET_01_a_name_that_nobody_knows_ends_the_look_there() {
        Bench.run("doctor", "--registrar", "sips:no-such-host.invalid", "--timeout", "3s")
                .exits(1)
                .says("dns ✗ no-such-host.invalid", "[NET-01]", "spelling")
                .saysNot("trunk ✗");
    }

    @Test
    void CLI_05_CLI_15_what_is_given_is_never_ignored() {
        Bench.run("doctor", "--user", "alice").exits(2).says("[CLI-05]", "--registrar");
        Bench.run("doctor", "--policy", "strict").exits(2).says("[CLI-05]");
        Bench.run("doctor", "--timeout", "3s").exits(2).says("[CLI-15]", "doctor --timeout");
        Bench.run("doctor", "--pcap", folder + "/x.pcap").exits(2).says("[CLI-15]", "doctor --pcap");
        Bench.run("doctor", "--registrar", "udp:pbx.example").exits(3);
        Bench.run("doctor", "--opus-lib", folder + "/none.so").exits(0).says("opus ! ", "[DEV-20]");
    }
}
