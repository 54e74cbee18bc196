package org.sealphone.crypto.srtp;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import org.sealphone.crypto.rtp.RtcpCompound;
import org.sealphone.crypto.rtp.RtcpPacket.ReceiverReport;
import org.sealphone.crypto.rtp.RtpPacket;

/**
 * Seals and opens packets to itself under throw-away keys, so that the classes are loaded and compiled before the first packet of a
 * call: cold, that one would take a millisecond and the next thousands tens of microseconds.
 *
 * <p>Bounded by count, and ends early when its thread is interrupted. Meant for a background thread at start; nothing waits for it.
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
        SecureRandom random = new SecureRandom();
        return warm(SrtpSuite.AES_CM_128_HMAC_SHA1_80, random, packetsEach)
                + warm(SrtpSuite.AEAD_AES_256_GCM, random, packetsEach);
    }

    private static int warm(SrtpSuite suite, SecureRandom random, int most) {
        try (SrtpKeys keys = SrtpKeys.generate(suite, random);
                SrtpSender sender = SrtpSender.create(keys, 1, random);
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
