package org.sealphone.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealphone.certs.DevelopmentCa;
import org.sealphone.certs.IssuedCertificate;
import org.sealphone.harness.tls.TlsIdentity;
import org.sealphone.harness.trunk.EmbeddedTrunk;

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
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of("LANG", "C.UTF-8"),
                false,
                false,
                new Interrupt(),
                RealPhone::open,
                false);
        int code = new Sealphone(around).execute(arguments);
        assertThat(said()).doesNotContain(SECRET);
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
                .contains("\"srtp_suite\":\"AEAD_AES_256_GCM\"", "\"codec\":\"pcmu\"", "\"dtmf_received\":null");
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
        assertThat(account(List.of("call", "echo"), "alice.pw", "ca.crt", "--dtmf", "1"))
                .isEqualTo(2);
        assertThat(account(List.of("answer", "--auto"), "alice.pw", "ca.crt", "--for", "1s"))
                .isEqualTo(1);
        trunk.close();
        assertThat(account(List.of("register", "--once"), "alice.pw", "ca.crt")).isEqualTo(6);
    }

    @Test
    void words_without_a_network() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("--version")).isZero();
        for (String verb : List.of("demo", "register", "call", "answer", "ping", "trunk", "explain")) {
            assertThat(run(verb, "--help")).as(verb).isZero();
        }
        for (String later : List.of("prove", "load", "audit", "doctor", "watch")) {
            assertThat(run(later)).as(later).isEqualTo(2);
        }
        assertThat(run("explain", "SDES-11")).isZero();
        assertThat(run("explain")).isZero();
        assertThat(run("explain", "SDES-99")).isEqualTo(2);
        assertThat(run("regster")).isEqualTo(2);
        assertThat(said()).contains("register");
    }

    @Test
    void the_demonstration_is_sealed() {
        assertThat(run("demo")).as(said()).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("SEALED", "loopback");
    }
}
