package org.sealphone.media.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sealphone.media.quality.LossPattern.Shares;

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
        assertThat(EModel.rating(0, 1, 0)).isEqualTo(93.2);
        assertThat(EModel.mos(93.2)).isCloseTo(4.41, within(0.005));
        assertThat(EModel.mos(50)).isCloseTo(2.58, within(0.01));
        assertThat(EModel.mos(0)).isEqualTo(1);
        assertThat(EModel.mos(3)).isEqualTo(1);
        assertThat(mos(0, 50)).isGreaterThan(4.3);
        assertThat(mos(0, 400)).isLessThan(3.6);
        assertThat(mos(1, 0)).isLessThan(1.5);
        assertThat(mos(2, 10_000)).isEqualTo(1);
        assertThat(mos(-1, 0)).isEqualTo(mos(0, 0));
        double before = 5;
        for (int percent = 0; percent <= 100; percent++) {
            double mos = mos(percent / 100.0, 60);
            assertThat(mos).isBetween(1.0, 4.5).isLessThanOrEqualTo(before);
            before = mos;
        }
    }

    private static double mos(double lossRatio, double delayMillis) {
        return EModel.mos(EModel.rating(lossRatio, 1, delayMillis));
    }

    @Test
    void losses_in_a_row_are_worse_than_the_same_by_chance() {
        // G.107 (7-29) by hand: 95 * 5 / (5 / 1 + 25.1) and 95 * 5 / (5 / 2 + 25.1).
        assertThat(EModel.rating(0.05, 1, 0)).isCloseTo(93.2 - 15.78, within(0.01));
        assertThat(EModel.rating(0.05, 2, 0)).isCloseTo(93.2 - 17.21, within(0.01));
    }

    @Test
    void the_forecast_rises_at_once_and_falls_by_half_within_its_bounds() {
        LossForecast forecast = new LossForecast();
        assertThat(forecast.percent()).as("before anything is known").isEqualTo(10);
        forecast.missed(0.2);
        assertThat(forecast.percent()).isEqualTo(20);
        forecast.missed(0.1);
        assertThat(forecast.percent()).isEqualTo(15);
        forecast.missed(1);
        assertThat(forecast.percent()).isEqualTo(30);
        forecast.missed(0);
        assertThat(forecast.percent()).isEqualTo(15);
        forecast.missed(0);
        forecast.missed(0);
        forecast.missed(0);
        assertThat(forecast.percent()).isEqualTo(5);
    }

    private static LossPattern pattern(String packets) {
        LossPattern losses = new LossPattern();
        for (char packet : packets.toCharArray()) {
            if (packet == '1') {
                losses.played();
            } else {
                losses.missed();
            }
        }
        return losses;
    }

    @Test
    @DisplayName("XR-01: the example of RFC 3611 section 4.7.2: a burst of twelve packets between two gaps")
    void XR_01_bursts_and_gaps() {
        LossPattern losses = pattern("11110111111111111111111X111X1011110111111111111111111X111111111");
        assertThat(losses.shares()).isEqualTo(new Shares(1, 12, 4, 51, 2));
        assertThat(losses.ratio()).isCloseTo(6.0 / 63, within(1e-9));
    }

    @Test
    void XR_01_a_loss_alone_among_sixteen_is_no_burst_and_one_among_fifteen_is() {
        String fifteen = "1".repeat(15);
        assertThat(pattern("0" + fifteen + "1" + "0").shares()).isEqualTo(new Shares(0, 0, 0, 18, 2));
        assertThat(pattern("0" + fifteen + "0").shares()).isEqualTo(new Shares(1, 17, 2, 0, 0));
        assertThat(pattern("").shares()).isEqualTo(new Shares(0, 0, 0, 0, 0));
        assertThat(pattern("00" + fifteen + "1" + "00").shares()).isEqualTo(new Shares(2, 4, 4, 16, 0));
    }

    @Test
    void the_burst_ratio_is_one_by_chance_and_the_mean_length_of_runs_against_it() {
        Random random = new Random(9);
        StringBuilder chance = new StringBuilder();
        for (int i = 0; i < 50_000; i++) {
            chance.append(random.nextInt(10) == 0 ? '0' : '1');
        }
        assertThat(pattern(chance.toString()).burstRatio()).isCloseTo(1, within(0.03));
        assertThat(pattern("0000" + "1".repeat(36)).burstRatio()).isCloseTo(4 * 0.9, within(1e-9));
        assertThat(pattern("111").burstRatio()).isEqualTo(1);
        assertThat(pattern("").burstRatio()).isEqualTo(1);
    }
}
