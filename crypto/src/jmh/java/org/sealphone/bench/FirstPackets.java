package org.sealphone.bench;

import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.sealphone.crypto.rtp.RtpPacket;
import org.sealphone.crypto.srtp.ProtectedPacket;
import org.sealphone.crypto.srtp.SrtpKeys;
import org.sealphone.crypto.srtp.SrtpReceiver;
import org.sealphone.crypto.srtp.SrtpSender;
import org.sealphone.crypto.srtp.SrtpSuite;
import org.sealphone.crypto.srtp.SrtpWarmUp;
import org.sealphone.crypto.srtp.Unprotected;

/**
 * The first hundred packets of the first call of a fresh JVM, a packet each 20 ms, sealed and opened, after the warm-up that
 * a phone does at start. Prints how many of them took less than 60 microseconds, then the slowest and the warm-up in
 * milliseconds.
 */
public final class FirstPackets {
    private static final int PACKETS = 100;
    private static final long QUICK = 60_000;
    private static final long INTERVAL = 20_000_000;

    private FirstPackets() {}

    public static void main(String[] arguments) {
        long begun = System.nanoTime();
        SrtpWarmUp.run();
        long warm = System.nanoTime() - begun;
        SrtpSuite suite = SrtpSuite.AES_CM_128_HMAC_SHA1_80;
        SrtpKeys keys = SrtpKeys.of(suite, new byte[suite.masterLength()]);
        long[] took = call(new SrtpSender(keys, 7, 0), new SrtpReceiver(keys));
        long quick =
                Arrays.stream(took).filter(nanoseconds -> nanoseconds < QUICK).count();
        long slowest = Arrays.stream(took).max().orElseThrow();
        System.out.printf("%d slowest %.3f ms, warm-up %.0f ms%n", quick, slowest / 1e6, warm / 1e6);
    }

    private static long[] call(SrtpSender sender, SrtpReceiver receiver) {
        RtpPacket plain = new RtpPacket();
        byte[] datagram = new byte[RtpPacket.MAX_SIZE];
        long[] took = new long[PACKETS];
        long next = System.nanoTime();
        for (int i = 0; i < PACKETS; i++) {
            plain.begin(0, false, 160L * i).payloadLength(160);
            long begun = System.nanoTime();
            ProtectedPacket sealed = sender.protect(plain);
            int length = sealed.length();
            System.arraycopy(sealed.array(), sealed.offset(), datagram, 0, length);
            boolean opened = receiver.unprotect(datagram, length) == Unprotected.OPENED;
            took[i] = System.nanoTime() - begun;
            if (!opened) {
                throw new IllegalStateException("packet " + i + " was not opened");
            }
            next += INTERVAL;
            while (System.nanoTime() < next) {
                LockSupport.parkNanos(next - System.nanoTime());
            }
        }
        return took;
    }
}
