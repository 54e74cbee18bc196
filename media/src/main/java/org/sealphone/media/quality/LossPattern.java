package org.sealphone.media.quality;

import org.sealphone.crypto.rtp.VoipMetrics;

/**
 * Whether packets go missing one by one or in bursts (RFC 3611 section 4.7.2): a burst begins and ends with a packet that
 * was not there when it was due, and has no {@link VoipMetrics#GAP} packets in a row that were. One that is alone among
 * many is no burst.
 *
 * <p>Told of every packet in the order in which it is played. Owned by the thread that plays.
 */
public final class LossPattern {
    private long played;
    private long missing;
    private long runs;
    private long bursts;
    private long packetsInBursts;
    private long missingInBursts;
    private int since = VoipMetrics.GAP;
    private long openLength;
    private long openMissing;

    /** A packet was there, or another repeated it. */
    public void played() {
        played++;
        since++;
    }

    /** A packet was not. */
    public void missed() {
        runs += since > 0 ? 1 : 0;
        missing++;
        if (since >= VoipMetrics.GAP) {
            close();
            openLength = 1;
            openMissing = 1;
        } else {
            openLength += since + 1;
            openMissing++;
        }
        since = 0;
    }

    private void close() {
        if (openMissing > 1) {
            bursts++;
            packetsInBursts += openLength;
            missingInBursts += openMissing;
        }
        openMissing = 0;
    }

    /** What it is by now, as if many packets followed that were there. */
    public Shares shares() {
        boolean open = openMissing > 1;
        long within = packetsInBursts + (open ? openLength : 0);
        long missed = missingInBursts + (open ? openMissing : 0);
        long all = played + missing;
        return new Shares(bursts + (open ? 1 : 0), within, missed, all - within, missing - missed);
    }

    /**
     * Packets in bursts and between them.
     *
     * @param bursts how many there were
     * @param within packets that were due in bursts
     * @param missedWithin those of them that were missing
     * @param between all other packets
     * @param missedBetween those of them that were missing
     */
    public record Shares(long bursts, long within, long missedWithin, long between, long missedBetween) {}

    /** Of all that was due what was missing, from 0 to 1. */
    public double ratio() {
        return played + missing == 0 ? 0 : (double) missing / (played + missing);
    }

    /**
     * BurstR of ITU-T G.107: how long the runs of missing packets are, against what chance makes of the same loss. Never
     * below 1, which is chance.
     */
    public double burstRatio() {
        return runs == 0 ? 1 : Math.max(1, (double) missing / runs * (1 - ratio()));
    }
}
