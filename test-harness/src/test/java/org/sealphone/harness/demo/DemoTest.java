package org.sealphone.harness.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.sealphone.crypto.wire.WireTap;
import org.sealphone.harness.oracle.OctetClass;
import org.sealphone.harness.stage.Stage;
import org.sealphone.ua.api.SipTrace;
import org.sealphone.ua.api.UaEvent;

/** The whole demonstration on the stage that every machine has. */
class DemoTest {
    @Test
    void a_call_on_loopback_is_sealed_and_every_witness_agrees() throws IOException {
        List<String> said = new CopyOnWriteArrayList<>();
        List<String> requests = new CopyOnWriteArrayList<>();
        List<UaEvent> events = new CopyOnWriteArrayList<>();
        Demo.Audience audience = new Demo.Audience(
                WireTap.none(), (at, outgoing, text) -> requests.add(text.split(" ", 2)[0]), events::add, said::add);
        DemoReport report = Demo.play(Stage.LOOPBACK, Duration.ofSeconds(4), audience, new CompletableFuture<>());
        assertThat(report.failures()).isEmpty();
        assertThat(report.disagreements()).isEmpty();
        assertThat(report.verdict().leaks()).isEmpty();
        assertThat(report.sealed()).isTrue();
        assertThat(report.leaked()).isFalse();
        assertThat(report.stage()).isEqualTo("loopback");
        assertThat(report.notSeen()).isNotEmpty();
        assertThat(report.verdict().octets(OctetClass.SRTP)).isGreaterThan(10_000);
        assertThat(report.verdict().controls().caught()).isGreaterThan(5);
        assertThat(report.caller().call()).isPresent();
        assertThat(said).anyMatch(words -> words.contains("talks"));
        assertThat(requests).startsWith("REGISTER").contains("INVITE", "ACK", "BYE");
        assertThat(events).hasAtLeastOneElementOfType(UaEvent.FlowUp.class);
    }

    @Test
    void who_is_interrupted_hangs_up_and_claims_nothing() throws IOException {
        DemoReport report = Demo.play(
                Stage.LOOPBACK,
                Duration.ofMinutes(1),
                new Demo.Audience(WireTap.none(), SipTrace.none(), event -> {}, words -> {}),
                CompletableFuture.completedFuture(null));
        assertThat(report.failures()).contains("it was interrupted");
        assertThat(report.sealed()).isFalse();
        assertThat(report.leaked()).isFalse();
    }
}
