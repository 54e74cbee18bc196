package org.sealphone.certs;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.operator.DigestCalculator;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tls.ProtocolVersion;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.time.SystemTimeline;
import org.sealphone.crypto.tls.TlsPolicy;
import org.sealphone.crypto.tls.TrustAnchors;
import org.sealphone.crypto.wire.FlowListener;
import org.sealphone.crypto.wire.FlowTarget;
import org.sealphone.crypto.wire.SecureWire;
import org.sealphone.crypto.wire.WireTap;

/** TLS-07 and ADV-41: revocation as the server staples it, for nobody is asked over the network. */
@Timeout(60)
class StapleTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Instant NOW = Instant.now();
    private static final DevelopmentCa CA = DevelopmentCa.create("Staple CA", NOW, RANDOM);
    private static final SystemTimeline TIMELINE = new SystemTimeline();
    private static final SecureWire WIRE = new SecureWire(TIMELINE, RANDOM, WireTap.none());

    @AfterAll
    static void close() {
        WIRE.close();
        TIMELINE.close();
    }

    enum Staple {
        NONE,
        GOOD,
        REVOKED,
        OLD,
        OF_ANOTHER,
        FORGED
    }

    private static Optional<OCSPResponse> staple(Staple kind, IssuedCertificate server) throws Exception {
        if (kind == Staple.NONE) {
            return Optional.empty();
        }
        IssuedCertificate about = kind == Staple.OF_ANOTHER ? CA.server("other.example") : server;
        IssuedCertificate signer = kind == Staple.FORGED
                ? DevelopmentCa.create("Staple CA", NOW, RANDOM).root()
                : CA.root();
        DigestCalculator sha1 = new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1);
        X509CertificateHolder root = new JcaX509CertificateHolder(CA.certificate());
        CertificateID id = new CertificateID(sha1, root, about.certificate().getSerialNumber());
        CertificateStatus status = kind == Staple.REVOKED
                ? new RevokedStatus(Date.from(NOW.minus(Duration.ofHours(2))), 1)
                : CertificateStatus.GOOD;
        Instant from = kind == Staple.OLD ? NOW.minus(Duration.ofDays(9)) : NOW.minus(Duration.ofMinutes(5));
        BasicOCSPRespBuilder builder = new BasicOCSPRespBuilder(
                SubjectPublicKeyInfo.getInstance(
                        signer.certificate().getPublicKey().getEncoded()),
                sha1);
        builder.addResponse(id, status, Date.from(from), Date.from(from.plus(Duration.ofDays(1))));
        return Optional.of(new OCSPRespBuilder()
                .build(
                        OCSPRespBuilder.SUCCESSFUL,
                        builder.build(
                                new JcaContentSignerBuilder("SHA256withECDSA").build(signer.key()),
                                new X509CertificateHolder[0],
                                Date.from(from)))
                .toASN1Structure());
    }

    @ParameterizedTest
    @CsvSource({
        "NONE,false,ok",
        "GOOD,false,ok",
        "REVOKED,false,TLS-07",
        "OLD,false,TLS-07",
        "OF_ANOTHER,false,TLS-07",
        "FORGED,false,TLS-07",
        "NONE,true,TLS-07",
        "GOOD,true,ok",
        "REVOKED,true,TLS-07"
    })
    void ADV_41_a_staple_decides_under_both_versions(Staple kind, boolean demanded, String verdict) throws Exception {
        assertThat(verdict(ProtocolVersion.TLSv12, kind, demanded)).isEqualTo(verdict);
        assertThat(verdict(ProtocolVersion.TLSv13, kind, demanded)).isEqualTo(verdict);
    }

    private static String verdict(ProtocolVersion version, Staple kind, boolean demanded) throws Exception {
        CertificateOrder order =
                CA.order("pbx.example").purpose(KeyPurposeId.id_kp_serverAuth).sipDomain("pbx.example");
        IssuedCertificate server = (demanded ? order.demandStaple() : order).issuedBy(CA.root());
        try (ZooServer zoo = new ZooServer(server, version, staple(kind, server))) {
            TlsPolicy policy = TlsPolicy.strict(TrustAnchors.of(List.of(CA.certificate())));
            String loopback = InetAddress.getLoopbackAddress().getHostAddress();
            FlowTarget target = new FlowTarget("pbx.example", loopback, zoo.port(), null);
            return WIRE.connect(target, policy, Duration.ofSeconds(10), new FlowListener() {
                        @Override
                        public void received(byte[] bytes, int length) {}

                        @Override
                        public void lost(Refusal cause) {}
                    })
                    .fold(
                            flow -> {
                                flow.close();
                                return "ok";
                            },
                            failure -> failure.refusal().reason().code());
        }
    }
}
