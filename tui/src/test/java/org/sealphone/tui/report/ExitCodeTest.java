package org.sealphone.tui.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExitCodeTest {
    @Test
    void codes_and_names_are_those_of_the_contract() {
        assertThat(java.util.Arrays.stream(ExitCode.values()).map(exit -> exit.code() + " " + exit.word()))
                .containsExactly(
                        "0 ok",
                        "1 check-failed",
                        "2 usage",
                        "3 refused-by-policy",
                        "4 rejected-by-peer",
                        "5 auth-failed",
                        "6 unreachable",
                        "7 media-failed",
                        "8 local",
                        "9 leak",
                        "70 internal",
                        "130 interrupted");
        for (ExitCode exit : ExitCode.values()) {
            assertThat(ExitCode.of(exit.code())).isEqualTo(exit);
        }
        assertThatThrownBy(() -> ExitCode.of(42)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_worst_is_found_by_the_order_of_the_contract() {
        int[] order = {9, 70, 130, 2, 3, 5, 7, 4, 6, 8, 1, 0};
        for (int i = 0; i < order.length; i++) {
            for (int j = i; j < order.length; j++) {
                ExitCode worse = ExitCode.of(order[i]);
                ExitCode better = ExitCode.of(order[j]);
                assertThat(worse.or(better)).isEqualTo(worse);
                assertThat(better.or(worse)).isEqualTo(worse);
            }
        }
        assertThat(ExitCode.worst(List.of())).isEqualTo(ExitCode.OK);
    }
}
