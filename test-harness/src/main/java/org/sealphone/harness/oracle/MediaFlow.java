package org.sealphone.harness.oracle;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.sealphone.harness.oracle.datagram.ToneMeter;

/** What was accepted from one address to another under one key. Filled by the judgement, then read only. */
public final class MediaFlow {
    private static final int ENOUGH = 10;
    /** Of 160 random octets 119 values are distinct on average. */
    private static final int NOISE = 114;

    private final InetSocketAddress from;
    private final InetSocketAddress to;
    private final String suite;
    private final boolean rtcp;
    private final int ssrc;
    private final ToneMeter tone;
    private long measured;
    private long distinctOctets;
    private final Set<Integer> frames = new TreeSet<>();
    private long packets;
    private long octets;
    private long highestIndex;
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;

    MediaFlow(InetSocketAddress from, InetSocketAddress to, String suite, boolean rtcp, int ssrc, int toneHz) {
        this.from = from;
        this.to = to;
        this.suite = suite;
        this.rtcp = rtcp;
        this.ssrc = ssrc;
        this.tone = new ToneMeter(toneHz);
    }

    /** Counts how many octet values a decrypted frame of G.711 uses: noise uses nearly twice as many as sound. */
    void decrypted(int distinct) {
        measured++;
        distinctOctets += distinct;
    }

    /** A frame of sound of so many octets; keys that are pressed are none. */
    void frame(int length) {
        frames.add(length);
    }

    /** The lengths of the frames of sound: where there are several, they tell of what is said (SRTP-12). */
    public Set<Integer> frames() {
        return Set.copyOf(frames);
    }

    /** Whether this decrypts to noise: what was sealed was not sound, or not sealed as the standard says. */
    boolean noise() {
        return measured >= ENOUGH && distinctOctets > NOISE * measured;
    }

    void packet(Instant time, int length, long index) {
        highestIndex = Math.max(highestIndex, index);
        packets++;
        octets += length;
        first = time.isBefore(first) ? time : first;
        last = time.isAfter(last) ? time : last;
    }

    ToneMeter tone() {
        return tone;
    }

    public InetSocketAddress from() {
        return from;
    }

    public InetSocketAddress to() {
        return to;
    }

    public String suite() {
        return suite;
    }

    public boolean rtcp() {
        return rtcp;
    }

    public int ssrc() {
        return ssrc;
    }

    public long packets() {
        return packets;
    }

    public long octets() {
        return octets;
    }

    public Instant first() {
        return first;
    }

    public Instant last() {
        return last;
    }

    /** How often the sequence number has gone round: the highest rollover counter of the stream (RFC 3711, 3.3.1). */
    public long wraps() {
        return rtcp ? 0 : highestIndex >>> 16;
    }

    /** Whether the canary tone was heard in what was decrypted. */
    public boolean toneHeard() {
        return tone.heard();
    }

    @Override
    public String toString() {
        return (rtcp ? "SRTCP " : "SRTP ") + from + " -> " + to + " " + suite + ", " + packets + " datagrams";
    }
}
