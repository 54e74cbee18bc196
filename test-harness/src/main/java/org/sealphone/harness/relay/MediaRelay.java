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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sealphone.harness.trunk.SdpPassage;
import org.sealphone.harness.trunk.SdpRewriter;

/**
 * Leads the media of every call through ports of its own, by rewriting the addresses of each SDP that passes the trunk: a pair of ports
 * stands for the author of the SDP, so that his peer sends there. What arrives is recorded with its true addresses, then passed on from
 * the pair that stands for its sender. It has no keys and changes no octet. One thread moves the datagrams.
 */
public final class MediaRelay implements SdpRewriter, AutoCloseable {
    private static final int LARGEST = 65_536;

    private final InetAddress local;
    private final RelayRecord record;
    private final Selector selector;
    private final Thread mover = new Thread(this::move, "relay-media");
    /** Guarded by this: calls by Call-ID, stand-ins by the name of the party they stand for. */
    private final Map<String, Map<String, StandIn>> calls = new HashMap<>();

    private final List<StandIn> closing = new ArrayList<>();

    private MediaRelay(InetAddress local, RelayRecord record) throws IOException {
        this.local = local;
        this.record = record;
        this.selector = Selector.open();
    }

    public static MediaRelay start(InetAddress local, RelayRecord record) throws IOException {
        MediaRelay relay = new MediaRelay(local, record);
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
        StandIn fresh = StandIn.open(local, callId, party);
        call.put(party, fresh);
        selector.wakeup();
        fresh.register(selector);
        return fresh;
    }

    @Override
    public synchronized void ended(String callId) {
        closing.addAll(calls.getOrDefault(callId, Map.of()).values());
        calls.remove(callId);
        selector.wakeup();
    }

    private void move() {
        ByteBuffer buffer = ByteBuffer.allocate(LARGEST);
        try {
            while (selector.isOpen()) {
                selector.select();
                for (SelectionKey key : selector.selectedKeys()) {
                    if (key.isValid()) {
                        pass((StandIn.Port) key.attachment(), buffer);
                    }
                }
                selector.selectedKeys().clear();
                closeEnded(buffer);
            }
        } catch (ClosedSelectorException | IOException e) {
            // The relay is closed.
        }
    }

    /** What was sent before the end of the call is still taken in: nothing on the wire may miss in the record. */
    private void closeEnded(ByteBuffer buffer) {
        List<StandIn> ended;
        synchronized (this) {
            ended = List.copyOf(closing);
            closing.clear();
        }
        for (StandIn standIn : ended) {
            for (StandIn.Port port : standIn.ports()) {
                pass(port, buffer);
            }
            standIn.close();
        }
    }

    private void pass(StandIn.Port port, ByteBuffer buffer) {
        try {
            buffer.clear();
            for (InetSocketAddress from = port.receive(buffer); from != null; from = port.receive(buffer)) {
                buffer.flip();
                byte[] payload = new byte[buffer.remaining()];
                buffer.get(payload).flip();
                record.datagram(from, port.address(), payload, payload.length);
                onward(port, from).send(buffer, port.target());
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
        synchronized (this) {
            calls.values().forEach(call -> closing.addAll(call.values()));
            calls.clear();
        }
        closeEnded(buffer);
    }
}
