package org.sealphone.crypto.srtp;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.rtp.RtcpCompound;
import org.sealphone.crypto.rtp.RtpPacket;

/**
 * What one party of a call receives: SRTP and SRTCP under the keys of the peer, and for a while under the keys that
 * these replaced (SDES-27: RFC 3264 section 8.3.2). Which of the two a packet belongs to its tag decides; the old ones
 * are wiped when their time is over. Time is an argument.
 *
 * <p>Thread: the receive thread opens; others re-key, expire and close, and wait for a packet that is being opened.
 */
public final class SrtpInbound implements AutoCloseable {
    /** How long replaced keys stay: longer than packets linger in a network, and than an answer takes. */
    public static final long OLD_KEYS_NANOS = 10_000_000_000L;

    private final OutcomeCounters rtpCounters = new OutcomeCounters();
    private final OutcomeCounters rtcpCounters = new OutcomeCounters();
    private KeyRing current;
    private @Nullable KeyRing old;
    private long oldUntil;
    private boolean closed;
    private SrtpReceiver lastRtp;
    private SrtcpReceiver lastRtcp;

    /** @param keys one, or several that differ in their identifiers (SDES-19) */
    public SrtpInbound(List<SrtpKeys> keys) {
        current = new KeyRing(keys, new ReceiveContexts());
        lastRtp = current.lastRtp;
        lastRtcp = current.lastRtcp;
    }

    /** Opens an SRTP datagram into {@link #packet()}. */
    public synchronized Unprotected rtp(byte[] datagram, int length, long now) {
        expire(now);
        Unprotected verdict = current.rtp(datagram, length);
        lastRtp = current.lastRtp;
        KeyRing before = old;
        if (before != null && undecided(verdict)) {
            Unprotected byOld = before.rtp(datagram, length);
            lastRtp = byOld == Unprotected.OPENED ? before.lastRtp : lastRtp;
            verdict = weigh(verdict, byOld);
        }
        return rtpCounters.count(verdict);
    }

    /** Opens an SRTCP datagram into {@link #compound()}. */
    public synchronized Unprotected rtcp(byte[] datagram, int length, long now) {
        expire(now);
        Unprotected verdict = current.rtcp(datagram, length);
        lastRtcp = current.lastRtcp;
        KeyRing before = old;
        if (before != null && undecided(verdict)) {
            Unprotected byOld = before.rtcp(datagram, length);
            lastRtcp = byOld == Unprotected.OPENED ? before.lastRtcp : lastRtcp;
            verdict = weigh(verdict, byOld);
        }
        return rtcpCounters.count(verdict);
    }

    /** Only OPENED is proved by a tag; an index that looks old may be one of the other key. */
    private static boolean undecided(Unprotected verdict) {
        return verdict != Unprotected.OPENED && verdict != Unprotected.MALFORMED;
    }

    private static Unprotected weigh(Unprotected byCurrent, Unprotected byOld) {
        return byOld == Unprotected.OPENED || byCurrent == Unprotected.NOT_AUTHENTIC ? byOld : byCurrent;
    }

    /** What the last {@link #rtp} opened, until the next. */
    public RtpPacket packet() {
        return lastRtp.packet();
    }

    /** The 48 bit index of {@link #packet()}. */
    public long index() {
        return lastRtp.index();
    }

    /** Whether {@link #packet()} is the latest of its source, under the keys of this moment: no replay and no straggler. */
    public synchronized boolean packetIsNewest() {
        return lastRtp == current.lastRtp && lastRtp.newest();
    }

    /** The same of {@link #compound()}. */
    public synchronized boolean compoundIsNewest() {
        return lastRtcp == current.lastRtcp && lastRtcp.newest();
    }

    /** What the last {@link #rtcp} opened. */
    public RtcpCompound compound() {
        return lastRtcp.compound();
    }

    /** Fresh keys of a peer that has not moved: its sources may count on, or start again (SDES-26). */
    public synchronized void rekey(List<SrtpKeys> fresh, long now) {
        replace(new KeyRing(fresh, new ReceiveContexts(current.contexts)), now);
    }

    /** Fresh keys of a peer that has moved: a new context, whose rollover counter is 0 (SDES-25). */
    public synchronized void restart(List<SrtpKeys> fresh, long now) {
        replace(new KeyRing(fresh, new ReceiveContexts()), now);
    }

    private void replace(KeyRing next, long now) {
        if (closed) {
            next.close();
            return;
        }
        if (old != null) {
            old.close();
        }
        old = current;
        oldUntil = now + OLD_KEYS_NANOS;
        current = next;
    }

    /** Wipes replaced keys whose time is over. */
    public synchronized void expire(long now) {
        KeyRing before = old;
        if (before != null && now - oldUntil >= 0) {
            before.close();
            old = null;
        }
    }

    /** Whether replaced keys still open packets. */
    public synchronized boolean hasOldKeys() {
        return old != null;
    }

    /** How many SRTP datagrams have ended like this. Any thread. */
    public long rtpCount(Unprotected outcome) {
        return rtpCounters.get(outcome);
    }

    /** How many SRTCP datagrams have ended like this. Any thread. */
    public long rtcpCount(Unprotected outcome) {
        return rtcpCounters.get(outcome);
    }

    ReceiveContexts contexts() {
        return current.contexts;
    }

    /** How many packets were held against a second candidate for their rollover counter (SDES-26). */
    public synchronized long secondTries() {
        return current.contexts.secondTries();
    }

    @Override
    public synchronized void close() {
        closed = true;
        current.close();
        if (old != null) {
            old.close();
            old = null;
        }
    }
}
