package org.sealphone.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing that a command writes holds a secret, at its most talkative, whether it succeeds or fails; and the search finds planted ones. */
class SecretsTest {
    @TempDir
    Path folder;

    @Test
    void the_search_finds_what_is_planted() {
        byte[] octets = "thirty octets of key and salt!".getBytes(StandardCharsets.US_ASCII);
        String key = Base64.getEncoder().encodeToString(octets);
        String response = "00112233445566778899aabbccddeeff";
        assertThat(Secrets.in("the key " + key + " or " + response)).isEmpty();
        Secrets.learn("a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" + key + "\r\nAuthorization: Digest response=\""
                + response + "\"\r\n");
        assertThat(Secrets.in("the key " + key)).containsExactly("a master key in Base64");
        assertThat(Secrets.in("inline:[redacted] and " + key)).containsExactly("a master key in Base64");
        assertThat(Secrets.in("inline:" + "A".repeat(40))).containsExactly("what looks like a secret");
        assertThat(Secrets.in("KEY=" + HexFormat.of().withUpperCase().formatHex(octets, 0, 16)))
                .containsExactly("a master key in hexadecimal");
        assertThat(Secrets.in("(" + response + ")")).containsExactly("a digest response");
        assertThat(Secrets.in("a kX7-quartz-Lantern-92 b")).containsExactly("a password");
        assertThat(Secrets.in("inline:[redacted], response=[redacted]")).isEmpty();
    }

    @Test
    void no_run_shows_one_when_it_succeeds_or_fails() throws Exception {
        int keys = Secrets.keys();
        int responses = Secrets.responses();
        try (Bench bench = Bench.open(folder)) {
            talkative(bench.as("alice", "call", "echo", "--for", "1s"), "call", 0);
            talkative(bench.as("alice", "call", "nobody"), "nobody", 4);
            talkative(bench.as("alice", "register", "--once"), "register", 0);
            List<String> wrong = bench.as("alice", "register", "--once");
            wrong.set(
                    wrong.indexOf("--password-file") + 1,
                    folder.resolve("wrong").toString());
            talkative(wrong, "wrong", 5);
        }
        assertThat(Secrets.keys()).isGreaterThanOrEqualTo(keys + 3);
        assertThat(Secrets.responses()).isGreaterThanOrEqualTo(responses + 4);
    }

    private void talkative(List<String> words, String name, int code) throws Exception {
        Path log = folder.resolve(name + ".log");
        Bench.run(words, "-v", "-o", "json", "--log", log.toString()).exits(code);
        assertThat(Files.readString(log)).contains("Digest [redacted]");
    }

    @Tag("privileged")
    @Test
    void neither_does_the_demonstration() throws Exception {
        Path log = folder.resolve("demo.log");
        Bench.Ran ran =
                Bench.run("demo", "-v", "-o", "json", "--log", log.toString()).exits(0);
        assertThat(Files.readString(log))
                .contains("Digest [redacted]")
                .containsPattern("a=crypto:1 \\w+ \\[redacted\\]");
        assertThat(ran.err())
                .contains("-> REGISTER sips:", "<- SIP/2.0 200")
                .containsPattern("a=crypto:1 \\w+ \\[redacted\\]");
    }

    @Test
    void nor_the_trunk() throws Exception {
        Path keys = folder.resolve("keys");
        Path log = folder.resolve("trunk.log");
        Bench.Running trunk = Bench.start(List.of(
                "trunk",
                "--listen",
                "127.0.0.1:0",
                "--keys",
                keys.toString(),
                "-v",
                "-o",
                "json",
                "--log",
                log.toString()));
        List<String> call = new ArrayList<>(TrunkCommandTest.suggested(trunk));
        String password = Files.readString(Path.of(call.get(call.indexOf("--password-file") + 1)))
                .trim();
        call.set(call.size() - 1, "1s");
        Bench.run(call).exits(0);
        int before = Secrets.keys();
        Secrets.learn(Files.readString(keys));
        assertThat(Secrets.keys()).isGreaterThanOrEqualTo(before + 2);
        Bench.Ran ran = trunk.interrupted().ran().exits(130);
        assertThat(ran.out() + ran.err() + Files.readString(log)).doesNotContain(password);
        assertThat(Files.readString(log)).contains("alice");
    }
}
