package org.sealphone.ua.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealphone.ua.api.End;

class UaReasonTest {
    @ParameterizedTest
    @CsvSource({
        "486, SIP-31", "600, SIP-31", "404, SIP-32", "484, SIP-32", "480, SIP-33", "403, SIP-34", "603, SIP-34",
        "488, SIP-35", "487, SIP-26", "500, SIP-36", "503, SIP-36", "302, SIP-37", "400, SIP-37", "699, SIP-37"
    })
    void each_status_of_a_peer_that_says_no_has_its_words(int status, String code) {
        assertThat(UaReason.ofRejection(status).code()).isEqualTo(code);
    }

    @Test
    void the_peers_own_words_are_told_and_kept_short_and_printable() {
        assertThat(new End.RejectedByPeer(486, "Busy Here")
                        .reason()
                        .orElseThrow()
                        .text())
                .isEqualTo("SIP-31: The other side is busy (486 Busy Here)");
        assertThat(new End.RejectedByPeer(486, "").reason().orElseThrow().detail())
                .isEqualTo("486");
        assertThat(new End.RejectedByPeer(486, "\u001b[2J" + "x".repeat(500))
                        .reason()
                        .orElseThrow()
                        .detail())
                .startsWith("486 .[2J")
                .hasSizeLessThan(80);
    }
}
