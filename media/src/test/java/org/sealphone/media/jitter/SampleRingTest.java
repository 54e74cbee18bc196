package org.sealphone.media.jitter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SampleRingTest {
    @Test
    void what_goes_in_comes_out_around_the_end() {
        SampleRing ring = new SampleRing(10);
        short[] pcm = {1, 2, 3, 4, 5, 6, 7};
        assertThat(ring.put(pcm, 0, 7)).isTrue();
        ring.drop(5);
        assertThat(ring.put(pcm, 0, 7)).isTrue();
        short[] out = new short[9];
        ring.peek(0, out, 0, 9);
        assertThat(out).containsExactly(6, 7, 1, 2, 3, 4, 5, 6, 7);
        ring.peek(3, out, 0, 2);
        assertThat(out).startsWith(2, 3);
        assertThat(ring.available()).isEqualTo(9);
    }

    @Test
    void what_does_not_fit_is_dropped_whole_and_counted_and_one_less_fits() {
        SampleRing ring = new SampleRing(10);
        assertThat(ring.put(new short[11], 0, 11)).isFalse();
        assertThat(ring.available()).isZero();
        assertThat(ring.dropped()).isEqualTo(11);
        assertThat(ring.put(new short[10], 0, 10)).isTrue();
        assertThat(ring.put(new short[1], 0, 1)).isFalse();
        assertThat(ring.dropped()).isEqualTo(12);
    }

    @Tag("privileged")
    @Test
    void two_threads_lose_and_mix_nothing() throws InterruptedException {
        SampleRing ring = new SampleRing(1000);
        AtomicInteger wrong = new AtomicInteger();
        int total = 2_000_000;
        Thread consumer = new Thread(() -> {
            short[] out = new short[300];
            int next = 0;
            while (next < total) {
                int samples = Math.min(out.length, ring.available());
                ring.peek(0, out, 0, samples);
                ring.drop(samples);
                for (int i = 0; i < samples; i++) {
                    wrong.addAndGet(out[i] == (short) next++ ? 0 : 1);
                }
                Thread.onSpinWait();
            }
        });
        consumer.start();
        Random random = new Random(3);
        short[] pcm = new short[400];
        for (int at = 0; at < total; ) {
            int samples = Math.min(total - at, 1 + random.nextInt(pcm.length));
            for (int i = 0; i < samples; i++) {
                pcm[i] = (short) (at + i);
            }
            while (!ring.put(pcm, 0, samples)) {
                Thread.onSpinWait();
            }
            at += samples;
        }
        consumer.join(20_000);
        assertThat(consumer.isAlive()).isFalse();
        assertThat(wrong.get()).isZero();
    }
}
