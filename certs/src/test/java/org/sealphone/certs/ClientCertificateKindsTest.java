package org.sealphone.certs;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.secret.Password;
import org.sealphone.crypto.time.SystemTimeline;
import org.sealphone.crypto.tls.ClientCertificate;
import org.sealphone.crypto.tls.TlsPolicy;
import org.sealphone.crypto.tls.TrustAnchors;
import org.sealphone.crypto.wire.FlowTarget;
import org.sealphone.crypto.wire.Listening;
import org.sealphone.crypto.wire.SecureWire;
import org.sealphone.crypto.wire.TlsTestServer;
import org.sealphone.crypto.wire.VerifiedFlow;
import org.sealphone.crypto.wire.WireTap;

/** Mutual TLS with keys of both kinds. */
@Timeout(60)
class ClientCertificateKindsTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final DevelopmentCa CA = DevelopmentCa.create("Mutual CA", Instant.now(), RANDOM);
    private static final IssuedCertificate EC_CLIENT = CA.client("alice.example");
    private static final IssuedCertificate RSA_CLIENT = CA.order("alice.example")
            .purpose(KeyPurposeId.id_kp_clientAuth)
            .rsa(2048)
            .issuedBy(CA.root());

    @ParameterizedTest
    @CsvSource({"TLSv1.3,RSA", "TLSv1.2,RSA", "TLSv1.3,EC", "TLSv1.2,EC"})
    void a_certificate_of_either_kind_is_accepted(String protocol, String kind) throws Exception {
        IssuedCertificate alice = kind.equals("RSA") ? RSA_CLIENT : EC_CLIENT;
        char[] secret = "s".toCharArray();
        ClientCertificate client = ClientCertificate.pkcs12(alice.pkcs12(secret), Password.of(secret))
                .fold(found -> found, ClientCertificateKindsTest::unexpected);
        try (SystemTimeline timeline = new SystemTimeline();
                SecureWire wire = new SecureWire(timeline, RANDOM, WireTap.none());
                TlsTestServer server = TlsTestServer.tls(
                        TlsTestServer.context(CA.server("pbx.example"), CA.certificate(), null), (tls, raw) -> {
                            tls.setEnabledProtocols(new String[] {protocol});
                            tls.setNeedClientAuth(true);
                            tls.startHandshake();
                            String who = tls.getSession().getPeerPrincipal().getName();
                            tls.getOutputStream().write(who.contains("alice.example") ? 'a' : 'x');
                            tls.getInputStream().read();
                        })) {
            Listening listening = new Listening();
            TlsPolicy policy =
                    TlsPolicy.strict(TrustAnchors.of(List.of(CA.certificate()))).presenting(client);
            FlowTarget target = new FlowTarget("pbx.example", "127.0.0.1", server.port(), null);
            VerifiedFlow flow = wire.connect(target, policy, Duration.ofSeconds(20), listening)
                    .fold(found -> found, failure -> unexpected(failure.refusal()));
            assertThat(listening.await(1)).isEqualTo("a");
            flow.close();
        }
    }

    private static <T> T unexpected(Refusal refusal) {
        throw new AssertionError(refusal.text());
    }
}
