package org.sealphone.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealphone.certs.DevelopmentCa;
import org.sealphone.certs.IssuedCertificate;
import org.sealphone.harness.tls.TlsIdentity;
import org.sealphone.harness.trunk.EmbeddedTrunk;
import org.sealphone.media.audio.SoundDevices;

/** The commands as a person runs them, against a trunk in this process: exit code, result, and what is said. */
class CommandsTest {
    private static final String DOMAIN = "pbx.example";
    private static final String SECRET = "kX7-quartz-Lantern-92";

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private EmbeddedTrunk trunk;

    @BeforeEach
    void start() throws IOException {
        SecureRandom random = new SecureRandom();
        DevelopmentCa authority = DevelopmentCa.create("commands", Instant.now(), random);
        authority.exportPem(folder.resolve("ca.crt"));
        DevelopmentCa.create("another", Instant.now(), random).exportPem(folder.resolve("other.crt"));
        IssuedCertificate server = authority.server(DOMAIN);
        trunk = EmbeddedTrunk.builder(DOMAIN, new TlsIdentity(server.key(), server.chain()))
                .listen(InetAddress.getLoopbackAddress(), 0)
                .observer(Secrets.witness())
                .user("alice", SECRET.toCharArray())
                .start();
        password("alice.pw", SECRET);
        password("wrong.pw", "not-the-Password-55");
    }

    @AfterEach
    void stop() {
        trunk.close();
    }

    private void password(String name, String secret) throws IOException {
        Path file = folder.resolve(name);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, secret + "\n");
    }

    private int run(String... arguments) {
        out.reset();
        err.reset();
        Surroundings around = new Surroundings(
                InputStream.nullInputStream(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of("LANG", "C.UTF-8"),
                false,
                false,
                false,
                new Interrupt(),
                RealPhone::open,
                SoundDevices.none(),
                false);
        int code = new Sealphone(around).execute(arguments);
        Secrets.absent(said(), List.of(arguments));
        return code;
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
    }

    private int account(List<String> verb, String passwordFile, String ca, String... more) {
        List<String> line = new ArrayList<>(verb);
        line.addAll(List.of("--registrar", "sips:" + DOMAIN, "--outbound"));
        line.add("sips:127.0.0.1:" + trunk.address().getPort());
        line.addAll(List.of(
                "--user",
                "alice",
                "--password-file",
                folder.resolve(passwordFile).toString()));
        line.addAll(List.of("--ca", folder.resolve(ca).toString()));
        line.addAll(List.of(more));
        return run(line.toArray(String[]::new));
    }

    @Test
    @Tag("privileged")
    void call_is_held_and_resumed_and_the_sound_comes_back() throws Exception {
        assertThat(account(
                        List.of("call", "echo"),
                        "alice.pw",
                        "ca.crt",
                        "--hold-after",
                        "300ms",
                        "--for",
                        "4s",
                        "--play",
                        "tone:440",
                        "--expect-tone",
                        "440",
                        "-o",
                        "json"))
                .isZero();
        assertThat(said()).contains("on hold").contains("nobody holds the call");
        assertThat(said()).contains("\"rx_auth_failed\":0", "\"rx_replayed\":0").doesNotContain("SIP-30");
        assertThat(said()).as("as the trunk hears us").contains("\"remote_mos\":4.");
        assertThat(account(List.of("call", "echo"), "alice.pw", "ca.crt", "--hold-after", "3s", "--for", "4s"))
                .isEqualTo(2);
    }

    @Test
    void register_once_reports_and_goes() {
        assertThat(account(List.of("register", "--once"), "alice.pw", "ca.crt", "-o", "json"))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("\"v\":1,\"command\":\"register\",\"exit\":{\"code\":0,\"name\":\"ok\"}")
                .contains("\"status\":200", "\"digest\":\"SHA-256\"", "\"identity\":\"pbx.example\"");
    }

    @Test
    void a_call_to_tone_is_sealed_heard_recorded_and_traced() throws IOException {
        Path log = folder.resolve("log");
        Path pcap = folder.resolve("pcap");
        Path wav = folder.resolve("heard.wav");
        int code = account(
                List.of("call", "tone"),
                "alice.pw",
                "ca.crt",
                "--for",
                "3s",
                "--expect-tone",
                "440",
                "--play",
                "tone:300",
                "--record",
                wav.toString(),
                "--log",
                log.toString(),
                "--pcap",
                pcap.toString(),
                "-v",
                "-o",
                "json");
        assertThat(code).as(said()).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("\"srtp_suite\":\"AEAD_AES_256_GCM\"", "\"codec\":\"opus\"", "\"dtmf_received\":\"\"");
        assertThat(Files.size(wav)).isGreaterThan(20_000);
        assertThat(Files.size(pcap)).isGreaterThan(20_000);
        assertThat(Files.readString(log)).contains("INVITE").doesNotContain(SECRET);
        assertThat(said() + Files.readString(log)).doesNotContainPattern("inline:[A-Za-z0-9+/]{20}");
    }

    @Test
    void a_call_for_people_shows_what_was_negotiated() {
        assertThat(account(List.of("call", "echo"), "alice.pw", "ca.crt", "--for", "1s"))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("AEAD_AES_256_GCM", "TLSv1.3");
        assertThat(account(List.of("call", "nobody"), "alice.pw", "ca.crt", "--expect", "404"))
                .isZero();
        assertThat(account(List.of("call", "nobody"), "alice.pw", "ca.crt")).isEqualTo(4);
        assertThat(account(List.of("call", "echo"), "alice.pw", "ca.crt", "--for", "1s", "--expect", "486"))
                .isEqualTo(1);
    }

    @Tag("privileged")
    @Test
    void CODEC_01_the_tone_of_the_trunk_is_heard_in_the_wide_codecs_that_are_asked_for() {
        for (String codec : List.of("g722", "l16")) {
            int code = account(
                    List.of("call", "tone"),
                    "alice.pw",
                    "ca.crt",
                    "--codecs",
                    codec,
                    "--expect-tone",
                    "440",
                    "--min-mos",
                    "3.5",
                    "--for",
                    "2s",
                    "-o",
                    "json");
            assertThat(code).as(said()).isZero();
            assertThat(out.toString(StandardCharsets.UTF_8))
                    .contains("\"codec\":\"" + codec + "\"", "\"rx_auth_failed\":0");
        }
    }

    @Test
    void a_call_that_sounds_worse_than_it_has_to_fails_its_check() {
        assertThat(account(List.of("call", "tone"), "alice.pw", "ca.crt", "--for", "1s", "--min-mos", "4.4"))
                .as("a packet time and a jitter buffer alone cost more than that")
                .isEqualTo(1);
        assertThat(said()).contains("CLI-28", "wanted 4.4, got 4.");
    }

    @Tag("privileged")
    @Test
    void SRTP_21_digits_come_back_from_echo_at_the_clock_of_each_codec() {
        for (String codec : List.of("opus", "g722", "l16", "pcma")) {
            int code = account(
                    List.of("call", "echo"),
                    "alice.pw",
                    "ca.crt",
                    "--codecs",
                    codec,
                    "--opus-bitrate",
                    "6000",
                    "--opus-complexity",
                    "10",
                    "--dtmf",
                    "12#",
                    "--for",
                    "3s",
                    "-o",
                    "json");
            assertThat(code).as(said()).isZero();
            assertThat(out.toString(StandardCharsets.UTF_8))
                    .contains("\"codec\":\"" + codec + "\"", "\"dtmf_received\":\"12#\"");
        }
        assertThat(account(
                        List.of("call", "echo"),
                        "alice.pw",
                        "ca.crt",
                        "--codecs",
                        "pcmu",
                        "--dtmf",
                        "12#",
                        "--for",
                        "1s"))
                .isEqualTo(1);
        assertThat(said()).contains("CLI-27");
    }

    @Test
    void what_goes_wrong_has_its_code_and_says_what_to_do() {
        assertThat(account(List.of("register", "--once"), "wrong.pw", "ca.crt")).isEqualTo(5);
        assertThat(account(List.of("register", "--once"), "alice.pw", "other.crt"))
                .isEqualTo(3);
        assertThat(said()).contains("--ca");
        assertThat(account(List.of("call", "udp:pbx.example"), "alice.pw", "ca.crt"))
                .isEqualTo(3);
        assertThat(account(List.of("call", "echo"), "alice.pw", "ca.crt", "--play", "/nowhere.wav"))
                .isEqualTo(8);
        assertThat(account(List.of("call", "echo"), "alice.pw", "ca.crt", "--record", "/nowhere/x.wav"))
                .isEqualTo(8);
        assertThat(account(List.of("call", "echo"), "alice.pw", "ca.crt", "--dtmf", "4711x"))
                .isEqualTo(2);
        assertThat(said()).contains("digits are").doesNotContain("4711");
        assertThat(account(List.of("call", "echo"), "alice.pw", "ca.crt", "--opus-lib", "/nowhere/libopus.so"))
                .isEqualTo(8);
        assertThat(said()).contains("DEV-20");
        assertThat(account(List.of("answer", "--auto"), "alice.pw", "ca.crt", "--for", "1s"))
                .isEqualTo(1);
        trunk.close();
        assertThat(account(List.of("register", "--once"), "alice.pw", "ca.crt")).isEqualTo(6);
    }

    @Test
    void words_without_a_network() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("--version")).isZero();
        for (String verb :
                List.of("demo", "register", "call", "answer", "ping", "load", "trunk", "doctor", "explain")) {
            assertThat(run(verb, "--help")).as(verb).isZero();
        }
        assertThat(run("audit")).isEqualTo(2);
        assertThat(run("prove", "--soak", "59s")).isEqualTo(2);
        assertThat(run("prove", "--soak", "2h")).isEqualTo(2);
        assertThat(run("prove", "--soak", "1m", "--scenario", "ADV-01")).isEqualTo(2);
        assertThat(run("explain", "SDES-11")).isZero();
        assertThat(run("explain")).isZero();
        assertThat(run("explain", "SDES-99")).isEqualTo(2);
        assertThat(run("regster")).isEqualTo(2);
        assertThat(said()).contains("register");
    }

    @Test
    @Tag("privileged")
    void the_demonstration_is_sealed() {
        assertThat(run("demo")).as(said()).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("SEALED", "loopback");
    }

    @Test
    void DEV_07_without_a_sound_card_nobody_is_dialled_and_a_tone_still_goes() {
        for (String[] wish : new String[][] {{"--play", "mic"}, {"--mic", "headset"}, {"--speaker", "desk"}}) {
            List<String> verb = new ArrayList<>(List.of("call", "echo"));
            verb.addAll(List.of(wish));
            assertThat(account(verb, "alice.pw", "ca.crt")).isEqualTo(8);
            assertThat(said()).contains("DEV-07", "sound server").doesNotContain("registering", "calling");
        }
        assertThat(account(List.of("answer", "--auto", "--play", "mic"), "alice.pw", "ca.crt"))
                .isEqualTo(8);
        assertThat(account(List.of("call", "echo", "--play", "tone:440", "--for", "1s"), "alice.pw", "ca.crt"))
                .isZero();
    }

    @Test
    void CLI_06_a_microphone_beside_something_else_to_play() {
        assertThat(account(List.of("call", "echo", "--mic", "headset", "--play", "tone:440"), "alice.pw", "ca.crt"))
                .isEqualTo(2);
        assertThat(said()).contains("CLI-06", "--mic");
        assertThat(account(List.of("call", "echo", "--mic", "headset", "--play", "mic"), "alice.pw", "ca.crt"))
                .isEqualTo(8);
    }
}
