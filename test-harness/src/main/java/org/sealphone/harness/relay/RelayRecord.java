package org.sealphone.harness.relay;

import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.sealphone.harness.capture.CapturedPacket;
import org.sealphone.harness.capture.SyntheticFrames;

/** What the relays of one run saw, as packets in the order in which they came. Thread-safe. */
public final class RelayRecord {
    private final Clock clock;
    private final SyntheticFrames frames = new SyntheticFrames();
    private final List<CapturedPacket> packets = new ArrayList<>();

    public RelayRecord() {
        this(Clock.systemUTC());
    }

    RelayRecord(Clock clock) {
        this.clock = clock;
    }

    synchronized void datagram(InetSocketAddress from, InetSocketAddress to, byte[] payload, int length) {
        packets.add(frames.udp(from, to, payload, length, clock.instant()));
    }

    synchronized void opened(InetSocketAddress client, InetSocketAddress server) {
        packets.addAll(frames.tcpOpen(client, server, clock.instant()));
    }

    synchronized void stream(InetSocketAddress from, InetSocketAddress to, byte[] bytes, int length) {
        packets.addAll(frames.tcp(from, to, bytes, length, clock.instant()));
    }

    synchronized void finished(InetSocketAddress from, InetSocketAddress to) {
        packets.add(frames.tcpFinish(from, to, clock.instant()));
    }

    public synchronized List<CapturedPacket> packets() {
        return List.copyOf(packets);
    }
}
