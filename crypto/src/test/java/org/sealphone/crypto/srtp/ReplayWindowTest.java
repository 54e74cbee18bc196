package org.sealphone.crypto.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReplayWindowTest {
    @Test
    void SRTP_03_the_window_is_128_wide() {
        ReplayWindow window = new ReplayWindow(1000);
        assertThat(window.check(1000 - 127)).isEqualTo(Unprotected.OPENED);
        assertThat(window.check(1000 - 128)).isEqualTo(Unprotected.TOO_OLD);
        assertThat(window.check(1000)).isEqualTo(Unprotected.REPLAYED);
        assertThat(window.check(1001)).isEqualTo(Unprotected.OPENED);
    }

    @Test
    void SRTP_03_asking_changes_nothing() {
        ReplayWindow window = new ReplayWindow(1000);
        for (int i = 0; i < 3; i++) {
            assertThat(window.check(5000)).isEqualTo(Unprotected.OPENED);
            assertThat(window.check(999)).isEqualTo(Unprotected.OPENED);
        }
        assertThat(window.highest()).isEqualTo(1000);
    }

    @Test
    void SRTP_03_every_slide_keeps_what_was_seen() {
        for (int by = 1; by <= 200; by++) {
            ReplayWindow window = new ReplayWindow(500);
            window.commit(499);
            window.commit(430);
            window.commit(500 + by);
            for (long seen : new long[] {500, 499, 430}) {
                assertThat(window.check(seen))
                        .as("%d after a slide by %d", seen, by)
                        .isEqualTo(500 + by - seen < 128 ? Unprotected.REPLAYED : Unprotected.TOO_OLD);
            }
            if (by < 127) {
                assertThat(window.check(498)).isEqualTo(by < 126 ? Unprotected.OPENED : Unprotected.TOO_OLD);
            }
        }
    }

    @Test
    void SRTP_03_against_a_plain_set_of_all_that_was_seen() {
        Random random = new Random(128);
        for (int run = 0; run < 50; run++) {
            long highest = random.nextInt(100_000);
            ReplayWindow window = new ReplayWindow(highest);
            Set<Long> seen = new HashSet<>(Set.of(highest));
            for (int i = 0; i < 2_000; i++) {
                int jump = random.nextInt(50) == 0 ? 300 : 140;
                long index = highest + random.nextInt(jump) - 135;
                Unprotected expected = highest - index >= 128
                        ? Unprotected.TOO_OLD
                        : seen.contains(index) ? Unprotected.REPLAYED : Unprotected.OPENED;
                assertThat(window.check(index)).isEqualTo(expected);
                if (expected == Unprotected.OPENED && random.nextInt(3) > 0) {
                    window.commit(index);
                    seen.add(index);
                    highest = Math.max(highest, index);
                    assertThat(window.highest()).isEqualTo(highest);
                }
            }
        }
    }
}
