package org.sealphone.crypto.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.rtp.RtcpCompound;
import org.sealphone.crypto.rtp.RtcpPacket;
import org.sealphone.crypto.rtp.RtpPacket;
import org.sealphone.crypto.sdes.Agreed;
import org.sealphone.crypto.sdes.KeyChange;
import org.sealphone.crypto.sdes.Negotiation;
import org.sealphone.crypto.sdes.SdesOffer;
import org.sealphone.crypto.sdes.Transport;
import org.sealphone.crypto.srtp.SrtpInbound;
import org.sealphone.crypto.srtp.SrtpPacket;
import org.sealphone.crypto.srtp.SrtpSuite;
import org.sealphone.crypto.time.VirtualTimeline;

/** Two ports whose keys and addresses change while packets are on their way. */
class SrtpPortRekeyTest {
    private static final SrtpSuite SUITE = SrtpSuite.AES_CM_128_HMAC_SHA1_80;

    private final VirtualTimeline timeline = new VirtualTimeline();
    private final SrtpPortTest.Tap tap = new SrtpPortTest.Tap();
    private final SimulatedNetwork network = new SimulatedNetwork(timeline, 1, Weather.fine(), tap);
    private final ReservedPort here = network.reserve(1);
    private final ReservedPort there = network.reserve(2);
    private final SrtpPortTest.Heard heard = new SrtpPortTest.Heard();
    private final SrtpPortTest.Heard elsewhere = new SrtpPortTest.Heard();
    private final SecureRandom random = new SecureRandom();
    private final CryptoWriter writer = new CryptoWriter(() -> true);
    private AgreedPair keys;
    private SrtpPort caller;
    private SrtpPort callee;

    @BeforeEach
    void call() {
        keys = AgreedPair.of(SUITE);
        caller = here.open(keys.offerer(), SrtpPortTest.muxed(there), elsewhere);
        callee = there.open(keys.answerer(), SrtpPortTest.muxed(here), heard);
    }

    private static Agreed agreed(org.sealphone.crypto.sdes.SdesOutcome outcome) {
        return outcome.fold(agreed -> agreed, rejected -> {
            throw new AssertionError(rejected.refusal().text());
        });
    }

    private AgreedPair again(SdesOffer later) {
        List<String> lines = later.lines().stream().map(writer::attribute).toList();
        Agreed answerer =
                agreed(Negotiation.reanswerer(keys.answerer(), lines, List.of(SUITE), Transport.UNCHANGED, random));
        Agreed offerer = agreed(Negotiation.offerer(later, List.of(writer.attribute(answerer.localLine()))));
        return new AgreedPair(later, offerer, answerer);
    }

    private static String verdict(Outcome<KeyChange> outcome) {
        return outcome.fold(change -> change.sending() + " " + change.receiving(), refusal -> refusal.reason()
                .code());
    }

    private static SrtpPacket say(SrtpPort port, String text) {
        RtpPacket packet = new RtpPacket().begin(0, false, 160);
        byte[] payload = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(payload, 0, packet.array(), packet.payloadOffset(), payload.length);
        packet.payloadLength(payload.length);
        return port.rtp().protect(packet);
    }

    private void settle() {
        timeline.advance(Duration.ofMillis(100));
    }

    @Test
    void SDES_24_unchanged_keys_go_on_with_the_next_index() {
        caller.send(say(caller, "one"));
        int ssrc = caller.ssrc();
        AgreedPair next = again(keys.offerer().reoffer());
        assertThat(verdict(callee.rekey(next.answerer(), SrtpPortTest.muxed(here))))
                .isEqualTo("CONTINUES CONTINUES");
        assertThat(verdict(caller.rekey(next.offerer(), SrtpPortTest.muxed(there))))
                .isEqualTo("CONTINUES CONTINUES");
        caller.send(say(caller, "two"));
        settle();
        assertThat(caller.ssrc()).isEqualTo(ssrc);
        assertThat(heard.rtp).containsExactly("one", "two");
        assertThat(sequence(1)).isEqualTo(sequence(0) + 1);
        network.inject(tap.out.get(0), SrtpPortTest.rtpOf(here), SrtpPortTest.rtpOf(there));
        assertThat(callee.counters().replayed()).isEqualTo(1);
    }

    private int sequence(int packet) {
        byte[] octets = tap.out.get(packet);
        return (octets[2] & 0xFF) << 8 | (octets[3] & 0xFF);
    }

    @Test
    void SDES_26_27_fresh_keys_while_packets_of_the_old_ones_are_on_their_way() {
        int ssrc = caller.ssrc();
        caller.send(say(caller, "old"));
        callee.send(say(callee, "old"));
        SrtpPacket late = say(caller, "late");
        AgreedPair next = again(SdesOffer.fresh(SUITE, random));
        assertThat(verdict(callee.rekey(next.answerer(), SrtpPortTest.muxed(here))))
                .isEqualTo("REKEYED REKEYED");
        callee.send(say(callee, "too early for the caller"));
        settle();
        assertThat(heard.rtp).containsExactly("old");
        assertThat(elsewhere.rtp).containsExactly("old");
        assertThat(caller.counters().authFailed()).isEqualTo(1);
        assertThat(verdict(caller.rekey(next.offerer(), SrtpPortTest.muxed(there))))
                .isEqualTo("REKEYED REKEYED");
        assertThat(caller.ssrc()).isNotEqualTo(ssrc);
        assertThat(caller.send(late)).as("sealed under the key of before").isFalse();
        caller.send(say(caller, "fresh"));
        callee.send(say(callee, "fresh"));
        settle();
        assertThat(heard.rtp).containsExactly("old", "fresh");
        assertThat(elsewhere.rtp).containsExactly("old", "fresh");
        assertThat(caller.sealed()).isEqualTo(3);
        assertThat(caller.counters().notTaken()).isEqualTo(1);
        assertThat(caller.counters().secondTries()).isZero();
    }

    @Test
    void SDES_27_replaced_keys_are_wiped_by_the_clock() {
        caller.send(say(caller, "one"));
        caller.send(say(caller, "two"));
        tap.out.clear();
        network.weather(Weather.fine().losing(1));
        caller.send(say(caller, "three"));
        caller.send(say(caller, "four"));
        network.weather(Weather.fine());
        AgreedPair next = again(SdesOffer.fresh(SUITE, random));
        callee.rekey(next.answerer(), SrtpPortTest.muxed(here));
        timeline.advance(Duration.ofNanos(SrtpInbound.OLD_KEYS_NANOS - 1));
        network.inject(tap.out.get(0), SrtpPortTest.rtpOf(here), SrtpPortTest.rtpOf(there));
        timeline.advance(Duration.ofNanos(1));
        network.inject(tap.out.get(1), SrtpPortTest.rtpOf(here), SrtpPortTest.rtpOf(there));
        assertThat(heard.rtp).containsExactly("one", "two", "three");
        assertThat(callee.counters().authFailed()).isEqualTo(1);
        assertThat(timeline.waiting()).isZero();
    }

    @Test
    void SDES_25_28_a_peer_that_moves_under_its_old_key_is_refused_and_nothing_changes() {
        AgreedPair kept = again(keys.offerer().reoffer());
        ReservedPort moved = network.reserve(3);
        MediaRemote before = callee.remote();
        assertThat(verdict(callee.rekey(kept.answerer(), SrtpPortTest.muxed(moved))))
                .isEqualTo("SDES-25");
        assertThat(callee.remote()).isEqualTo(before);
        caller.send(say(caller, "still here"));
        settle();
        assertThat(heard.rtp).containsExactly("still here");
    }

    @Test
    void SDES_25_a_peer_that_moves_with_a_fresh_key_is_followed() {
        AgreedPair next = again(SdesOffer.fresh(SUITE, random));
        ReservedPort moved = network.reserve(3);
        SrtpPort movedCaller = moved.open(next.offerer(), SrtpPortTest.muxed(there), elsewhere);
        assertThat(verdict(callee.rekey(next.answerer(), SrtpPortTest.muxed(moved))))
                .isEqualTo("REKEYED RESTARTED");
        assertThat(callee.remote()).isEqualTo(SrtpPortTest.muxed(moved));
        movedCaller.send(say(movedCaller, "from there"));
        callee.send(say(callee, "to there"));
        settle();
        assertThat(heard.rtp).containsExactly("from there");
        assertThat(elsewhere.rtp).containsExactly("to there");
    }

    @Test
    void SDES_22_ADV_68_nothing_moves_the_target_unless_it_was_asked_to_follow() {
        caller.send(say(caller, "genuine"));
        InetSocketAddress stranger = new InetSocketAddress(here.address(), 9);
        network.inject(tap.out.get(0), stranger, SrtpPortTest.rtpOf(there));
        assertThat(heard.rtp).containsExactly("genuine");
        assertThat(callee.remote()).isEqualTo(SrtpPortTest.muxed(here));
    }

    @Test
    void SDES_22_ADV_68_what_authenticates_and_is_the_newest_moves_the_target() {
        callee.followAuthentic();
        network.weather(Weather.fine().losing(1));
        for (int i = 0; i < 4; i++) {
            caller.send(say(caller, Integer.toString(i)));
        }
        InetSocketAddress translated = new InetSocketAddress(here.address(), 7777);
        InetSocketAddress stranger = new InetSocketAddress(here.address(), 9);
        InetSocketAddress to = SrtpPortTest.rtpOf(there);
        byte[] forged = tap.out.get(3).clone();
        forged[20] ^= 1;
        network.inject(tap.out.get(1), translated, to);
        assertThat(callee.remote()).isEqualTo(MediaRemote.multiplexed(translated));
        network.inject(tap.out.get(1), stranger, to);
        network.inject(forged, stranger, to);
        network.inject(tap.out.get(0), stranger, to);
        assertThat(heard.rtp).as("a straggler is heard").containsExactly("1", "0");
        assertThat(callee.remote()).isEqualTo(MediaRemote.multiplexed(translated));
        network.inject(tap.out.get(2), stranger, to);
        assertThat(callee.remote()).isEqualTo(MediaRemote.multiplexed(stranger));
        callee.send(say(callee, "x"));
        assertThat(tap.to.get(4)).isEqualTo(stranger);
        // The same announcement again does not undo what was learnt; another one does.
        callee.rekey(again(keys.offerer().reoffer()).answerer(), SrtpPortTest.muxed(here));
        assertThat(callee.remote()).isEqualTo(MediaRemote.multiplexed(stranger));
        ReservedPort moved = network.reserve(3);
        callee.rekey(again(SdesOffer.fresh(SUITE, random)).answerer(), SrtpPortTest.muxed(moved));
        assertThat(callee.remote()).isEqualTo(SrtpPortTest.muxed(moved));
    }

    @Test
    void SDES_22_ADV_68_reports_that_authenticate_move_the_target_too() {
        AgreedPair pair = AgreedPair.of(SUITE);
        ReservedPort near = network.reserve(4);
        ReservedPort far = network.reserve(5);
        SrtpPort sender = near.open(pair.offerer(), SrtpPortTest.split(far), elsewhere);
        SrtpPort follower = far.open(pair.answerer(), SrtpPortTest.split(near), heard);
        follower.followAuthentic();
        network.weather(Weather.fine().losing(1));
        sender.send(sender.rtcp()
                .protect(RtcpCompound.of(new RtcpPacket.ReceiverReport(sender.ssrc(), List.of()), "cname")));
        InetSocketAddress translated = new InetSocketAddress(near.address(), 7777);
        network.inject(tap.out.get(0), translated, new InetSocketAddress(far.address(), far.rtcpPort()));
        assertThat(follower.remote().rtcp()).isEqualTo(translated);
        assertThat(follower.remote().rtp()).isEqualTo(SrtpPortTest.rtpOf(near));
        sender.send(say(sender, "x"));
        network.inject(tap.out.get(1), translated, SrtpPortTest.rtpOf(far));
        assertThat(follower.remote().rtp()).isEqualTo(translated);
    }

    @Test
    void a_closed_port_takes_no_keys() {
        callee.close();
        AgreedPair next = again(SdesOffer.fresh(SUITE, random));
        assertThatIllegalStateException().isThrownBy(() -> callee.rekey(next.answerer(), SrtpPortTest.muxed(here)));
    }
}
