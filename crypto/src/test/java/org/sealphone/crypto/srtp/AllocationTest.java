package org.sealphone.crypto.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sealphone.crypto.rtp.RtpPacket;

/** Counter mode leaves the garbage collector alone: nothing is allocated from plaintext to datagram and back. */
class AllocationTest {
    private static final int PACKETS = 2_000;
    private static final int ROUNDS = 10;

    private static volatile byte[] escape = {};

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @ParameterizedTest
    @EnumSource(names = {"AES_256_CM_HMAC_SHA1_80", "AES_CM_128_HMAC_SHA1_80", "AES_CM_128_HMAC_SHA1_32"})
    void no_allocation_per_packet(SrtpSuite suite) {
        SrtpKeys keys = Vector.keys(suite, 1);
        SrtpSender sender = new SrtpSender(keys, 1, 65_000L - 40_000);
        SrtpReceiver receiver = new SrtpReceiver(keys);
        RtpPacket plain = new RtpPacket();
        byte[] datagram = new byte[RtpPacket.MAX_SIZE];
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            exchange(sender, receiver, plain, datagram);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        // An object has 16 octets at least, so less than one octet for each packet is none for a packet.
        assertThat(least).isLessThan(PACKETS);
        assertThat(receiver.count(Unprotected.OPENED)).isEqualTo((long) PACKETS * ROUNDS);
        assertThat(receiver.count(Unprotected.REPLAYED)).isEqualTo((long) PACKETS * ROUNDS);
        assertThat(receiver.count(Unprotected.NOT_AUTHENTIC)).isEqualTo((long) PACKETS * ROUNDS);
    }

    @Test
    void the_gauge_sees_one_small_object_for_each_packet() {
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < PACKETS; i++) {
            escape = new byte[1];
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isGreaterThanOrEqualTo(16L * PACKETS);
        assertThat(escape).hasSize(1);
    }

    private static void exchange(SrtpSender sender, SrtpReceiver receiver, RtpPacket plain, byte[] datagram) {
        for (int i = 0; i < PACKETS; i++) {
            plain.begin(0, false, 160L * i).payloadLength(160);
            ProtectedPacket sealed = sender.protect(plain);
            int length = sealed.length();
            System.arraycopy(sealed.array(), sealed.offset(), datagram, 0, length);
            datagram[100] ^= 1;
            receiver.unprotect(datagram, length);
            datagram[100] ^= 1;
            receiver.unprotect(datagram, length);
            receiver.unprotect(datagram, length);
        }
    }
}
