package org.sealphone.harness.capture.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CaptureTest {
    @Test
    @DisplayName("the kernel's table of interfaces")
    void interface_counters() throws IOException {
        List<String> table = List.of(
                "Inter-|   Receive",
                " face |bytes",
                "    lo: 100 2 0 0 0 0 0 0 300 4 0 0 0 0 0 0",
                "eth0:1 1 0 0 0 0 0 0 9 9 0 0 0 0 0 0",
                "bad: 1");
        InterfaceCounters before = InterfaceCounters.parse(table);
        InterfaceCounters after = InterfaceCounters.parse(
                List.of("lo: 100 2 0 0 0 0 0 0 350 6 0 0 0 0 0 0", "new0: 0 0 0 0 0 0 0 0 5 1 0 0 0 0 0 0"));
        assertThat(before.sent())
                .containsEntry("lo", new InterfaceCounters.Sent(4, 300))
                .containsKey("eth0")
                .hasSize(2);
        assertThat(after.since(before))
                .containsEntry("lo", new InterfaceCounters.Sent(2, 50))
                .containsEntry("new0", new InterfaceCounters.Sent(1, 5));
        assertThat(InterfaceCounters.read().sent()).containsKey("lo");
        assertThat(before)
                .isEqualTo(InterfaceCounters.parse(table))
                .hasSameHashCodeAs(InterfaceCounters.parse(table))
                .isNotEqualTo(after);
        assertThat(before.toString()).contains("lo");
    }

    @Test
    @DisplayName("a capture that dropped or disagrees with an interface is not complete")
    void completeness() {
        assertThat(new Capture(List.of(), new InterfaceCounters.Sent(0, 0), 0, List.of()).complete())
                .isTrue();
        assertThat(new Capture(List.of(), new InterfaceCounters.Sent(0, 0), 1, List.of()).complete())
                .isFalse();
        assertThat(new Capture(List.of(), new InterfaceCounters.Sent(0, 0), 0, List.of("lo")).complete())
                .isFalse();
        assertThat(NetworkNamespace.identity()).startsWith("net:[");
    }
}
