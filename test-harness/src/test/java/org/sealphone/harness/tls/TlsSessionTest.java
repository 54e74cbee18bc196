package org.sealphone.harness.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealphone.certs.DevelopmentCa;
import org.sealphone.certs.IssuedCertificate;

/** The trunk's TLS against the JDK's, octets handed across in memory: no socket, no thread, and a bounded number of turns. */
@Timeout(20)
class TlsSessionTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final DevelopmentCa CA = DevelopmentCa.create("tls", Instant.now(), RANDOM);
    private static final DevelopmentCa STRANGER = DevelopmentCa.create("stranger", Instant.now(), RANDOM);
    private static final IssuedCertificate SERVER = CA.server("pbx.example");
    private static final int MOST_TURNS = 60;

    private final List<String> keyLog = new ArrayList<>();
    private final StringBuilder heard = new StringBuilder();

    private TlsSettings settings() {
        return TlsSettings.of(TlsIdentity.of(SERVER), keyLog::add);
    }

    private static SSLEngine client(String protocol, KeyManager... keys) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("ca", CA.certificate());
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, trust.getTrustManagers(), RANDOM);
        SSLEngine engine = context.createSSLEngine("pbx.example", 5061);
        engine.setUseClientMode(true);
        engine.setEnabledProtocols(new String[] {protocol});
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName("pbx.example")));
        engine.setSSLParameters(parameters);
        engine.beginHandshake();
        return engine;
    }

    private static KeyManager[] keys(IssuedCertificate certificate) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "client",
                certificate.key(),
                new char[0],
                certificate.chain().toArray(java.security.cert.Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
        factory.init(store, new char[0]);
        return factory.getKeyManagers();
    }

    /** Turns until neither side has anything to say. */
    private void converse(SSLEngine client, TlsSession server) throws IOException {
        ByteBuffer fromServer = ByteBuffer.allocate(1 << 17).flip();
        for (int turn = 0; turn < MOST_TURNS; turn++) {
            boolean quiet = true;
            ByteBuffer out = ByteBuffer.allocate(1 << 17);
            while (client.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
                client.getDelegatedTask().run();
            }
            if (client.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
                client.wrap(ByteBuffer.allocate(0), out);
            }
            quiet &= out.position() == 0;
            deliver(server, out.array(), out.position());
            byte[] answer = server.pending();
            quiet &= answer.length == 0;
            fromServer =
                    ByteBuffer.allocate(1 << 17).put(fromServer).put(answer).flip();
            quiet &= !read(client, fromServer);
            if (quiet && client.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING) {
                return;
            }
        }
        throw new AssertionError("they talk for ever: " + client.getHandshakeStatus());
    }

    private void deliver(TlsSession server, byte[] octets, int length) throws IOException {
        if (length > 0 && !server.closed()) {
            heard.append(new String(server.received(octets, length), StandardCharsets.US_ASCII));
        }
    }

    private boolean read(SSLEngine client, ByteBuffer from) throws SSLException {
        int before = from.remaining();
        ByteBuffer plain = ByteBuffer.allocate(1 << 17);
        if (before > 0) {
            client.unwrap(from, plain);
        }
        heard.append(new String(plain.array(), 0, plain.position(), StandardCharsets.US_ASCII));
        return from.remaining() < before;
    }

    private void say(SSLEngine client, TlsSession server, String text) throws IOException {
        ByteBuffer sealed = ByteBuffer.allocate(1 << 17);
        client.wrap(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)), sealed);
        deliver(server, sealed.array(), sealed.position());
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.3,4", "TLSv1.2,1"})
    void every_secret_of_a_session_is_logged_and_octets_pass_both_ways(String protocol, int lines) throws Exception {
        SSLEngine client = client(protocol);
        TlsSession server = new TlsSession(settings(), RANDOM);
        assertThat(server.established()).isFalse();
        converse(client, server);
        assertThat(server.established()).isTrue();
        TlsNegotiated facts = server.facts().orElseThrow();
        assertThat(facts.version()).isEqualTo(protocol);
        assertThat(facts.serverName()).isEqualTo("pbx.example");
        assertThat(facts.clientCertificate()).isFalse();
        assertThat(keyLog).hasSize(lines).allMatch(line -> line.matches("[A-Z_0-9]+ [0-9a-f]{64} ([0-9a-f]{2})+"));
        say(client, server, "to the server");
        assertThat(heard.toString()).isEqualTo("to the server");
        heard.setLength(0);
        server.send("to the client".getBytes(StandardCharsets.US_ASCII));
        converse(client, server);
        assertThat(heard.toString()).isEqualTo("to the client");
        assertThat(server.failure()).isEmpty();
    }

    @Test
    void crumbs_are_records_of_one_octet() throws Exception {
        SSLEngine client = client("TLSv1.3");
        TlsSession server = new TlsSession(settings(), RANDOM);
        converse(client, server);
        server.send("12345".getBytes(StandardCharsets.US_ASCII));
        int together = server.pending().length;
        SSLEngine other = client("TLSv1.3");
        TlsSession crumbling = new TlsSession(settings(), RANDOM);
        converse(other, crumbling);
        crumbling.sendInCrumbs("12345".getBytes(StandardCharsets.US_ASCII));
        byte[] crumbs = crumbling.pending();
        assertThat(crumbs.length).isGreaterThan(4 * together);
        ByteBuffer from = ByteBuffer.wrap(crumbs);
        for (int record = 0; record < 5; record++) {
            int length = heard.length();
            assertThat(read(other, from)).isTrue();
            assertThat(heard.length()).isEqualTo(length + 1);
        }
        assertThat(heard.toString()).isEqualTo("12345");
    }

    @Test
    void two_sessions_share_no_secret() throws Exception {
        converse(client("TLSv1.3"), new TlsSession(settings(), RANDOM));
        List<String> first = List.copyOf(keyLog);
        keyLog.clear();
        converse(client("TLSv1.3"), new TlsSession(settings(), RANDOM));
        assertThat(keyLog).hasSameSizeAs(first).doesNotContainAnyElementsOf(first);
    }

    @Test
    void a_client_without_a_version_in_common_is_refused_and_its_twin_is_not() throws Exception {
        TlsSettings only13 = settings().withVersions(TlsSettings.Version.TLS_1_3);
        TlsSession server = new TlsSession(only13, RANDOM);
        assertThat(failure(client("TLSv1.2"), server)).isNotNull();
        assertThat(server.established()).isFalse();
        assertThat(server.failure()).isPresent();
        assertThat(keyLog).isEmpty();
        TlsSession twin = new TlsSession(only13, RANDOM);
        converse(client("TLSv1.3"), twin);
        assertThat(twin.established()).isTrue();
    }

    private Exception failure(SSLEngine client, TlsSession server) {
        try {
            converse(client, server);
            return null;
        } catch (IOException refused) {
            return refused;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void a_client_certificate_is_demanded_where_anchors_are_given(String protocol) throws Exception {
        TlsSettings demanding = settings().withClientAnchors(List.of(CA.certificate()));
        TlsSession trusted = new TlsSession(demanding, RANDOM);
        converse(client(protocol, keys(CA.client("alice"))), trusted);
        assertThat(trusted.established()).isTrue();
        assertThat(trusted.facts().orElseThrow().clientCertificate()).isTrue();

        TlsSession none = new TlsSession(demanding, RANDOM);
        failure(client(protocol), none);
        assertThat(none.established()).isFalse();
        assertThat(none.failure()).isPresent();

        TlsSession strange = new TlsSession(settings().withClientAnchors(List.of(STRANGER.certificate())), RANDOM);
        failure(client(protocol, keys(CA.client("alice"))), strange);
        assertThat(strange.established()).isFalse();
        assertThat(strange.failure()).isPresent();
    }

    @Test
    void what_is_no_tls_fails_the_session() throws Exception {
        TlsSession server = new TlsSession(settings(), RANDOM);
        byte[] clear = "OPTIONS sip:pbx.example SIP/2.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        org.assertj.core.api.Assertions.assertThatIOException().isThrownBy(() -> server.received(clear, clear.length));
        assertThat(server.established()).isFalse();
        assertThat(server.closed()).isTrue();
    }

    @Test
    void a_farewell_is_heard_by_the_other_side() throws Exception {
        SSLEngine client = client("TLSv1.3");
        TlsSession server = new TlsSession(settings(), RANDOM);
        converse(client, server);
        server.close();
        byte[] farewell = server.pending();
        client.unwrap(ByteBuffer.wrap(farewell), ByteBuffer.allocate(1 << 17));
        assertThat(client.isInboundDone()).isTrue();
        assertThat(server.closed()).isTrue();
    }

    @Test
    void neither_identity_nor_settings_print_a_key() {
        assertThat(TlsIdentity.of(SERVER).toString())
                .startsWith("TlsIdentity[CN=")
                .doesNotContain("key");
        org.assertj.core.api.Assertions.assertThatIllegalArgumentException()
                .isThrownBy(() -> new TlsIdentity(SERVER.key(), List.of()));
    }
}
