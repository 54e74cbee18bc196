package org.sealphone.ua.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sealphone.crypto.tls.IdentityMode;
import org.sealphone.crypto.tls.SpkiPin;
import org.sealphone.crypto.tls.TlsFacts;
import org.sealphone.crypto.tls.TrustAnchors;
import org.sealphone.ua.api.Account;
import org.sealphone.ua.api.UaEvent;
import org.sealphone.ua.policy.Targets;
import org.sealphone.ua.report.Finding;
import org.sealphone.ua.report.Severity;

/** What the engine finds about a flow that stands: allowed, and worth saying. Each finding has a twin that differs in one property. */
class FlowFindingsTest {
    private static final String AEAD = "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384";
    private static final String CBC = "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384";
    private static final boolean SHOWN = true;
    private static final boolean NOT_SHOWN = false;

    private final UaEngine engine = new UaEngine(account(), new SecureRandom());

    private static Account account() {
        SpkiPin pin = SpkiPin.parse("sha256/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")
                .fold(good -> good, bad -> {
                    throw new AssertionError(bad.text());
                });
        return Targets.server("sips:pbx.example")
                .fold(
                        target -> Account.at(target, "alice", TrustAnchors.pinned(pin)),
                        bad -> {
                            throw new AssertionError(bad.text());
                        },
                        bad -> {
                            throw new AssertionError(bad.text());
                        })
                .build();
    }

    private static TlsFacts facts(String protocol, String suite, IdentityMode mode, boolean certificateShown) {
        return new TlsFacts(
                protocol,
                suite,
                "x25519",
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 5061),
                "pbx.example",
                mode,
                Instant.EPOCH,
                "sha256/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                certificateShown,
                certificateShown);
    }

    /** The findings of the account once this flow stands, which are also told as they are found. */
    private List<Finding> over(TlsFacts facts) {
        engine.handle(new Input.Register(1), new Moment(0, Instant.EPOCH));
        Input up = new Input.FlowUp(facts, InetAddress.getLoopbackAddress(), description -> Optional.empty());
        List<Finding> told = engine.handle(up, new Moment(1, Instant.EPOCH)).stream()
                .filter(output -> output instanceof Output.Tell tell && tell.event() instanceof UaEvent.Found)
                .map(output -> ((UaEvent.Found) ((Output.Tell) output).event()).finding())
                .toList();
        assertThat(engine.snapshot(2).findings()).isEqualTo(told);
        return told;
    }

    private void found(TlsFacts facts, String code, Severity severity, String detail) {
        assertThat(over(facts)).singleElement().satisfies(finding -> {
            assertThat(finding.what().reason().code()).isEqualTo(code);
            assertThat(finding.severity()).isEqualTo(severity);
            assertThat(finding.what().detail()).contains(detail);
        });
    }

    @Test
    void TLS_08_a_client_certificate_that_crossed_in_clear_is_a_finding() {
        found(facts("TLSv1.2", AEAD, IdentityMode.RFC5922, SHOWN), "TLS-08", Severity.LOW, "TLSv1.2");
    }

    @Test
    void TLS_08_none_where_none_was_shown() {
        assertThat(over(facts("TLSv1.2", AEAD, IdentityMode.RFC5922, NOT_SHOWN)))
                .isEmpty();
    }

    @Test
    void TLS_08_none_where_the_handshake_is_encrypted() {
        assertThat(over(facts("TLSv1.3", "TLS_AES_256_GCM_SHA384", IdentityMode.RFC5922, SHOWN)))
                .isEmpty();
    }

    @Test
    void TLS_02_CBC_is_a_finding_and_names_the_suite() {
        found(facts("TLSv1.2", CBC, IdentityMode.RFC5922, NOT_SHOWN), "TLS-02", Severity.MEDIUM, CBC);
    }

    @Test
    void TLS_04_an_identity_by_the_rule_of_https_is_a_finding_and_names_it() {
        found(facts("TLSv1.2", AEAD, IdentityMode.HTTPS_WILDCARD, NOT_SHOWN), "TLS-04", Severity.LOW, "pbx.example");
    }

    @Test
    void a_flow_that_is_lost_and_stands_again_is_found_once() {
        TlsFacts weak = facts("TLSv1.2", CBC, IdentityMode.RFC5922, NOT_SHOWN);
        found(weak, "TLS-02", Severity.MEDIUM, CBC);
        Input again = new Input.FlowUp(weak, InetAddress.getLoopbackAddress(), description -> Optional.empty());
        assertThat(engine.handle(again, new Moment(3, Instant.EPOCH)))
                .noneMatch(output -> output instanceof Output.Tell tell && tell.event() instanceof UaEvent.Found);
    }
}
