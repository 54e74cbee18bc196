package org.sealphone.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealphone.certs.CertificateZoo;
import org.sealphone.certs.DevelopmentCa;
import org.sealphone.certs.IssuedCertificate;
import org.sealphone.certs.Specimen;
import org.sealphone.crypto.tls.SpkiPin;
import org.sealphone.harness.trunk.EmbeddedTrunk;

/** What goes wrong for people: the exit code, and words that say what happened, why that matters, and what to do. */
@Tag("privileged")
class MessagesTest {
    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void open() throws IOException {
        bench = Bench.open(folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private List<String> register() {
        return bench.as("alice", "register", "--once");
    }

    private Bench.Ran towards(IssuedCertificate shown, String... more) throws IOException {
        try (EmbeddedTrunk other = Bench.showing(shown)) {
            return Bench.run(bench.as("alice", other.address().getPort(), "register", "--once"), more);
        }
    }

    @Test
    void a_wrong_password() {
        List<String> words = register();
        words.set(words.indexOf("--password-file") + 1, bench.file("wrong").toString());
        Bench.run(words).exits(5).says("[AUTH-22]", "why ", "do ", "password", "sealphone explain AUTH-22");
        Bench.Ran json = Bench.run(words, "-o", "json").exits(5);
        assertThat(json.out().lines()).hasSize(1);
        assertThat(json.out()).contains("\"exit\":{\"code\":5,\"name\":\"auth-failed\"}", "\"reasons\":[{\"code\":");
    }

    @Test
    void TLS_23_an_unknown_authority_names_issuer_and_the_pin_that_was_seen_and_that_pin_works() throws IOException {
        DevelopmentCa stranger = DevelopmentCa.create("stranger", Instant.now(), new SecureRandom());
        IssuedCertificate shown = stranger.server(Bench.DOMAIN);
        Bench.Ran ran = towards(shown).exits(3).says("[TLS-23]", "issued by", "stranger", "--ca FILE.pem");
        String pin = SpkiPin.of(shown.certificate().getPublicKey()).text();
        assertThat(pinIn(ran)).isEqualTo(pin);
        String said = ran.said();
        assertThat(said).containsPattern("[Cc]ompare .* only then .*--pin");
        try (EmbeddedTrunk other = Bench.showing(shown)) {
            List<String> pinned = bench.as("alice", other.address().getPort(), "register", "--once");
            int ca = pinned.indexOf("--ca");
            pinned.set(ca, "--pin");
            pinned.set(ca + 1, pin);
            Bench.run(pinned).exits(0);
            pinned.set(
                    ca + 1,
                    SpkiPin.of(bench.authority().certificate().getPublicKey()).text());
            Bench.run(pinned).exits(3).says("[TLS-26]", pin);
        }
    }

    @Test
    void TLS_22_a_self_signed_certificate_names_its_pin_too() throws IOException {
        Specimen own = specimen("self-signed");
        Bench.Ran ran = specimen(own, own.bad()).exits(3).says("[TLS-22]", "irst compare");
        assertThat(pinIn(ran))
                .isEqualTo(SpkiPin.of(own.bad().certificate().getPublicKey()).text());
    }

    private static String pinIn(Bench.Ran ran) {
        Matcher pin = Pattern.compile("--pin (sha256/[A-Za-z0-9+/]{43}=)").matcher(ran.said());
        assertThat(pin.find()).as(ran.said()).isTrue();
        return pin.group(1);
    }

    @Test
    void a_certificate_for_another_name() throws IOException {
        towards(bench.authority().server("other.example"))
                .exits(3)
                .says("[TLS-04]", "other.example", Bench.DOMAIN, "why ", "do ");
    }

    @Test
    void a_certificate_that_has_expired() throws IOException {
        Specimen expired = specimen("expired");
        specimen(expired, expired.bad()).exits(3).says("[TLS-20]", "ended ", "clock", "renew");
        specimen(expired, expired.good()).exits(0);
    }

    private static Specimen specimen(String name) {
        return CertificateZoo.specimens(Bench.DOMAIN, Instant.now(), new SecureRandom()).stream()
                .filter(specimen -> specimen.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Registers at a trunk that shows it, trusting the specimen's authority. */
    private Bench.Ran specimen(Specimen specimen, IssuedCertificate shown) throws IOException {
        try (EmbeddedTrunk other = Bench.showing(shown)) {
            List<String> words = bench.as("alice", other.address().getPort(), "register", "--once");
            Path ca = Files.writeString(bench.file("zoo.pem"), pem(specimen.trusted()));
            words.set(words.indexOf("--ca") + 1, ca.toString());
            return Bench.run(words);
        }
    }

    private static String pem(X509Certificate certificate) {
        try {
            return "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (CertificateEncodingException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Test
    void CLI_70_a_bug_is_named_by_its_cause_and_not_by_the_future_it_passed_through() {
        Bench.run(bench.as("alice", "register", "--once"), (account, tap, listener, trace) -> {
                    throw new CompletionException(new ExecutionException(new ArithmeticException("secret 7")));
                })
                .exits(70)
                .says("[CLI-70]", "what ArithmeticException")
                .saysNot("secret 7");
    }

    @Test
    void nobody_there() throws IOException {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }
        Bench.run(bench.as("alice", port, "register", "--once")).exits(6).says("NET-", "127.0.0.1", "why ", "do ");
        Bench.run("ping", "tls:127.0.0.1:" + port, "-o", "json").exits(6);
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Bench.run(bench.as("alice", silent.getLocalPort(), "call", "echo"), "--timeout", "300ms")
                    .exits(6)
                    .says("[TLS-30]", "--timeout");
        }
    }

    @Test
    void a_target_in_clear_with_advice() {
        for (String target : List.of("udp:pbx.example", "tcp:pbx.example:5060", "sip:bob@pbx.example;transport=udp")) {
            Bench.run(bench.as("alice", "call", target)).exits(3).says("why ", "do ", "sips:");
            Bench.run("ping", target).exits(3).says("sips:");
        }
        Bench.run(bench.as("alice", "call", "sip:bob@pbx.example;transport=tls", "--expect", "480"))
                .exits(0);
    }

    @Test
    void files_that_are_missing() throws IOException {
        Path nowhere = bench.file("no/where.wav");
        Bench.run(bench.as("alice", "call", "echo"), "--play", nowhere.toString())
                .exits(8)
                .says("[DEV-", nowhere.toString(), "why ", "do ");
        Path text = Files.writeString(bench.file("text.wav"), "this is no sound");
        Bench.run(bench.as("alice", "call", "echo"), "--play", text.toString())
                .exits(8)
                .says("[DEV-");
        Bench.run(
                        bench.as("alice", "call", "echo"),
                        "--record",
                        bench.file("no/x.wav").toString())
                .exits(8)
                .says("[DEV-04]", "x.wav: its folder does not exist");
        Bench.run(
                        bench.as("alice", "call", "echo"),
                        "--pcap",
                        bench.file("no/x.pcap").toString())
                .exits(8)
                .says("[CLI-10]", "its folder does not exist");
        // The kernel's own folder is there, and takes nobody's files.
        Bench.run(bench.as("alice", "call", "echo"), "--pcap", "/proc/x.pcap")
                .exits(8)
                .says("[CLI-10]", "/proc/x.pcap: no file can be made there");
        Bench.run(bench.as("alice", "call", "echo"), "--record", "/proc/x.wav")
                .exits(8)
                .says("[DEV-04]", "/proc/x.wav: no file can be made there");
        Bench.run(bench.as("alice", "call", "echo"), "--log", folder.toString())
                .exits(8)
                .says("[CLI-10]", "not a plain file");
        assertThat(bench.trunk().status().connectionsEver()).isZero();
    }

    @Test
    void a_command_line_that_cannot_be() {
        Bench.run(bench.as("alice", "register", "--once", "--for", "1s"))
                .exits(2)
                .says("[CLI-06]", "--once and --for");
        Bench.run(bench.as("alice", "register", "--no-register")).exits(2).says("[CLI-06]");
        Bench.run(bench.as("alice", "call", "echo", "--for", "soon")).exits(2).says("soon", "20s");
        Bench.run(bench.as("alice", "call", "echo", "--codecs", "opsu"))
                .exits(2)
                .says("opsu", "pcmu");
        Bench.run(bench.as("alice", "call", "echo", "--suites", "NULL"))
                .exits(2)
                .says("AEAD_AES_256_GCM");
        Bench.run(bench.as("alice", "call", "echo", "--expect", "100")).exits(2).says("200 to 699");
        Bench.run(bench.as("alice", "call", "echo", "--expect-tone", "loud"))
                .exits(2)
                .says("440");
        Bench.run(bench.as("alice", "call", "echo", "--policy", "none"))
                .exits(2)
                .says("strict, standard, interop");
        Bench.run(bench.as("alice", "call", "echo", "--identity", "any"))
                .exits(2)
                .says("rfc5922");
        Bench.run(bench.as("alice", "call", "echo", "--bind", "here")).exits(2).says("digits");
        Bench.run(bench.as("alice", "call", "echo", "--flow-patience", "2m"))
                .exits(2)
                .says("0s to 60s");
        Bench.run(bench.as("alice", "call", "echo", "--peer-address", "nat"))
                .exits(2)
                .says("'nat' is none of follow, fixed");
        Bench.run(bench.as("alice", "answer", "--call-waiting", "ring"))
                .exits(2)
                .says("'ring' is none of offer, refuse");
        Bench.run(bench.as("alice", "answer", "--call-waiting", "refuse", "--policy", "none"))
                .exits(2)
                .says("strict, standard, interop");
        Bench.run(bench.as("alice", "call", "echo", "--peer-address", "fixed", "--policy", "none"))
                .exits(2)
                .says("strict, standard, interop");
        Bench.run(bench.as("alice", "answer", "--mailbox", "ask")).exits(2).says("'ask' is none of told, subscribe");
        Bench.run(bench.as("alice", "answer", "--mailbox", "subscribe", "--policy", "none"))
                .exits(2)
                .says("strict, standard, interop");
        Bench.run(bench.as("alice", "call", "echo", "--color", "red")).exits(2).says("auto, always, never");
        Bench.run(bench.as("alice", "call", "echo", "-o", "xml")).exits(2).says("human, json");
        Bench.run("audit", "tls:pbx.example:5061").exits(2).says("[CLI-03]");
        Bench.run(bench.as("alice", "call", "echo", "--min-mos", "5")).exits(2).says("3.8");
        Bench.run(bench.as("alice", "call", "echo", "--opus-bitrate", "5999"))
                .exits(2)
                .says("6000 to 128000");
        Bench.run(bench.as("alice", "call", "echo", "--opus-complexity", "11"))
                .exits(2)
                .says("0 to 10");
        Bench.run(bench.as("alice", "call", "echo", "--password", "x")).exits(2).says("[CLI-04]");
        Bench.run(bench.as("alice", "call", "echo", "--plya", "tone:440"))
                .exits(2)
                .says("--play");
        Bench.run(bench.as("alice", "answer", "--auto", "--calls", "0")).exits(2);
        Bench.run("register", "--user").exits(2);
        Bench.run("call").exits(2).says("TARGET");
        Bench.run("call", "one", "two").exits(2).says("one is too many");
        assertThat(Bench.run("call", "-o", "json").exits(2).out())
                .contains("\"exit\":{\"code\":2,\"name\":\"usage\"}", "\"command\":\"call\"");
        Bench.run("-v").exits(2);
        assertThat(Bench.run("explain", "TLS-23", "-o", "json").exits(0).out()).contains("TLS-23");
        assertThat(bench.trunk().status().connectionsEver()).isZero();
    }
}
