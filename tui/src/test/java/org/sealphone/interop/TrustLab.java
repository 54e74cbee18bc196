package org.sealphone.interop;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.sealphone.certs.DevelopmentCa;
import org.sealphone.certs.IssuedCertificate;
import org.sealphone.harness.capture.live.PacketCapture;
import org.sealphone.harness.oracle.OctetClass;
import org.sealphone.harness.oracle.Oracle;
import org.sealphone.harness.oracle.OracleRules;
import org.sealphone.harness.oracle.PlantedControls;
import org.sealphone.harness.oracle.Verdict;

/**
 * Runs inside a network namespace of its own, with Kamailio at the other end of a cable: one that hears nobody without a certificate, and one
 * whose own certificate has an asterisk. Each refusal stands beside what is accepted. Ends with 0 when all of it held, and says each thing
 * that did not.
 */
public final class TrustLab {
    private static final char[] STORE_PASSWORD = "only in this lab".toCharArray();
    private static final String BORDER = "sbc.pbx.example";

    private final Path folder;
    private final OneRegistration phone;
    private final List<String> failures = new ArrayList<>();

    private TrustLab(Path folder, Path launcher) {
        this.folder = folder;
        this.phone = new OneRegistration(launcher, folder);
    }

    /** Arguments: folder, launcher. */
    public static void main(String[] arguments) throws Exception {
        TrustLab lab = new TrustLab(Path.of(arguments[0]), Path.of(arguments[1]));
        try (PeerNamespace peers = PeerNamespace.connect()) {
            lab.run(peers);
        }
        lab.failures.forEach(failure -> System.out.println("FAILED: " + failure));
        System.exit(lab.failures.isEmpty() ? 0 : 1);
    }

    private void run(PeerNamespace peers) throws IOException, InterruptedException {
        List<String> passwords = List.of(PhoneProgram.password(folder, "alice"), PhoneProgram.password(folder, "bob"));
        PacketCapture capture = PacketCapture.start();

        KamailioServer.Setup mutual = new KamailioServer.Setup(PeerNamespace.PEER, "SHA-256", passwords).mutual(folder);
        KamailioServer demanding = mutual.start(folder, peers::start);
        DevelopmentCa stranger = DevelopmentCa.create("Somebody else", Instant.now(), new SecureRandom());
        registers("without-certificate", KamailioServer.DOMAIN, List.of(), 3, "\"code\":\"TLS-27\"");
        registers(
                "strange-certificate",
                KamailioServer.DOMAIN,
                showing("stranger", stranger.client("alice")),
                3,
                "TLS-2");
        registers(
                "with-certificate",
                KamailioServer.DOMAIN,
                showing("alice", mutual.client("alice")),
                0,
                "\"status\":200",
                "\"identity\":\"pbx.example\"");
        demanding.stop();
        judge(capture, rules());

        capture = PacketCapture.start();
        new KamailioServer.Setup(PeerNamespace.PEER, "SHA-256", passwords)
                .serving(BORDER, "*.pbx.example")
                .start(Files.createDirectory(folder.resolve("border")), peers::start);
        Files.copy(folder.resolve("border/ca.crt"), folder.resolve("ca.crt"), StandardCopyOption.REPLACE_EXISTING);
        List<String> wildcard = List.of("--policy", "interop", "--identity", "https-wildcard");
        registers("wildcard-by-default", BORDER, List.of(), 3, "\"code\":\"TLS-04\"");
        registers("wildcard-by-profile", BORDER, wildcard, 0, "\"status\":200", "\"identity_mode\":\"https-wildcard\"");
        registers("wildcard-two-labels", "a." + BORDER, wildcard, 3, "\"code\":\"TLS-04\"");

        judge(capture, rules().allowCbc());
    }

    private static OracleRules.Builder rules() throws IOException {
        return OracleRules.builder()
                .trunk(new InetSocketAddress(InetAddress.getByName(PeerNamespace.PEER), KamailioServer.PORT))
                .peer(InetAddress.getByName(PeerNamespace.PEER));
    }

    private List<String> showing(String name, IssuedCertificate certificate) throws IOException {
        Path store = folder.resolve(name + ".p12");
        Path password = folder.resolve(name + "-p12.pw");
        certificate.exportPkcs12(store, STORE_PASSWORD);
        Files.createFile(password, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(password, new String(STORE_PASSWORD) + "\n");
        return List.of("--client-cert", store.toString(), "--client-cert-password-file", password.toString());
    }

    private void registers(String what, String domain, List<String> more, int exit, String... words)
            throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(List.of("--outbound", "sips:" + PeerNamespace.PEER + ":5061"));
        options.addAll(more);
        failures.addAll(phone.failures(what, domain, options, exit, words));
    }

    private void judge(PacketCapture capture, OracleRules.Builder allowed) throws IOException, InterruptedException {
        var seen = capture.stop();
        if (!seen.complete()) {
            failures.add("the capture is not complete: " + seen.dropped() + " dropped, " + seen.disagreements());
        }
        OracleRules rules = allowed.build();
        Verdict verdict = Oracle.judge(rules, seen.packets()).withControls(PlantedControls.run(rules, seen.packets()));
        System.out.printf(
                "frames %d, octets %s, controls %s%n", verdict.frames(), verdict.octets(), verdict.controls());
        verdict.leaks().stream().limit(5).forEach(leak -> failures.add("leak: " + leak));
        if (!verdict.sealed()
                || verdict.controls().caught() < verdict.controls().total()
                || verdict.octets(OctetClass.TLS) == 0) {
            failures.add("not sealed: " + verdict.problems() + verdict.controls() + verdict.octets());
        }
    }
}
