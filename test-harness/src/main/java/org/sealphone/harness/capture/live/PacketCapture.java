package org.sealphone.harness.capture.live;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.sealphone.harness.capture.CapturedPacket;

/**
 * Captures everything that leaves this network namespace, on every interface, from before {@link #start} returns until
 * {@link #stop} has drained the socket; then compares with the interfaces' own counters. One thread reads.
 */
public final class PacketCapture {
    private static final int WAIT_MILLISECONDS = 20;
    private static final int SETTLING_ROUNDS = 50;
    private static final int ETHERNET_HEADER = 14;

    private final PacketSocket socket;
    private final InterfaceCounters before;
    private final Predicate<String> links;
    private final Thread reader = new Thread(this::read, "capture");
    private final CountDownLatch reading = new CountDownLatch(1);
    /** Filled by the reader; read after it has ended. */
    private final PacketStore packets;

    private final Map<String, InterfaceCounters.Sent> outgoing = new HashMap<>();
    private InterfaceCounters.Sent incoming = new InterfaceCounters.Sent(0, 0);
    private volatile boolean stopping;
    private volatile String failure = "";

    private PacketCapture(PacketSocket socket, InterfaceCounters before, Predicate<String> links, PacketStore packets) {
        this.packets = packets;
        this.socket = socket;
        this.before = before;
        this.links = links;
    }

    /** Where this machine or this user may not capture, the exception says why. */
    public static PacketCapture start() throws IOException {
        return start(link -> true, new PacketStore.Memory());
    }

    /**
     * Only what passes the interface of this name, which may come to be later.
     *
     * @param file where the packets go, readable for its owner alone; it must not exist
     */
    public static PacketCapture start(String link, Path file) throws IOException {
        return start(link::equals, new PacketStore.Disk(file));
    }

    private static PacketCapture start(Predicate<String> links, PacketStore packets) throws IOException {
        InterfaceCounters before = InterfaceCounters.read();
        PacketCapture capture = new PacketCapture(new PacketSocket(), before, links, packets);
        capture.reader.setDaemon(true);
        capture.reader.start();
        try {
            capture.reading.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the capture started", e);
        }
        return capture;
    }

    private void read() {
        reading.countDown();
        try {
            while (!stopping) {
                if (socket.await(WAIT_MILLISECONDS)) {
                    drain();
                }
            }
            settle();
        } catch (IOException e) {
            failure = String.valueOf(e.getMessage());
        }
    }

    /** Drains until the interfaces' counters stand still with nothing left to read. */
    private void settle() throws IOException {
        InterfaceCounters last = InterfaceCounters.read();
        for (int round = 0; round < SETTLING_ROUNDS; round++) {
            drain();
            boolean more = socket.await(WAIT_MILLISECONDS);
            InterfaceCounters now = InterfaceCounters.read();
            if (!more && now.equals(last)) {
                return;
            }
            last = now;
        }
    }

    private void drain() throws IOException {
        for (CapturedPacket packet = socket.next(); packet != null; packet = socket.next()) {
            if (!links.test(packet.link())) {
                continue;
            }
            packets.add(packet);
            if (!socket.outgoing()) {
                incoming =
                        new InterfaceCounters.Sent(incoming.packets() + 1, incoming.octets() + packet.originalLength());
            } else {
                outgoing.merge(
                        packet.link(),
                        new InterfaceCounters.Sent(1, packet.originalLength() - uncounted(packet)),
                        (a, b) -> new InterfaceCounters.Sent(a.packets() + b.packets(), a.octets() + b.octets()));
            }
        }
    }

    /** The kernel's loopback counts a frame after it has taken its Ethernet header off; every other interface counts it with. */
    private static int uncounted(CapturedPacket packet) {
        return packet.link().equals("lo") ? ETHERNET_HEADER : 0;
    }

    /** Ends the capture. Whoever talked must have stopped talking: what is sent while this runs cannot be counted exactly. */
    public Capture stop() throws IOException {
        stopping = true;
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the capture stopped", e);
        }
        try (socket) {
            if (!failure.isEmpty()) {
                throw new IOException(failure);
            }
            return new Capture(packets.all(), incoming, socket.dropped(), disagreements(InterfaceCounters.read()));
        }
    }

    private List<String> disagreements(InterfaceCounters after) {
        List<String> found = new ArrayList<>();
        after.since(before).forEach((name, counted) -> {
            if (!links.test(name)) {
                return;
            }
            InterfaceCounters.Sent captured = outgoing.getOrDefault(name, new InterfaceCounters.Sent(0, 0));
            if (!counted.equals(captured)) {
                found.add(name + " counted " + counted.packets() + " frames of " + counted.octets()
                        + " octets, captured were " + captured.packets() + " of " + captured.octets());
            }
        });
        return found;
    }
}
