package org.sealphone.media.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class QualityTest {
    private static final long FRAME = 20_000_000;
    private final ReceptionStatistics statistics = new ReceptionStatistics(8000);

    private void packet(int ssrc, int index, long arrival) {
        statistics.received(ssrc, index & 0xFFFF, index * 160, arrival);
    }

    @Test
    void nothing_is_lost_where_nothing_was_sent() {
        assertThat(statistics.begun()).isFalse();
        assertThat(statistics.lost()).isZero();
        assertThat(statistics.lossRatio()).isZero();
        assertThat(statistics.received()).isZero();
    }

    @Test
    void loss_is_counted_through_the_wrap_and_reordering_is_none() {
        int start = 65_500;
        int sent = 0;
        for (int i = 0; i < 200; i++) {
            if (i % 10 != 3) {
                int index = i % 10 == 5 ? i + 1 : i % 10 == 6 ? i - 1 : i;
                packet(7, start + index, i * FRAME);
                sent++;
            }
        }
        assertThat(statistics.received()).isEqualTo(sent).isEqualTo(180);
        assertThat(statistics.lost()).isEqualTo(20);
        assertThat(statistics.lossRatio()).isCloseTo(0.1, within(1e-9));
        assertThat(statistics.cumulativeLost()).isEqualTo(20);
        assertThat(statistics.extendedHighestSequence()).isEqualTo(start + 199);
        assertThat(statistics.ssrc()).isEqualTo(7);
    }

    @Test
    void the_fraction_is_that_since_the_last_report() {
        for (int i = 0; i < 100; i++) {
            if (i % 2 == 0 || i >= 50) {
                packet(1, i, i * FRAME);
            }
            if (i == 50) {
                assertThat(statistics.fractionLost()).isEqualTo((25 << 8) / 51);
            }
        }
        assertThat(statistics.fractionLost()).isZero();
        assertThat(statistics.fractionLost()).isZero();
    }

    @Test
    void jitter_of_an_even_stream_is_nothing_and_of_an_uneven_one_its_mean_change() {
        for (int i = 0; i < 1000; i++) {
            packet(1, i, i * FRAME);
        }
        assertThat(statistics.jitterTicks()).isZero();
        for (int i = 1000; i < 2000; i++) {
            packet(1, i, i * FRAME + (i % 2) * 10_000_000L);
        }
        assertThat(statistics.jitterMillis()).isCloseTo(10, within(0.2));
        assertThat(statistics.jitterTicks()).isBetween(78L, 81L);
    }

    @Test
    void another_source_and_a_restart_begin_anew_without_forgetting() {
        for (int i = 0; i < 10; i++) {
            packet(1, i * 2, i * FRAME);
        }
        assertThat(statistics.lost()).isEqualTo(9);
        packet(2, 40_000, 11 * FRAME);
        packet(2, 40_001, 12 * FRAME);
        assertThat(statistics.received()).isEqualTo(12);
        assertThat(statistics.lost()).isEqualTo(9);
        packet(2, 100, 13 * FRAME);
        assertThat(statistics.received()).as("one strange packet is none").isEqualTo(12);
        packet(2, 101, 14 * FRAME);
        assertThat(statistics.received()).isEqualTo(13);
        assertThat(statistics.lost()).isEqualTo(9);
    }

    @Test
    void random_streams_never_give_impossible_figures() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            statistics.received(random.nextInt(50) == 0 ? 2 : 1, random.nextInt(1 << 16), random.nextInt(), i * FRAME);
            assertThat(statistics.lost()).isNotNegative();
            assertThat(statistics.fractionLost()).isBetween(0, 255);
            assertThat(statistics.jitterMillis()).isBetween(0.0, 1000.0);
            assertThat(statistics.extendedHighestSequence()).isBetween(0L, 0xFFFF_FFFFL);
        }
    }

    @Test
    void mos_of_the_e_model() {
        assertThat(EModel.rating(0, 0)).isEqualTo(93.2);
        assertThat(EModel.mosOf(93.2)).isCloseTo(4.41, within(0.005));
        assertThat(EModel.mosOf(50)).isCloseTo(2.58, within(0.01));
        assertThat(EModel.mosOf(0)).isEqualTo(1);
        assertThat(EModel.mosOf(3)).isEqualTo(1);
        assertThat(EModel.mos(0, 50)).isGreaterThan(4.3);
        assertThat(EModel.mos(0, 400)).isLessThan(3.6);
        assertThat(EModel.mos(1, 0)).isLessThan(1.5);
        assertThat(EModel.mos(2, 10_000)).isEqualTo(1);
        assertThat(EModel.mos(-1, 0)).isEqualTo(EModel.mos(0, 0));
        double before = 5;
        for (int percent = 0; percent <= 100; percent++) {
            double mos = EModel.mos(percent / 100.0, 60);
            assertThat(mos).isBetween(1.0, 4.5).isLessThanOrEqualTo(before);
            before = mos;
        }
    }
}
