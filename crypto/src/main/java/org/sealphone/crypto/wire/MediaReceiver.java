package org.sealphone.crypto.wire;

import org.sealphone.crypto.rtp.RtcpCompound;
import org.sealphone.crypto.rtp.RtpPacket;

/**
 * Takes what authenticated and nothing else. Thread: the one receive thread of the process; hand over at once. The packet is a
 * lease, valid until the call returns; the compound may be kept.
 */
public interface MediaReceiver {
    /** An RTP packet, at the time of its arrival. */
    void rtp(RtpPacket view, long nanoTime);

    /** A compound of RTCP packets. */
    void rtcp(RtcpCompound compound, long nanoTime);
}
