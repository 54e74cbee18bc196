package org.sealphone.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.sealphone.harness.capture.live.NetworkNamespace;

/**
 * A second network namespace at the other end of a cable: servers and phones that nobody here wrote live there, and the phone in the dock in
 * this process's own. Whatever the phone sends anywhere must cross the cable, for the default route leads there as well. It ends with its
 * holder.
 */
final class PeerNamespace implements AutoCloseable {
    static final String PHONE = "10.99.0.2";
    static final String PHONE_MOVED = "10.99.0.3";
    static final String PEER = "10.99.0.1";

    private final Process holder;
    private final Children started = new Children();

    private PeerNamespace(Process holder) {
        this.holder = holder;
    }

    /** Lays the cable. Needs root, and that this process has a namespace of its own. */
    static PeerNamespace connect() throws IOException, InterruptedException {
        withoutIpv6();
        NetworkNamespace.bringLoopbackUp();
        PeerNamespace peers = new PeerNamespace(new ProcessBuilder("unshare", "-n", "sleep", "600").start());
        Path own = Path.of("/proc/self/ns/net");
        Path theirs = Path.of("/proc", Long.toString(peers.holder.pid()), "ns/net");
        Waiting.until("the second namespace is there", () -> !Files.readSymbolicLink(own)
                .equals(Files.readSymbolicLink(theirs)));
        String target = Long.toString(peers.holder.pid());
        run(peers.inside(List.of("sh", "-c", "echo 1 > /proc/sys/net/ipv6/conf/all/disable_ipv6"))
                .toArray(String[]::new));
        run("ip", "link", "add", "phone0", "type", "veth", "peer", "name", "peer0", "netns", target);
        run("ip", "addr", "add", PHONE + "/24", "dev", "phone0");
        run("ip", "link", "set", "phone0", "up");
        run("ip", "route", "add", "default", "dev", "phone0");
        for (String words : List.of(
                "link set lo up",
                "addr add " + PEER + "/24 dev peer0",
                "link set peer0 up",
                "route add default dev peer0")) {
            List<String> command = new ArrayList<>(List.of("ip"));
            command.addAll(List.of(words.split(" ")));
            run(peers.inside(command).toArray(String[]::new));
        }
        return peers;
    }

    /** Gives this end another address in the place of the one that it had, as a change of network does. */
    static void move() throws IOException, InterruptedException {
        run("ip", "addr", "del", PHONE + "/24", "dev", "phone0");
        run("ip", "addr", "add", PHONE_MOVED + "/24", "dev", "phone0");
        run("ip", "route", "replace", "default", "dev", "phone0");
    }

    /** The kernel's own greetings over IPv6 would be frames that no phone sent. */
    private static void withoutIpv6() throws IOException {
        Files.writeString(Path.of("/proc/sys/net/ipv6/conf/all/disable_ipv6"), "1");
        Files.writeString(Path.of("/proc/sys/net/ipv6/conf/default/disable_ipv6"), "1");
    }

    /** Starts a command over there; what it says is added to the log. */
    Process start(Path log, String... command) throws IOException {
        return started.start(log, inside(List.of(command)).toArray(String[]::new));
    }

    private List<String> inside(List<String> command) {
        List<String> line = new ArrayList<>(List.of("nsenter", "-t", Long.toString(holder.pid()), "-n"));
        line.addAll(command);
        return line;
    }

    static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        if (!process.waitFor(300, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(String.join(" ", command) + " failed");
        }
    }

    @Override
    public void close() {
        started.close();
        holder.destroy();
    }
}
