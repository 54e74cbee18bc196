package org.sealphone.crypto.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.sdes.SdesOffer;
import org.sealphone.crypto.srtp.SrtpSuite;
import org.sealphone.crypto.time.VirtualTimeline;

class InMemoryFlowTest {
    private final VirtualTimeline timeline = new VirtualTimeline();
    private final List<String> near = new ArrayList<>();
    private final List<String> far = new ArrayList<>();
    private final InMemoryFlow.Pair pair =
            InMemoryFlow.pair(timeline, Duration.ofMillis(10), "pbx.example", log(near), flow -> log(far));

    private static FlowListener log(List<String> log) {
        return new FlowListener() {
            @Override
            public void received(byte[] bytes, int length) {
                log.add(new String(bytes, 0, length, StandardCharsets.US_ASCII));
            }

            @Override
            public void lost(Refusal cause) {
                log.add(cause.reason().code());
            }
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void bytes_arrive_in_order_after_the_delay() throws Exception {
        pair.near().send(bytes("one"));
        pair.near().send(bytes("two"));
        pair.far().send(bytes("three"));
        assertThat(far).isEmpty();
        timeline.advance(Duration.ofMillis(10));
        assertThat(far).containsExactly("one", "two");
        assertThat(near).containsExactly("three");
        assertThat(pair.near().sentBytes()).isEqualTo(6);
        assertThat(pair.near().facts().identity()).isEqualTo("pbx.example");
        assertThat(pair.near().local()).isEqualTo(pair.far().remote());
    }

    @Test
    void SDES_34_a_lost_flow_is_reported_once_to_both_and_writes_no_key_and_sends_nothing_more() throws Exception {
        CryptoWriter writer = pair.near().cryptoWriter();
        SdesOffer offer = SdesOffer.generate(List.of(SrtpSuite.AEAD_AES_128_GCM), new java.security.SecureRandom());
        assertThat(writer.attribute(offer.lines().get(0)))
                .startsWith("1 AEAD_AES_128_GCM inline:")
                .endsWith("==");
        pair.near().send(bytes("under way"));
        pair.near().lose(CryptoReason.NET_04);
        pair.near().lose(CryptoReason.NET_04);
        timeline.advance(Duration.ofSeconds(1));
        assertThat(near).containsExactly("NET-04");
        assertThat(far).containsExactly("NET-04");
        assertThat(pair.near().live()).isFalse();
        assertThatThrownBy(() -> pair.near().send(bytes("x")))
                .isInstanceOfSatisfying(
                        FlowClosedException.class,
                        e -> assertThat(e.refusal().reason()).isEqualTo(CryptoReason.NET_04));
        assertThatThrownBy(() -> pair.near().cryptoWriter()).isInstanceOf(FlowClosedException.class);
        assertThatThrownBy(() -> writer.attribute(offer.lines().get(0)))
                .as("SDES-34: no key is written for a dead flow")
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_close_is_heard_by_the_other_side_alone() {
        pair.near().close();
        pair.near().close();
        timeline.advance(Duration.ofSeconds(1));
        pair.far().close();
        timeline.advance(Duration.ofSeconds(1));
        assertThat(near).isEmpty();
        assertThat(far).containsExactly("NET-07");
    }

    @Test
    void a_stuck_peer_ends_the_flow_at_the_next_sending() {
        pair.near().getStuck();
        assertThatThrownBy(() -> pair.near().send(bytes("x"))).isInstanceOf(FlowClosedException.class);
        timeline.advance(Duration.ofSeconds(1));
        assertThat(near).containsExactly("NET-08");
    }

    @Test
    void targets_have_a_port() {
        assertThat(FlowTarget.of("pbx.example", 5061).host()).isEqualTo("pbx.example");
        assertThatThrownBy(() -> FlowTarget.of("x", 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FlowTarget.of("x", 65536)).isInstanceOf(IllegalArgumentException.class);
    }
}
