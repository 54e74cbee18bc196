package org.sealphone.media.jitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sealphone.media.jitter.JitterBuffer.Next;
import org.sealphone.media.rtp.ReceivedPacket;

class JitterBufferTest {
    private static final long MS = 1_000_000;
    private static final long FRAME = 20 * MS;

    private final JitterBuffer buffer = new JitterBuffer(8000, JitterSettings.USUAL);

    private static ReceivedPacket packet(int ssrc, int sequence, int timestamp, long arrival) {
        return new ReceivedPacket()
                .header(ssrc, sequence, timestamp, 0, false, arrival)
                .payload(new byte[160], 0, 160);
    }

    private void put(int index, long at) {
        buffer.put(packet(1, index, index * 160, at), at);
    }

    private Next poll(long at) {
        Next next = buffer.poll(at, 0);
        if (next == Next.PACKET) {
            buffer.decoded(160);
        } else if (next == Next.STARVED) {
            buffer.madeUp(160);
        }
        return next;
    }

    /** Polls every frame time and tells the numbers of what came, with -1 for a loss and -2 for nothing. */
    private List<Integer> run(long from, int frames) {
        List<Integer> played = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            Next next = poll(from + i * FRAME);
            switch (next) {
                case PACKET -> played.add(buffer.packet().sequence());
                case LOST -> played.add(-1);
                case STARVED -> played.add(-2);
                case WAITING -> played.add(-3);
            }
        }
        return played;
    }

    @Test
    void packets_wait_for_the_delay_and_then_come_one_a_frame() {
        put(0, 0);
        assertThat(poll(0)).isEqualTo(Next.WAITING);
        assertThat(poll(39 * MS)).isEqualTo(Next.WAITING);
        put(1, FRAME);
        assertThat(run(40 * MS, 3)).containsExactly(0, 1, -2);
        assertThat(buffer.target()).isEqualTo(40 * MS);
        assertThat(buffer.packetTicks()).isEqualTo(160);
    }

    @Test
    void what_is_decoded_already_counts_as_time() {
        put(0, 0);
        assertThat(buffer.poll(30 * MS, 5 * MS)).isEqualTo(Next.WAITING);
        assertThat(buffer.poll(30 * MS, 10 * MS)).isEqualTo(Next.PACKET);
        assertThat(buffer.excess()).isZero();
    }

    @Test
    void reordered_packets_come_in_order_also_before_the_first_is_played() {
        put(2, 0);
        put(0, MS);
        put(1, 2 * MS);
        put(4, 3 * MS);
        put(3, 4 * MS);
        assertThat(run(100 * MS, 5)).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void a_lost_packet_is_a_loss_when_it_is_due_and_not_before() {
        put(0, 0);
        put(1, 20 * MS);
        put(3, 60 * MS);
        assertThat(run(60 * MS, 2)).containsExactly(0, 1);
        put(2, 99 * MS);
        assertThat(run(100 * MS, 2)).containsExactly(2, 3);
        put(6, 120 * MS);
        assertThat(poll(140 * MS)).isEqualTo(Next.LOST);
        assertThat(buffer.missing()).isEqualTo(160);
        put(4, 150 * MS);
        put(5, 151 * MS);
        assertThat(run(160 * MS, 2)).containsExactly(5, 6);
        assertThat(buffer.statistics().late()).isEqualTo(1);
        assertThat(buffer.statistics().concealed()).isEqualTo(1);
        assertThat(buffer.statistics().played()).isEqualTo(6);
    }

    @Test
    void a_second_copy_is_dropped_whether_played_or_not() {
        put(0, 0);
        put(0, MS);
        put(1, 20 * MS);
        assertThat(run(60 * MS, 1)).containsExactly(0);
        put(0, 61 * MS);
        assertThat(buffer.statistics().duplicates()).isEqualTo(1);
        assertThat(buffer.statistics().late()).isEqualTo(1);
        assertThat(run(80 * MS, 1)).containsExactly(1);
    }

    @Test
    void packets_that_are_only_late_are_played_after_a_pause() {
        for (int i = 0; i < 3; i++) {
            put(i, i * FRAME);
        }
        assertThat(run(40 * MS, 5)).containsExactly(0, 1, 2, -2, -2);
        put(3, 135 * MS);
        put(4, 136 * MS);
        assertThat(run(140 * MS, 2)).containsExactly(3, 4);
        assertThat(buffer.excess() + buffer.target())
                .as("the delay grew by the pause")
                .isEqualTo(80 * MS);
    }

    @Test
    void what_was_concealed_in_vain_is_not_concealed_again() {
        put(0, 0);
        put(1, FRAME);
        assertThat(run(40 * MS, 4)).containsExactly(0, 1, -2, -2);
        put(4, 120 * MS);
        assertThat(run(120 * MS, 1))
                .as("2 and 3 were made up while nothing was here")
                .containsExactly(4);
    }

    @Test
    void silence_that_was_never_sent_passes_as_time() {
        put(0, 0);
        assertThat(run(40 * MS, 1)).containsExactly(0);
        buffer.put(packet(1, 1, 160 * 5, 100 * MS), 100 * MS);
        assertThat(run(60 * MS, 5)).containsExactly(-1, -1, -1, -1, 1);
        assertThat(buffer.statistics().concealed()).isZero();
    }

    @Test
    void a_stream_that_stands_still_is_given_up_and_taken_up_again() {
        put(0, 0);
        assertThat(run(40 * MS, 28)).startsWith(0, -2).endsWith(-3);
        put(30, 700 * MS);
        assertThat(poll(700 * MS)).isEqualTo(Next.WAITING);
        assertThat(run(740 * MS, 1)).containsExactly(30);
        put(29, 750 * MS);
        assertThat(buffer.statistics().late()).isEqualTo(1);
    }

    @Test
    void another_source_begins_at_once() {
        put(0, 0);
        put(1, FRAME);
        assertThat(run(40 * MS, 1)).containsExactly(0);
        buffer.put(packet(2, 40_000, 77, 50 * MS), 50 * MS);
        assertThat(run(60 * MS, 3)).containsExactly(-3, -3, 40_000);
        assertThat(buffer.statistics().restarts()).isEqualTo(1);
        assertThat(buffer.statistics().dropped()).isEqualTo(1);
    }

    @Test
    void a_jump_needs_two_packets_in_a_row() {
        put(0, 0);
        assertThat(run(40 * MS, 1)).containsExactly(0);
        buffer.put(packet(1, 20_000, 160, 41 * MS), 41 * MS);
        put(1, 42 * MS);
        assertThat(run(60 * MS, 1)).containsExactly(1);
        buffer.put(packet(1, 30_000, 320, 61 * MS), 61 * MS);
        buffer.put(packet(1, 30_001, 480, 62 * MS), 62 * MS);
        assertThat(run(122 * MS, 1)).containsExactly(30_001);
        assertThat(buffer.statistics().restarts()).isEqualTo(1);
        assertThat(buffer.statistics().dropped()).isEqualTo(2);
    }

    @Test
    void a_hole_longer_than_the_buffer_starts_anew_without_a_restart() {
        put(0, 0);
        assertThat(run(40 * MS, 1)).containsExactly(0);
        put(100, 2000 * MS);
        put(101, 2020 * MS);
        assertThat(run(2060 * MS, 2)).containsExactly(100, 101);
        assertThat(buffer.statistics().restarts()).isZero();
    }

    @Test
    void sequence_numbers_and_timestamps_wrap() {
        for (int i = 0; i < 20; i++) {
            int sequence = 65_530 + i & 0xFFFF;
            buffer.put(packet(1, sequence, -1600 + i * 160, i * FRAME), i * FRAME);
            if (i >= 2) {
                assertThat(run(i * FRAME, 1)).containsExactly(65_528 + i & 0xFFFF);
            }
        }
    }

    @Test
    void a_timestamp_that_jumps_with_its_number_in_order_is_no_hole_to_fill() {
        put(0, 0);
        assertThat(run(40 * MS, 1)).containsExactly(0);
        buffer.put(packet(1, 1, 1_000_000_000, 45 * MS), 45 * MS);
        buffer.put(packet(1, 2, 1_000_000_160, 65 * MS), 65 * MS);
        assertThat(run(60 * MS, 1)).containsExactly(1);
        assertThat(run(80 * MS, 1)).containsExactly(2);
        buffer.put(packet(1, 3, 5, 85 * MS), 85 * MS);
        assertThat(run(100 * MS, 1)).containsExactly(3);
    }

    @Test
    void there_is_no_packet_before_one_is_due() {
        assertThatThrownBy(buffer::packet).isInstanceOf(IllegalStateException.class);
        assertThat(poll(0)).isEqualTo(Next.WAITING);
        assertThatThrownBy(buffer::packet).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new JitterSettings(40, 20, 60)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new JitterSettings(-1, 20, 60)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new JitterSettings(20, 60, 40)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void where_packets_get_lost_there_is_time_for_the_one_behind_the_gap() {
        DelayEstimator estimator = new DelayEstimator(JitterSettings.USUAL);
        for (int i = 0; i < 100; i++) {
            estimator.arrived(5 * MS, i * FRAME);
            estimator.played(FRAME);
        }
        assertThat(estimator.target()).isEqualTo(20 * MS);
        estimator.missed();
        assertThat(estimator.target()).as("one is none").isEqualTo(20 * MS);
        estimator.missed();
        estimator.missed();
        assertThat(estimator.target()).isEqualTo(35 * MS);
        for (int i = 0; i < 100; i++) {
            estimator.played(FRAME);
        }
        assertThat(estimator.target()).as("it does not come and go").isEqualTo(35 * MS);
        for (int i = 0; i < 100; i++) {
            estimator.played(FRAME);
        }
        assertThat(estimator.target()).isEqualTo(20 * MS);
    }

    @Test
    void of_two_lost_packets_one_made_up_before_anything_came_the_second_has_its_follower() {
        for (int index : new int[] {0, 1, 4}) {
            put(index, index * FRAME);
            assertThat(run(index * FRAME + 40 * MS, index == 1 ? 2 : 1)).startsWith(index == 4 ? -1 : index);
        }
        ReceivedPacket follower = buffer.follower();
        assertThat(follower).isNotNull();
        assertThat(follower.sequence()).isEqualTo(4);
        assertThat(buffer.missing()).isEqualTo(160);
        assertThat(poll(5 * FRAME + 40 * MS)).isEqualTo(Next.PACKET);
        assertThat(buffer.statistics().concealed()).isEqualTo(2);
        assertThat(buffer.passedOver())
                .as("the one that was made up in time was told of then")
                .isEqualTo(1);
    }

    @Test
    void the_delay_follows_the_network_within_its_bounds() {
        DelayEstimator estimator = new DelayEstimator(JitterSettings.USUAL);
        java.util.Random random = new java.util.Random(3);
        long now = 0;
        for (int i = 0; i < 500; i++, now += FRAME) {
            estimator.arrived(5 * MS, now);
        }
        assertThat(estimator.target()).isEqualTo(20 * MS);
        for (int i = 0; i < 1000; i++, now += FRAME) {
            estimator.arrived(5 * MS + (long) (random.nextDouble() * 60 * MS), now);
        }
        assertThat(estimator.target()).isBetween(60 * MS, 80 * MS);
        for (int i = 0; i < 1000; i++, now += FRAME) {
            estimator.arrived(5 * MS + (long) (random.nextDouble() * 900 * MS), now);
        }
        assertThat(estimator.target()).isEqualTo(240 * MS);
        for (int i = 0; i < 9000; i++, now += FRAME) {
            estimator.arrived(25 * MS, now);
        }
        assertThat(estimator.target()).isEqualTo(20 * MS);
        assertThat(estimator.minimum()).isEqualTo(25 * MS);
    }
}
