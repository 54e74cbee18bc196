package org.sealphone.ua.loop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests of a version of SIP that is not ours: RFC 3261 21.5.6, RFC 4475 3.1.2.16. */
class OtherVersionTest {
    private final Bench bench = HostileTrunkTest.connected();

    private void says(String request) {
        bench.trunk().say(request);
        bench.settle();
    }

    @ParameterizedTest
    @CsvSource({"SIP/2.0, 200", "SIP/2.1, 505", "SIP/7.0, 505", "SIP/3.0, 505"})
    void SIP_04_a_request_of_another_version_is_told_so(String version, int status) {
        bench.trunk().got.clear();
        says(bench.trunk().request("OPTIONS", "v", "", "").replace("SIP/2.0", version));
        assertThat(bench.trunk().got).singleElement().satisfies(answer -> assertThat(answer.status())
                .isEqualTo(status));
        assertThat(bench.trunk().last().header("Via")).contains(";branch=z9hG4bKtest");
        assertThat(bench.trunk().lost).isEmpty();
    }

    @Test
    void SIP_04_an_acknowledgement_of_another_version_is_not() {
        bench.trunk().got.clear();
        says(bench.trunk().request("ACK", "v", "", "").replace("SIP/2.0", "SIP/7.0"));
        assertThat(bench.trunk().got).isEmpty();
    }

    @Test
    void SIP_04_a_request_of_another_version_that_is_broken_besides_is_not() {
        bench.trunk().got.clear();
        says(bench.trunk()
                .request("OPTIONS", "v", "", "")
                .replace("SIP/2.0", "SIP/7.0")
                .replace("CSeq: 1", "CSeq: x"));
        assertThat(bench.trunk().got).isEmpty();
    }
}
