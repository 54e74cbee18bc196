package org.sealphone.media.jitter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What holds on every network, whatever it does; {@link RoughNetwork} says what that may be. */
class RoughNetworkTest {
    private static final long SPIKE = 500 * RoughNetwork.MS;
    private static final long MOST = JitterSettings.USUAL.maximum() * RoughNetwork.MS;
    private static final int SLOTS = 64;

    private static void holds(long seed) {
        RoughNetwork.Played played = new RoughNetwork(seed).play();
        assertThat(played.steepest())
                .as("network %d clicks in frame %d", seed, played.steepestAt())
                .isLessThan(RoughNetwork.CLICK);
        assertThat(played.mostDelay())
                .as("network %d: the delay while a spike passes", seed)
                .isLessThan(SPIKE + 100 * RoughNetwork.MS);
        assertThat(played.lastDelay())
                .as("network %d: the delay after seven calm seconds", seed)
                .isLessThan(MOST + 30 * RoughNetwork.MS);
        assertThat(played.unaccounted())
                .as("network %d: packets in no count", seed)
                .isBetween(0L, (long) SLOTS);
    }

    @Test
    void a_sample_of_networks_neither_clicks_nor_holds_back_nor_forgets() {
        for (long seed = 1; seed <= 20; seed++) {
            holds(seed);
        }
    }

    @Test
    @Tag("privileged")
    void three_thousand_networks_neither_click_nor_hold_back_nor_forget() {
        for (long seed = 21; seed <= 3020; seed++) {
            holds(seed);
        }
    }
}
