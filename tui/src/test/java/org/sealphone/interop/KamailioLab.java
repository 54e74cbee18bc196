package org.sealphone.interop;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sealphone.certs.DevelopmentCa;
import org.sealphone.certs.IssuedCertificate;
import org.sealphone.harness.capture.live.Capture;
import org.sealphone.harness.capture.live.NetworkNamespace;
import org.sealphone.harness.capture.live.PacketCapture;
import org.sealphone.harness.oracle.Canary;
import org.sealphone.harness.oracle.Oracle;
import org.sealphone.harness.oracle.OracleRules;
import org.sealphone.harness.oracle.PlantedControls;
import org.sealphone.harness.oracle.Verdict;
import org.sealphone.harness.oracle.sip.MediaGrant;

/**
 * Runs inside a network namespace of its own: Kamailio as registrar and proxy, two Sealphones as the packaged program, speech both ways,
 * every frame captured. The media keys that the oracle needs come from Kamailio's own log of the bodies that passed it. Ends with 0 when
 * all of it held, and says each thing that did not.
 */
public final class KamailioLab {
    private static final String DOMAIN = "pbx.example";
    private static final int SECONDS = 10;
    private static final Pattern BODY = Pattern.compile("BODY (\\S+) ([0-9a-fA-F]+)");

    private final Path folder;
    private final Path launcher;
    private final String algorithm;
    private final SecureRandom random = new SecureRandom();
    private final List<String> failures = new ArrayList<>();
    private final List<Process> children = new ArrayList<>();

    private KamailioLab(Path folder, Path launcher, String algorithm) {
        this.folder = folder;
        this.launcher = launcher;
        this.algorithm = algorithm;
    }

    public static void main(String[] arguments) throws Exception {
        KamailioLab lab = new KamailioLab(Path.of(arguments[0]), Path.of(arguments[1]), arguments[2]);
        try {
            lab.run();
        } finally {
            lab.children.forEach(Process::destroy);
        }
        lab.failures.forEach(failure -> System.out.println("FAILED: " + failure));
        System.exit(lab.failures.isEmpty() ? 0 : 1);
    }

    private void run() throws IOException, InterruptedException {
        NetworkNamespace.bringLoopbackUp();
        PacketCapture capture = PacketCapture.start();
        String alicePassword = secret("alice");
        String bobPassword = secret("bob");
        startServer(alicePassword, bobPassword);
        Path aliceVoice = voice(
                "alice",
                "en-us",
                "The quick brown fox jumps over the lazy dog, and then it asks who is listening to this call.");
        Path bobVoice = voice(
                "bob",
                "en-gb",
                "Nobody is listening but the two of us. Pack my box with five dozen liquor jugs, and count every byte.");

        Process bob = phone("bob", List.of("answer", "--auto", "--calls", "1", "--for", "60s"), bobVoice);
        until(
                "bob is registered",
                () -> Files.readString(folder.resolve("bob.err")).toLowerCase().contains("registered"));
        Process alice = phone("alice", List.of("call", "bob", "--for", SECONDS + "s"), aliceVoice);
        ends("alice", alice);
        ends("bob", bob);
        Capture seen = capture.stop();

        matches("bob heard alice", aliceVoice, folder.resolve("bob-heard.wav"));
        matches("alice heard bob", bobVoice, folder.resolve("alice-heard.wav"));
        judge(seen, alicePassword, bobPassword);
    }

    private void startServer(String alicePassword, String bobPassword) throws IOException, InterruptedException {
        DevelopmentCa authority = DevelopmentCa.create("Sealphone interop", Instant.now(), random);
        authority.exportPem(folder.resolve("ca.crt"));
        IssuedCertificate server = authority.server(DOMAIN);
        server.exportChain(folder.resolve("server.pem"));
        server.exportKey(folder.resolve("server.key"));
        for (String name : List.of("kamailio.cfg", "tls.cfg")) {
            try (var template = KamailioLab.class.getResourceAsStream(name)) {
                String text = new String(template.readAllBytes(), StandardCharsets.UTF_8)
                        .replace("@FOLDER@", folder.toString())
                        .replace("@ADDRESS@", "127.0.0.1")
                        .replace("@DOMAIN@", DOMAIN)
                        .replace("@ALGORITHM@", algorithm)
                        .replace("@ALICE@", alicePassword)
                        .replace("@BOB@", bobPassword);
                Files.writeString(folder.resolve(name), text);
            }
        }
        children.add(new ProcessBuilder(
                        "kamailio",
                        "-DD",
                        "-E",
                        "-m",
                        "64",
                        "-M",
                        "8",
                        "-f",
                        folder.resolve("kamailio.cfg").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("kamailio.log").toFile())
                .start());
        until("kamailio listens", () -> Files.readString(Path.of("/proc/net/tcp"))
                .contains(":13C5 00000000:0000 0A"));
    }

    private Path voice(String name, String language, String text) throws IOException, InterruptedException {
        Path spoken = folder.resolve(name + "-22k.wav");
        Path telephone = folder.resolve(name + ".wav");
        command("espeak-ng", "-v", language, "-s", "140", "-w", spoken.toString(), text);
        command(
                "sox",
                spoken.toString(),
                "-r",
                "8000",
                "-c",
                "1",
                "-b",
                "16",
                telephone.toString(),
                "gain",
                "-n",
                "-6");
        return telephone;
    }

    private static void command(String... words) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(words).inheritIO().start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(words[0] + " failed");
        }
    }

    private Process phone(String name, List<String> verb, Path voice) throws IOException {
        List<String> line = new ArrayList<>(List.of(launcher.toString()));
        line.addAll(verb);
        line.addAll(List.of(
                "--registrar",
                "sips:" + DOMAIN,
                "--outbound",
                "sips:127.0.0.1:5061",
                "--user",
                name,
                "--bind",
                "127.0.0.1",
                "--password-file",
                folder.resolve(name + ".pw").toString(),
                "--ca",
                folder.resolve("ca.crt").toString(),
                "--codecs",
                "pcmu",
                "--play",
                voice.toString(),
                "--record",
                folder.resolve(name + "-heard.wav").toString(),
                "--log",
                folder.resolve(name + ".log").toString(),
                "-v",
                "-o",
                "json"));
        Process process = new ProcessBuilder(line)
                .redirectOutput(folder.resolve(name + ".json").toFile())
                .redirectError(folder.resolve(name + ".err").toFile())
                .start();
        children.add(process);
        return process;
    }

    private void ends(String name, Process phone) throws IOException, InterruptedException {
        if (!phone.waitFor(60, TimeUnit.SECONDS)) {
            failures.add(name + " did not end");
        } else if (phone.exitValue() != 0) {
            failures.add(
                    name + " ended with " + phone.exitValue() + ": " + Files.readString(folder.resolve(name + ".err")));
        }
    }

    private void matches(String what, Path played, Path heard) throws IOException {
        if (!Files.exists(heard)) {
            failures.add(what + ": there is no recording");
            return;
        }
        SpeechMatch match = SpeechMatch.between(played, heard);
        System.out.printf(
                "%s: correlation %.4f, level %+.2f dB, %.1f seconds%n",
                what, match.correlation(), match.levelChangeDb(), match.seconds());
        if (match.correlation() < 0.95 || Math.abs(match.levelChangeDb()) > 1 || match.seconds() < 4) {
            failures.add(what + ": " + match);
        }
    }

    private void judge(Capture seen, String alicePassword, String bobPassword) throws IOException {
        if (!seen.complete()) {
            failures.add("the capture is not complete: " + seen.dropped() + " dropped, " + seen.disagreements());
        }
        InetSocketAddress trunk = new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 5061);
        OracleRules rules = OracleRules.builder()
                .trunk(trunk)
                .grants(grants())
                .canary(Canary.forbidden("alice's password", alicePassword))
                .canary(Canary.forbidden("bob's password", bobPassword))
                .build();
        Verdict verdict = Oracle.judge(rules, seen.packets()).withControls(PlantedControls.run(rules, seen.packets()));
        verdict.leaks().stream().limit(5).forEach(leak -> failures.add("leak: " + leak));
        if (!verdict.proven()) {
            failures.add("not proven: " + verdict.problems() + verdict.shortcomings());
        }
        long datagrams =
                verdict.mediaFlows().stream().mapToLong(flow -> flow.packets()).sum();
        long counted = wire("alice", "datagrams_out") + wire("bob", "datagrams_out");
        long sealed = wire("alice", "sealed_out") + wire("bob", "sealed_out");
        System.out.printf(
                "frames %d, octets %s, datagrams %d, ledgers %d, senders %d, controls %s%n",
                verdict.frames(), verdict.octets(), datagrams, counted, sealed, verdict.controls());
        if (datagrams < 2 * SECONDS * 45 || datagrams != counted || counted != sealed) {
            failures.add("the oracle counts " + datagrams + " datagrams of media, the sockets " + counted
                    + ", the senders " + sealed);
        }
        secretsStayedAway(List.of(alicePassword, bobPassword));
    }

    /** One grant for each direction, from the offer and the answer that passed Kamailio. */
    private List<MediaGrant> grants() throws IOException {
        List<String> bodies = new ArrayList<>();
        Matcher matcher = BODY.matcher(Files.readString(folder.resolve("kamailio.log")));
        while (matcher.find()) {
            String body = new String(HexFormat.of().parseHex(matcher.group(2)), StandardCharsets.ISO_8859_1);
            if (body.contains("a=crypto:") && !bodies.contains(body)) {
                bodies.add(body);
            }
        }
        if (bodies.size() != 2) {
            failures.add("one offer and one answer should have passed the server, not " + bodies.size());
            return List.of();
        }
        LoggedSdp offer = LoggedSdp.of(bodies.get(0), bodies.get(1));
        LoggedSdp answer = LoggedSdp.of(bodies.get(1), bodies.get(1));
        Instant since = Instant.EPOCH;
        return List.of(
                MediaGrant.muxed(offer.address(), answer.address(), offer.keys(), Map.of(0, "PCMU"), since),
                MediaGrant.muxed(answer.address(), offer.address(), answer.keys(), Map.of(0, "PCMU"), since));
    }

    private long wire(String name, String field) throws IOException {
        Matcher matcher =
                Pattern.compile("\"" + field + "\":(\\d+)").matcher(Files.readString(folder.resolve(name + ".json")));
        return matcher.find() ? Long.parseLong(matcher.group(1)) : -1;
    }

    private void secretsStayedAway(List<String> passwords) throws IOException {
        for (String name : List.of("alice.json", "alice.err", "alice.log", "bob.json", "bob.err", "bob.log")) {
            String text = Files.readString(folder.resolve(name), StandardCharsets.ISO_8859_1);
            if (text.contains("inline:") && !text.contains("inline:[")) {
                failures.add(name + " shows a key");
            }
            if (passwords.stream().anyMatch(text::contains)) {
                failures.add(name + " shows a password");
            }
        }
    }

    private String secret(String name) throws IOException {
        byte[] sixteen = new byte[16];
        random.nextBytes(sixteen);
        String secret = HexFormat.of().formatHex(sixteen);
        Path file = folder.resolve(name + ".pw");
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, secret + "\n");
        return secret;
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void until(String what, Condition condition) throws IOException, InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        for (int tries = 0; tries < 600; tries++) {
            if (condition.holds()) {
                return;
            }
            never.await(50, TimeUnit.MILLISECONDS);
        }
        throw new IOException("waited in vain: " + what);
    }
}
