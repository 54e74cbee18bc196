package org.sealphone.crypto.wire;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.sealphone.crypto.sdes.Agreed;
import org.sealphone.crypto.srtp.ProtectedPacket;
import org.sealphone.crypto.time.Timeline;

/**
 * Two bound sockets, RTP on an even port and RTCP on the next, which SDP needs before there are keys. It has no way to send and
 * drops what arrives. With keys it opens ports that can: usually one, several when a call forks, each with its own SSRC and keys.
 * The RTCP socket stays bound under rtcp-mux, so that nobody else gets it, and then takes nothing.
 *
 * <p>Threads: the call's owner opens and closes; the receive thread delivers.
 */
public final class ReservedPort implements AutoCloseable {
    private final DatagramPath rtpPath;
    private final DatagramPath rtcpPath;
    private final Timeline timeline;
    private final SecureRandom random;
    private final WireTap tap;
    private final boolean tapped;
    private final WireLedger ledger;
    private final LongAdder dropped = new LongAdder();
    private volatile SrtpPort[] open = {};
    private boolean closed;

    ReservedPort(
            DatagramPath rtpPath,
            DatagramPath rtcpPath,
            Timeline timeline,
            SecureRandom random,
            WireTap tap,
            WireLedger ledger) {
        this.rtpPath = rtpPath;
        this.rtcpPath = rtcpPath;
        this.timeline = timeline;
        this.random = random;
        this.tap = tap;
        this.tapped = tap != WireTap.none();
        this.ledger = ledger;
        rtpPath.onArrival((bytes, length, from, at) -> arrived(false, bytes, length, from, at));
        rtcpPath.onArrival((bytes, length, from, at) -> arrived(true, bytes, length, from, at));
    }

    /** The local address. */
    public InetAddress address() {
        return rtpPath.local().getAddress();
    }

    /** The even port. */
    public int rtpPort() {
        return rtpPath.local().getPort();
    }

    /** The port after it. */
    public int rtcpPort() {
        return rtcpPath.local().getPort();
    }

    /** Datagrams that came and that no open port took. */
    public long dropped() {
        return dropped.sum();
    }

    /**
     * A port that can send and receive under these keys, with an SSRC that our key has never served. The keys may be closed
     * afterwards.
     *
     * @throws IllegalStateException when this is closed
     */
    public synchronized SrtpPort open(Agreed agreed, MediaRemote remote, MediaReceiver receiver) {
        if (closed) {
            throw new IllegalStateException("the port is closed");
        }
        SrtpPort port = new SrtpPort(this, agreed, remote, receiver, random);
        open = Stream.concat(Arrays.stream(open), Stream.of(port)).toArray(SrtpPort[]::new);
        return port;
    }

    long nanoTime() {
        return timeline.nanoTime();
    }

    void later(long nanos, Runnable task) {
        timeline.schedule(Duration.ofNanos(nanos), task);
    }

    /** The last step of every media packet: what enters the socket is what a sender has sealed. */
    boolean transmit(ProtectedPacket packet, boolean isRtcp, InetSocketAddress to, boolean mux) {
        DatagramPath path = isRtcp && !mux ? rtcpPath : rtpPath;
        byte[] bytes = packet.array();
        if (!path.send(bytes, packet.offset(), packet.length(), to)) {
            return false;
        }
        if (isRtcp) {
            ledger.rtcpLeft(packet.length());
        } else {
            ledger.rtpLeft(packet.length());
        }
        if (tapped) {
            tap.datagramOut(path.local(), to, bytes, packet.offset(), packet.length(), timeline.now());
        }
        return true;
    }

    private void arrived(boolean onRtcpSocket, byte[] bytes, int length, InetSocketAddress from, long nanoTime) {
        ledger.datagramCame(length);
        if (tapped) {
            DatagramPath path = onRtcpSocket ? rtcpPath : rtpPath;
            tap.datagramIn(from, path.local(), bytes, 0, length, timeline.now());
        }
        if (!deliver(onRtcpSocket, bytes, length, from, nanoTime)) {
            dropped.increment();
        }
    }

    /** Of several branches the one that sends from there; when none announced it, whichever can authenticate it. */
    private boolean deliver(boolean onRtcpSocket, byte[] bytes, int length, InetSocketAddress from, long nanoTime) {
        for (SrtpPort port : open) {
            if (port.expects(from) && port.arrived(onRtcpSocket, bytes, length, from, nanoTime)) {
                return true;
            }
        }
        for (SrtpPort port : open) {
            if (!port.expects(from) && port.arrived(onRtcpSocket, bytes, length, from, nanoTime)) {
                return true;
            }
        }
        return false;
    }

    synchronized void forget(SrtpPort closedPort) {
        open = Arrays.stream(open).filter(port -> port != closedPort).toArray(SrtpPort[]::new);
    }

    /** Closes all open ports, then the sockets. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        Arrays.stream(open).forEach(SrtpPort::close);
        rtpPath.close();
        rtcpPath.close();
    }
}
