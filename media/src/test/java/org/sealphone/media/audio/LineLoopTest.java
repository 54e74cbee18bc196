package org.sealphone.media.audio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Lines that die, under a time of the test's own. */
class LineLoopTest {
    private static final long FRAME = LineLoop.FRAME_MILLIS * 1_000_000L;
    private static final long SECOND = 1_000_000_000;

    private final FakeCards cards = new FakeCards();
    private final MicrophoneSource microphone =
            new MicrophoneSource(8000, () -> cards.open(LineKind.MICROPHONE, "card"), cards);
    private final LineLoop loop = microphone.loop();
    private long now = 5 * SECOND;
    private int steps;

    /** Steps through so much time; a step that waits for nothing was paced by the card. */
    private void run(long nanos) {
        long end = now + nanos;
        while (now - end < 0) {
            long opened = cards.opened;
            long wait = loop.step(now);
            steps++;
            now += wait > 0 ? wait : cards.opened == opened ? FRAME : 0;
        }
    }

    @Test
    void a_line_is_opened_and_moves_a_frame_a_step() {
        run(SECOND);
        assertThat(cards.opened).isEqualTo(1);
        assertThat(steps).isEqualTo(201);
        assertThat(cards.told).isEmpty();
    }

    @Test
    void DEV_08_a_short_read_closes_waits_opens_again_and_is_told_once_each_way() {
        cards.framesToLive = 400;
        run(2 * SECOND);
        assertThat(cards.told).isEmpty();
        cards.refusing = true;
        run(10 * SECOND);
        assertThat(cards.told).containsExactly("lost microphone DEV-08");
        assertThat(cards.closed).isEqualTo(1);
        cards.refusing = false;
        cards.framesToLive = Integer.MAX_VALUE;
        run(3 * SECOND);
        assertThat(cards.told).containsExactly("lost microphone DEV-08", "back microphone");
        assertThat(cards.opened).isEqualTo(2);
    }

    @Test
    void DEV_08_a_dead_line_never_makes_the_thread_spin() {
        cards.framesToLive = 0;
        steps = 0;
        run(60 * SECOND);
        assertThat(steps).as("an opening and a short read each half second").isLessThan(300);
        assertThat(cards.opened).isEqualTo(cards.closed).isLessThan(130);
        assertThat(cards.told).containsExactly("lost microphone DEV-08");
    }

    @Test
    void DEV_08_pauses_grow_to_half_a_second_and_begin_anew_after_a_second_of_sound() {
        cards.refusing = true;
        long[] pauses = new long[6];
        for (int i = 0; i < pauses.length; i++) {
            pauses[i] = loop.step(now) / 1_000_000;
            now += pauses[i] * 1_000_000;
        }
        assertThat(pauses).containsExactly(200, 400, 500, 500, 500, 500);
        cards.refusing = false;
        run(2 * SECOND);
        cards.framesToLive = 0;
        assertThat(loop.step(now) / 1_000_000).isEqualTo(200);
    }

    @Test
    void DEV_08_before_its_time_nothing_is_tried() {
        cards.refusing = true;
        long pause = loop.step(now);
        assertThat(loop.step(now + pause - 1)).isEqualTo(1);
        cards.refusing = false;
        loop.step(now + pause - 1);
        assertThat(cards.opened).isZero();
        loop.step(now + pause);
        assertThat(cards.opened).isEqualTo(1);
    }

    @Test
    void DEV_09_a_line_that_does_not_open_at_first_is_told_and_opened_later() {
        cards.refusing = true;
        run(SECOND);
        assertThat(cards.told).containsExactly("lost microphone DEV-09");
        cards.refusing = false;
        run(3 * SECOND);
        assertThat(cards.told).containsExactly("lost microphone DEV-09", "back microphone");
    }

    @Test
    void DEV_08_a_line_without_a_clock_counts_as_dead_and_one_with_a_backlog_does_not() {
        loop.step(now);
        for (int i = 0; i < 200; i++) {
            assertThat(loop.step(now)).isZero();
        }
        assertThat(loop.step(now)).isPositive();
        assertThat(cards.told).containsExactly("lost microphone DEV-08");
        run(5 * SECOND);
        assertThat(cards.told).containsExactly("lost microphone DEV-08", "back microphone");
        now += 600_000_000;
        for (int i = 0; i < 120; i++) {
            assertThat(loop.step(now)).isZero();
        }
        run(5 * SECOND);
        assertThat(cards.told).hasSize(2);
    }

    @Test
    void DEV_08_a_line_that_stands_still_is_found_by_the_clock_of_the_call_told_of_once_and_closed() {
        run(SECOND);
        assertThat(loop.standsStill(20)).isFalse();
        for (int passed = 20; passed < 3000; passed += 20) {
            assertThat(loop.standsStill(20)).as("after %d ms", passed).isFalse();
        }
        assertThat(loop.standsStill(20)).isTrue();
        assertThat(loop.standsStill(20)).isFalse();
        loop.release();
        assertThat(cards.told).containsExactly("lost microphone DEV-08");
        assertThat(cards.closed).isEqualTo(1);
        cards.framesToLive = 0;
        run(SECOND / 10);
        assertThat(cards.told).hasSize(1);
        cards.framesToLive = Integer.MAX_VALUE;
        run(SECOND);
        assertThat(cards.told).containsExactly("lost microphone DEV-08", "back microphone");
        assertThat(loop.standsStill(3000)).isFalse();
    }

    @Test
    void DEV_08_the_frame_that_was_waited_for_is_the_last_of_a_line_that_was_taken_away() {
        run(SECOND);
        loop.release();
        run(FRAME);
        assertThat(cards.told).containsExactly("lost microphone DEV-08");
        assertThat(cards.opened).isEqualTo(1);
        run(SECOND);
        assertThat(cards.told).containsExactly("lost microphone DEV-08", "back microphone");
        assertThat(cards.opened).isEqualTo(2);
    }

    @Test
    void DEV_08_a_line_that_moves_one_frame_in_time_does_not_stand_still() {
        run(SECOND);
        assertThat(loop.standsStill(20)).isFalse();
        for (int round = 0; round < 5; round++) {
            assertThat(loop.standsStill(2980)).isFalse();
            run(FRAME);
            assertThat(loop.standsStill(20)).isFalse();
        }
        loop.end();
        assertThat(loop.standsStill(3000)).isFalse();
        assertThat(cards.told).isEmpty();
    }

    @Test
    void DEV_08_an_opening_that_never_ends_is_told_of_too() {
        assertThat(loop.standsStill(3000)).isTrue();
        loop.release();
        assertThat(cards.told).containsExactly("lost microphone DEV-08");
        run(SECOND);
        assertThat(cards.told).containsExactly("lost microphone DEV-08", "back microphone");
    }
}
