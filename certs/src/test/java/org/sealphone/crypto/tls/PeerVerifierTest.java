package org.sealphone.crypto.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.sealphone.certs.DevelopmentCa;
import org.sealphone.crypto.secret.Password;

/** The decision by itself, without a handshake around it. */
class PeerVerifierTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Instant NOW = Instant.now();
    private static final DevelopmentCa CA = DevelopmentCa.create("Verifier CA", NOW, RANDOM);
    private static final X509Certificate[] SERVER = {CA.server("pbx.example").certificate()};
    private static final TlsPolicy POLICY = TlsPolicy.strict(TrustAnchors.of(List.of(CA.certificate())));

    private static PeerVerifier verifier(String domain) {
        return new PeerVerifier(POLICY, domain, NOW, Optional::empty);
    }

    private static String code(PeerVerifier verifier) {
        return verifier.outcome()
                .map(outcome -> outcome.<String>fold(
                        peer -> "ok", refusal -> refusal.reason().code()))
                .orElse("undecided");
    }

    @Test
    void TLS_06_however_it_is_asked_it_decides_the_same() throws Exception {
        PeerVerifier right = verifier("pbx.example");
        assertThat(code(right)).isEqualTo("undecided");
        right.checkServerTrusted(SERVER, "UNKNOWN");
        right.checkServerTrusted(SERVER, "UNKNOWN", (Socket) null);
        right.checkServerTrusted(SERVER, "UNKNOWN", (SSLEngine) null);
        assertThat(code(right)).isEqualTo("ok");
        PeerVerifier wrong = verifier("other.example");
        assertThatThrownBy(() -> wrong.checkServerTrusted(SERVER, "UNKNOWN"))
                .isInstanceOf(CertificateException.class)
                .hasMessageContaining("TLS-04");
        assertThatThrownBy(() -> wrong.checkServerTrusted(SERVER, "UNKNOWN", (Socket) null))
                .isInstanceOf(CertificateException.class);
        assertThatThrownBy(() -> wrong.checkServerTrusted(SERVER, "UNKNOWN", (SSLEngine) null))
                .isInstanceOf(CertificateException.class);
        assertThat(code(wrong)).isEqualTo("TLS-04");
        assertThat(right.getAcceptedIssuers()).containsExactly(CA.certificate());
    }

    @Test
    void it_trusts_no_client() {
        PeerVerifier verifier = verifier("pbx.example");
        assertThatThrownBy(() -> verifier.checkClientTrusted(SERVER, "x")).isInstanceOf(CertificateException.class);
        assertThatThrownBy(() -> verifier.checkClientTrusted(SERVER, "x", (Socket) null))
                .isInstanceOf(CertificateException.class);
        assertThatThrownBy(() -> verifier.checkClientTrusted(SERVER, "x", (SSLEngine) null))
                .isInstanceOf(CertificateException.class);
        assertThat(code(verifier)).isEqualTo("undecided");
    }

    @Test
    void no_certificate_and_too_many_are_refused() {
        X509Certificate[] eleven = new X509Certificate[11];
        Arrays.fill(eleven, SERVER[0]);
        for (X509Certificate[] chain : List.of(new X509Certificate[0], eleven)) {
            PeerVerifier verifier = verifier("pbx.example");
            assertThatThrownBy(() -> verifier.checkServerTrusted(chain, "x")).isInstanceOf(CertificateException.class);
            assertThat(code(verifier)).isEqualTo("TLS-24");
        }
        PeerVerifier ten = verifier("pbx.example");
        assertThat(ten.verify(Arrays.copyOf(eleven, 10)).<String>fold(peer -> peer.identity(), r -> r.text()))
                .isEqualTo("pbx.example");
    }

    @Test
    void a_handshake_that_has_not_run_has_no_facts() {
        ClientHandshake handshake = new ClientHandshake(POLICY, "pbx.example", 5061, NOW, RANDOM);
        InetSocketAddress peer = new InetSocketAddress(InetAddress.getLoopbackAddress(), 5061);
        assertThat(handshake.facts(peer).<String>fold(facts -> "facts", refusal -> refusal.reason()
                        .code()))
                .isEqualTo("TLS-01");
        assertThat(handshake.verdictOutstanding()).isFalse();
        assertThat(handshake.refusal(new EOFException()).text())
                .isEqualTo("TLS-31: The server broke TLS off (the connection was closed)");
        assertThat(handshake.refusal(new SSLException("odd\u001b")).detail()).isEqualTo("odd.");
        assertThat(handshake.refusal(new IOException()).detail()).isEqualTo("IOException");
    }

    @Test
    void a_client_presents_its_certificate_only_where_its_kind_is_wanted() {
        char[] secret = "s".toCharArray();
        ClientCertificate certificate = ClientCertificate.pkcs12(
                        CA.client("alice.example").pkcs12(secret), Password.of(secret))
                .fold(found -> found, refusal -> {
                    throw new AssertionError(refusal.text());
                });
        ClientKeys keys = new ClientKeys(Optional.of(certificate));
        assertThat(keys.presented()).isFalse();
        assertThat(keys.chooseClientAlias(new String[] {"RSA"}, null, null)).isNull();
        assertThat(keys.asked()).isTrue();
        String alias = keys.chooseEngineClientAlias(new String[] {"RSA", "EC"}, null, null);
        assertThat(alias).isNotNull();
        assertThat(keys.getPrivateKey(alias)).isEqualTo(certificate.key());
        assertThat(keys.getCertificateChain(alias)).containsExactly(certificate.certificate());
        assertThat(keys.getClientAliases("EC", null)).containsExactly(alias);
        assertThat(keys.getServerAliases("EC", null)).isNull();
        assertThat(keys.chooseServerAlias("EC", null, null)).isNull();
        ClientKeys none = new ClientKeys(Optional.empty());
        assertThat(none.chooseClientAlias(new String[] {"EC"}, null, null)).isNull();
        assertThat(none.getClientAliases("EC", null)).isNull();
        assertThat(none.getCertificateChain("x")).isNull();
        assertThat(none.getPrivateKey("x")).isNull();
        assertThat(none.presented()).isFalse();
    }
}
