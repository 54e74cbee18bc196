package org.sealphone.certs;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.tls.ProtocolVersion;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.time.SystemTimeline;
import org.sealphone.crypto.tls.IdentityMode;
import org.sealphone.crypto.tls.SipIdentity;
import org.sealphone.crypto.tls.SpkiPin;
import org.sealphone.crypto.tls.TlsPolicy;
import org.sealphone.crypto.tls.TrustAnchors;
import org.sealphone.crypto.wire.FlowListener;
import org.sealphone.crypto.wire.FlowTarget;
import org.sealphone.crypto.wire.SecureWire;
import org.sealphone.crypto.wire.WireTap;

/** Pins, a server's own certificate as anchor, and the rules of identity (TLS-04, RFC 5922 section 7). */
@Timeout(60)
class TrustChoicesTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Instant NOW = Instant.now();
    private static final DevelopmentCa CA = DevelopmentCa.create("Choice CA", NOW, RANDOM);
    private static final SystemTimeline TIMELINE = new SystemTimeline();
    private static final SecureWire WIRE = new SecureWire(TIMELINE, RANDOM, WireTap.none());

    @AfterAll
    static void close() {
        WIRE.close();
        TIMELINE.close();
    }

    private static String connect(IssuedCertificate shown, String domain, TlsPolicy policy) throws Exception {
        try (ZooServer server = new ZooServer(shown, ProtocolVersion.TLSv13, Optional.empty())) {
            String loopback = InetAddress.getLoopbackAddress().getHostAddress();
            FlowTarget target = new FlowTarget(domain, loopback, server.port(), null);
            return WIRE.connect(target, policy, Duration.ofSeconds(10), new FlowListener() {
                        @Override
                        public void received(byte[] bytes, int length) {}

                        @Override
                        public void lost(Refusal cause) {}
                    })
                    .fold(
                            flow -> {
                                flow.close();
                                return "ok " + flow.facts().identity();
                            },
                            failure -> failure.refusal().reason().code());
        }
    }

    private static SpkiPin pinOf(IssuedCertificate certificate) {
        return SpkiPin.of(certificate.certificate().getPublicKey());
    }

    private static CertificateOrder server(String domain) {
        return CA.order(domain).purpose(KeyPurposeId.id_kp_serverAuth).sipDomain(domain);
    }

    @Test
    void a_pin_replaces_the_authorities_but_not_the_name() throws Exception {
        IssuedCertificate selfSigned = server("pbx.example").selfSigned();
        TlsPolicy pinned = TlsPolicy.strict(TrustAnchors.pinned(pinOf(selfSigned)));
        assertThat(connect(selfSigned, "pbx.example", pinned)).isEqualTo("ok pbx.example");
        assertThat(connect(selfSigned, "other.example", pinned)).isEqualTo("TLS-04");
        assertThat(connect(server("pbx.example").selfSigned(), "pbx.example", pinned))
                .isEqualTo("TLS-26");
    }

    @Test
    void a_pin_as_identity_replaces_the_name_too_but_not_the_dates() throws Exception {
        IssuedCertificate selfSigned = server("pbx.example").selfSigned();
        TlsPolicy pinned =
                TlsPolicy.strict(TrustAnchors.pinned(pinOf(selfSigned))).identifiedBy(IdentityMode.PINNED_SPKI);
        assertThat(connect(selfSigned, "other.example", pinned)).isEqualTo("ok " + pinOf(selfSigned));
        IssuedCertificate old = server("pbx.example")
                .valid(NOW.minus(Duration.ofDays(9)), NOW.minus(Duration.ofDays(1)))
                .selfSigned();
        TlsPolicy oldPin = TlsPolicy.strict(TrustAnchors.pinned(pinOf(old))).identifiedBy(IdentityMode.PINNED_SPKI);
        assertThat(connect(old, "pbx.example", oldPin)).isEqualTo("TLS-20");
    }

    @Test
    void an_authority_and_a_pin_both_have_to_agree() throws Exception {
        IssuedCertificate issued = CA.server("pbx.example");
        TrustAnchors authority = TrustAnchors.of(List.of(CA.certificate()));
        assertThat(connect(issued, "pbx.example", TlsPolicy.strict(authority.andPin(pinOf(issued)))))
                .startsWith("ok");
        TlsPolicy otherPin = TlsPolicy.strict(authority.andPin(pinOf(CA.server("pbx.example"))));
        assertThat(connect(issued, "pbx.example", otherPin)).isEqualTo("TLS-26");
        IssuedCertificate selfSigned = server("pbx.example").selfSigned();
        TlsPolicy wrongAuthority = TlsPolicy.strict(authority.andPin(pinOf(selfSigned)));
        assertThat(connect(selfSigned, "pbx.example", wrongAuthority)).isEqualTo("TLS-22");
    }

    @Test
    void a_servers_own_certificate_may_be_the_anchor() throws Exception {
        IssuedCertificate selfSigned = server("pbx.example").selfSigned();
        TlsPolicy own = TlsPolicy.strict(TrustAnchors.of(List.of(selfSigned.certificate())));
        assertThat(connect(selfSigned, "pbx.example", own)).startsWith("ok");
        IssuedCertificate old = server("pbx.example")
                .valid(NOW.minus(Duration.ofDays(9)), NOW.minus(Duration.ofDays(1)))
                .selfSigned();
        TlsPolicy oldOwn = TlsPolicy.strict(TrustAnchors.of(List.of(old.certificate())));
        assertThat(connect(old, "pbx.example", oldOwn)).isEqualTo("TLS-20");
    }

    @ParameterizedTest
    @CsvSource({
        "dns:pbx.example,pbx.example,ok",
        "dns:PBX.Example,pbx.example,ok",
        "dns:pbx.example,PBX.EXAMPLE.,ok",
        "dns:*.example.org,pbx.example.org,ok",
        "dns:*.example.org,a.pbx.example.org,no",
        "dns:*.example.org,example.org,no",
        "dns:*.example,pbx.example,no",
        "dns:p*.example.org,pbx.example.org,no",
        "dns:*.*.org,pbx.example.org,no",
        "uri:sip:pbx.example,pbx.example,no",
        "dns:*.example.org,localhost,no",
        "dns:*.a b.org,x.a.org,no",
        "mail:a@pbx.example,pbx.example,no",
        "ip:127.0.0.1,127.0.0.1,ok",
        "ip:127.0.0.2,127.0.0.1,no",
        "ip:127.0.0.1,pbx.example,no",
        "dns:127.0.0.1,127.0.0.1,no"
    })
    void names_as_https_compares_them(String name, String domain, String verdict) {
        assertThat(identity(name, domain, IdentityMode.HTTPS_WILDCARD)).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({
        "uri:sip:pbx.example,pbx.example,ok",
        "uri:SIP:PBX.example,pbx.example,ok",
        "uri:sip:pbx.example;transport=tls,pbx.example,ok",
        "uri:sip:pbx.example:5061,pbx.example,ok",
        "uri:sip:pbx.example?x=y,pbx.example,ok",
        "uri:sip:,pbx.example,no",
        "uri:sip:alice@pbx.example,pbx.example,no",
        "uri:sips:pbx.example,pbx.example,no",
        "uri:http://pbx.example,pbx.example,no",
        "uri:sip:127.0.0.1,127.0.0.1,ok",
        "uri:sip:[::1],[::1],ok",
        "ip:127.0.0.1,127.0.0.1,no",
        "dns:pbx.example,pbx.example,ok",
        "dns:xn--bcher-kva.example,b\u00fccher.example,ok",
        "uri:sip:pbx.example,,no",
        "uri:sip:pbx.example,pbx example,no",
        "uri:sip:pbx.example,*.example,no",
        "mail:pbx@pbx.example,pbx.example,no",
        "uri:sip:pbx.example.,pbx.example,ok"
    })
    void names_as_rfc_5922_compares_them(String name, String domain, String verdict) {
        assertThat(identity(name, domain == null ? "" : domain, IdentityMode.RFC5922))
                .isEqualTo(verdict);
    }

    private static String identity(String name, String domain, IdentityMode mode) {
        CertificateOrder order = CA.order("unused.example");
        String value = name.substring(name.indexOf(':') + 1);
        switch (name.substring(0, name.indexOf(':'))) {
            case "uri" -> order.uri(value);
            case "dns" -> order.dns(value);
            case "mail" -> order.email(value);
            default -> order.ip(value);
        }
        Outcome<String> outcome = SipIdentity.verify(order.issuedBy(CA.root()).certificate(), domain, mode);
        return outcome.fold(match -> "ok", refusal -> {
            assertThat(refusal.reason().code()).isEqualTo("TLS-04");
            return "no";
        });
    }

    @Test
    void the_common_name_counts_only_where_there_is_no_other() {
        IssuedCertificate plain = CA.order("pbx.example").issuedBy(CA.root());
        assertThat(SipIdentity.verify(plain.certificate(), "pbx.example", IdentityMode.RFC5922)
                        .<String>fold(match -> match, Refusal::text))
                .isEqualTo("pbx.example");
        assertThat(SipIdentity.verify(plain.certificate(), "other.example", IdentityMode.RFC5922)
                        .<String>fold(match -> match, Refusal::detail))
                .isEqualTo("wanted other.example, the certificate is for CN=pbx.example");
        assertThat(SipIdentity.verify(plain.certificate(), "pbx.example", IdentityMode.HTTPS_WILDCARD)
                        .<String>fold(
                                match -> match, refusal -> refusal.reason().code()))
                .isEqualTo("TLS-04");
        IssuedCertificate escaped = CA.order("pbx.example\\,CN=evil.example").issuedBy(CA.root());
        assertThat(SipIdentity.verify(escaped.certificate(), "evil.example", IdentityMode.RFC5922)
                        .<String>fold(
                                match -> match, refusal -> refusal.reason().code()))
                .isEqualTo("TLS-04");
    }

    @Test
    void a_refused_name_says_what_the_certificate_is_for() {
        CertificateOrder order = CA.order("x");
        for (int i = 0; i < 9; i++) {
            order.dns("host" + i + ".example");
        }
        order.ip("127.0.0.1");
        assertThat(SipIdentity.verify(order.issuedBy(CA.root()).certificate(), "pbx.example", IdentityMode.RFC5922)
                        .<String>fold(match -> match, Refusal::detail))
                .startsWith("wanted pbx.example, the certificate is for DNS:host0.example, DNS:host1.example")
                .endsWith("and 4 more");
    }
}
