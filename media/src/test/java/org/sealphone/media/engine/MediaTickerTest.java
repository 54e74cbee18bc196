package org.sealphone.media.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.sealphone.crypto.srtp.SrtpSuite;
import org.sealphone.crypto.time.VirtualTimeline;
import org.sealphone.crypto.wire.AgreedPair;
import org.sealphone.crypto.wire.ReservedPort;
import org.sealphone.crypto.wire.SimulatedNetwork;
import org.sealphone.crypto.wire.Weather;
import org.sealphone.media.audio.AudioInput;
import org.sealphone.media.codec.Codec;
import org.sealphone.media.sdp.Direction;

/** When calls that share a ticker are due: spread over the frame, however they begin, and on their points for good. */
class MediaTickerTest {
    private static final long FRAME = 20_000_000;

    private final VirtualTimeline timeline = new VirtualTimeline();
    private final SimulatedNetwork network = new SimulatedNetwork(timeline, 3, Weather.fine());
    private final MediaTicker ticker = MediaTicker.scheduled(timeline);
    private final List<MediaSession> sessions = new ArrayList<>();

    private MediaSession begin() {
        ReservedPort port = network.reserve(1);
        MediaSession session = Call.start(
                timeline,
                port,
                Call.plan(
                        AgreedPair.of(SrtpSuite.AEAD_AES_128_GCM).offerer(),
                        network.reserve(2),
                        Direction.SENDRECV,
                        20,
                        Codec.PCMU),
                AudioInput.silence(),
                ticker,
                new Call.Ear());
        sessions.add(session);
        return session;
    }

    /** How many sessions are due at each point of the frame. */
    private Map<Long, Integer> slots() {
        Map<Long, Integer> slots = new TreeMap<>();
        sessions.forEach(session -> slots.merge(Math.floorMod(session.due(), FRAME), 1, Integer::sum));
        return slots;
    }

    @Test
    void calls_that_begin_a_frame_apart_do_not_all_wait_for_the_same_moment() {
        for (int call = 0; call < 40; call++) {
            long now = timeline.nanoTime();
            assertThat(begin().due() - now).isBetween(0L, FRAME);
            timeline.advance(Duration.ofMillis(20));
        }
        assertThat(slots().values()).containsExactly(10, 10, 10, 10);
        timeline.advance(Duration.ofSeconds(2));
        assertThat(slots().values()).containsExactly(10, 10, 10, 10);
        assertThat(sessions)
                .allSatisfy(session -> assertThat(session.report().txPackets()).isGreaterThanOrEqualTo(100));
    }

    @Test
    void a_point_that_calls_have_left_is_taken_again() {
        for (int call = 0; call < 8; call++) {
            begin();
        }
        long left = Math.floorMod(sessions.get(0).due(), FRAME);
        for (MediaSession session : List.copyOf(sessions)) {
            if (Math.floorMod(session.due(), FRAME) == left) {
                session.stop();
                sessions.remove(session);
            }
        }
        assertThat(slots()).hasSize(3);
        assertThat(Math.floorMod(begin().due(), FRAME)).isEqualTo(left);
        assertThat(Math.floorMod(begin().due(), FRAME)).isEqualTo(left);
        assertThat(slots().values()).containsExactly(2, 2, 2, 2);
    }
}
