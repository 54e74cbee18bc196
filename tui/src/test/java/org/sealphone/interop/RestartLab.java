package org.sealphone.interop;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.sealphone.harness.capture.Dissection;
import org.sealphone.harness.capture.Dissector;
import org.sealphone.harness.capture.live.Capture;
import org.sealphone.harness.capture.live.NetworkNamespace;
import org.sealphone.harness.capture.live.PacketCapture;
import org.sealphone.harness.oracle.Canary;
import org.sealphone.harness.oracle.OracleRules;

/**
 * Runs inside a network namespace of its own: two Sealphones in a call through Kamailio, which is stopped and started again meanwhile. They
 * hear each other all the time, register again, and set the call right over their new connections. Ends with 0 when all of it held, and says
 * each thing that did not.
 */
public final class RestartLab {
    private static final String ALICE = "127.0.0.1";
    private static final String BOB = "127.0.0.2";
    private static final int SECONDS = 24;

    private final Path folder;
    private final Path launcher;
    private final List<String> failures = new ArrayList<>();

    private RestartLab(Path folder, Path launcher) {
        this.folder = folder;
        this.launcher = launcher;
    }

    /** Arguments: folder, launcher. */
    public static void main(String[] arguments) throws Exception {
        RestartLab lab = new RestartLab(Path.of(arguments[0]), Path.of(arguments[1]));
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
        KamailioServer server = new KamailioServer.Setup(ALICE, "SHA-256", passwords)
                .define("LOOKUP")
                .start(folder, children::start);

        PhoneProgram bob = phone("bob", BOB, 1000, "answer", "--auto", "--calls", "1", "--for", "90s");
        bob.says("registered");
        PhoneProgram alice = phone("alice", ALICE, 440, "call", "bob", "--for", SECONDS + "s");
        alice.says("sealed:");
        Waiting.pause(4000);
        server.stop();
        for (PhoneProgram phone : List.of(alice, bob)) {
            phone.says("the trunk is gone; the call goes on");
        }
        Waiting.pause(2000);
        server.again();
        for (PhoneProgram phone : List.of(alice, bob)) {
            phone.says("the trunk is back, and the call with it");
            phone.says("registered for", 2);
        }
        alice.ends().ifPresent(failures::add);
        bob.ends().ifPresent(failures::add);
        Capture seen = capture.stop();

        heard("alice heard bob", alice, 1000);
        heard("bob heard alice", bob, 440);
        withoutAPause(seen);
        OracleRules rules = OracleRules.builder()
                .trunk(new InetSocketAddress(InetAddress.getByName(ALICE), KamailioServer.PORT))
                .grants(server.log().grants(ALICE, BOB))
                .canary(Canary.forbidden("alice's password", passwords.get(0)))
                .canary(Canary.forbidden("bob's password", passwords.get(1)))
                .build();
        Accounting account = Accounting.of(rules, seen, List.of(alice, bob), passwords);
        failures.addAll(account.failures(2 * SECONDS * 30));
        account.unsent().ifPresent(failures::add);
    }

    private PhoneProgram phone(String name, String address, int hertz, String... verb) throws IOException {
        List<String> line = new ArrayList<>(List.of(verb));
        line.addAll(List.of("--codecs", "pcmu", "--play", "tone:" + hertz));
        return PhoneProgram.start(launcher, folder, name, ALICE, address, line);
    }

    private void heard(String what, PhoneProgram phone, int hertz) throws IOException {
        int seconds = ToneSeconds.in(what, phone.heard(), hertz, 20);
        if (seconds < SECONDS / 3) {
            failures.add(what + " for " + seconds + " of " + SECONDS + " seconds");
        }
    }

    /** Sound went on all the time, whatever happened to the server. */
    private void withoutAPause(Capture seen) {
        for (String host : List.of(ALICE, BOB)) {
            List<Instant> sent = seen.packets().stream()
                    .map(Dissector::dissect)
                    .filter(one -> one.kind() == Dissection.Kind.UDP
                            && one.source().getAddress().getHostAddress().equals(host))
                    .map(one -> one.packet().time())
                    .toList();
            Duration pause = Duration.ZERO;
            for (int at = 1; at < sent.size(); at++) {
                Duration now = Duration.between(sent.get(at - 1), sent.get(at));
                pause = now.compareTo(pause) > 0 ? now : pause;
            }
            System.out.println(
                    host + " sent " + sent.size() + " datagrams, the longest pause " + pause.toMillis() + " ms");
            if (sent.size() < SECONDS * 30 || pause.compareTo(Duration.ofSeconds(1)) > 0) {
                failures.add(host + " paused for " + pause.toMillis() + " ms");
            }
        }
    }
}
