package org.sealphone.media.jitter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealphone.media.tone.ToneAnalyser;
import org.sealphone.media.tone.ToneGenerator;

/** Two clocks on one virtual time: one puts frames with its drift and jitter, the other takes them each 20 ms. */
class DriftAbsorberTest {
    private static final int RATE = 8000;
    private static final int FRAME = RATE / 50;

    private final SampleRing ring = new SampleRing(RATE / 2);
    private final DriftAbsorber absorber = new DriftAbsorber(ring, RATE, 20);
    private final Random random = new Random(17);
    private final short[] frame = new short[FRAME];
    private final short[] out = new short[FRAME];

    private ToneGenerator tone = new ToneGenerator(RATE, -10, 440);
    private double putAt;
    private double takeAt;
    private int highest;

    private void put() {
        tone.read(frame, 0, FRAME);
        ring.put(frame, 0, FRAME);
    }

    /** Runs so many seconds; returns the last second of what was taken. */
    private short[] run(int seconds, double drift, double jitterMillis) {
        short[] last = new short[RATE];
        int takes = seconds * 50;
        highest = 0;
        for (int i = 0; i < takes; i++) {
            takeAt += 20;
            while (putAt <= takeAt) {
                put();
                putAt += 20 / (1 + drift);
                putAt += jitter(jitterMillis);
            }
            absorber.take(out, 0, FRAME);
            if (i >= takes - 50) {
                System.arraycopy(out, 0, last, (i - takes + 50) * FRAME, FRAME);
            }
            highest = Math.max(highest, ring.available());
        }
        return last;
    }

    private double late;

    /** Lateness of each frame; it does not add up. */
    private double jitter(double millis) {
        double next = random.nextDouble() * millis;
        double step = next - late;
        late = next;
        return step;
    }

    private static int millis(int samples) {
        return samples * 1000 / RATE;
    }

    @ParameterizedTest(name = "drift {0}, jitter {1} ms")
    @CsvSource({"0.0005, 0", "-0.0005, 0", "0.0005, 15", "-0.0005, 15", "0, 15", "0.002, 5", "-0.002, 5"})
    void no_delay_grows_and_nothing_runs_dry_in_ten_minutes(double drift, double jitter) {
        run(10, drift, jitter);
        long gaps = absorber.gaps();
        run(600, drift, jitter);
        assertThat(absorber.gaps()).as("gaps").isEqualTo(gaps);
        assertThat(absorber.skipped()).isZero();
        assertThat(ring.dropped()).isZero();
        assertThat(millis(highest)).as("delay").isLessThan(70);
        double expected = Math.abs(drift) * 600 * RATE;
        long samples = (drift > 0 ? absorber.shortened() : absorber.lengthened()) * RATE / 400;
        assertThat((double) samples).as("periods, of 2.5 ms at least").isLessThanOrEqualTo(expected + 1000);
    }

    @Test
    void equal_clocks_are_left_alone_to_the_bit() {
        run(5, 0, 0);
        short[] expected = new short[RATE];
        for (int i = 0; i < 60; i++) {
            run(1, 0, 0);
        }
        assertThat(absorber.shortened() + absorber.lengthened() + absorber.gaps() + absorber.skipped())
                .isZero();
        System.arraycopy(run(1, 0, 0), 0, expected, 0, RATE);
        assertThat(ToneAnalyser.analyse(expected, 0, RATE, RATE).tone(440, 60)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.002, -0.002})
    void a_tone_stays_a_tone_while_clocks_are_joined(double drift) {
        for (int round = 0; round < 60; round++) {
            short[] last = run(1, drift, 0);
            if (round > 2) {
                assertThat(ToneAnalyser.analyse(last, 0, RATE, RATE).tone(440, 20))
                        .as("second %d", round)
                        .isTrue();
            }
        }
        assertThat(absorber.shortened() + absorber.lengthened()).isPositive();
    }

    @Test
    void the_backlog_of_a_stall_is_skipped_at_once() {
        run(3, 0, 0);
        int usual = ring.available();
        for (int i = 0; i < 20; i++) {
            absorber.take(out, 0, FRAME);
        }
        assertThat(absorber.gaps()).isEqualTo(1);
        assertThat(out).containsOnly((short) 0);
        for (int i = 0; i < 20; i++) {
            put();
        }
        takeAt += 400;
        putAt += 400;
        run(1, 0, 0);
        assertThat(millis(ring.available() - usual)).as("delay that stayed").isLessThan(125);
        run(10, 0, 0);
        assertThat(millis(ring.available() - usual)).as("and is gone soon").isLessThan(40);
    }

    @Test
    void more_than_a_stall_s_worth_in_the_middle_is_skipped_and_glides() {
        tone = new ToneGenerator(RATE, -10, 200);
        run(3, 0, 0);
        for (int i = 0; i < 18; i++) {
            put();
        }
        absorber.take(out, 0, FRAME);
        assertThat(absorber.skipped()).isPositive();
        assertThat(millis(ring.available())).isLessThanOrEqualTo(20);
        for (int i = 1; i < FRAME; i++) {
            // The steepest a 200 Hz tone of -10 dBFS gets in one sample, and what a glide of 4 ms adds to it.
            assertThat(Math.abs(out[i] - out[i - 1])).isLessThan(3000);
        }
    }

    @Test
    void a_gap_fades_out_and_in_and_a_larger_reserve_follows() {
        run(3, 0, 0);
        putAt += 200;
        run(1, 0, 0);
        assertThat(absorber.gaps()).isEqualTo(1);
        assertThat(millis(ring.available())).isBetween(20, 60);
        short[] last = run(1, 0, 0);
        assertThat(ToneAnalyser.analyse(last, 0, RATE, RATE).tone(440, 40)).isTrue();
    }

    @Test
    void after_a_standstill_the_reserve_is_what_it_was_and_after_a_short_gap_it_is_larger() {
        run(3, 0, 0);
        int usual = millis(ring.available());
        putAt += 1000;
        run(2, 0, 0);
        assertThat(absorber.gaps()).isEqualTo(1);
        assertThat(millis(ring.available())).isEqualTo(usual);
        putAt += 40;
        run(1, 0, 0);
        assertThat(absorber.gaps()).isEqualTo(2);
        assertThat(millis(ring.available())).isGreaterThan(usual);
    }

    @Test
    void before_anything_came_there_is_silence_and_it_is_no_gap() {
        java.util.Arrays.fill(out, (short) 7);
        for (int i = 0; i < 50; i++) {
            absorber.take(out, 0, FRAME);
        }
        assertThat(out).containsOnly((short) 0);
        assertThat(absorber.gaps()).isZero();
    }
}
