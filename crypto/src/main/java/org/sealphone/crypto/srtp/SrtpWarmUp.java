package org.sealphone.crypto.srtp;

import java.util.Arrays;
import java.util.List;
import org.sealphone.crypto.rtp.RtcpCompound;
import org.sealphone.crypto.rtp.RtcpPacket.ReceiverReport;
import org.sealphone.crypto.rtp.RtpPacket;

/**
 * Seals and opens packets to itself, so that the classes are loaded and compiled before the first packet of a call:
 * cold, that one would take a millisecond and the next thousands tens of microseconds. The key is of zeros, and no
 * packet under it leaves this class.
 *
 * <p>Bounded by count, and ends early when its thread is interrupted. Meant for a background thread at start; nothing
 * waits for it.
 */
public final class SrtpWarmUp {
    private static final int PACKETS = 8_000;
    private static final int PAYLOAD = 160;

    private SrtpWarmUp() {}

    /** Warms both kinds of cipher up, on the calling thread; returns how many packets it sealed and opened. */
    public static int run() {
        return run(PACKETS);
    }

    static int run(int packetsEach) {
        return warm(SrtpSuite.AES_CM_128_HMAC_SHA1_80, packetsEach) + warm(SrtpSuite.AEAD_AES_256_GCM, packetsEach);
    }

    private static int warm(SrtpSuite suite, int most) {
        try (SrtpKeys keys = SrtpKeys.of(suite, new byte[suite.masterLength()]);
                SrtpSender sender = new SrtpSender(keys, 1, 0);
                SrtpReceiver receiver = new SrtpReceiver(keys);
                SrtcpSender reports = new SrtcpSender(keys, 1);
                SrtcpReceiver reported = new SrtcpReceiver(keys)) {
            ProtectedPacket report = reports.protect(RtcpCompound.of(new ReceiverReport(1, List.of()), "warm-up"));
            if (report != null) {
                byte[] copy = Arrays.copyOfRange(report.array(), report.offset(), report.offset() + report.length());
                reported.unprotect(copy, copy.length);
            }
            return exchange(sender, receiver, most);
        }
    }

    private static int exchange(SrtpSender sender, SrtpReceiver receiver, int most) {
        RtpPacket plain = new RtpPacket();
        byte[] datagram = new byte[RtpPacket.MAX_SIZE];
        int opened = 0;
        while (opened < most && !Thread.currentThread().isInterrupted()) {
            plain.begin(0, false, (long) opened * PAYLOAD).payloadLength(PAYLOAD);
            ProtectedPacket sealed = sender.protect(plain);
            if (sealed == null) {
                break;
            }
            System.arraycopy(sealed.array(), sealed.offset(), datagram, 0, sealed.length());
            if (receiver.unprotect(datagram, sealed.length()) != Unprotected.OPENED) {
                throw new IllegalStateException("SRTP cannot open what it has sealed");
            }
            opened++;
        }
        return opened;
    }
}
