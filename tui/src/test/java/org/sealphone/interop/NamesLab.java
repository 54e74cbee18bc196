package org.sealphone.interop;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sealphone.harness.capture.live.Capture;
import org.sealphone.harness.capture.live.PacketCapture;
import org.sealphone.harness.oracle.OctetClass;
import org.sealphone.harness.oracle.Oracle;
import org.sealphone.harness.oracle.OracleRules;
import org.sealphone.harness.oracle.PlantedControls;
import org.sealphone.harness.oracle.Verdict;

/**
 * Runs inside a network and a mount namespace of its own: the phone alone, with nothing but a domain to go by, and at the other end of a
 * cable a name server (dnsmasq) and Kamailio. Of the two servers that the domain names the first is dead. Other domains lead to the same
 * Kamailio, which is not them, to this machine, and nowhere. Each octet that leaves is accounted for, each name that is asked for is on a list.
 */
public final class NamesLab {
    /** Nothing listens there. */
    private static final int DEAD_PORT = 5099;

    private static final List<String> NAMES = List.of(
            "pbx.example",
            "_sips._tcp.pbx.example",
            "dead.pbx.example",
            "alive.pbx.example",
            "other.example",
            "_sips._tcp.other.example",
            "here.example",
            "_sips._tcp.here.example",
            "self.here.example",
            "none.example",
            "_sips._tcp.none.example");

    private final Path folder;
    private final Path launcher;
    private final List<String> failures = new ArrayList<>();

    private NamesLab(Path folder, Path launcher) {
        this.folder = folder;
        this.launcher = launcher;
    }

    public static void main(String[] arguments) throws Exception {
        NamesLab lab = new NamesLab(Path.of(arguments[0]), Path.of(arguments[1]));
        try (PeerNamespace peers = PeerNamespace.connect()) {
            lab.run(peers);
        }
        lab.failures.forEach(failure -> System.out.println("FAILED: " + failure));
        System.exit(lab.failures.isEmpty() ? 0 : 1);
    }

    private void run(PeerNamespace peers) throws IOException, InterruptedException {
        serveNames(peers);
        String password = PhoneProgram.password(folder, "alice");
        new KamailioServer.Setup(PeerNamespace.PEER, "SHA-256", List.of(password, PhoneProgram.password(folder, "bob")))
                .start(folder, peers::start);
        PacketCapture capture = PacketCapture.start();

        registers("pbx.example", 0, "\"identity\":\"pbx.example\"", "\"peer\":\"" + PeerNamespace.PEER + ":5061\"");
        registers("other.example", 3, "\"code\":\"TLS-04\"");
        registers("here.example", 3, "\"code\":\"DNS-02\"");
        registers("none.example", 3, "\"code\":\"DNS-01\"");

        judge(capture.stop());
        if (!Files.readString(folder.resolve("dnsmasq.log")).contains("query[A] dead.pbx.example")) {
            failures.add("the first server was not tried");
        }
    }

    private void serveNames(PeerNamespace peers) throws IOException, InterruptedException {
        Path servers = Files.writeString(folder.resolve("resolv.conf"), "nameserver " + PeerNamespace.PEER + "\n");
        PeerNamespace.run("mount", "--bind", servers.toString(), "/etc/resolv.conf");
        Path log = folder.resolve("dnsmasq.log");
        peers.start(
                log,
                "dnsmasq",
                "--no-daemon",
                "--log-queries",
                "--conf-file=/dev/null",
                "--user=root",
                "--no-resolv",
                "--no-hosts",
                "--bind-interfaces",
                "--listen-address=" + PeerNamespace.PEER,
                "--local=/example/",
                "--address=/dead.pbx.example/" + PeerNamespace.PEER,
                "--address=/alive.pbx.example/" + PeerNamespace.PEER,
                "--address=/self.here.example/127.0.0.1",
                "--naptr-record=pbx.example,10,10,s,SIP+D2U,,_sip._udp.pbx.example",
                "--naptr-record=pbx.example,20,10,s,SIPS+D2T,,_sips._tcp.pbx.example",
                "--srv-host=_sips._tcp.pbx.example,dead.pbx.example," + DEAD_PORT + ",10,10",
                "--srv-host=_sips._tcp.pbx.example,alive.pbx.example,5061,20,10",
                "--srv-host=_sips._tcp.other.example,alive.pbx.example,5061",
                "--srv-host=_sips._tcp.here.example,self.here.example,5061",
                "--srv-host=_sips._tcp.none.example");
        Waiting.until("dnsmasq answers: " + log, () -> Files.readString(log).contains("started"));
    }

    private void registers(String domain, int exit, String... words) throws IOException, InterruptedException {
        failures.addAll(new OneRegistration(launcher, folder).failures(domain, domain, List.of(), exit, words));
    }

    private void judge(Capture seen) throws IOException {
        if (!seen.complete()) {
            failures.add("the capture is not complete: " + seen.dropped() + " dropped, " + seen.disagreements());
        }
        OracleRules rules = OracleRules.builder()
                .trunk(new InetSocketAddress(InetAddress.getByName(PeerNamespace.PEER), KamailioServer.PORT))
                .trunk(new InetSocketAddress(InetAddress.getByName(PeerNamespace.PEER), DEAD_PORT))
                .peer(InetAddress.getByName(PeerNamespace.PEER))
                .dns(new InetSocketAddress(InetAddress.getByName(PeerNamespace.PEER), 53), NAMES.toArray(String[]::new))
                .build();
        Verdict verdict = Oracle.judge(rules, seen.packets()).withControls(PlantedControls.run(rules, seen.packets()));
        System.out.printf(
                "frames %d, octets %s, controls %s%n", verdict.frames(), verdict.octets(), verdict.controls());
        verdict.leaks().stream().limit(5).forEach(leak -> failures.add("leak: " + leak));
        if (!verdict.sealed()
                || verdict.controls().caught() < verdict.controls().total()) {
            failures.add("not sealed: " + verdict.problems() + verdict.controls());
        }
        if (verdict.octets(OctetClass.DNS) == 0 || verdict.octets(OctetClass.TLS) == 0) {
            failures.add("nothing was seen: " + verdict.octets());
        }
    }
}
