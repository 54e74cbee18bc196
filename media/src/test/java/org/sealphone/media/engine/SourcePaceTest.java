package org.sealphone.media.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SourcePaceTest {
    private static final long MS = 1_000_000;

    private final SourcePace pace = new SourcePace();

    @Test
    void what_has_no_clock_of_its_own_is_neither_waited_for_nor_hurried() {
        for (int i = 0; i < 100; i++) {
            assertThat(pace.patience(Integer.MAX_VALUE * 20L)).isZero();
            assertThat(pace.gained()).isZero();
        }
    }

    @Test
    void a_frame_that_is_nearly_whole_is_waited_for() {
        assertThat(pace.patience(0)).isZero();
        assertThat(pace.patience(-1)).isEqualTo(5 * MS);
        assertThat(pace.patience(0)).isZero();
    }

    @Test
    void a_source_that_stands_still_is_waited_for_once_for_twenty_milliseconds_and_then_not_at_all() {
        assertThat(pace.patience(-20 * MS)).as("before its first sound").isZero();
        assertThat(pace.patience(0)).isZero();
        for (int i = 0; i < 4; i++) {
            assertThat(pace.patience(-20 * MS)).isEqualTo(5 * MS);
        }
        for (int i = 0; i < 50; i++) {
            assertThat(pace.patience(-20 * MS)).isZero();
        }
        assertThat(pace.patience(0)).isZero();
        assertThat(pace.patience(-1)).isEqualTo(5 * MS);
    }

    @Test
    void sending_moves_forward_when_sound_always_lies_ready_and_only_then() {
        long gained = 0;
        for (int i = 0; i < 10; i++) {
            pace.patience(5 * MS);
            gained += pace.gained();
        }
        assertThat(gained).isEqualTo(5 * MS);
        for (int i = 0; i < 10; i++) {
            pace.patience(i == 7 ? 5 * MS - 1 : 12 * MS);
            gained += pace.gained();
        }
        assertThat(gained).isEqualTo(5 * MS);
    }
}
