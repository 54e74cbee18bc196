package org.sealphone.crypto.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SrtpSuiteTest {
    @ParameterizedTest
    @CsvSource({
        "AEAD_AES_256_GCM,        32, 12, 44, 16, 16, true",
        "AEAD_AES_128_GCM,        16, 12, 28, 16, 16, true",
        "AES_256_CM_HMAC_SHA1_80, 32, 14, 46, 10, 10, false",
        "AES_192_CM_HMAC_SHA1_80, 24, 14, 38, 10, 10, false",
        "AES_CM_128_HMAC_SHA1_80, 16, 14, 30, 10, 10, false",
        "AES_256_CM_HMAC_SHA1_32, 32, 14, 46,  4, 10, false",
        "AES_192_CM_HMAC_SHA1_32, 24, 14, 38,  4, 10, false",
        "AES_CM_128_HMAC_SHA1_32, 16, 14, 30,  4, 10, false",
    })
    void the_lengths_are_those_of_RFC_4568_6188_and_7714(
            SrtpSuite suite, int key, int salt, int master, int tag, int srtcpTag, boolean aead) {
        assertThat(suite.keyLength()).isEqualTo(key);
        assertThat(suite.saltLength()).isEqualTo(salt);
        assertThat(suite.masterLength()).isEqualTo(master);
        assertThat(suite.tagLength()).isEqualTo(tag);
        assertThat(suite.srtcpTagLength()).isEqualTo(srtcpTag);
        assertThat(suite.aead()).isEqualTo(aead);
    }

    @ParameterizedTest
    @EnumSource
    void a_suite_is_found_by_its_name_in_any_case(SrtpSuite suite) {
        assertThat(SrtpSuite.named(suite.name())).contains(suite);
        assertThat(SrtpSuite.named(suite.name().toLowerCase(Locale.ROOT))).contains(suite);
        assertThat(SrtpSuite.named(suite.name() + " ")).isEmpty();
    }

    @Test
    void no_other_name_is_a_suite() {
        assertThat(SrtpSuite.named("")).isEmpty();
        assertThat(SrtpSuite.named("NULL_HMAC_SHA1_80")).isEmpty();
        assertThat(SrtpSuite.named("F8_128_HMAC_SHA1_80")).isEmpty();
        assertThat(SrtpSuite.named("AES_CM_128_HMAC_SHA1_8O")).isEmpty();
        assertThat(SrtpSuite.named("AEAD_AE\u017f_256_GCM")).isEmpty();
    }

    @Test
    void every_suite_has_a_real_cipher_and_a_real_tag() {
        for (SrtpSuite suite : SrtpSuite.values()) {
            assertThat(suite.keyLength()).isGreaterThanOrEqualTo(16);
            assertThat(suite.tagLength()).isGreaterThanOrEqualTo(4);
            assertThat(suite.srtcpTagLength()).isGreaterThanOrEqualTo(10);
            assertThat(suite.name()).doesNotContain("NULL");
        }
    }
}
