package org.sealphone.crypto.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SrtpWarmUpTest {
    @Test
    void it_is_bounded() {
        assertThat(SrtpWarmUp.run(100)).isEqualTo(200);
        assertThat(SrtpWarmUp.run()).isPositive().isLessThan(100_000);
    }

    @Test
    void it_ends_when_its_thread_is_interrupted() {
        Thread.currentThread().interrupt();
        try {
            assertThat(SrtpWarmUp.run()).isZero();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
