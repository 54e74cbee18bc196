package org.sealphone.harness.trunk.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sealphone.harness.oracle.datagram.RtcpLayout;
import org.sealphone.harness.srtp.HarnessKeys;
import org.sealphone.harness.srtp.HarnessSrtp;
import org.sealphone.harness.srtp.HarnessSuite;
import org.sealphone.harness.srtp.RtpOpener;
import org.sealphone.media.codec.Codec;

/** The border between calls in the services' media: who breaks, breaks alone. */
@Timeout(20)
class MediaLoopTest {
    private static final InetAddress LOCAL = InetAddress.getLoopbackAddress();
    /** A channel refuses an address that was never looked up with a RuntimeException: the bug that is planted here. */
    private static final InetSocketAddress NOWHERE = InetSocketAddress.createUnresolved("nowhere.invalid", 9);

    private final SecureRandom random = new SecureRandom();
    private final HarnessKeys keys = HarnessKeys.generate(HarnessSuite.AEAD_AES_128_GCM, random);

    private record Broken(MediaPorts ports, RuntimeException bug) {}

    private StreamPlan tone(InetSocketAddress rtp, InetSocketAddress rtcp) {
        return new StreamPlan(StreamPlan.Voice.TONE, Codec.PCMU, 0, 101, keys, keys, rtp, rtcp, false, true);
    }

    private static InetSocketAddress address(DatagramSocket socket) {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    private static byte[] next(DatagramSocket socket) throws Exception {
        DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
        socket.receive(packet);
        return java.util.Arrays.copyOf(packet.getData(), packet.getLength());
    }

    @Test
    void a_bug_in_one_stream_ends_that_one_and_is_told_and_the_other_goes_on() throws Exception {
        CompletableFuture<Broken> told = new CompletableFuture<>();
        try (DatagramSocket listener = new DatagramSocket(0, LOCAL);
                MediaLoop loop = new MediaLoop(random, (ports, bug) -> told.complete(new Broken(ports, bug)))) {
            MediaPorts sound = loop.bind(LOCAL);
            loop.open(sound, tone(address(listener), address(listener)));
            RtpOpener opener = HarnessSrtp.receiver(keys);
            byte[] first = next(listener);
            assertThat(opener.open(first, first.length).opened()).isTrue();

            MediaPorts broken = loop.bind(LOCAL);
            loop.open(broken, tone(NOWHERE, NOWHERE));
            Broken fault = told.get(10, TimeUnit.SECONDS);
            assertThat(fault.ports()).isSameAs(broken);
            assertThat(fault.bug()).isInstanceOf(java.nio.channels.UnresolvedAddressException.class);

            long sent = loop.counters().rtpSent();
            for (int i = 0; i < 5; i++) {
                byte[] more = next(listener);
                assertThat(opener.open(more, more.length).opened()).isTrue();
            }
            assertThat(loop.counters().rtpSent()).isGreaterThan(sent);
            loop.release(broken);
            loop.release(sound);
            loop.close();
            assertThat(loop.counters().ports()).isZero();
        }
    }

    @Test
    void a_bug_in_the_farewell_gives_the_ports_back_all_the_same() throws Exception {
        CompletableFuture<Broken> told = new CompletableFuture<>();
        try (DatagramSocket listener = new DatagramSocket(0, LOCAL);
                MediaLoop loop = new MediaLoop(random, (ports, bug) -> told.complete(new Broken(ports, bug)))) {
            MediaPorts ports = loop.bind(LOCAL);
            loop.open(ports, tone(address(listener), NOWHERE));
            next(listener);
            loop.release(ports);
            assertThat(told.get(10, TimeUnit.SECONDS).ports()).isSameAs(ports);
            assertThat(loop.counters().ports()).isZero();
            loop.close();
            try (DatagramSocket again = new DatagramSocket(ports.rtp())) {
                assertThat(again.isBound()).isTrue();
            }
        }
    }

    @Test
    void what_no_key_opens_is_counted_and_not_echoed() throws Exception {
        try (DatagramSocket phone = new DatagramSocket(0, LOCAL);
                MediaLoop loop = new MediaLoop(random, (ports, bug) -> {
                    throw bug;
                })) {
            MediaPorts ports = loop.bind(LOCAL);
            HarnessKeys theirs = HarnessKeys.generate(HarnessSuite.AES_CM_128_HMAC_SHA1_80, random);
            HarnessKeys ours = HarnessKeys.generate(HarnessSuite.AES_CM_128_HMAC_SHA1_80, random);
            loop.open(
                    ports,
                    new StreamPlan(
                            StreamPlan.Voice.ECHO,
                            Codec.PCMU,
                            0,
                            101,
                            ours,
                            theirs,
                            address(phone),
                            address(phone),
                            true,
                            true));
            byte[] plain = new byte[172];
            plain[0] = (byte) 0x80;
            plain[8] = 7;
            phone.send(new DatagramPacket(plain, plain.length, ports.rtp()));
            byte[] sealed = HarnessSrtp.sender(theirs, 7 << 24).seal(plain);
            phone.send(new DatagramPacket(sealed, sealed.length, ports.rtp()));
            byte[] echo = next(phone);
            assertThat(HarnessSrtp.receiver(ours).open(echo, echo.length).opened())
                    .isTrue();
            assertThat(loop.counters().notAuthentic()).isEqualTo(1);
            assertThat(loop.counters().rtpReceived()).isEqualTo(1);
            assertThat(loop.counters().datagrams()).isEqualTo(2);
            loop.release(ports);
        }
    }

    @Test
    void what_is_missing_of_a_stream_is_reported_in_a_compound_that_the_oracle_accepts() {
        Reception heard = new Reception(8000);
        for (int i = 0; i < 100; i++) {
            if (i % 4 != 1) {
                heard.packet(7, i, i * 160, i * 20_000_000L);
            }
        }
        byte[] compound = RtcpWriter.compound(
                new RtcpWriter.Sent(9, 1, 160, 0), heard, "name", true, Instant.EPOCH, 2_000_000_000L);
        assertThat(RtcpLayout.problem(compound)).isEmpty();
        int metrics = compound.length - 8 - 36;
        assertThat(compound[metrics + 8]).as("a quarter of what was expected").isEqualTo((byte) 64);
        // 93.2 - 95 * 25 / (25 + 25.1)
        assertThat(compound[metrics + 24]).as("R").isEqualTo((byte) 46);
    }
}
