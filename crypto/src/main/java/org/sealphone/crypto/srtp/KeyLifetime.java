package org.sealphone.crypto.srtp;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many packets one master key has protected in one direction, and how many it may (SRTP-08: RFC 3711 section 9.2):
 * 2^48 SRTP and 2^31 SRTCP, or fewer where SDES says so. The count runs over all SSRCs under the key; whichever
 * protocol reaches its limit first ends the key for both.
 *
 * <p>Thread: any; a call's RTP and RTCP may be counted by different threads.
 */
final class KeyLifetime {
    static final long MAX_SRTP = 1L << 48;
    static final long MAX_SRTCP = 1L << 31;

    private final long srtpLimit;
    private final long srtcpLimit;
    private final AtomicLong srtp = new AtomicLong();
    private final AtomicLong srtcp = new AtomicLong();

    /** @param packets the most of either protocol; the standard's own limits still hold */
    KeyLifetime(long packets) {
        if (packets < 1) {
            throw new IllegalArgumentException("lifetime of " + packets + " packets");
        }
        this.srtpLimit = Math.min(packets, MAX_SRTP);
        this.srtcpLimit = Math.min(packets, MAX_SRTCP);
    }

    /** As if that many packets had been protected before. */
    void advance(long srtpPackets, long srtcpPackets) {
        srtp.addAndGet(srtpPackets);
        srtcp.addAndGet(srtcpPackets);
    }

    boolean exhausted() {
        return srtp.get() >= srtpLimit || srtcp.get() >= srtcpLimit;
    }

    /** Counts one SRTP packet if the key still may protect one. */
    boolean spendSrtp() {
        return srtcp.get() < srtcpLimit && spend(srtp, srtpLimit);
    }

    /** Counts one SRTCP packet if the key still may protect one. */
    boolean spendSrtcp() {
        return srtp.get() < srtpLimit && spend(srtcp, srtcpLimit);
    }

    private static boolean spend(AtomicLong used, long limit) {
        long before = used.get();
        while (before < limit) {
            if (used.compareAndSet(before, before + 1)) {
                return true;
            }
            before = used.get();
        }
        return false;
    }
}
