package org.sealphone.crypto.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sealphone.crypto.rtp.RtcpCompound;
import org.sealphone.crypto.rtp.RtcpPacket;
import org.sealphone.crypto.rtp.RtpPacket;
import org.sealphone.crypto.sdes.Agreed;
import org.sealphone.crypto.sdes.Negotiation;
import org.sealphone.crypto.sdes.SdesOffer;
import org.sealphone.crypto.sdes.SdesOutcome;
import org.sealphone.crypto.srtp.SrtcpPacket;
import org.sealphone.crypto.srtp.SrtpPacket;
import org.sealphone.crypto.srtp.SrtpSuite;
import org.sealphone.crypto.time.VirtualTimeline;

/** Ports with keys over a simulated network under virtual time: what leaves, what is let in, and what ends. */
class SrtpPortTest {
    private final VirtualTimeline timeline = new VirtualTimeline();
    private final Tap tap = new Tap();
    private final SimulatedNetwork network = new SimulatedNetwork(timeline, 1, Weather.fine(), tap);
    private final ReservedPort here = network.reserve(1);
    private final ReservedPort there = network.reserve(2);
    private final Heard heard = new Heard();
    private final RtpPacket packet = new RtpPacket();

    /** Remembers what was heard. */
    static final class Heard implements MediaReceiver {
        final List<String> rtp = new ArrayList<>();
        final List<RtcpCompound> rtcp = new ArrayList<>();

        @Override
        public void rtp(RtpPacket view, long nanoTime) {
            rtp.add(new String(
                    view.array(),
                    view.payloadOffset(),
                    view.payloadLength(),
                    java.nio.charset.StandardCharsets.US_ASCII));
        }

        @Override
        public void rtcp(RtcpCompound compound, long nanoTime) {
            rtcp.add(compound);
        }
    }

    /** Keeps every datagram. */
    static final class Tap implements WireTap {
        final List<byte[]> out = new ArrayList<>();
        final List<byte[]> in = new ArrayList<>();
        final List<InetSocketAddress> to = new ArrayList<>();
        final List<InetSocketAddress> from = new ArrayList<>();

        @Override
        public void datagramOut(
                InetSocketAddress f, InetSocketAddress t, byte[] bytes, int offset, int length, Instant at) {
            out.add(Arrays.copyOfRange(bytes, offset, offset + length));
            to.add(t);
            from.add(f);
        }

        @Override
        public void datagramIn(
                InetSocketAddress f, InetSocketAddress t, byte[] bytes, int offset, int length, Instant at) {
            in.add(Arrays.copyOfRange(bytes, offset, offset + length));
        }

        @Override
        public void streamOut(InetSocketAddress l, InetSocketAddress r, byte[] b, int o, int n, Instant at) {}

        @Override
        public void streamIn(InetSocketAddress l, InetSocketAddress r, byte[] b, int o, int n, Instant at) {}

        @Override
        public void streamClosed(InetSocketAddress l, InetSocketAddress r, Instant at) {}
    }

    static InetSocketAddress rtpOf(ReservedPort port) {
        return new InetSocketAddress(port.address(), port.rtpPort());
    }

    static MediaRemote muxed(ReservedPort port) {
        return MediaRemote.multiplexed(rtpOf(port));
    }

    static MediaRemote split(ReservedPort port) {
        return new MediaRemote(rtpOf(port), new InetSocketAddress(port.address(), port.rtcpPort()), false);
    }

    private RtpPacket speech(String text) {
        packet.begin(0, false, 160);
        byte[] payload = text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        System.arraycopy(payload, 0, packet.array(), packet.payloadOffset(), payload.length);
        packet.payloadLength(payload.length);
        return packet;
    }

    private static RtcpCompound report(int ssrc) {
        return RtcpCompound.of(new RtcpPacket.ReceiverReport(ssrc, List.of()), "cname");
    }

    private void settle() {
        timeline.advance(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @EnumSource(SrtpSuite.class)
    void what_one_side_seals_the_other_opens(SrtpSuite suite) {
        AgreedPair keys = AgreedPair.of(suite);
        SrtpPort one = here.open(keys.offerer(), muxed(there), heard);
        SrtpPort other = there.open(keys.answerer(), muxed(here), heard);
        assertThat(one.send(one.rtp().protect(speech("hello")))).isTrue();
        assertThat(one.send(one.rtcp().protect(report(one.ssrc())))).isTrue();
        settle();
        assertThat(heard.rtp).containsExactly("hello");
        assertThat(heard.rtcp).hasSize(1);
        assertThat(one.counters().rtpOut()).isEqualTo(1);
        assertThat(one.counters().rtcpOut()).isEqualTo(1);
        assertThat(other.counters().rtpIn()).isEqualTo(1);
        assertThat(other.counters().rtcpIn()).isEqualTo(1);
        assertThat(network.ledger().rtpOut()).isEqualTo(one.rtp().sealed());
        assertThat(network.ledger().rtcpOut()).isEqualTo(one.rtcp().sealed());
        assertThat(network.ledger().datagramsOut()).isEqualTo(2);
        assertThat(network.ledger().datagramBytesOut())
                .isEqualTo(tap.out.stream().mapToLong(b -> b.length).sum());
        assertThat(network.ledger().snapshot().datagramsIn())
                .isEqualTo(network.ledger().datagramsIn())
                .isEqualTo(2);
        assertThat(tap.out.get(0)).isEqualTo(tap.in.get(0));
        assertThat(new String(tap.out.get(0), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("hello");
        assertThat(one.remote()).isEqualTo(muxed(there));
    }

    @Test
    void SRTP_17_without_multiplexing_reports_use_the_second_port() {
        AgreedPair keys = AgreedPair.of(SrtpSuite.AEAD_AES_128_GCM);
        SrtpPort one = here.open(keys.offerer(), split(there), heard);
        SrtpPort other = there.open(keys.answerer(), split(here), heard);
        one.send(one.rtp().protect(speech("a")));
        one.send(one.rtcp().protect(report(one.ssrc())));
        settle();
        assertThat(tap.to).containsExactly(rtpOf(there), new InetSocketAddress(there.address(), there.rtcpPort()));
        assertThat(heard.rtp).hasSize(1);
        assertThat(heard.rtcp).hasSize(1);
        // The same SRTCP on the RTP port is taken for RTP there and does not authenticate.
        one.send(one.rtcp().protect(report(one.ssrc())));
        network.inject(tap.out.get(2), rtpOf(here), rtpOf(there));
        assertThat(other.counters().authFailed()).isEqualTo(1);
    }

    @Test
    void SRTP_19_packets_leave_from_where_the_others_arrive() {
        AgreedPair keys = AgreedPair.of(SrtpSuite.AEAD_AES_128_GCM);
        SrtpPort one = here.open(keys.offerer(), split(there), heard);
        one.send(one.rtp().protect(speech("a")));
        one.send(one.rtcp().protect(report(one.ssrc())));
        assertThat(tap.from).containsExactly(rtpOf(here), new InetSocketAddress(here.address(), here.rtcpPort()));
        SrtpPort muxed = here.open(AgreedPair.of(SrtpSuite.AEAD_AES_128_GCM).offerer(), muxed(there), heard);
        muxed.send(muxed.rtcp().protect(report(muxed.ssrc())));
        assertThat(tap.from.get(2)).isEqualTo(rtpOf(here));
    }

    @Test
    void SRTP_17_with_multiplexing_the_second_port_takes_nothing() {
        AgreedPair keys = AgreedPair.of(SrtpSuite.AEAD_AES_128_GCM);
        SrtpPort one = here.open(keys.offerer(), muxed(there), heard);
        SrtpPort other = there.open(keys.answerer(), muxed(here), heard);
        one.send(one.rtcp().protect(report(one.ssrc())));
        network.inject(tap.out.get(0), rtpOf(here), new InetSocketAddress(there.address(), there.rtcpPort()));
        assertThat(heard.rtcp).isEmpty();
        assertThat(other.counters().foreign()).isEqualTo(1);
        settle();
        assertThat(heard.rtcp).hasSize(1);
    }

    @Test
    void SRTP_18_ADV_74_60_61_what_is_not_ours_is_dropped_and_counted() {
        AgreedPair keys = AgreedPair.of(SrtpSuite.AES_CM_128_HMAC_SHA1_80);
        SrtpPort one = here.open(keys.offerer(), muxed(there), heard);
        SrtpPort other = there.open(keys.answerer(), muxed(here), heard);
        one.send(one.rtp().protect(speech("genuine")));
        byte[] genuine = tap.out.get(0);
        byte[] forged = genuine.clone();
        forged[forged.length - 1] ^= 1;
        byte[] stun = new byte[20];
        byte[] plain = Arrays.copyOf(genuine, 172);
        InetSocketAddress stranger = new InetSocketAddress(here.address(), 9);
        network.inject(stun, rtpOf(here), rtpOf(there));
        network.inject(new byte[0], rtpOf(here), rtpOf(there));
        network.inject(plain, stranger, rtpOf(there));
        network.inject(forged, rtpOf(here), rtpOf(there));
        network.inject(Arrays.copyOf(genuine, 13), rtpOf(here), rtpOf(there));
        settle();
        network.inject(genuine, stranger, rtpOf(there));
        PortCounters counters = other.counters();
        assertThat(heard.rtp).containsExactly("genuine");
        assertThat(counters.foreign()).isEqualTo(2);
        assertThat(counters.authFailed()).isEqualTo(2);
        assertThat(counters.malformed()).isEqualTo(1);
        assertThat(counters.replayed()).isEqualTo(1);
        assertThat(counters.rtpIn()).isEqualTo(1);
        assertThat(counters.exhausted() + counters.noContext()).isZero();
        assertThat(there.dropped()).isEqualTo(6);
    }

    @Test
    void a_packet_of_another_port_is_refused() {
        AgreedPair keys = AgreedPair.of(SrtpSuite.AEAD_AES_256_GCM);
        AgreedPair others = AgreedPair.of(SrtpSuite.AEAD_AES_256_GCM);
        SrtpPort one = here.open(keys.offerer(), muxed(there), heard);
        SrtpPort other = here.open(others.offerer(), muxed(there), heard);
        SrtpPacket foreign = other.rtp().protect(speech("x"));
        SrtcpPacket foreignReport = other.rtcp().protect(report(other.ssrc()));
        assertThatThrownBy(() -> one.send(foreign)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> one.send(foreignReport)).isInstanceOf(IllegalArgumentException.class);
        assertThat(network.ledger().datagramsOut()).isZero();
        assertThat(other.send(foreign)).isTrue();
    }

    @Test
    void nothing_leaves_and_nothing_is_heard_after_the_close() {
        AgreedPair keys = AgreedPair.of(SrtpSuite.AEAD_AES_256_GCM);
        SrtpPort one = here.open(keys.offerer(), muxed(there), heard);
        SrtpPort other = there.open(keys.answerer(), muxed(here), heard);
        SrtpPacket sealed = one.rtp().protect(speech("late"));
        one.close();
        one.close();
        assertThat(one.send(sealed)).isFalse();
        assertThat(one.rtp().protect(speech("later"))).isNull();
        assertThat(one.counters().notTaken()).isEqualTo(1);
        assertThat(network.ledger().datagramsOut()).isZero();
        other.send(other.rtp().protect(speech("unheard")));
        settle();
        assertThat(heard.rtp).isEmpty();
        assertThat(here.dropped()).isEqualTo(1);
    }

    @Test
    void SDES_20_a_reserved_port_drops_what_comes_and_opens_nothing_once_closed() {
        AgreedPair keys = AgreedPair.of(SrtpSuite.AEAD_AES_256_GCM);
        network.inject(new byte[40], rtpOf(here), rtpOf(there));
        assertThat(there.dropped()).isEqualTo(1);
        SrtpPort open = there.open(keys.offerer(), muxed(here), heard);
        SrtpPacket sealed = open.rtp().protect(speech("x"));
        there.close();
        assertThat(open.send(sealed)).isFalse();
        assertThatThrownBy(() -> there.open(keys.answerer(), muxed(here), heard))
                .isInstanceOf(IllegalStateException.class);
        network.inject(new byte[40], rtpOf(here), rtpOf(there));
        assertThat(there.dropped()).isEqualTo(1);
        assertThat(there.rtpPort() % 2).isZero();
        assertThat(there.rtcpPort()).isEqualTo(there.rtpPort() + 1);
    }

    @Test
    void SDES_32_branches_on_one_socket_are_told_apart() {
        ReservedPort third = network.reserve(3);
        AgreedPair first = AgreedPair.of(SrtpSuite.AES_CM_128_HMAC_SHA1_80);
        AgreedPair second = AgreedPair.of(SrtpSuite.AES_CM_128_HMAC_SHA1_80);
        Heard one = new Heard();
        Heard two = new Heard();
        SrtpPort branchOne = here.open(first.offerer(), muxed(there), one);
        SrtpPort branchTwo = here.open(second.offerer(), muxed(third), two);
        SrtpPort peerOne = there.open(first.answerer(), muxed(here), heard);
        SrtpPort peerTwo = third.open(second.answerer(), muxed(here), heard);
        peerOne.send(peerOne.rtp().protect(speech("one")));
        peerTwo.send(peerTwo.rtp().protect(speech("two")));
        settle();
        // From behind a translator: no branch announced that address, so the tag decides.
        peerTwo.send(peerTwo.rtp().protect(speech("two again")));
        network.inject(tap.out.get(2), new InetSocketAddress(here.address(), 4), rtpOf(here));
        assertThat(one.rtp).containsExactly("one");
        assertThat(two.rtp).containsExactly("two", "two again");
        assertThat(branchOne.ssrc()).isNotEqualTo(branchTwo.ssrc());
        branchTwo.close();
        peerOne.send(peerOne.rtp().protect(speech("winner")));
        settle();
        assertThat(one.rtp).containsExactly("one", "winner");
    }

    @Test
    void SDES_18_what_comes_beyond_the_peers_lifetime_is_dropped() {
        java.security.SecureRandom random = new java.security.SecureRandom();
        SrtpSuite suite = SrtpSuite.AEAD_AES_128_GCM;
        SdesOffer offer = SdesOffer.generate(List.of(suite), random);
        String line = new CryptoWriter(() -> true).attribute(offer.lines().get(0));
        SdesOutcome outcome = Negotiation.answerer(List.of(line + "|65536"), List.of(suite), random);
        Agreed agreed = outcome.fold(found -> found, rejected -> {
            throw new AssertionError(rejected.refusal().text());
        });
        assertThat(agreed.remoteLifetime()).isEqualTo(65536);
        SrtpPort receiving = there.open(agreed, muxed(here), heard);
        org.sealphone.crypto.srtp.SrtpSender peer =
                new org.sealphone.crypto.srtp.SrtpSender(offer.lines().get(0).keys(), 7, 0);
        for (int i = 0; i < 65540; i++) {
            SrtpPacket sealed = peer.protect(speech("x"));
            byte[] datagram = Arrays.copyOfRange(sealed.array(), sealed.offset(), sealed.offset() + sealed.length());
            receiving.arrived(false, datagram, datagram.length, rtpOf(here), 0);
        }
        assertThat(receiving.counters().rtpIn()).isEqualTo(65536);
        assertThat(receiving.counters().exhausted()).isEqualTo(4);
    }

    @Test
    void the_weather_loses_doubles_and_reorders_by_its_seed() {
        network.weather(
                Weather.fine().losing(0.1).duplicating(0.1).taking(Duration.ofMillis(5), Duration.ofMillis(60)));
        AgreedPair keys = AgreedPair.of(SrtpSuite.AES_CM_128_HMAC_SHA1_80);
        SrtpPort one = here.open(keys.offerer(), muxed(there), heard);
        SrtpPort other = there.open(keys.answerer(), muxed(here), heard);
        for (int i = 0; i < 500; i++) {
            one.send(one.rtp().protect(speech(Integer.toString(i))));
            timeline.advance(Duration.ofMillis(20));
        }
        settle();
        assertThat(network.lost()).isBetween(20L, 90L);
        assertThat(network.duplicated()).isBetween(20L, 90L);
        assertThat(heard.rtp).hasSize((int) (500 - network.lost())).doesNotHaveDuplicates();
        assertThat(heard.rtp)
                .isNotEqualTo(heard.rtp.stream()
                        .sorted(java.util.Comparator.comparing(Integer::valueOf))
                        .toList());
        assertThat(other.counters().replayed()).isEqualTo(network.duplicated());
    }

    @Test
    void media_goes_to_addresses_and_multiplexing_to_one_port() throws Exception {
        InetSocketAddress name = InetSocketAddress.createUnresolved("host.example", 4000);
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 4000);
        InetSocketAddress next = new InetSocketAddress(InetAddress.getLoopbackAddress(), 4001);
        assertThatThrownBy(() -> MediaRemote.multiplexed(name)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MediaRemote(address, name, false)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MediaRemote(address, next, true)).isInstanceOf(IllegalArgumentException.class);
        assertThat(Optional.of(new MediaRemote(address, next, false)).map(MediaRemote::rtcp))
                .contains(next);
    }
}
