package org.sealphone.crypto.srtp;

import java.security.SecureRandom;

/**
 * What one party of a call sends: SRTP and SRTCP of one SSRC under one key.
 *
 * <p>A fresh key brings a fresh SSRC with a first sequence number below 2^15 (SDES-26): peers disagree whether the
 * rollover counter of a stream goes on under a fresh key or starts at 0, and for an SSRC that is new both mean 0. The
 * SSRC is one that the key has never served (SDES-32), so nothing can be sealed twice under one index.
 *
 * <p>Thread: the owner of sending; {@link #close} any.
 */
public final class SrtpOutbound implements AutoCloseable {
    private final SrtpSender rtp;
    private final SrtcpSender rtcp;
    private final long sealedBefore;

    private SrtpOutbound(SrtpSender rtp, SrtcpSender rtcp, long sealedBefore) {
        this.rtp = rtp;
        this.rtcp = rtcp;
        this.sealedBefore = sealedBefore;
    }

    /**
     * A new stream: rollover counter 0, SRTCP index 0.
     *
     * @throws IllegalArgumentException if these keys are the other party's: that party seals under them (SDES-04)
     */
    public static SrtpOutbound start(SrtpKeys keys, SecureRandom random) {
        int ssrc = ours(keys).freshSsrc(random, 0);
        return new SrtpOutbound(SrtpSender.create(keys, ssrc, random), new SrtcpSender(keys, ssrc), 0);
    }

    /** What follows under fresh keys. Closes this one. */
    public SrtpOutbound rekeyed(SrtpKeys fresh, SecureRandom random) {
        int ssrc = ours(fresh).freshSsrc(random, ssrc());
        SrtpSender next = SrtpSender.create(fresh, ssrc, random);
        rtp.close();
        return new SrtpOutbound(next, rtcp.rekeyed(fresh, ssrc), sealed());
    }

    private static SrtpKeys ours(SrtpKeys keys) {
        if (!keys.ours()) {
            throw new IllegalArgumentException("nothing is sealed under keys that others have made");
        }
        return keys;
    }

    /** Seals RTP. */
    public SrtpSender rtp() {
        return rtp;
    }

    /** Seals RTCP of the same SSRC. */
    public SrtcpSender rtcp() {
        return rtcp;
    }

    public int ssrc() {
        return rtp.ssrc();
    }

    /** Packets sealed so far, SRTP and SRTCP, under keys that this one has followed too. */
    public long sealed() {
        return sealedBefore + rtp.sealed() + rtcp.sealed();
    }

    @Override
    public void close() {
        rtp.close();
        rtcp.close();
    }
}
