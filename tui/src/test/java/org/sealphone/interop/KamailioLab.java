package org.sealphone.interop;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sealphone.harness.capture.live.Capture;
import org.sealphone.harness.capture.live.NetworkNamespace;
import org.sealphone.harness.capture.live.PacketCapture;
import org.sealphone.harness.oracle.Canary;
import org.sealphone.harness.oracle.OracleRules;

/**
 * Runs inside a network namespace of its own: Kamailio as registrar and proxy, two Sealphones as the packaged program, speech both ways,
 * every frame captured. The media keys that the oracle needs come from Kamailio's own log of the messages that passed it. Ends with 0 when
 * all of it held, and says each thing that did not.
 */
public final class KamailioLab {
    private static final int SECONDS = 10;
    private static final String ADDRESS = "127.0.0.1";

    private final Path folder;
    private final Path launcher;
    private final String algorithm;
    private final List<String> failures = new ArrayList<>();

    private KamailioLab(Path folder, Path launcher, String algorithm) {
        this.folder = folder;
        this.launcher = launcher;
        this.algorithm = algorithm;
    }

    public static void main(String[] arguments) throws Exception {
        KamailioLab lab = new KamailioLab(Path.of(arguments[0]), Path.of(arguments[1]), arguments[2]);
        try (Children children = new Children()) {
            lab.run(children);
        }
        lab.failures.forEach(failure -> System.out.println("FAILED: " + failure));
        System.exit(lab.failures.isEmpty() ? 0 : 1);
    }

    private void run(Children children) throws IOException, InterruptedException {
        NetworkNamespace.bringLoopbackUp();
        PacketCapture capture = PacketCapture.start();
        List<String> passwords = List.of(PhoneProgram.password(folder, "alice"), PhoneProgram.password(folder, "bob"));
        KamailioServer server = new KamailioServer.Setup(ADDRESS, algorithm, passwords).start(folder, children::start);
        Path aliceVoice = voice(
                "alice",
                "en-us",
                "The quick brown fox jumps over the lazy dog, and then it asks who is listening to this call.");
        Path bobVoice = voice(
                "bob",
                "en-gb",
                "Nobody is listening but the two of us. Pack my box with five dozen liquor jugs, and count every byte.");

        PhoneProgram bob = phone("bob", List.of("answer", "--auto", "--calls", "1", "--for", "60s"), bobVoice);
        bob.says("registered");
        PhoneProgram alice = phone("alice", List.of("call", "bob", "--for", SECONDS + "s"), aliceVoice);
        alice.ends().ifPresent(failures::add);
        bob.ends().ifPresent(failures::add);
        Capture seen = capture.stop();

        matches("bob heard alice", aliceVoice, bob.heard());
        matches("alice heard bob", bobVoice, alice.heard());
        judge(seen, server, List.of(alice, bob), passwords);
    }

    private Path voice(String name, String language, String text) throws IOException, InterruptedException {
        Path spoken = folder.resolve(name + "-22k.wav");
        Path telephone = folder.resolve(name + ".wav");
        PeerNamespace.run("espeak-ng", "-v", language, "-s", "140", "-w", spoken.toString(), text);
        String[] format = {"-r", "8000", "-c", "1", "-b", "16"};
        List<String> convert = new ArrayList<>(List.of("sox", spoken.toString()));
        convert.addAll(List.of(format));
        convert.addAll(List.of(telephone.toString(), "gain", "-n", "-6"));
        PeerNamespace.run(convert.toArray(String[]::new));
        return telephone;
    }

    private PhoneProgram phone(String name, List<String> verb, Path voice) throws IOException {
        List<String> line = new ArrayList<>(verb);
        line.addAll(List.of("--codecs", "pcmu", "--play", voice.toString()));
        return PhoneProgram.start(launcher, folder, name, ADDRESS, ADDRESS, line);
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

    private void judge(Capture seen, KamailioServer server, List<PhoneProgram> phones, List<String> passwords)
            throws IOException {
        OracleRules rules = OracleRules.builder()
                .trunk(new InetSocketAddress(InetAddress.getByName(ADDRESS), KamailioServer.PORT))
                .grants(server.log().grantsBetweenTwo())
                .canary(Canary.forbidden("alice's password", passwords.get(0)))
                .canary(Canary.forbidden("bob's password", passwords.get(1)))
                .build();
        Accounting account = Accounting.of(rules, seen, phones, passwords);
        failures.addAll(account.failures(2 * SECONDS * 45));
        account.unsent().ifPresent(failures::add);
    }
}
