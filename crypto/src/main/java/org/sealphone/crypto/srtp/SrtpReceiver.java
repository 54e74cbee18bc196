package org.sealphone.crypto.srtp;

import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.rtp.RtpPacket;

/**
 * Opens the SRTP packets of one peer (SRTP-02: RFC 3711 section 3.3): context, index, replay, tag, only then decipher,
 * commit, and look inside.
 *
 * <p>Works on a copy of the datagram, and hands on only what has authenticated: {@link #packet()} never shows anything
 * else. Until a tag is right, nothing here changes but a counter. Bad datagrams are outcomes, never exceptions.
 *
 * <p>Thread: one owner receives. {@link #close} may come from another and waits for a packet that is being opened, so
 * that none is ever checked against a wiped key.
 */
public final class SrtpReceiver implements AutoCloseable {
    private final int overhead;
    private final MasterKeyIdentifier mki;
    private final int behindMki;
    private final KeyLifetime lifetime;
    private final ReceiveContexts contexts;
    private final OutcomeCounters counters = new OutcomeCounters();
    private final byte[] scratch = new byte[RtpPacket.HEAD_ROOM + RtpPacket.MAX_SIZE + PacketCipher.ROOM];
    private final RtpPacket packet = new RtpPacket();
    private @Nullable PacketCipher cipher;
    private long index = -1;
    private boolean newest;

    public SrtpReceiver(SrtpKeys keys) {
        this(keys, new ReceiveContexts());
    }

    /** Several receivers share the contexts if their keys belong to one stream and identifiers tell them apart. */
    SrtpReceiver(SrtpKeys keys, ReceiveContexts contexts) {
        this.mki = keys.mki();
        this.behindMki = SrtpProtocol.SRTP.behindIdentifier(keys.suite());
        this.overhead = SrtpProtocol.SRTP.overhead(keys.suite()) + mki.length();
        this.lifetime = keys.receiving();
        this.contexts = contexts;
        this.cipher = PacketCipher.of(SessionKeys.derive(keys, SrtpProtocol.SRTP));
    }

    /** Opens a datagram into {@link #packet()}. The datagram is only read. */
    public synchronized Unprotected unprotect(byte[] datagram, int length) {
        return counters.count(open(datagram, length));
    }

    private Unprotected open(byte[] datagram, int length) {
        if (length < RtpPacket.HEADER_LENGTH + overhead
                || length > RtpPacket.MAX_SIZE + overhead
                || (datagram[0] & 0xC0) != 0x80) {
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
        int sequence = (datagram[2] & 0xFF) << 8 | (datagram[3] & 0xFF);
        int ssrc = Words.get(datagram, 8);
        ReplayWindow window = contexts.find(ssrc);
        if (window == null) {
            return openFirst(current, datagram, length, ssrc, sequence);
        }
        long guess = PacketIndex.guess(window.highest(), sequence);
        if (guess > PacketIndex.MAX) {
            return Unprotected.KEY_EXHAUSTED;
        }
        Unprotected verdict = window.check(guess);
        if (verdict != Unprotected.OPENED) {
            return verdict;
        }
        int end = authenticate(current, datagram, length, ssrc, guess);
        if (end < 0) {
            return Unprotected.NOT_AUTHENTIC;
        }
        window.commit(guess);
        newest = window.highest() == guess;
        return show(guess, end);
    }

    /** Whether the datagram names the key of this receiver; true of all where keys have no identifier. */
    boolean carriesIdentifier(byte[] datagram, int length) {
        int at = length - behindMki - mki.length();
        return at >= RtpPacket.HEADER_LENGTH && mki.standsAt(datagram, at);
    }

    /**
     * A source not heard under this key. Its rollover counter has two candidates, and the tag decides between them,
     * since it covers the counter and only the right one authenticates:
     *
     * <ul>
     *   <li>A source that was heard under the key before this one goes on counting (RFC 3711 section 3.3.1), or starts
     *       again at 0, as some do (SDES-26).
     *   <li>Any other starts at 0 (RFC 4568 section 6.4); one that chose a high first sequence number and whose packets
     *       before the wrap were lost is at 1 when we first hear it.
     * </ul>
     */
    private Unprotected openFirst(PacketCipher current, byte[] datagram, int length, int ssrc, int sequence) {
        if (contexts.full()) {
            return Unprotected.NO_CONTEXT;
        }
        long before = contexts.highestBefore(ssrc);
        long first = before < 0 ? sequence : PacketIndex.guess(before, sequence);
        long second = before < 0 ? 1L << 16 | sequence : sequence;
        int end = first > PacketIndex.MAX ? -1 : authenticate(current, datagram, length, ssrc, first);
        boolean differ = before < 0 ? sequence < 1 << 15 : second != first;
        if (end < 0 && differ && contexts.spendSecondTry(ssrc)) {
            first = second;
            end = authenticate(current, datagram, length, ssrc, first);
        }
        if (end < 0) {
            return Unprotected.NOT_AUTHENTIC;
        }
        contexts.bind(ssrc, first);
        newest = true;
        return show(first, end);
    }

    /**
     * Copies the datagram and opens the copy. Where the header claims more than the packet has, nothing is enciphered
     * as far as we can tell; whether the peer meant it shows in the tag, and {@link #show} refuses it afterwards
     * (SRTP-20).
     */
    private int authenticate(PacketCipher current, byte[] datagram, int length, int ssrc, long guess) {
        int start = RtpPacket.HEAD_ROOM;
        int kept = mki.copyWithout(datagram, length, scratch, start, behindMki);
        int header = RtpPacket.headerLength(scratch, start, length - overhead);
        int clear = start + (header < 0 ? length - overhead : header);
        return current.open(scratch, start, clear, start + kept, ssrc, guess);
    }

    private Unprotected show(long authentic, int end) {
        lifetime.spendSrtp();
        if (!packet.read(scratch, RtpPacket.HEAD_ROOM, end - RtpPacket.HEAD_ROOM)) {
            return Unprotected.MALFORMED;
        }
        index = authentic;
        return Unprotected.OPENED;
    }

    /** The packet opened last: a lease, valid until the next {@link Unprotected#OPENED}. Empty before the first. */
    public RtpPacket packet() {
        return packet;
    }

    /**
     * The 48 bit index of {@link #packet()}, -1 before the first: its lower 32 bits are RFC 3550's extended sequence
     * number.
     */
    public synchronized long index() {
        return index;
    }

    /** Whether no later packet of the same source than {@link #packet()} has been opened. */
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

    /** What is known of the sources: the key that follows counts on from it. */
    ReceiveContexts contexts() {
        return contexts;
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
