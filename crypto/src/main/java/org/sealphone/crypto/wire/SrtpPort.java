package org.sealphone.crypto.wire;

import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.concurrent.atomic.LongAdder;
import org.sealphone.crypto.rtp.DatagramKind;
import org.sealphone.crypto.sdes.Agreed;
import org.sealphone.crypto.srtp.ProtectedPacket;
import org.sealphone.crypto.srtp.SrtcpReceiver;
import org.sealphone.crypto.srtp.SrtcpSender;
import org.sealphone.crypto.srtp.SrtpReceiver;
import org.sealphone.crypto.srtp.SrtpSender;
import org.sealphone.crypto.srtp.Unprotected;

/**
 * A reserved port with keys: it sends what its own senders have sealed, and hands on what its own receivers have opened. It sends
 * from where it receives (RFC 4961), to where the peer's SDP said; an unauthenticated packet moves nothing (SDES-22).
 *
 * <p>Threads: one owner sends; the receive thread delivers; anyone closes, and nothing leaves after {@link #close} has returned.
 */
public final class SrtpPort implements AutoCloseable {
    private final ReservedPort socket;
    private final MediaRemote remote;
    private final MediaReceiver receiver;
    private final SrtpSender rtp;
    private final SrtcpSender rtcp;
    private final SrtpReceiver rtpIn;
    private final SrtcpReceiver rtcpIn;
    private final LongAdder rtpOut = new LongAdder();
    private final LongAdder rtcpOut = new LongAdder();
    private final LongAdder notTaken = new LongAdder();
    private final LongAdder foreign = new LongAdder();
    private boolean closed;

    SrtpPort(
            ReservedPort socket,
            Agreed agreed,
            MediaRemote remote,
            MediaReceiver receiver,
            int ssrc,
            SecureRandom random) {
        this.socket = socket;
        this.remote = remote;
        this.receiver = receiver;
        this.rtp = SrtpSender.create(agreed.local(), ssrc, random);
        this.rtcp = new SrtcpSender(agreed.local(), ssrc);
        this.rtpIn = new SrtpReceiver(agreed.remote());
        this.rtcpIn = new SrtcpReceiver(agreed.remote());
    }

    /** Seals what this port sends as RTP. */
    public SrtpSender rtp() {
        return rtp;
    }

    /** Seals what this port sends as RTCP, under the same SSRC. */
    public SrtcpSender rtcp() {
        return rtcp;
    }

    /** The SSRC of both senders. */
    public int ssrc() {
        return rtp.ssrc();
    }

    /** Where media goes. */
    public MediaRemote remote() {
        return remote;
    }

    /**
     * Sends a packet that this port's own sender sealed; a packet of another context is a bug and is refused. False when the
     * socket did not take it or the port is closed; a packet of media is not worth waiting for.
     */
    public synchronized boolean send(ProtectedPacket packet) {
        boolean isRtcp = packet.context() == rtcp.context();
        if (!isRtcp && packet.context() != rtp.context()) {
            throw new IllegalArgumentException("this packet was sealed for another port");
        }
        if (packet.length() == 0) {
            throw new IllegalArgumentException("nothing is sealed in this packet");
        }
        boolean taken = !closed && socket.transmit(packet, isRtcp, isRtcp ? remote.rtcp() : remote.rtp(), remote.mux());
        if (!taken) {
            notTaken.increment();
        } else if (isRtcp) {
            rtcpOut.increment();
        } else {
            rtpOut.increment();
        }
        return taken;
    }

    /** True when this peer announced that it sends from there. */
    boolean expects(InetSocketAddress from) {
        return from.equals(remote.rtp()) || from.equals(remote.rtcp());
    }

    /** True when the datagram was one of this port's peer. Thread: receive. */
    boolean arrived(boolean onRtcpSocket, byte[] datagram, int length, long nanoTime) {
        DatagramKind kind = DatagramKind.of(datagram, length);
        if (kind == DatagramKind.FOREIGN || (onRtcpSocket && remote.mux())) {
            foreign.increment();
            return false;
        }
        // Without multiplexing the sockets tell the two apart, and payload types 64 to 95 are RTP (RFC 5761 section 4).
        boolean isRtcp = remote.mux() ? kind == DatagramKind.RTCP : onRtcpSocket;
        if (isRtcp) {
            boolean opened = rtcpIn.unprotect(datagram, length) == Unprotected.OPENED;
            if (opened) {
                receiver.rtcp(rtcpIn.compound(), nanoTime);
            }
            return opened;
        }
        boolean opened = rtpIn.unprotect(datagram, length) == Unprotected.OPENED;
        if (opened) {
            receiver.rtp(rtpIn.packet(), nanoTime);
        }
        return opened;
    }

    /** The counts of this moment. */
    public PortCounters counters() {
        return new PortCounters(
                rtpOut.sum(),
                rtcpOut.sum(),
                notTaken.sum(),
                rtpIn.count(Unprotected.OPENED),
                rtcpIn.count(Unprotected.OPENED),
                both(Unprotected.NOT_AUTHENTIC),
                both(Unprotected.REPLAYED) + both(Unprotected.TOO_OLD),
                both(Unprotected.MALFORMED),
                both(Unprotected.KEY_EXHAUSTED),
                both(Unprotected.NO_CONTEXT),
                foreign.sum());
    }

    private long both(Unprotected outcome) {
        return rtpIn.count(outcome) + rtcpIn.count(outcome);
    }

    /** Stops sending and receiving for good and wipes the session keys. The socket stays with the reserved port. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        socket.forget(this);
        rtp.close();
        rtcp.close();
        rtpIn.close();
        rtcpIn.close();
    }
}
