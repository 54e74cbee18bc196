package org.sealphone.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChirpsTest {
    private static final int DELAY = 3_456;

    @Test
    void a_chirp_that_comes_back_is_dated_to_a_quarter_of_a_millisecond() {
        short[] heard = echoed(0.25, Integer.MAX_VALUE);
        List<Chirps.Delay> delays = new Chirps().delays(heard);
        assertThat(delays).hasSize(5).allSatisfy(delay -> assertThat(
                        delay.milliseconds().orElseThrow())
                .isBetween(71.75, 72.25));
    }

    @Test
    void a_chirp_that_does_not_is_missed_alone() {
        short[] heard = echoed(0.25, 2);
        assertThat(new Chirps().delays(heard))
                .extracting(delay -> delay.milliseconds().isPresent())
                .containsExactly(true, true, false, true, true);
    }

    @Test
    void what_is_too_weak_is_not_a_chirp() {
        assertThat(new Chirps().delays(echoed(0.01, Integer.MAX_VALUE)))
                .hasSize(5)
                .allSatisfy(delay -> assertThat(delay.milliseconds()).isEmpty());
    }

    /** Five chirps, and what a loudspeaker beside the microphone adds; the echo of the echo as well. */
    private static short[] echoed(double gain, int missing) {
        short[] pcm = new short[6 * PulseServer.RATE];
        System.arraycopy(Chirps.played(5), 0, pcm, 0, 5 * PulseServer.RATE);
        for (int i = DELAY; i < pcm.length; i++) {
            boolean lost = (i - DELAY) / PulseServer.RATE == missing;
            pcm[i] += (short) (lost ? 0 : gain * pcm[i - DELAY]);
        }
        return pcm;
    }
}
