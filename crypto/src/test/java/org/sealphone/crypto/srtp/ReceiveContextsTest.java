package org.sealphone.crypto.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReceiveContextsTest {
    private static ReceiveContexts after(ReceiveContexts before, int... ssrcs) {
        ReceiveContexts next = new ReceiveContexts(before);
        for (int ssrc : ssrcs) {
            next.bind(ssrc, 100L * ssrc);
        }
        return next;
    }

    @Test
    void SDES_26_as_many_sources_are_remembered_as_can_be_bound_and_the_latest_first() {
        ReceiveContexts first = after(new ReceiveContexts(), 1, 2);
        ReceiveContexts second = after(first, 3, 4, 5);
        assertThat(second.highestBefore(1)).isEqualTo(100);
        assertThat(second.highestBefore(2)).isEqualTo(200);
        ReceiveContexts third = after(second, 6, 7, 8, 9);
        assertThat(third.highestBefore(5)).isEqualTo(500);
        assertThat(third.highestBefore(1)).as("one more of four").isEqualTo(100);
        assertThat(third.highestBefore(2)).as("no room").isEqualTo(-1);
        ReceiveContexts fourth = after(third);
        for (int ssrc = 6; ssrc <= 9; ssrc++) {
            assertThat(fourth.highestBefore(ssrc)).isEqualTo(100L * ssrc);
        }
        assertThat(fourth.highestBefore(1)).isEqualTo(-1);
    }

    @Test
    void SDES_26_a_source_that_is_bound_again_is_remembered_by_what_it_said_last() {
        ReceiveContexts again = new ReceiveContexts(after(new ReceiveContexts(), 1));
        again.bind(1, 7);
        assertThat(after(again).highestBefore(1)).isEqualTo(7);
    }

    @Test
    void SDES_26_the_tries_of_each_source_are_counted_apart_and_those_of_a_new_one_are_not_limited() {
        ReceiveContexts contexts = after(after(new ReceiveContexts(), 1, 2));
        for (int i = 0; i < ReceiveContexts.SECOND_TRIES; i++) {
            assertThat(contexts.spendSecondTry(2)).isTrue();
            assertThat(contexts.spendSecondTry(0)).isTrue();
        }
        assertThat(contexts.spendSecondTry(2)).isFalse();
        assertThat(contexts.spendSecondTry(1)).isTrue();
        assertThat(contexts.spendSecondTry(0)).isTrue();
        assertThat(contexts.secondTries()).isEqualTo(2L * ReceiveContexts.SECOND_TRIES + 2);
    }

    @Test
    void SDES_26_a_source_whose_number_is_0_is_like_any_other() {
        ReceiveContexts nothing = new ReceiveContexts(new ReceiveContexts());
        assertThat(nothing.highestBefore(0)).isEqualTo(-1);
        for (int i = 0; i <= ReceiveContexts.SECOND_TRIES; i++) {
            assertThat(nothing.spendSecondTry(0)).isTrue();
        }
        assertThat(after(after(new ReceiveContexts(), 0)).highestBefore(0)).isZero();
    }
}
