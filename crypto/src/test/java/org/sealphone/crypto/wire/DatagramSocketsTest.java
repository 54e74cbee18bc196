package org.sealphone.crypto.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.rtp.RtcpCompound;
import org.sealphone.crypto.rtp.RtpPacket;
import org.sealphone.crypto.srtp.SrtpSuite;
import org.sealphone.crypto.time.SystemTimeline;

/** The real sockets, on loopback. */
@Timeout(30)
class DatagramSocketsTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private final SystemTimeline timeline = new SystemTimeline();
    private final SecureWire wire = new SecureWire(timeline, new SecureRandom(), WireTap.none());
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final RtpPacket packet = new RtpPacket();

    @AfterEach
    void close() {
        wire.close();
        timeline.close();
    }

    private final MediaReceiver receiver = new MediaReceiver() {
        @Override
        public void rtp(RtpPacket view, long nanoTime) {
            String text =
                    new String(view.array(), view.payloadOffset(), view.payloadLength(), StandardCharsets.US_ASCII);
            heard.add(Thread.currentThread().getName() + " " + text);
            if (text.equals("bug")) {
                throw new IllegalStateException("a receiver with a bug");
            }
        }

        @Override
        public void rtcp(RtcpCompound compound, long nanoTime) {}
    };

    private ReservedPort reserve() {
        return wire.reserve(LOOPBACK).fold(port -> port, refusal -> {
            throw new AssertionError(refusal.text());
        });
    }

    private RtpPacket speech(String text) {
        packet.begin(0, false, 160);
        byte[] payload = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(payload, 0, packet.array(), packet.payloadOffset(), payload.length);
        packet.payloadLength(payload.length);
        return packet;
    }

    @Test
    void packets_cross_real_sockets_and_are_heard_on_the_one_receive_thread() throws Exception {
        try (ReservedPort here = reserve();
                ReservedPort there = reserve()) {
            AgreedPair keys = AgreedPair.of(SrtpSuite.AEAD_AES_256_GCM);
            SrtpPort one = here.open(keys.offerer(), SrtpPortTest.muxed(there), receiver);
            SrtpPort other = there.open(keys.answerer(), SrtpPortTest.muxed(here), receiver);
            assertThat(one.send(one.rtp().protect(speech("a")))).isTrue();
            assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("wire-receive a");
            assertThat(other.send(other.rtp().protect(speech("b")))).isTrue();
            assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("wire-receive b");
            assertThat(wire.ledger().datagramsOut()).isEqualTo(2);
        }
    }

    @Test
    void with_a_crowd_of_sockets_every_datagram_of_each_is_received() throws Exception {
        List<ReservedPort> crowd = new ArrayList<>();
        try (DatagramSocket outside = new DatagramSocket(0, LOOPBACK)) {
            for (int i = 0; i < 80; i++) {
                crowd.add(reserve());
            }
            for (int turn = 0; turn < 5; turn++) {
                for (ReservedPort port : crowd) {
                    outside.send(new DatagramPacket(new byte[20], 20, LOOPBACK, port.rtpPort()));
                    outside.send(new DatagramPacket(new byte[20], 20, LOOPBACK, port.rtcpPort()));
                }
            }
            while (crowd.stream().anyMatch(port -> port.dropped() < 10)) {
                Thread.onSpinWait();
            }
            assertThat(wire.ledger().snapshot().datagramsIn()).isEqualTo(800);
        } finally {
            crowd.forEach(ReservedPort::close);
        }
    }

    @Test
    void a_bug_in_one_receiver_is_heard_and_silences_nobody() throws Exception {
        AtomicReference<Throwable> bug = new AtomicReference<>();
        CountDownLatch reported = new CountDownLatch(1);
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> {
            bug.set(thrown);
            reported.countDown();
        });
        try (ReservedPort here = reserve();
                ReservedPort there = reserve()) {
            AgreedPair keys = AgreedPair.of(SrtpSuite.AEAD_AES_256_GCM);
            SrtpPort one = here.open(keys.offerer(), SrtpPortTest.muxed(there), receiver);
            there.open(keys.answerer(), SrtpPortTest.muxed(here), receiver);
            one.send(one.rtp().protect(speech("bug")));
            assertThat(reported.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(bug.get()).hasMessageContaining("bug");
            heard.clear();
            one.send(one.rtp().protect(speech("after")));
            assertThat(heard.poll(10, TimeUnit.SECONDS)).endsWith("after");
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }

    @Test
    void ADV_70_an_idle_port_drops_and_answers_nothing() throws Exception {
        try (ReservedPort port = reserve();
                DatagramSocket stranger = new DatagramSocket(0, LOOPBACK)) {
            stranger.setSoTimeout(150);
            byte[] probe = new byte[172];
            probe[0] = (byte) 0x80;
            stranger.send(new DatagramPacket(probe, probe.length, LOOPBACK, port.rtpPort()));
            stranger.send(new DatagramPacket(probe, probe.length, LOOPBACK, port.rtcpPort()));
            org.assertj.core.api.Assertions.assertThatThrownBy(
                            () -> stranger.receive(new DatagramPacket(new byte[9], 9)))
                    .isInstanceOf(java.net.SocketTimeoutException.class);
            assertThat(port.dropped()).isEqualTo(2);
            assertThat(wire.ledger().datagramsIn()).isEqualTo(2);
            assertThat(wire.ledger().datagramsOut()).isZero();
        }
    }

    @Test
    void ports_are_even_random_and_free_again_after_the_close() throws Exception {
        Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < 8; i++) {
            ReservedPort port = reserve();
            assertThat(port.rtpPort() % 2).isZero();
            assertThat(port.rtpPort()).isBetween(16384, 32766);
            assertThat(port.rtcpPort()).isEqualTo(port.rtpPort() + 1);
            assertThat(port.address()).isEqualTo(LOOPBACK);
            seen.add(port.rtpPort());
            port.close();
            port.close();
            bindWhenReleased(port.rtpPort());
        }
        assertThat(seen).hasSizeGreaterThan(4);
    }

    /** The selector lets go of a closed channel at its next turn. */
    private static void bindWhenReleased(int port) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (true) {
            try (DatagramSocket socket = new DatagramSocket(port, LOOPBACK)) {
                assertThat(socket.getLocalPort()).isEqualTo(port);
                return;
            } catch (java.net.BindException notYet) {
                assertThat(System.nanoTime()).isLessThan(deadline);
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void an_address_that_is_not_ours_is_a_refusal() throws Exception {
        InetAddress elsewhere = InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 77});
        Outcome<ReservedPort> outcome = wire.reserve(elsewhere);
        assertThat(outcome.<String>fold(port -> "reserved", refusal -> refusal.text()))
                .startsWith("NET-06")
                .contains("192.0.2.77");
    }

    @Test
    void a_datagram_that_the_socket_refuses_is_not_counted_as_sent() throws Exception {
        try (ReservedPort here = reserve()) {
            AgreedPair keys = AgreedPair.of(SrtpSuite.AEAD_AES_256_GCM);
            InetAddress broadcast =
                    InetAddress.getByAddress(new byte[] {(byte) 255, (byte) 255, (byte) 255, (byte) 255});
            MediaRemote nowhere = MediaRemote.multiplexed(new InetSocketAddress(broadcast, 4000));
            SrtpPort port = here.open(keys.offerer(), nowhere, receiver);
            assertThat(port.send(port.rtp().protect(speech("x")))).isFalse();
            assertThat(port.counters().notTaken()).isEqualTo(1);
            assertThat(wire.ledger().datagramsOut()).isZero();
        }
    }

    @Test
    void a_closed_wire_hears_nothing_more() {
        ReservedPort port = reserve();
        wire.close();
        port.close();
        assertThat(port.dropped()).isZero();
    }
}
