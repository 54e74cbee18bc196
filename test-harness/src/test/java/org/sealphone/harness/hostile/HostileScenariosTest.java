package org.sealphone.harness.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sealphone.certs.DevelopmentCa;
import org.sealphone.certs.IssuedCertificate;
import org.sealphone.crypto.secret.Password;
import org.sealphone.crypto.time.SystemTimeline;
import org.sealphone.crypto.tls.TrustAnchors;
import org.sealphone.crypto.wire.SecureWire;
import org.sealphone.crypto.wire.WireTap;
import org.sealphone.harness.tls.TlsIdentity;
import org.sealphone.harness.trunk.EmbeddedTrunk;
import org.sealphone.harness.trunk.SdpRewriter;
import org.sealphone.harness.trunk.TrunkObserver;
import org.sealphone.media.engine.MediaTicker;
import org.sealphone.ua.api.Account;
import org.sealphone.ua.api.CallMedia;
import org.sealphone.ua.api.CallReport;
import org.sealphone.ua.api.End;
import org.sealphone.ua.api.Ua;
import org.sealphone.ua.api.UaEvent;
import org.sealphone.ua.loop.Surroundings;
import org.sealphone.ua.loop.UserAgent;
import org.sealphone.ua.policy.SipTarget;
import org.sealphone.ua.policy.Targets;

/** The real phone calls a trunk whose answer is bent: refused with its code, acknowledged, hung up, and not one datagram on the wire. */
class HostileScenariosTest {
    private static final String DOMAIN = "pbx.example";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final DevelopmentCa AUTHORITY = DevelopmentCa.create("hostile", Instant.now(), RANDOM);
    private static final IssuedCertificate CERTIFICATE = AUTHORITY.server(DOMAIN);
    private static final InetAddress LOCAL = InetAddress.getLoopbackAddress();

    static List<HostileAnswer> answers() {
        return HostileAnswer.all();
    }

    private interface Meanwhile {
        void run() throws Exception;
    }

    private record Seen(CallReport report, long datagrams, boolean talked) {}

    private static Seen call(SdpRewriter rewriter, TrunkObserver observer) throws Exception {
        return call(rewriter, observer, () -> {});
    }

    /** What is done while the call stands keeps it standing. */
    private static Seen call(SdpRewriter rewriter, TrunkObserver observer, Meanwhile meanwhile) throws Exception {
        CompletableFuture<Void> established = new CompletableFuture<>();
        try (EmbeddedTrunk trunk = EmbeddedTrunk.builder(
                                DOMAIN, new TlsIdentity(CERTIFICATE.key(), CERTIFICATE.chain()))
                        .listen(LOCAL, 0)
                        .user("alice", "correct horse".toCharArray())
                        .sdpRewriter(rewriter)
                        .observer(observer)
                        .start();
                SystemTimeline timeline = new SystemTimeline();
                MediaTicker ticker = MediaTicker.threaded(timeline);
                SecureWire wire = new SecureWire(timeline, RANDOM, WireTap.none())) {
            Account account = Account.at(
                            target("sips:" + DOMAIN), "alice", TrustAnchors.of(List.of(AUTHORITY.certificate())))
                    .outbound(target("sips:127.0.0.1:" + trunk.address().getPort()))
                    .bindAddress(LOCAL)
                    .registers(false)
                    // So that media goes where the answer says, whoever else sends what authenticates.
                    .followsAuthentic(false)
                    .password(() -> Optional.of(Password.of("correct horse".toCharArray())))
                    .build();
            try (Ua ua = UserAgent.open(account, Surroundings.of(wire, timeline, RANDOM, ticker), event -> {
                if (event instanceof UaEvent.Established) {
                    established.complete(null);
                }
            })) {
                Ua.Call call = ua.dial("tone", CallMedia.silent());
                CompletableFuture.anyOf(established, call.ended()).get(10, TimeUnit.SECONDS);
                boolean talked = established.isDone();
                meanwhile.run();
                ua.hangUp(call.id());
                CallReport report = call.ended().get(10, TimeUnit.SECONDS);
                return new Seen(report, wire.ledger().datagramsOut(), talked);
            }
        }
    }

    private static SipTarget target(String uri) {
        return Targets.server(uri)
                .fold(accepted -> accepted, HostileScenariosTest::refused, HostileScenariosTest::refused);
    }

    private static SipTarget refused(Object why) {
        throw new AssertionError(why);
    }

    @ParameterizedTest
    @MethodSource("answers")
    void a_bent_answer_is_refused_with_its_code_and_not_one_datagram_leaves(HostileAnswer scenario) throws Exception {
        try (BendingTrunk hands = new BendingTrunk(scenario, LOCAL)) {
            Seen seen = call(hands, hands);
            assertThat(seen.report().end()).isInstanceOf(End.RefusedByPolicy.class);
            assertThat(seen.report().end().exitCode()).isEqualTo(3);
            assertThat(seen.report().end().reason().orElseThrow().reason().code())
                    .isEqualTo(scenario.reason());
            assertThat(seen.talked()).isFalse();
            assertThat(seen.datagrams()).isZero();
            assertThat(hands.sprung(1)).isFalse();
            assertThat(hands.acknowledged()).as("the 200 is acknowledged").isEqualTo(1);
            assertThat(hands.hungUp()).isEqualTo(1);
        }
    }

    @Test
    void the_same_answer_made_right_is_accepted_and_media_flows() throws Exception {
        Seen seen = call(SdpRewriter.direct(), TrunkObserver.none());
        assertThat(seen.report().end().isOk()).isTrue();
        assertThat(seen.talked()).isTrue();
        assertThat(seen.datagrams()).isPositive();
    }

    @Test
    void the_trap_springs_when_the_answer_is_only_led_elsewhere() throws IOException, Exception {
        HostileAnswer straight = new HostileAnswer("none", "nothing is bent", "", (offer, answer) -> answer);
        try (BendingTrunk hands = new BendingTrunk(straight, LOCAL)) {
            Seen seen =
                    call(hands, hands, () -> assertThat(hands.sprung(20_000)).isTrue());
            assertThat(seen.datagrams()).isPositive();
        }
    }

    @Test
    void ADV_12_a_parameter_that_may_be_ignored_is() throws Exception {
        SdpRewriter optional = passage ->
                passage.offer() ? passage.sdp() : passage.sdp().replaceFirst("(a=crypto:[^\r\n]*)", "$1 -SURPRISE");
        assertThat(call(optional, TrunkObserver.none()).report().end().isOk()).isTrue();
    }
}
