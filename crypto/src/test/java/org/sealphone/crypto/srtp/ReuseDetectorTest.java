package org.sealphone.crypto.srtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sealphone.crypto.srtp.Vector.plain;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

/** The watch over the run is there, sees what is planted, and is content with what may be. */
class ReuseDetectorTest {
    private static final SrtpSuite SUITE = SrtpSuite.AEAD_AES_128_GCM;

    private final SecureRandom random = new SecureRandom();
    private final SrtpKeys keys = SrtpKeys.generate(SUITE, random);
    private final SrtpKeys copy = SrtpKeys.of(SUITE, keys.<byte[]>use(byte[]::clone));

    private static void seal(SrtpSender sender, int times) {
        for (int i = 0; i < times; i++) {
            sender.protect(plain(new byte[20]));
        }
    }

    @Test
    void SRTP_09_a_copy_of_a_key_that_seals_an_index_again_is_caught() {
        seal(new SrtpSender(keys, 7, 100), 10);
        assertThat(ReuseDetector.take()).isEmpty();
        seal(new SrtpSender(copy, 7, 109), 3);
        assertThat(ReuseDetector.take()).containsExactly("SRTP of SSRC 7, index 109");
    }

    @Test
    void SRTP_09_every_neighbour_is_content() {
        seal(new SrtpSender(keys, 7, 100), 10);
        seal(new SrtpSender(copy, 7, 110), 10);
        seal(new SrtpSender(copy, 8, 100), 10);
        seal(new SrtpSender(SrtpKeys.generate(SUITE, random), 7, 100), 10);
        assertThat(ReuseDetector.take()).isEmpty();
        SrtpKeys third = SrtpKeys.of(SUITE, keys.<byte[]>use(byte[]::clone));
        seal(new SrtpSender(third, 7, 95), 7);
        assertThat(ReuseDetector.take()).hasSize(2);
    }

    @Test
    void SRTP_09_reports_are_watched_too() {
        SrtcpSender one = new SrtcpSender(keys, 7);
        one.protect(SrtcpTest.report(7));
        assertThat(ReuseDetector.take()).isEmpty();
        new SrtcpSender(copy, 7).protect(SrtcpTest.report(7));
        assertThat(ReuseDetector.take()).containsExactly("SRTCP of SSRC 7, index 0");
    }

    @Test
    void SRTP_09_a_test_in_which_it_happens_fails() {
        seal(new SrtpSender(keys, 7, 0), 1);
        seal(new SrtpSender(copy, 7, 0), 1);
        assertThatThrownBy(() -> new ReuseDetector().afterEach(null)).hasMessageContaining("SSRC 7, index 0");
        new ReuseDetector().afterAll(null);
    }

    @Test
    void it_counts_what_it_watches() {
        long before = ReuseDetector.watched();
        seal(new SrtpSender(keys, 7, 0), 5);
        assertThat(ReuseDetector.watched()).isEqualTo(before + 5);
    }
}
