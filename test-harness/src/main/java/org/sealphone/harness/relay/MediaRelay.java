package org.sealphone.harness.relay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.sealphone.harness.trunk.SdpPassage;
import org.sealphone.harness.trunk.SdpRewriter;
import org.sealphone.harness.trunk.Service;

/**
 * Leads the media of every call through ports of its own, by rewriting the addresses of each SDP that passes the trunk: a pair of ports
 * stands for the author of the SDP, so that his peer sends there. What arrives is recorded with its true addresses, then passed on from
 * the pair that stands for its sender. What a service of the trunk sends is recorded as it is passed on: the service's own addresses are
 * in no SDP that any wire shows. It has no keys and changes no octet. One thread moves the datagrams; a bug in one call ends the relaying of
 * that call, is counted, and the others go on.
 */
public final class MediaRelay implements SdpRewriter, AutoCloseable {
    private static final int LARGEST = 65_536;
    private static final long LINGER_NANOS = 2_000_000_000L;

    private final InetAddress local;
    private final RelayRecord record;
    private final long lingerNanos;
    private final Selector selector;
    private final AtomicLong faults = new AtomicLong();
    private final Thread mover = new Thread(this::move, "relay-media");
    /** Guarded by this: calls by Call-ID, stand-ins by the name of the party they stand for. */
    private final Map<String, Map<String, StandIn>> calls = new HashMap<>();

    /** Guarded by this: when the ports of ended calls are given back, by {@link System#nanoTime}. */
    private final Map<String, Long> ending = new LinkedHashMap<>();

    private MediaRelay(InetAddress local, RelayRecord record, long lingerNanos) throws IOException {
        this.local = local;
        this.record = record;
        this.lingerNanos = lingerNanos;
        this.selector = Selector.open();
    }

    public static MediaRelay start(InetAddress local, RelayRecord record) throws IOException {
        return start(local, record, LINGER_NANOS);
    }

    static MediaRelay start(InetAddress local, RelayRecord record, long lingerNanos) throws IOException {
        MediaRelay relay = new MediaRelay(local, record, lingerNanos);
        relay.mover.setDaemon(true);
        relay.mover.start();
        return relay;
    }

    @Override
    public String rewrite(SdpPassage passage) {
        SdpAddresses sdp = SdpAddresses.of(passage.sdp());
        if (!sdp.hasMedia()) {
            return passage.sdp();
        }
        try {
            StandIn standIn = standIn(passage.callId(), passage.from());
            standIn.standFor(sdp.rtp(), sdp.rtcp());
            return sdp.withAddress(local, standIn.rtpPort(), standIn.rtcpPort());
        } catch (IOException e) {
            throw new UncheckedIOException("no port for a media relay", e);
        }
    }

    private synchronized StandIn standIn(String callId, String party) throws IOException {
        Map<String, StandIn> call = calls.computeIfAbsent(callId, id -> new HashMap<>());
        StandIn known = call.get(party);
        if (known != null) {
            return known;
        }
        StandIn fresh = StandIn.open(local, callId, party, isService(party));
        call.put(party, fresh);
        selector.wakeup();
        fresh.register(selector);
        return fresh;
    }

    private static boolean isService(String party) {
        return Arrays.stream(Service.values())
                .anyMatch(service -> service.user().equals(party));
    }

    /** The ports stay for a while: the parties take leave of each other after the trunk has taken leave of them. */
    @Override
    public synchronized void ended(String callId) {
        if (calls.containsKey(callId)) {
            ending.putIfAbsent(callId, System.nanoTime() + lingerNanos);
            selector.wakeup();
        }
    }

    private void move() {
        ByteBuffer buffer = ByteBuffer.allocate(LARGEST);
        try {
            while (selector.isOpen()) {
                selector.select(untilNextEnd());
                for (SelectionKey key : selector.selectedKeys()) {
                    if (key.isValid()) {
                        guarded((StandIn.Port) key.attachment(), buffer);
                    }
                }
                selector.selectedKeys().clear();
                giveBack(buffer);
            }
        } catch (ClosedSelectorException | IOException e) {
            // The relay is closed.
        }
    }

    /** The border between calls. */
    private void guarded(StandIn.Port port, ByteBuffer buffer) {
        try {
            pass(port, buffer);
        } catch (RuntimeException bug) {
            faults.incrementAndGet();
            port.owner().close();
        }
    }

    /** Calls whose relaying a bug ended: to be zero, or what the record misses is not known. */
    public long faults() {
        return faults.get();
    }

    /** In milliseconds; 0 where no call is ending, which is for ever to a selector. */
    private synchronized long untilNextEnd() {
        for (long first : ending.values()) {
            return Math.max(1, (first - System.nanoTime()) / 1_000_000 + 1);
        }
        return 0;
    }

    private void giveBack(ByteBuffer buffer) {
        for (String callId : due()) {
            List<StandIn> over;
            synchronized (this) {
                over = List.copyOf(calls.getOrDefault(callId, Map.of()).values());
            }
            over.forEach(standIn -> close(standIn, buffer));
            synchronized (this) {
                calls.remove(callId);
                ending.remove(callId);
            }
        }
    }

    private synchronized List<String> due() {
        long now = System.nanoTime();
        return ending.entrySet().stream()
                .filter(call -> call.getValue() - now <= 0)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** What was sent before is still taken in: nothing on the wire may miss in the record. */
    private void close(StandIn standIn, ByteBuffer buffer) {
        for (StandIn.Port port : standIn.ports()) {
            guarded(port, buffer);
        }
        standIn.close();
    }

    private void pass(StandIn.Port port, ByteBuffer buffer) {
        try {
            buffer.clear();
            for (InetSocketAddress from = port.receive(buffer); from != null; from = port.receive(buffer)) {
                buffer.flip();
                byte[] payload = new byte[buffer.remaining()];
                buffer.get(payload).flip();
                StandIn.Port out = onward(port, from);
                if (out.owner().inside()) {
                    record.datagram(out.address(), port.target(), payload, payload.length);
                } else {
                    record.datagram(from, port.address(), payload, payload.length);
                }
                out.send(buffer, port.target());
                buffer.clear();
            }
        } catch (IOException e) {
            // A datagram that cannot be passed on is lost, as on any network; it is in the record.
        }
    }

    /** The port that stands for the sender; where he is unknown, the port that he wrote to. */
    private synchronized StandIn.Port onward(StandIn.Port port, InetSocketAddress sender) {
        for (StandIn other : calls.getOrDefault(port.owner().callId(), Map.of()).values()) {
            if (other != port.owner() && other.standsFor(sender)) {
                return other.port(port.isRtcp());
            }
        }
        return port;
    }

    /** Takes in what is still on the way, then ends. */
    @Override
    public void close() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(LARGEST);
        selector.close();
        try {
            mover.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        List<StandIn> all = new ArrayList<>();
        synchronized (this) {
            calls.values().forEach(call -> all.addAll(call.values()));
        }
        all.forEach(standIn -> close(standIn, buffer));
        synchronized (this) {
            calls.clear();
            ending.clear();
        }
    }
}
