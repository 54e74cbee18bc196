package org.sealphone.certs;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.tls.ProtocolVersion;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.time.SystemTimeline;
import org.sealphone.crypto.tls.TlsPolicy;
import org.sealphone.crypto.tls.TrustAnchors;
import org.sealphone.crypto.wire.FlowListener;
import org.sealphone.crypto.wire.FlowOutcome;
import org.sealphone.crypto.wire.FlowTarget;
import org.sealphone.crypto.wire.SecureWire;
import org.sealphone.crypto.wire.VerifiedFlow;
import org.sealphone.crypto.wire.WireTap;

/** Each animal of the zoo comes to the real door: the bad one is refused with its code before a byte of SIP, its twin is let in. */
class CertificateZooTest {
    private static final byte[] SIP = "INVI".getBytes(StandardCharsets.US_ASCII);
    private static final SystemTimeline TIMELINE = new SystemTimeline();
    private static final SecureWire WIRE = new SecureWire(TIMELINE, new SecureRandom(), WireTap.none());
    private static final List<Specimen> ZOO =
            CertificateZoo.specimens("pbx.example", Instant.now(), new SecureRandom());

    static Stream<Specimen> zoo() {
        return ZOO.stream();
    }

    @AfterAll
    static void close() {
        WIRE.close();
        TIMELINE.close();
    }

    private static FlowOutcome knock(Specimen specimen, ZooServer server) {
        TlsPolicy policy = TlsPolicy.strict(TrustAnchors.of(List.of(specimen.trusted())));
        FlowTarget target = new FlowTarget(
                specimen.domain(), InetAddress.getLoopbackAddress().getHostAddress(), server.port(), null);
        return WIRE.connect(target, policy, Duration.ofSeconds(10), new FlowListener() {
            @Override
            public void received(byte[] bytes, int length) {}

            @Override
            public void lost(Refusal cause) {}
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("zoo")
    void the_bad_one_is_refused_before_a_byte_of_sip(Specimen specimen) throws Exception {
        try (ZooServer server = new ZooServer(specimen.bad(), ProtocolVersion.TLSv13, Optional.empty())) {
            String code = knock(specimen, server)
                    .fold(
                            flow -> "let in",
                            failure -> failure.refusal().reason().code() + " "
                                    + failure.refusal().detail());
            assertThat(code).startsWith(specimen.expectedCode() + " ");
            assertThat(server.applicationBytes()).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("zoo")
    void the_good_twin_is_let_in(Specimen specimen) throws Exception {
        try (ZooServer server = new ZooServer(specimen.good(), ProtocolVersion.TLSv13, Optional.empty())) {
            FlowOutcome outcome = knock(specimen, server);
            VerifiedFlow flow = outcome.fold(found -> found, failure -> {
                throw new AssertionError(failure.refusal().text());
            });
            flow.send(SIP);
            assertThat(server.applicationBytes()).isEqualTo(SIP);
            flow.close();
        }
    }

    @Test
    void every_scenario_has_a_specimen() {
        assertThat(ZOO.stream().map(Specimen::id).distinct())
                .containsExactlyInAnyOrder(
                        "ADV-31", "ADV-32", "ADV-33", "ADV-34", "ADV-35", "ADV-36", "ADV-37", "ADV-38", "ADV-39",
                        "ADV-40", "ADV-41", "ADV-42");
    }
}
