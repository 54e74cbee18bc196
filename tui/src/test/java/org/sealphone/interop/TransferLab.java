package org.sealphone.interop;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sealphone.harness.capture.live.PacketCapture;
import org.sealphone.harness.oracle.Canary;
import org.sealphone.harness.oracle.OracleRules;

/**
 * Runs inside a network namespace of its own, with Kamailio and baresip at the other end of a cable: baresip hands our call on, or we hand
 * on baresip's. Scripts press our keys, through the control socket. Ends with 0 when all of it held, and says each thing that did not.
 */
public final class TransferLab {
    private static final int OUR_TONE = 440;
    private static final double LEAST_SNR = 20;

    private final Path folder;
    private final Path launcher;
    private final List<String> failures = new ArrayList<>();

    private TransferLab(Path folder, Path launcher) {
        this.folder = folder;
        this.launcher = launcher;
    }

    /** Arguments: folder, launcher, who asks the other one to call somebody else: {@code ours} or {@code theirs}. */
    public static void main(String[] arguments) throws Exception {
        TransferLab lab = new TransferLab(Path.of(arguments[0]), Path.of(arguments[1]));
        try (PeerNamespace peers = PeerNamespace.connect()) {
            lab.run(peers, arguments[2].equals("ours"));
        }
        lab.failures.forEach(failure -> System.out.println("FAILED: " + failure));
        System.exit(lab.failures.isEmpty() ? 0 : 1);
    }

    private void run(PeerNamespace peers, boolean ours) throws IOException, InterruptedException {
        List<String> passwords = List.of(
                PhoneProgram.password(folder, "alice"),
                PhoneProgram.password(folder, "bob"),
                PhoneProgram.password(folder, "carol"));
        KamailioServer server = new KamailioServer.Setup(PeerNamespace.PEER, "SHA-256", passwords)
                .define("NO_DIGEST_FOR_BOB")
                .start(folder, peers::start);
        PacketCapture capture = PacketCapture.start();
        BaresipPhone bob =
                BaresipPhone.start(peers, folder, BaresipPhone.Sound.PCMU, BaresipPhone.Manner.AUTO, passwords.get(1));
        List<PhoneProgram> phones = ours ? handOn(bob) : handedOn(bob);
        for (PhoneProgram phone : phones) {
            phone.ends().ifPresent(failures::add);
        }
        bob.quits();
        var seen = capture.stop();
        OracleRules rules = OracleRules.builder()
                .trunk(new InetSocketAddress(InetAddress.getByName(PeerNamespace.PEER), KamailioServer.PORT))
                .peer(InetAddress.getByName(PeerNamespace.PEER))
                .grants(server.log().grants(PeerNamespace.PHONE))
                .canary(Canary.forbidden("alice's password", passwords.get(0)))
                .canary(Canary.forbidden("carol's password", passwords.get(2)))
                .build();
        Accounting account = Accounting.of(rules, seen, phones, passwords);
        failures.addAll(account.failures(300));
        account.unsent().ifPresent(failures::add);
        heardByBob(bob);
    }

    /** Alice calls bob and asks him to call carol instead; when he has her, alice's call is over by itself. */
    private List<PhoneProgram> handOn(BaresipPhone bob) throws IOException, InterruptedException {
        Path control = folder.resolve("alice.sock");
        PhoneProgram carol = phone("carol", "answer", "--auto", "--calls", "1", "--for", "90s");
        carol.says("registered");
        PhoneProgram alice = phone("alice", "call", address("bob"), "--control", control.toString());
        alice.says("sealed:");
        Waiting.pause(4500);
        told(alice, control, "transfer " + address("carol"));
        carol.says("sealed:");
        alice.ends().ifPresent(failures::add);
        Waiting.pause(5000);
        bob.command("hangup");
        return List.of(alice, carol);
    }

    /** Bob calls alice and asks her to call him a second time; he then hangs up the first call himself. */
    private List<PhoneProgram> handedOn(BaresipPhone bob) throws IOException, InterruptedException {
        Path control = folder.resolve("alice.sock");
        PhoneProgram alice = phone("alice", "answer", "--auto", "--for", "90s", "--control", control.toString());
        alice.says("registered");
        bob.command("dial " + address("alice"));
        alice.says("sealed:");
        Waiting.pause(4500);
        bob.command("transfer " + address("bob"));
        alice.says("the other side asks for a call to");
        told(alice, control, "accept");
        alice.says("sealed:", 2);
        Waiting.pause(5000);
        String now = alice.told(control, "status");
        System.out.println(now);
        if (now.split("\"direction\"", -1).length != 2 || !now.contains("\"direction\":\"outgoing\"")) {
            failures.add("the new call should be the only one: " + now);
        }
        told(alice, control, "quit");
        return List.of(alice);
    }

    private void told(PhoneProgram phone, Path control, String command) throws IOException {
        String answer = phone.told(control, command);
        if (!answer.contains("\"ok\":true")) {
            failures.add(command + ": " + answer);
        }
    }

    private PhoneProgram phone(String name, String... verb) throws IOException {
        List<String> line = new ArrayList<>(List.of(verb));
        line.addAll(List.of("--codecs", "pcmu", "--play", "tone:" + OUR_TONE));
        return PhoneProgram.start(launcher, folder, name, PeerNamespace.PEER, PeerNamespace.PHONE, line);
    }

    private static String address(String name) {
        return "sip:" + name + "@" + KamailioServer.DOMAIN + ";transport=tls";
    }

    /** Before and after he heard the same tone of us, each time under keys of its own. */
    private void heardByBob(BaresipPhone bob) throws IOException {
        List<Path> recordings = bob.heard();
        if (recordings.size() < 2) {
            failures.add("baresip had the calls " + recordings);
        }
        for (Path recording : recordings) {
            int seconds = ToneSeconds.in(recording.getFileName().toString(), recording, OUR_TONE, LEAST_SNR);
            if (seconds < 3) {
                failures.add("in " + recording + " only " + seconds + " seconds are our tone");
            }
        }
    }
}
