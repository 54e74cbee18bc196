package org.sealphone.crypto.srtp;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.rtp.RtcpCompound;
import org.sealphone.crypto.rtp.RtpPacket;

/**
 * Opens the SRTCP packets of one peer (SRTP-02, SRTP-07: RFC 3711 section 3.4), in the order of {@link SrtpReceiver}.
 * The index is sent, so there is nothing to guess; the replay list is SRTCP's own. A packet without the E bit was sent
 * in clear and is refused unseen (SDES-14).
 *
 * <p>Thread: one owner receives. {@link #close} may come from another and waits for a packet that is being opened.
 */
public final class SrtcpReceiver implements AutoCloseable {
    private static final int CLEAR = 8;

    private final int overhead;
    private final int wordFromEnd;
    private final MasterKeyIdentifier mki;
    private final int behindMki;
    private final KeyLifetime lifetime;
    private final ReceiveContexts contexts;
    private final OutcomeCounters counters = new OutcomeCounters();
    private final byte[] scratch = new byte[RtpPacket.HEAD_ROOM + RtcpCompound.MAX_SIZE + PacketCipher.ROOM];
    private @Nullable PacketCipher cipher;
    private @Nullable RtcpCompound compound;
    private boolean newest;

    public SrtcpReceiver(SrtpKeys keys) {
        this(keys, new ReceiveContexts());
    }

    /** Several receivers share the contexts if their keys belong to one stream and identifiers tell them apart. */
    SrtcpReceiver(SrtpKeys keys, ReceiveContexts contexts) {
        SrtpSuite suite = keys.suite();
        this.mki = keys.mki();
        this.behindMki = SrtpProtocol.SRTCP.behindIdentifier(suite);
        this.overhead = SrtpProtocol.SRTCP.overhead(suite) + mki.length();
        this.wordFromEnd = 4 + mki.length() + behindMki;
        this.lifetime = keys.receiving();
        this.contexts = contexts;
        this.cipher = PacketCipher.of(SessionKeys.derive(keys, SrtpProtocol.SRTCP));
    }

    /** Opens a datagram into {@link #compound()}. The datagram is only read. */
    public synchronized Unprotected unprotect(byte[] datagram, int length) {
        return counters.count(open(datagram, length));
    }

    private Unprotected open(byte[] datagram, int length) {
        if (length < CLEAR + overhead || length > RtcpCompound.MAX_SIZE + overhead || (datagram[0] & 0xC0) != 0x80) {
            return Unprotected.MALFORMED;
        }
        int word = Words.get(datagram, length - wordFromEnd);
        if (word >= 0) {
            return Unprotected.MALFORMED;
        }
        PacketCipher current = cipher;
        if (current == null) {
            return Unprotected.NO_CONTEXT;
        }
        if (!carriesIdentifier(datagram, length)) {
            return Unprotected.NO_CONTEXT;
        }
        if (lifetime.exhausted()) {
            return Unprotected.KEY_EXHAUSTED;
        }
        int ssrc = Words.get(datagram, 4);
        int index = word & 0x7FFF_FFFF;
        ReplayWindow window = contexts.find(ssrc);
        if (window == null && contexts.full()) {
            return Unprotected.NO_CONTEXT;
        }
        Unprotected verdict = window == null ? Unprotected.OPENED : window.check(index);
        if (verdict != Unprotected.OPENED) {
            return verdict;
        }
        int start = RtpPacket.HEAD_ROOM;
        int kept = mki.copyWithout(datagram, length, scratch, start, behindMki);
        int end = current.open(scratch, start, start + CLEAR, start + kept, ssrc, index);
        if (end < 0) {
            return Unprotected.NOT_AUTHENTIC;
        }
        if (window == null) {
            contexts.bind(ssrc, index);
        } else {
            window.commit(index);
        }
        newest = window == null || window.highest() == index;
        return show(end);
    }

    /** Whether the datagram names the key of this receiver; true of all where keys have no identifier. */
    boolean carriesIdentifier(byte[] datagram, int length) {
        int at = length - behindMki - mki.length();
        return at >= CLEAR && mki.standsAt(datagram, at);
    }

    private Unprotected show(int end) {
        lifetime.spendSrtcp();
        Optional<RtcpCompound> read = RtcpCompound.read(scratch, RtpPacket.HEAD_ROOM, end - RtpPacket.HEAD_ROOM);
        if (read.isEmpty()) {
            return Unprotected.MALFORMED;
        }
        compound = read.get();
        return Unprotected.OPENED;
    }

    /**
     * The compound opened last. Immutable.
     *
     * @throws IllegalStateException if none has been
     */
    public synchronized RtcpCompound compound() {
        RtcpCompound last = compound;
        if (last == null) {
            throw new IllegalStateException("no SRTCP packet has been opened");
        }
        return last;
    }

    /** Whether no later compound of the same source than {@link #compound()} has been opened. */
    synchronized boolean newest() {
        return newest;
    }

    /** How many datagrams have ended like this. Any thread. */
    public long count(Unprotected outcome) {
        return counters.get(outcome);
    }

    /** How many sources have authenticated. */
    public synchronized int sources() {
        return contexts.bound();
    }

    @Override
    public synchronized void close() {
        PacketCipher current = cipher;
        cipher = null;
        if (current != null) {
            current.close();
        }
    }
}
