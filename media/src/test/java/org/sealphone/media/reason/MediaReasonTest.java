package org.sealphone.media.reason;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.reason.ReasonCode;

class MediaReasonTest {
    @ParameterizedTest
    @EnumSource(MediaReason.class)
    void each_reason_can_be_explained(MediaReason reason) {
        assertThat(reason.code()).isEqualTo(reason.name().replace('_', '-')).matches("[A-Z]+-[0-9]{2}");
        assertThat(reason.title()).isNotBlank().doesNotEndWith(".");
        assertThat(reason.why()).endsWith(".");
        assertThat(reason.advice()).isNotBlank();
    }

    @Test
    void no_code_has_two_meanings() {
        assertThat(Stream.concat(Arrays.stream(MediaReason.values()), Arrays.stream(CryptoReason.values()))
                        .map(ReasonCode::code))
                .doesNotHaveDuplicates();
    }
}
