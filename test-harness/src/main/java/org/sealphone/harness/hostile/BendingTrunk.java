package org.sealphone.harness.hostile;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.sealphone.harness.trunk.SdpPassage;
import org.sealphone.harness.trunk.SdpRewriter;
import org.sealphone.harness.trunk.SipSeen;
import org.sealphone.harness.trunk.TrunkObserver;

/**
 * The hands of a hostile trunk: bends each answer that passes and puts a socket of its own in the place of the media, where nothing may
 * ever arrive. Also the observer that sees what the phone did. Called on the trunk's loop thread; read by the thread that asks.
 */
public final class BendingTrunk implements SdpRewriter, TrunkObserver, AutoCloseable {
    private final HostileAnswer scenario;
    private final DatagramSocket trap;
    private final Map<String, String> offers = new ConcurrentHashMap<>();
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final AtomicInteger hungUp = new AtomicInteger();

    public BendingTrunk(HostileAnswer scenario, InetAddress local) throws IOException {
        this.scenario = scenario;
        this.trap = new DatagramSocket(new InetSocketAddress(local, 0));
    }

    @Override
    public String rewrite(SdpPassage passage) {
        if (passage.offer()) {
            offers.put(passage.callId(), passage.sdp());
            return passage.sdp();
        }
        String trapped = passage.sdp()
                .replaceFirst("m=audio \\d+", "m=audio " + trap.getLocalPort())
                .replaceAll("a=rtcp:\\d+[^\r\n]*\r\n", "");
        return scenario.bend().apply(offers.getOrDefault(passage.callId(), ""), trapped);
    }

    @Override
    public void sip(SipSeen seen) {
        if (seen.inbound() && seen.text().startsWith("ACK ") && !offers.isEmpty()) {
            acknowledged.incrementAndGet();
        } else if (seen.inbound() && seen.text().startsWith("BYE ")) {
            hungUp.incrementAndGet();
        }
    }

    /** ACKs that the phone sent since its offer passed. */
    public int acknowledged() {
        return acknowledged.get();
    }

    /** BYEs that the phone sent. */
    public int hungUp() {
        return hungUp.get();
    }

    /** Whether a datagram came to where the answer pointed, within so many milliseconds from now. */
    public boolean sprung(int milliseconds) throws IOException {
        trap.setSoTimeout(milliseconds);
        try {
            trap.receive(new DatagramPacket(new byte[2048], 2048));
            return true;
        } catch (SocketTimeoutException nothing) {
            return false;
        }
    }

    @Override
    public void close() {
        trap.close();
    }
}
