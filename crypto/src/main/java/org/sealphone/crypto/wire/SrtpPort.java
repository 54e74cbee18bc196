package org.sealphone.crypto.wire;

import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.rtp.DatagramKind;
import org.sealphone.crypto.sdes.Agreed;
import org.sealphone.crypto.sdes.ContextChange;
import org.sealphone.crypto.sdes.KeyChange;
import org.sealphone.crypto.sdes.Transport;
import org.sealphone.crypto.srtp.ProtectedPacket;
import org.sealphone.crypto.srtp.SealingContext;
import org.sealphone.crypto.srtp.SrtcpSender;
import org.sealphone.crypto.srtp.SrtpInbound;
import org.sealphone.crypto.srtp.SrtpOutbound;
import org.sealphone.crypto.srtp.SrtpSender;
import org.sealphone.crypto.srtp.Unprotected;

/**
 * A reserved port with keys: it sends what its own senders have sealed, and hands on what its own receivers have opened. It sends
 * from where it receives (RFC 4961), to where the peer's SDP said; an unauthenticated packet moves nothing (SDES-22).
 *
 * <p>A later offer/answer changes its keys, and they alone: {@link #rekey} takes what was agreed, so there is no moment without keys.
 *
 * <p>Threads: one owner sends and re-keys; the receive thread delivers; anyone closes, and nothing leaves after {@link #close} has
 * returned.
 */
public final class SrtpPort implements AutoCloseable {
    private final ReservedPort socket;
    private final MediaReceiver receiver;
    private final SecureRandom random;
    private final SrtpInbound inbound;
    private final LongAdder rtpOut = new LongAdder();
    private final LongAdder rtcpOut = new LongAdder();
    private final LongAdder notTaken = new LongAdder();
    private final LongAdder foreign = new LongAdder();
    private volatile SrtpOutbound outbound;
    private volatile MediaRemote remote;
    private volatile boolean followsAuthentic;
    private MediaRemote announced;
    private Agreed keys;
    private List<SealingContext> retired = List.of();
    private boolean closed;

    SrtpPort(ReservedPort socket, Agreed agreed, MediaRemote remote, MediaReceiver receiver, SecureRandom random) {
        this.socket = socket;
        this.keys = agreed;
        this.remote = remote;
        this.announced = remote;
        this.receiver = receiver;
        this.random = random;
        this.outbound = SrtpOutbound.start(agreed.local(), random);
        this.inbound = new SrtpInbound(agreed.remote());
    }

    /** Seals what this port sends as RTP. Another one after {@link #rekey} with a key of ours that is fresh. */
    public SrtpSender rtp() {
        return outbound.rtp();
    }

    /** Seals what this port sends as RTCP, under the same SSRC. */
    public SrtcpSender rtcp() {
        return outbound.rtcp();
    }

    /** The SSRC of both senders. */
    public int ssrc() {
        return outbound.ssrc();
    }

    /** Packets that the senders of this port have sealed, under all its keys. */
    public long sealed() {
        return outbound.sealed();
    }

    /** Where media goes. */
    public MediaRemote remote() {
        return remote;
    }

    /**
     * Takes the result of a later offer/answer on this socket (SDES-24 to 27). What is the same goes on. A fresh key of ours means a
     * fresh SSRC; packets that were sealed before and not sent are not sent any more. Fresh keys of the peer are used at once, and
     * those of before for {@link SrtpInbound#OLD_KEYS_NANOS} more.
     *
     * @param to where the peer receives, as its SDP says; for a legacy hold with address 0.0.0.0 what it said before
     * @return what became of both directions; refused when the peer has moved under its old key, and then nothing has changed
     */
    public synchronized Outcome<KeyChange> rekey(Agreed next, MediaRemote to) {
        if (closed) {
            throw new IllegalStateException("the port is closed");
        }
        Transport theirs = to.rtp().equals(announced.rtp()) ? Transport.UNCHANGED : Transport.CHANGED;
        Outcome<KeyChange> decided = KeyChange.between(keys, next, Transport.UNCHANGED, theirs);
        decided.fold(change -> take(change, next, to), refusal -> to);
        return decided;
    }

    private MediaRemote take(KeyChange change, Agreed next, MediaRemote to) {
        if (change.sending() != ContextChange.CONTINUES) {
            SrtpOutbound before = outbound;
            outbound = before.rekeyed(next.local(), random);
            retired = List.of(before.rtp().context(), before.rtcp().context());
        }
        switch (change.receiving()) {
            case CONTINUES -> {}
            case REKEYED -> inbound.rekey(next.remote(), socket.nanoTime());
            case RESTARTED -> inbound.restart(next.remote(), socket.nanoTime());
        }
        socket.later(SrtpInbound.OLD_KEYS_NANOS, () -> inbound.expire(socket.nanoTime()));
        keys = next;
        // What a peer behind a translator announces again is not where its packets come from.
        remote = to.equals(announced) ? remote : to;
        announced = to;
        return to;
    }

    /**
     * From here on media goes where the peer's latest authentic packets come from: for a peer behind a translator, whose SDP cannot
     * know (SDES-22, ADV-68). Replays, stragglers and whatever does not authenticate move nothing.
     */
    public void followAuthentic() {
        followsAuthentic = true;
    }

    /**
     * Sends a packet that this port's own sender sealed; a packet of another context is a bug and is refused. False when the
     * socket did not take it, the key has changed meanwhile or the port is closed; a packet of media is not worth waiting for.
     */
    public synchronized boolean send(ProtectedPacket packet) {
        boolean isRtcp = packet.context() == outbound.rtcp().context();
        boolean current = isRtcp || packet.context() == outbound.rtp().context();
        if (!current && !retired.contains(packet.context())) {
            throw new IllegalArgumentException("this packet was sealed for another port");
        }
        if (packet.length() == 0) {
            throw new IllegalArgumentException("nothing is sealed in this packet");
        }
        MediaRemote to = remote;
        boolean taken = current && !closed && socket.transmit(packet, isRtcp, isRtcp ? to.rtcp() : to.rtp(), to.mux());
        if (!taken) {
            notTaken.increment();
        } else if (isRtcp) {
            rtcpOut.increment();
        } else {
            rtpOut.increment();
        }
        return taken;
    }

    /** True when this peer announced that it sends from there, or has proved that it does. */
    boolean expects(InetSocketAddress from) {
        MediaRemote known = remote;
        return from.equals(known.rtp()) || from.equals(known.rtcp());
    }

    /** True when the datagram was one of this port's peer. Thread: receive. */
    boolean arrived(boolean onRtcpSocket, byte[] datagram, int length, InetSocketAddress from, long nanoTime) {
        DatagramKind kind = DatagramKind.of(datagram, length);
        boolean mux = remote.mux();
        if (kind == DatagramKind.FOREIGN || (onRtcpSocket && mux)) {
            foreign.increment();
            return false;
        }
        // Without multiplexing the sockets tell the two apart, and payload types 64 to 95 are RTP (RFC 5761 section 4).
        boolean isRtcp = mux ? kind == DatagramKind.RTCP : onRtcpSocket;
        Unprotected verdict =
                isRtcp ? inbound.rtcp(datagram, length, nanoTime) : inbound.rtp(datagram, length, nanoTime);
        if (verdict != Unprotected.OPENED) {
            return false;
        }
        if (followsAuthentic) {
            follow(isRtcp, from);
        }
        if (isRtcp) {
            receiver.rtcp(inbound.compound(), nanoTime);
        } else {
            receiver.rtp(inbound.packet(), nanoTime);
        }
        return true;
    }

    private void follow(boolean isRtcp, InetSocketAddress from) {
        boolean newest = isRtcp ? inbound.compoundIsNewest() : inbound.packetIsNewest();
        if (newest && !from.equals(isRtcp ? remote.rtcp() : remote.rtp())) {
            synchronized (this) {
                remote = remote.movedTo(from, isRtcp);
            }
        }
    }

    /** The counts of this moment. */
    public PortCounters counters() {
        return new PortCounters(
                rtpOut.sum(),
                rtcpOut.sum(),
                notTaken.sum(),
                inbound.rtpCount(Unprotected.OPENED),
                inbound.rtcpCount(Unprotected.OPENED),
                both(Unprotected.NOT_AUTHENTIC),
                both(Unprotected.REPLAYED) + both(Unprotected.TOO_OLD),
                both(Unprotected.MALFORMED),
                both(Unprotected.KEY_EXHAUSTED),
                both(Unprotected.NO_CONTEXT),
                foreign.sum(),
                inbound.secondTries());
    }

    private long both(Unprotected outcome) {
        return inbound.rtpCount(outcome) + inbound.rtcpCount(outcome);
    }

    /** Stops sending and receiving for good and wipes the session keys. The socket stays with the reserved port. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            outbound.close();
        }
        socket.forget(this);
        inbound.close();
    }
}
