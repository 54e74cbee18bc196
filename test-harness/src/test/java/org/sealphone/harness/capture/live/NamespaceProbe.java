package org.sealphone.harness.capture.live;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.sealphone.harness.capture.CapturedPacket;
import org.sealphone.harness.capture.LinkType;
import org.sealphone.harness.capture.PcapFile;
import org.sealphone.harness.capture.PcapWriter;
import org.sealphone.harness.oracle.ControlShot;
import org.sealphone.harness.oracle.OctetClass;
import org.sealphone.harness.oracle.Oracle;
import org.sealphone.harness.oracle.OracleRules;
import org.sealphone.harness.oracle.Verdict;
import org.sealphone.harness.stage.PlainTalker;

/** The program of {@link PacketCaptureTest}: talks over loopback while it captures, and holds the capture against what it did. */
final class NamespaceProbe {
    private static final int DATAGRAMS = 3000;
    private static final int UNREACHABLE = 20;

    private NamespaceProbe() {}

    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true);
        NetworkNamespace.bringLoopbackUp();
        for (InetAddress local : addresses()) {
            PacketCapture capture = PacketCapture.start();
            List<ControlShot> shots = PlainTalker.talk(local, new Random(1));
            datagrams(local);
            unreachable(local);
            stream(local);
            Capture result = capture.stop();
            check(result.complete(), "complete: " + result.dropped() + " dropped, " + result.disagreements());
            Verdict verdict = Oracle.judge(OracleRules.builder().controls(shots).build(), result.packets());
            check(verdict.controls().caught() == shots.size(), "controls: " + verdict.controls());
            long counted = verdict.datagrams().values().stream()
                    .mapToLong(Verdict.Datagrams::count)
                    .sum();
            check(counted == DATAGRAMS + shots.size() + UNREACHABLE, "datagrams: " + counted);
            long unknown = verdict.unknown();
            check(
                    unknown == 100L * DATAGRAMS + 50L * UNREACHABLE + 200_000,
                    "unknown octets: " + unknown + " "
                            + verdict.leaks().stream()
                                    .filter(l -> l.octets() < 100)
                                    .toList());
            check(
                    verdict.total()
                            == result.packets().stream()
                                    .mapToLong(CapturedPacket::length)
                                    .sum(),
                    "every octet");
            check(verdict.octets(OctetClass.LINK) > 0, "headers");
            pcap(result);
        }
        out.println("SEALED");
    }

    /** IPv6 where the kernel has it at all. */
    private static List<InetAddress> addresses() throws Exception {
        InetAddress four = InetAddress.getByName("127.0.0.1");
        return Files.exists(Path.of("/proc/net/if_inet6"))
                ? List.of(four, InetAddress.getByName("::1"))
                : List.of(four);
    }

    private static void datagrams(InetAddress local) throws Exception {
        try (DatagramSocket from = new DatagramSocket(0, local);
                DatagramSocket to = new DatagramSocket(0, local)) {
            for (int i = 0; i < DATAGRAMS; i++) {
                from.send(new DatagramPacket(new byte[100], 100, new InetSocketAddress(local, to.getLocalPort())));
            }
        }
    }

    /** The kernel answers with an ICMP error that quotes the datagram. */
    private static void unreachable(InetAddress local) throws Exception {
        int closed;
        try (DatagramSocket once = new DatagramSocket(0, local)) {
            closed = once.getLocalPort();
        }
        try (DatagramSocket from = new DatagramSocket(0, local)) {
            for (int i = 0; i < UNREACHABLE; i++) {
                byte[] payload = new byte[50];
                payload[49] = (byte) i;
                from.send(new DatagramPacket(payload, payload.length, new InetSocketAddress(local, closed)));
            }
        }
    }

    private static void stream(InetAddress local) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, local);
                Socket client = new Socket(local, server.getLocalPort());
                Socket accepted = server.accept()) {
            byte[] bytes = new byte[200_000];
            Thread writer = new Thread(() -> {
                try {
                    client.getOutputStream().write(bytes);
                } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            writer.start();
            check(accepted.getInputStream().readNBytes(bytes.length).length == bytes.length, "stream");
            writer.join();
        }
    }

    private static void pcap(Capture capture) throws Exception {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (PcapWriter writer = new PcapWriter(file, LinkType.ETHERNET)) {
            for (CapturedPacket packet : capture.packets()) {
                writer.write(packet);
            }
        }
        check(
                PcapFile.read(file.toByteArray()).packets().size()
                        == capture.packets().size(),
                "pcap");
        check(
                Map.of("lo", 1)
                        .keySet()
                        .containsAll(capture.packets().stream()
                                .map(CapturedPacket::link)
                                .toList()),
                "only loopback");
    }

    private static void check(boolean condition, String what) {
        if (!condition) {
            throw new AssertionError(what);
        }
    }
}
