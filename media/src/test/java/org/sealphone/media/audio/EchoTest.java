package org.sealphone.media.audio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is heard is said, sample by sample, a frame later. */
class EchoTest {
    private final Echo echo = new Echo();
    private final AudioSource says = echo.input().open(8000);
    private final AudioSink hears = echo.output().open(8000);

    private short[] said(int samples) {
        short[] pcm = new short[samples + 1];
        pcm[0] = 7;
        says.read(pcm, 1, samples);
        assertThat(pcm[0]).isEqualTo((short) 7);
        return java.util.Arrays.copyOfRange(pcm, 1, samples + 1);
    }

    @Test
    void silence_until_something_is_heard_then_that_and_in_its_order() {
        assertThat(said(2)).containsExactly(0, 0);
        hears.write(new short[] {9, 1, 2, 3}, 1, 3);
        assertThat(said(2)).containsExactly(1, 2);
        hears.write(new short[] {4}, 0, 1);
        assertThat(said(4)).containsExactly(3, 4, 0, 0);
    }

    @Test
    void what_nobody_says_again_is_dropped_and_not_kept_for_ever() {
        for (int second = 0; second < 50; second++) {
            hears.write(new short[160], 0, 160);
        }
        hears.write(new short[] {5}, 0, 1);
        assertThat(said(8000)).doesNotContain((short) 5);
    }
}
