package org.sealphone.crypto.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sealphone.crypto.cipher.Backends;
import org.sealphone.crypto.cipher.CipherBackend;
import org.sealphone.crypto.rtp.RtpPacket;

/** Packets leave the garbage collector alone: with the intrinsics, nothing is allocated from plaintext to datagram and back. */
class AllocationTest {
    private static final int PACKETS = 2_000;
    private static final int ROUNDS = 10;

    private static volatile byte[] escape = {};

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @ParameterizedTest
    @EnumSource
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

    @ParameterizedTest
    @EnumSource(names = "AES_.*", mode = EnumSource.Mode.MATCH_ALL)
    void no_allocation_per_packet_in_counter_mode_through_the_public_API(SrtpSuite suite) {
        assertThat(leastAllocated(suite, Backends.publicApi())).isLessThan(PACKETS);
    }

    @ParameterizedTest
    @EnumSource(names = "AEAD_.*", mode = EnumSource.Mode.MATCH_ALL)
    void AES_GCM_through_the_public_API_allocates_and_the_documents_say_so(SrtpSuite suite) {
        assertThat(leastAllocated(suite, Backends.publicApi()) / PACKETS).isBetween(500L, 2_000L);
    }

    private long leastAllocated(SrtpSuite suite, CipherBackend backend) {
        PacketCipher cipher = PacketCipher.of(SessionKeys.derive(Vector.keys(suite, 1), SrtpProtocol.SRTP), backend);
        byte[] packet = new byte[172 + PacketCipher.ROOM];
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < PACKETS; i++) {
                cipher.seal(packet, 0, 12, 172, 1, (long) round * PACKETS + i);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
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
