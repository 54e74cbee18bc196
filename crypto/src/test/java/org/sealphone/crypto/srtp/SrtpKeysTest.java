package org.sealphone.crypto.srtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SrtpKeysTest {
    private static final SrtpSuite SUITE = SrtpSuite.AES_CM_128_HMAC_SHA1_80;

    @ParameterizedTest
    @EnumSource
    void SRTP_15_closing_wipes_and_nothing_prints(SrtpSuite suite) {
        byte[] master = Vector.master(suite, 7);
        SrtpKeys keys = SrtpKeys.of(suite, master);
        assertThat(keys.<byte[]>use(byte[]::clone)).isEqualTo(master);
        assertThat(keys.toString())
                .contains(suite.name())
                .doesNotContain(HexFormat.of().formatHex(master, 0, 4));

        keys.close();
        assertThatIllegalStateException()
                .isThrownBy(() -> keys.use(byte[]::clone))
                .withMessageNotContaining("[");
        assertThatIllegalStateException().isThrownBy(() -> new SrtpSender(keys, 1, 0));
        assertThatIllegalStateException().isThrownBy(() -> keys.sameKeyAs(Vector.keys(suite, 7)));
        keys.close();
    }

    @Test
    void SRTP_15_what_is_lent_is_wiped_afterwards_even_after_an_exception() {
        byte[][] kept = new byte[2][];
        try (SrtpKeys keys = Vector.keys(SUITE, 1)) {
            keys.use(lent -> kept[0] = lent);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> keys.use(lent -> {
                        kept[1] = lent;
                        throw new IllegalArgumentException();
                    }));
        }
        assertThat(kept[0]).containsOnly(0);
        assertThat(kept[1]).containsOnly(0);
    }

    @Test
    void SRTP_15_session_keys_are_wiped_and_do_not_print() {
        SessionKeys session = SessionKeys.derive(Vector.keys(SUITE, 1), SrtpProtocol.SRTP);
        assertThat(session).hasToString("[SRTP session keys for AES_CM_128_HMAC_SHA1_80]");
        session.close();
        assertThat(session.encryption()).containsOnly(0);
        assertThat(session.authentication()).containsOnly(0);
        assertThat(session.salt()).containsOnly(0);
    }

    @Test
    void keys_are_copied() {
        byte[] master = Vector.master(SUITE, 3);
        SrtpKeys keys = SrtpKeys.of(SUITE, master);
        Arrays.fill(master, (byte) 0);
        assertThat(keys.<byte[]>use(byte[]::clone)).isEqualTo(Vector.master(SUITE, 3));
    }

    @ParameterizedTest
    @EnumSource
    void SDES_17_keys_of_another_length_are_refused(SrtpSuite suite) {
        assertThatIllegalArgumentException().isThrownBy(() -> SrtpKeys.of(suite, new byte[suite.masterLength() - 1]));
        assertThatIllegalArgumentException().isThrownBy(() -> SrtpKeys.of(suite, new byte[suite.masterLength() + 1]));
        assertThat(SrtpKeys.of(suite, new byte[suite.masterLength()]).suite()).isEqualTo(suite);
    }

    @Test
    void generated_keys_differ() {
        SecureRandom random = new SecureRandom();
        SrtpKeys one = SrtpKeys.generate(SUITE, random);
        assertThat(one.sameKeyAs(SrtpKeys.generate(SUITE, random))).isFalse();
        assertThat(one.sameKeyAs(one)).isTrue();
        assertThat(one.<Integer>use(master -> master.length)).isEqualTo(30);
    }

    @Test
    void SDES_09_the_same_key_is_known_under_another_salt_and_suite() {
        byte[] master = Vector.master(SUITE, 9);
        SrtpKeys keys = SrtpKeys.of(SUITE, master);
        byte[] otherSalt = master.clone();
        otherSalt[16] ^= 1;
        byte[] otherKey = master.clone();
        otherKey[15] ^= 1;
        assertThat(keys.sameKeyAs(SrtpKeys.of(SUITE, otherSalt))).isTrue();
        assertThat(keys.sameKeyAs(SrtpKeys.of(SUITE, otherKey))).isFalse();
        assertThat(keys.sameKeyAs(SrtpKeys.of(SrtpSuite.AES_CM_128_HMAC_SHA1_32, master)))
                .isTrue();
        assertThat(keys.sameKeyAs(SrtpKeys.of(SrtpSuite.AEAD_AES_128_GCM, Arrays.copyOf(master, 28))))
                .isTrue();
        assertThat(keys.sameKeyAs(SrtpKeys.of(SrtpSuite.AEAD_AES_256_GCM, Arrays.copyOf(master, 44))))
                .isFalse();
    }

    @Test
    void SRTP_10_no_second_sender_for_one_ssrc_under_one_key() {
        SrtpKeys keys = Vector.keys(SUITE, 1);
        new SrtpSender(keys, 1, 0).close();
        assertThatIllegalStateException().isThrownBy(() -> new SrtpSender(keys, 1, 0));
        assertThat(new SrtpSender(keys, 2, 0).ssrc()).isEqualTo(2);
        new SrtcpSender(keys, 1).close();
        assertThatIllegalStateException().isThrownBy(() -> new SrtcpSender(keys, 1));
        assertThat(new SrtcpSender(keys, 2).ssrc()).isEqualTo(2);
    }

    @Test
    void SDES_18_a_lifetime_of_nothing_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> SrtpKeys.of(SUITE, new byte[30], 0));
        assertThat(SrtpKeys.of(SUITE, new byte[30], 1).sending().exhausted()).isFalse();
    }
}
