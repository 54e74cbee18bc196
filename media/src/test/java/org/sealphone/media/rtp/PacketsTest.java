package org.sealphone.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sealphone.crypto.rtp.RtpPacket;
import org.sealphone.media.codec.Codec;

class PacketsTest {
    @Test
    void the_packetizer_counts_time_and_marks_the_beginning_of_a_spurt() {
        Packetizer packetizer = new Packetizer(Codec.PCMU, Codec.PCMU.newEncoder(), 0, 20, 0xFFFF_FFFF - 159);
        short[] pcm = new short[200];
        pcm[40] = 1000;
        RtpPacket packet = packetizer.next(pcm, 40);
        assertThat(packetizer.samples()).isEqualTo(160);
        assertThat(packet.marker()).isTrue();
        assertThat(packet.payloadType()).isZero();
        assertThat(packet.timestamp()).isEqualTo(0xFFFF_FF60L);
        assertThat(packet.payloadLength()).isEqualTo(160);
        assertThat(packet.array()[packet.payloadOffset()]).isNotEqualTo((byte) 0xFF);
        assertThat(packet.array()[packet.payloadOffset() + 1]).isEqualTo((byte) 0xFF);
        assertThat(packetizer.next(pcm, 0)).isSameAs(packet);
        assertThat(packet.marker()).isFalse();
        assertThat(packet.timestamp()).isZero();
        packetizer.skip();
        assertThat(packetizer.timestamp()).isEqualTo(320);
        assertThat(packetizer.next(pcm, 0).marker()).isTrue();
        assertThat(packetizer.octets()).isEqualTo(480);
    }

    @Test
    void packet_times_and_numbers_follow_the_plan() {
        Packetizer packetizer = new Packetizer(Codec.PCMA, Codec.PCMA.newEncoder(), 97, 60, 0);
        RtpPacket packet = packetizer.next(new short[480], 0);
        assertThat(packet.payloadType()).isEqualTo(97);
        assertThat(packet.payloadLength()).isEqualTo(480);
        assertThat(packetizer.next(new short[480], 0).timestamp()).isEqualTo(480);
    }

    @Test
    void a_received_packet_is_a_copy() {
        RtpPacket lease = new RtpPacket().begin(8, true, 4000);
        lease.payloadLength(500);
        lease.array()[lease.payloadOffset() + 499] = 7;
        lease.stamp(0x1234, 65_535);
        ReceivedPacket packet = new ReceivedPacket();
        packet.take(lease, 99);
        lease.begin(0, false, 0);
        ReceivedPacket copy = new ReceivedPacket();
        copy.take(packet);
        assertThat(copy.payloadType()).isEqualTo(8);
        assertThat(copy.marker()).isTrue();
        assertThat(copy.timestamp()).isEqualTo(4000);
        assertThat(copy.sequence()).isEqualTo(65_535);
        assertThat(copy.ssrc()).isEqualTo(0x1234);
        assertThat(copy.arrival()).isEqualTo(99);
        assertThat(copy.length()).isEqualTo(500);
        assertThat(copy.payload()[499]).isEqualTo((byte) 7);
    }

    @Test
    void the_queue_keeps_order_and_drops_the_newest_when_full() {
        PacketQueue queue = new PacketQueue();
        RtpPacket packet = new RtpPacket().begin(0, false, 0);
        assertThat(queue.peek()).isNull();
        for (int i = 0; i < 70; i++) {
            packet.stamp(1, i);
            assertThat(queue.offer(packet, i)).isEqualTo(i < 64);
        }
        assertThat(queue.dropped()).isEqualTo(6);
        for (int i = 0; i < 64; i++) {
            ReceivedPacket next = queue.peek();
            assertThat(next).isNotNull();
            assertThat(next.sequence()).isEqualTo(i);
            queue.release();
        }
        assertThat(queue.peek()).isNull();
    }

    @Tag("privileged")
    @Test
    void two_threads_share_the_queue_without_losing_or_mixing_a_packet() throws Exception {
        PacketQueue queue = new PacketQueue();
        int packets = 100_000;
        CompletableFuture<Integer> consumer = CompletableFuture.supplyAsync(() -> {
            int expected = 0;
            while (expected < packets) {
                ReceivedPacket next = queue.peek();
                if (next == null) {
                    Thread.onSpinWait();
                    continue;
                }
                if (next.timestamp() != expected || next.sequence() != (expected & 0xFFFF)) {
                    throw new AssertionError("packet " + next.timestamp() + " instead of " + expected);
                }
                queue.release();
                expected++;
            }
            return expected;
        });
        RtpPacket packet = new RtpPacket();
        for (int i = 0; i < packets && !consumer.isDone(); ) {
            packet.begin(0, false, i);
            packet.stamp(1, i & 0xFFFF);
            packet.payloadLength(160);
            if (queue.offer(packet, i)) {
                i++;
            } else {
                Thread.onSpinWait();
            }
        }
        assertThat(consumer.get(20, TimeUnit.SECONDS)).isEqualTo(packets);
    }
}
