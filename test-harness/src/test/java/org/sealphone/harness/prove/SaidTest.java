package org.sealphone.harness.prove;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SaidTest {
    @Test
    void what_went_out_is_said_and_what_came_in_is_not() {
        assertThat(Said.in(List.of(
                        "2026-01-01T00:00:00Z  SIP >  ",
                        "    | BYE sips:tone@pbx.example SIP/2.0",
                        "    | Call-ID: 1",
                        "2026-01-01T00:00:00Z  call   it ends",
                        "2026-01-01T00:00:01Z  SIP <  ",
                        "    | SIP/2.0 200 OK",
                        "2026-01-01T00:00:02Z  SIP >  ",
                        "    | ACK sips:tone@pbx.example SIP/2.0")))
                .isEqualTo("BYE sips:tone@pbx.example SIP/2.0\nCall-ID: 1\nACK sips:tone@pbx.example SIP/2.0\n");
    }

    @Test
    void a_log_without_messages_says_nothing() {
        assertThat(Said.in(List.of("2026-01-01T00:00:00Z  call   SIP >, nearly", "    | BYE")))
                .isEmpty();
        assertThat(Said.in(List.of())).isEmpty();
    }
}
