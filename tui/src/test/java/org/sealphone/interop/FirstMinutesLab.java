package org.sealphone.interop;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.sealphone.certs.DevelopmentCa;
import org.sealphone.certs.IssuedCertificate;
import org.sealphone.harness.capture.live.NetworkNamespace;
import org.sealphone.harness.tls.TlsIdentity;
import org.sealphone.harness.trunk.EmbeddedTrunk;

/**
 * The first five minutes of somebody who has everything wrong, in a real terminal of 80 by 24: runs inside a network namespace of its own,
 * where ports can be blocked, types each command into tmux and reads the screen. Each screen must say what happened, why, and what to do,
 * without scrolling. Ends with 0 when all do.
 */
public final class FirstMinutesLab {
    private static final String TRUNK = "localhost";
    private static final int DROPPED = 5062;
    private static final int REJECTED = 5063;
    private static final int CLOSED = 5064;
    private static final int ROWS = 24;

    private final Path folder;
    private final Path launcher;
    private final List<String> failures = new ArrayList<>();
    private int typed;

    private FirstMinutesLab(Path folder, Path launcher) {
        this.folder = folder;
        this.launcher = launcher;
    }

    /** Arguments: folder, launcher. */
    public static void main(String[] arguments) throws Exception {
        FirstMinutesLab lab = new FirstMinutesLab(Path.of(arguments[0]), Path.of(arguments[1]));
        NetworkNamespace.bringLoopbackUp();
        PeerNamespace.run("iptables", "-A", "INPUT", "-p", "tcp", "--dport", DROPPED + "", "-j", "DROP");
        PeerNamespace.run("iptables", "-A", "INPUT", "-p", "tcp", "--dport", REJECTED + "", "-j", "REJECT");
        try (EmbeddedTrunk trunk = lab.trunk();
                ServerSocket plain = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread answering = new Thread(() -> answer(plain), "plain-sip");
            answering.setDaemon(true);
            answering.start();
            lab.tmux("new-session", "-d", "-x", "80", "-y", ROWS + "", "bash --norc --noprofile");
            lab.tmux("send-keys", "PS1='$ '; export LANG=C.UTF-8; cd " + lab.folder, "Enter");
            lab.run(trunk.address().getPort(), plain.getLocalPort());
        } finally {
            lab.tmux("kill-server");
        }
        lab.failures.forEach(failure -> System.out.println("FAILED: " + failure));
        System.exit(lab.failures.isEmpty() ? 0 : 1);
    }

    private EmbeddedTrunk trunk() throws IOException {
        DevelopmentCa authority = DevelopmentCa.create("Sealphone five minutes", Instant.now(), new SecureRandom());
        authority.exportPem(folder.resolve("ca.pem"));
        IssuedCertificate server = authority.server(TRUNK);
        PhoneProgram.password(folder, "wrong");
        return EmbeddedTrunk.builder(TRUNK, new TlsIdentity(server.key(), server.chain()))
                .listen(InetAddress.getLoopbackAddress(), 0)
                .user("alice", PhoneProgram.password(folder, "alice").toCharArray())
                .start();
    }

    /** What a server of SIP in clear says to a ClientHello. */
    private static void answer(ServerSocket plain) {
        while (!plain.isClosed()) {
            try (Socket caller = plain.accept()) {
                caller.getInputStream().read(new byte[64]);
                caller.getOutputStream()
                        .write("SIP/2.0 400 Bad Request\r\nContent-Length: 0\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
            } catch (IOException gone) {
                return;
            }
        }
    }

    private void run(int trunk, int plain) throws IOException, InterruptedException {
        String register = "register --once --timeout 5s --user alice ";
        String trusting = "--password-file alice.pw --ca ca.pem --registrar sips:localhost:";
        says("wrong host", 6, register + "--password-file alice.pw --registrar sips:no-such-host.invalid", "[NET-01]");
        says(
                "wrong password",
                5,
                register + "--password-file wrong.pw --ca ca.pem --registrar sips:localhost:" + trunk,
                "[AUTH-22]");
        says(
                "an authority of its own",
                3,
                register + "--password-file alice.pw --registrar sips:localhost:" + trunk,
                "[TLS-23]",
                "--pin",
                "sha256/",
                "compare");
        says(
                "no sound card",
                8,
                "call echo --play mic --user alice " + trusting + trunk,
                "[DEV-07]",
                "no microphone",
                "--play tone:440");
        says("port closed", 6, register + trusting + CLOSED, "[NET-02]", "port " + CLOSED);
        says("port blocked in silence", 6, register + trusting + DROPPED, "[NET-03]", "firewall");
        says("port blocked with a word", 6, register + trusting + REJECTED, "[NET-02]", "firewall");
        says("SIP in clear", 3, register + trusting + plain, "[TLS-29]", "SIP in clear", "5061");
        says(
                "no password file",
                8,
                register + "--password-file none.pw --ca ca.pem --registrar sips:localhost:" + trunk,
                "[CLI-08]",
                "none.pw does not exist",
                "chmod 600");
        says("and then it works", 0, register + trusting + trunk, "registered 200");
    }

    /** Types a command and looks at the screen that it leaves. */
    private void says(String what, int code, String command, String... words) throws IOException, InterruptedException {
        typed++;
        Path done = folder.resolve("done." + typed);
        tmux("send-keys", "clear; " + launcher + " " + command + "; echo $? > " + done, "Enter");
        Waiting.until("'" + what + "' ends", () -> Files.exists(done) && Files.size(done) > 0);
        String[] screen = new String[1];
        Waiting.until("the prompt after '" + what + "'", () -> {
            screen[0] = shown();
            return screen[0].strip().endsWith("$");
        });
        System.out.println("=== " + what + ": " + command + "\n" + screen[0].strip());
        String flat = screen[0].replaceAll("\\s+", " ");
        int exit = Integer.parseInt(Files.readString(done).strip());
        if (exit != code) {
            failures.add(what + " ended with " + exit + ", not " + code);
        }
        List<String> wanted = new ArrayList<>(List.of(words));
        if (code != 0) {
            wanted.addAll(List.of(" what ", " why ", " do ", "sealphone explain"));
        }
        for (String word : wanted) {
            if (!flat.contains(word)) {
                failures.add("the screen of '" + what + "' does not say '" + word.strip() + "'");
            }
        }
    }

    private String shown() throws IOException {
        Process capture = new ProcessBuilder("tmux", "-L", folder.getFileName().toString(), "capture-pane", "-p")
                .redirectErrorStream(true)
                .start();
        return new String(capture.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private void tmux(String... words) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(
                List.of("tmux", "-f", "/dev/null", "-L", folder.getFileName().toString()));
        line.addAll(List.of(words));
        PeerNamespace.run(line.toArray(String[]::new));
    }
}
