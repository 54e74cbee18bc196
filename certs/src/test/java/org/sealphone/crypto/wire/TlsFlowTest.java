package org.sealphone.crypto.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jsse.provider.BouncyCastleJsseProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealphone.certs.DevelopmentCa;
import org.sealphone.certs.IssuedCertificate;
import org.sealphone.crypto.secret.Password;
import org.sealphone.crypto.time.SystemTimeline;
import org.sealphone.crypto.tls.ClientCertificate;
import org.sealphone.crypto.tls.IdentityMode;
import org.sealphone.crypto.tls.SpkiPin;
import org.sealphone.crypto.tls.TlsFacts;
import org.sealphone.crypto.tls.TlsFailure;
import org.sealphone.crypto.tls.TlsPolicy;
import org.sealphone.crypto.tls.TrustAnchors;

/** Flows over real TLS connections to servers of the Java platform, well-behaved and hostile. */
@Timeout(60)
class TlsFlowTest {
    private static final String DOMAIN = "pbx.example";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final DevelopmentCa CA = DevelopmentCa.create("Flow CA", Instant.now(), RANDOM);
    private static final IssuedCertificate SERVER = CA.server(DOMAIN);
    private static final SSLContext CONTEXT = TlsTestServer.context(SERVER, CA.certificate(), null);

    private final SystemTimeline timeline = new SystemTimeline();
    private final StreamTap tap = new StreamTap();
    private final SecureWire wire = new SecureWire(timeline, RANDOM, tap, Duration.ofMillis(400), List::of);
    private final Listening listening = new Listening();

    @AfterEach
    void close() {
        wire.close();
        timeline.close();
    }

    /** Adds up what crosses. */
    static final class StreamTap implements WireTap {
        final AtomicLong out = new AtomicLong();
        final AtomicLong in = new AtomicLong();
        final AtomicLong closed = new AtomicLong();
        final StringBuffer sent = new StringBuffer();

        @Override
        public void datagramOut(InetSocketAddress f, InetSocketAddress t, byte[] b, int o, int n, Instant at) {}

        @Override
        public void datagramIn(InetSocketAddress f, InetSocketAddress t, byte[] b, int o, int n, Instant at) {}

        @Override
        public void streamOut(InetSocketAddress l, InetSocketAddress r, byte[] b, int o, int n, Instant at) {
            out.addAndGet(n);
            sent.append(new String(b, o, n, StandardCharsets.ISO_8859_1));
        }

        @Override
        public void streamIn(InetSocketAddress l, InetSocketAddress r, byte[] b, int o, int n, Instant at) {
            in.addAndGet(n);
        }

        @Override
        public void streamClosed(InetSocketAddress l, InetSocketAddress r, Instant at) {
            closed.incrementAndGet();
        }
    }

    private static TlsPolicy strict() {
        return TlsPolicy.strict(TrustAnchors.of(List.of(CA.certificate())));
    }

    private FlowOutcome connect(int port, TlsPolicy policy, Duration timeout) {
        String loopback = InetAddress.getLoopbackAddress().getHostAddress();
        return wire.connect(new FlowTarget(DOMAIN, loopback, port, null), policy, timeout, listening);
    }

    private VerifiedFlow flow(TlsTestServer server, TlsPolicy policy) {
        return connect(server.port(), policy, Duration.ofSeconds(20)).fold(flow -> flow, failure -> {
            throw new AssertionError(failure.refusal().text());
        });
    }

    private TlsFailure failure(int port, TlsPolicy policy, Duration timeout) {
        return connect(port, policy, timeout)
                .fold(
                        flow -> {
                            throw new AssertionError("connected: " + flow.facts());
                        },
                        failure -> failure);
    }

    private String failureCode(int port, TlsPolicy policy) {
        return failure(port, policy, Duration.ofSeconds(20)).refusal().reason().code();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static void echo(SSLSocket tls, Socket raw) throws Exception {
        InputStream in = tls.getInputStream();
        byte[] buffer = new byte[4096];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            tls.getOutputStream().write(buffer, 0, n);
        }
    }

    private static TlsTestServer.TlsConduct limited(UnaryOperator<SSLSocket> limits) {
        return (tls, raw) -> echo(limits.apply(tls), raw);
    }

    @Test
    void a_flow_carries_bytes_both_ways_and_tells_its_facts() throws Exception {
        try (TlsTestServer server = TlsTestServer.tls(CONTEXT, TlsFlowTest::echo)) {
            VerifiedFlow flow = flow(server, strict());
            flow.send(bytes("REGISTER sips:pbx.example SIP/2.0\r\n\r\n"));
            assertThat(listening.await(37)).isEqualTo("REGISTER sips:pbx.example SIP/2.0\r\n\r\n");
            TlsFacts facts = flow.facts();
            assertThat(facts.protocol()).isEqualTo("TLSv1.3");
            assertThat(facts.suite()).isEqualTo("TLS_AES_256_GCM_SHA384");
            assertThat(facts.group()).isEqualTo("x25519");
            assertThat(facts.identity()).isEqualTo(DOMAIN);
            assertThat(facts.identityMode()).isEqualTo(IdentityMode.RFC5922);
            assertThat(facts.spkiPin())
                    .isEqualTo(SpkiPin.of(SERVER.certificate().getPublicKey()).text());
            assertThat(facts.notAfter())
                    .isEqualTo(SERVER.certificate().getNotAfter().toInstant());
            assertThat(facts.peerAddress().getPort()).isEqualTo(server.port());
            assertThat(facts.clientCertificateAsked()).isFalse();
            assertThat(flow.remote()).isEqualTo(facts.peerAddress());
            assertThat(flow.local().getAddress()).isEqualTo(InetAddress.getLoopbackAddress());
            assertThat(flow.live()).isTrue();
            assertThat(tap.sent).doesNotContain("REGISTER");
            flow.close();
            assertThat(wire.ledger().tlsBytesOut()).isEqualTo(tap.out.get());
            assertThat(wire.ledger().tlsBytesIn()).isEqualTo(tap.in.get());
            assertThat(wire.ledger().snapshot().flows()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("The hybrid group is used with a server that has it, over TLS 1.3")
    void the_hybrid_group_comes_first() throws Exception {
        BouncyCastleJsseProvider provider = new BouncyCastleJsseProvider(false, new BouncyCastleProvider());
        SSLContext context = TlsTestServer.context(SERVER, CA.certificate(), provider);
        try (TlsTestServer server = TlsTestServer.tls(context, limited(tls -> {
            org.bouncycastle.jsse.BCSSLParameters parameters =
                    ((org.bouncycastle.jsse.BCSSLSocket) tls).getParameters();
            parameters.setNamedGroups(new String[] {"X25519MLKEM768", "secp256r1"});
            ((org.bouncycastle.jsse.BCSSLSocket) tls).setParameters(parameters);
            return tls;
        }))) {
            VerifiedFlow flow = flow(server, strict());
            assertThat(flow.facts().group()).isEqualTo("X25519MLKEM768");
            assertThat(flow.facts().postQuantum()).isTrue();
            flow.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,ok,ok", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,ok,ok",
        "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,ok,ok", "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256,TLS-02,cbc",
        "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA,TLS-02,cbc"
    })
    void TLS_02_ADV_44_suites_of_tls_12_by_policy(String suite, String strict, String interop) throws Exception {
        TlsPolicy loose = TlsPolicy.interop(TrustAnchors.of(List.of(CA.certificate())));
        try (TlsTestServer server = TlsTestServer.tls(CONTEXT, limited(tls -> {
            tls.setEnabledProtocols(new String[] {"TLSv1.2"});
            tls.setEnabledCipherSuites(new String[] {suite});
            return tls;
        }))) {
            for (TlsPolicy policy : List.of(strict(), loose)) {
                String verdict = connect(server.port(), policy, Duration.ofSeconds(20))
                        .fold(
                                flow -> {
                                    assertThat(flow.facts().suite()).isEqualTo(suite);
                                    assertThat(flow.facts().protocol()).isEqualTo("TLSv1.2");
                                    assertThat(flow.facts().group()).isEqualTo("x25519");
                                    String word = flow.facts().cbc() ? "cbc" : "ok";
                                    flow.close();
                                    return word;
                                },
                                failure -> failure.refusal().reason().code());
                assertThat(verdict).isEqualTo(policy == loose ? interop : strict);
            }
        }
    }

    @Test
    void TLS_03_the_server_name_is_sent_but_never_an_address() throws Exception {
        List<String> names = new ArrayList<>();
        try (TlsTestServer server = TlsTestServer.tls(CONTEXT, (tls, raw) -> {
            tls.startHandshake();
            ((ExtendedSSLSession) tls.getSession())
                    .getRequestedServerNames()
                    .forEach(n -> names.add(new String(n.getEncoded(), StandardCharsets.US_ASCII)));
            echo(tls, raw);
        })) {
            VerifiedFlow flow = flow(server, strict());
            flow.send(bytes("x"));
            listening.await(1);
            assertThat(names).containsExactly(DOMAIN);
            flow.close();
        }
        names.clear();
        SSLContext byAddress = TlsTestServer.context(CA.server("127.0.0.1"), CA.certificate(), null);
        try (TlsTestServer server = TlsTestServer.tls(byAddress, (tls, raw) -> {
            tls.startHandshake();
            names.add(((ExtendedSSLSession) tls.getSession())
                    .getRequestedServerNames()
                    .toString());
            echo(tls, raw);
        })) {
            FlowTarget target = FlowTarget.of("127.0.0.1", server.port());
            VerifiedFlow flow = wire.connect(target, strict(), Duration.ofSeconds(20), listening)
                    .fold(found -> found, failure -> {
                        throw new AssertionError(failure.refusal().text());
                    });
            flow.send(bytes("y"));
            listening.await(2);
            assertThat(names).containsExactly("[]");
            flow.close();
        }
    }

    /** What a server that takes the offered protocol agrees on, and what one sees that answers nothing. */
    @Test
    void TLS_03_the_application_protocol_is_offered_and_may_be_ignored() throws Exception {
        CompletableFuture<String> agreed = new CompletableFuture<>();
        try (TlsTestServer server = TlsTestServer.tls(CONTEXT, (tls, raw) -> {
            SSLParameters parameters = tls.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"sip/2"});
            tls.setSSLParameters(parameters);
            tls.startHandshake();
            agreed.complete(tls.getApplicationProtocol());
            echo(tls, raw);
        })) {
            VerifiedFlow flow = flow(server, strict());
            assertThat(agreed.get(20, TimeUnit.SECONDS)).isEqualTo("sip/2");
            flow.send(bytes("x"));
            assertThat(listening.await(1)).isEqualTo("x");
            flow.close();
        }
        CompletableFuture<List<String>> offered = new CompletableFuture<>();
        try (TlsTestServer server = TlsTestServer.tls(CONTEXT, (tls, raw) -> {
            tls.setHandshakeApplicationProtocolSelector((socket, protocols) -> {
                offered.complete(protocols);
                return "";
            });
            echo(tls, raw);
        })) {
            VerifiedFlow flow = flow(server, strict());
            assertThat(offered.get(20, TimeUnit.SECONDS)).containsExactly("sip/2");
            flow.send(bytes("y"));
            assertThat(listening.await(2)).isEqualTo("xy");
            flow.close();
        }
    }

    @Test
    void TLS_09_a_second_connection_makes_a_full_handshake() throws Exception {
        int echoed = 0;
        for (String protocol : List.of("TLSv1.2", "TLSv1.3")) {
            List<String> sessions = new CopyOnWriteArrayList<>();
            List<ClientHelloSeen> hellos = new ArrayList<>();
            try (TlsTestServer server = TlsTestServer.tls(CONTEXT, (tls, raw) -> {
                tls.setEnabledProtocols(new String[] {protocol});
                tls.startHandshake();
                sessions.add(Arrays.toString(tls.getSession().getId()));
                echo(tls, raw);
            })) {
                for (int i = 0; i < 2; i++) {
                    tap.sent.setLength(0);
                    VerifiedFlow flow = flow(server, strict());
                    flow.send(bytes("x"));
                    listening.await(++echoed);
                    hellos.add(ClientHelloSeen.in(tap.sent.toString()));
                    flow.close();
                }
            }
            assertThat(sessions).hasSize(2).doesNotHaveDuplicates();
            // Server name and key shares stand there; a ticket, a session of before, or early data do not.
            assertThat(hellos).allSatisfy(hello -> {
                assertThat(hello.extensions()).contains(0, 16, 51).doesNotContain(41, 42);
                assertThat(hello.filledTicket()).isFalse();
            });
            boolean asked = !hellos.get(1).session().isEmpty();
            assertThat(asked && hellos.get(1).session().equals(hellos.get(0).session()))
                    .isFalse();
        }
    }

    @Test
    void ADV_49_records_of_one_byte_and_large_messages_arrive_whole() throws Exception {
        String large = "0123456789abcdef".repeat(8192);
        try (TlsTestServer server = TlsTestServer.tls(CONTEXT, (tls, raw) -> {
            tls.startHandshake();
            OutputStream out = tls.getOutputStream();
            for (byte one : bytes("OPTIONS")) {
                out.write(one);
                out.flush();
            }
            echo(tls, raw);
        })) {
            VerifiedFlow flow = flow(server, strict());
            assertThat(listening.await(7)).isEqualTo("OPTIONS");
            flow.send(bytes(large));
            assertThat(listening.await(7 + large.length())).isEqualTo("OPTIONS" + large);
            flow.close();
        }
    }

    @Test
    void ADV_46_key_updates_are_followed() throws Exception {
        try (TlsTestServer server = TlsTestServer.tls(CONTEXT, (tls, raw) -> {
            tls.startHandshake();
            OutputStream out = tls.getOutputStream();
            for (int i = 0; i < 20; i++) {
                out.write('a' + i);
                out.flush();
                // Under TLS 1.3 this sends a KeyUpdate that wants one back.
                tls.startHandshake();
            }
            echo(tls, raw);
        })) {
            VerifiedFlow flow = flow(server, strict());
            assertThat(listening.await(20)).isEqualTo("abcdefghijklmnopqrst");
            flow.send(bytes("after"));
            assertThat(listening.await(25)).endsWith("after");
            flow.close();
        }
    }

    @Test
    void a_close_of_the_server_is_reported_once_as_such() throws Exception {
        try (TlsTestServer server = TlsTestServer.tls(CONTEXT, (tls, raw) -> {
            tls.getInputStream().read();
            tls.getOutputStream().write('x');
            tls.close();
        })) {
            VerifiedFlow flow = flow(server, strict());
            flow.send(bytes("x"));
            assertThat(listening.loss()).isEqualTo("NET-07");
            assertThat(listening.await(1)).isEqualTo("x");
            assertThat(flow.live()).isFalse();
            assertThatThrownBy(() -> flow.send(bytes("x")))
                    .isInstanceOfSatisfying(
                            FlowClosedException.class,
                            e -> assertThat(e.refusal().reason().code()).isEqualTo("NET-07"));
            assertThatThrownBy(flow::cryptoWriter).isInstanceOf(FlowClosedException.class);
            flow.close();
            assertThat(listening.losses).isEmpty();
        }
    }

    @Test
    void TLS_11_ADV_48_a_cut_stream_is_no_orderly_end() throws Exception {
        try (TlsTestServer server = TlsTestServer.tls(CONTEXT, (tls, raw) -> {
            tls.getInputStream().read();
            raw.shutdownOutput();
            raw.getInputStream().readAllBytes();
        })) {
            VerifiedFlow flow = flow(server, strict());
            flow.send(bytes("x"));
            assertThat(listening.loss()).isEqualTo("TLS-11");
            assertThat(listening.losses).isEmpty();
        }
    }

    @Test
    void ADV_48_a_reset_is_a_lost_connection() throws Exception {
        try (TlsTestServer server = TlsTestServer.tls(CONTEXT, (tls, raw) -> {
            tls.getInputStream().read();
            raw.setSoLinger(true, 0);
            raw.close();
        })) {
            VerifiedFlow flow = flow(server, strict());
            flow.send(bytes("xy"));
            assertThat(listening.loss()).isEqualTo("NET-04");
            assertThat(listening.losses).isEmpty();
        }
    }

    @Test
    void a_forged_record_ends_the_flow() throws Exception {
        try (TlsTestServer server = TlsTestServer.tls(CONTEXT, (tls, raw) -> {
            tls.getInputStream().read();
            byte[] forged = new byte[5 + 40];
            forged[0] = 23;
            forged[1] = 3;
            forged[2] = 3;
            forged[4] = 40;
            raw.getOutputStream().write(forged);
            raw.getInputStream().readAllBytes();
        })) {
            VerifiedFlow flow = flow(server, strict());
            flow.send(bytes("x"));
            assertThat(listening.loss()).isEqualTo("TLS-31");
            assertThat(flow.live()).isFalse();
        }
    }

    @Test
    void our_own_close_says_close_notify_and_is_not_reported() throws Exception {
        CompletableFuture<Integer> end = new CompletableFuture<>();
        try (TlsTestServer server = TlsTestServer.tls(
                CONTEXT, (tls, raw) -> end.complete(tls.getInputStream().read()))) {
            VerifiedFlow flow = flow(server, strict());
            CryptoWriter writer = flow.cryptoWriter();
            assertThat(writer).isNotNull();
            flow.close();
            flow.close();
            assertThat(end.get(20, TimeUnit.SECONDS)).isEqualTo(-1);
            assertThat(flow.live()).isFalse();
            assertThatThrownBy(() -> flow.send(bytes("x"))).isInstanceOf(FlowClosedException.class);
            assertThat(listening.losses.poll(100, TimeUnit.MILLISECONDS)).isNull();
            assertThat(tap.closed.get()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("A peer that stops reading cannot hold a sender for longer than its deadline")
    void a_stuck_peer_ends_the_flow_in_time() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (TlsTestServer server = TlsTestServer.tls(CONTEXT, (tls, raw) -> {
            tls.startHandshake();
            release.await(30, TimeUnit.SECONDS);
        })) {
            VerifiedFlow flow = flow(server, strict());
            byte[] large = new byte[1 << 20];
            long start = System.nanoTime();
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 64; i++) {
                            flow.send(large);
                        }
                    })
                    .isInstanceOfSatisfying(
                            FlowClosedException.class,
                            e -> assertThat(e.refusal().reason().code()).isEqualTo("NET-08"));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
            assertThat(listening.loss()).isEqualTo("NET-08");
        } finally {
            release.countDown();
        }
    }

    @Test
    void DNS_02_what_a_name_server_names_is_not_this_machine() throws Exception {
        try (TlsTestServer server = TlsTestServer.tls(CONTEXT, (tls, raw) -> {
            tls.startHandshake();
            tls.getInputStream().read();
        })) {
            FlowTarget named = new FlowTarget(DOMAIN, "localhost", server.port(), null, FlowTarget.Origin.LOOKED_UP);
            TlsFailure failure = wire.connect(named, strict(), Duration.ofSeconds(20), listening)
                    .fold(
                            flow -> {
                                throw new AssertionError("connected");
                            },
                            refused -> refused);
            assertThat(failure.refusal().text()).startsWith("DNS-02").contains("localhost");
            assertThat(failure.kind()).isEqualTo(TlsFailure.Kind.REFUSED);
            FlowTarget configured =
                    new FlowTarget(DOMAIN, "localhost", server.port(), null, FlowTarget.Origin.CONFIGURED);
            String end = wire.connect(configured, strict(), Duration.ofSeconds(20), listening)
                    .fold(flow -> "connected", refused -> refused.refusal().text());
            assertThat(end).isEqualTo("connected");
        }
    }

    @Test
    void a_flow_with_a_stuck_sender_is_closed_without_waiting() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CompletableFuture<String> ended = new CompletableFuture<>();
        SecureWire patient = new SecureWire(timeline, RANDOM, tap);
        try (TlsTestServer server = TlsTestServer.tls(CONTEXT, (tls, raw) -> {
            tls.startHandshake();
            release.await(30, TimeUnit.SECONDS);
        })) {
            FlowTarget target = new FlowTarget(DOMAIN, "127.0.0.1", server.port(), null);
            VerifiedFlow flow = patient.connect(target, strict(), Duration.ofSeconds(20), listening)
                    .fold(found -> found, failure -> {
                        throw new AssertionError(failure.refusal().text());
                    });
            Thread sender = new Thread(() -> {
                try {
                    for (int i = 0; i < 64; i++) {
                        flow.send(new byte[1 << 20]);
                    }
                    ended.complete("all sent");
                } catch (FlowClosedException closed) {
                    ended.complete(closed.refusal().reason().code());
                }
            });
            sender.start();
            long before = -1;
            while (before != tap.out.get()) {
                before = tap.out.get();
                sender.join(100);
            }
            long start = System.nanoTime();
            flow.close();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
            assertThat(ended.get(20, TimeUnit.SECONDS)).isEqualTo("NET-09");
        } finally {
            release.countDown();
            patient.close();
        }
    }

    @Test
    void a_closed_wire_ends_its_flows_and_opens_nothing() throws Exception {
        try (TlsTestServer server = TlsTestServer.tls(CONTEXT, TlsFlowTest::echo)) {
            VerifiedFlow flow = flow(server, strict());
            wire.close();
            assertThat(listening.loss()).isEqualTo("NET-04");
            assertThat(flow.live()).isFalse();
            assertThat(failureCode(server.port(), strict())).isEqualTo("NET-09");
            assertThat(wire.reserve(InetAddress.getLoopbackAddress())
                            .<String>fold(port -> "reserved", refusal -> refusal.reason()
                                    .code()))
                    .isEqualTo("NET-06");
        }
    }

    @Test
    void a_listener_that_throws_ends_the_flow_instead_of_leaving_it_unread() throws Exception {
        CompletableFuture<String> loss = new CompletableFuture<>();
        FlowListener buggy = new FlowListener() {
            @Override
            public void received(byte[] received, int length) {
                Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> {});
                throw new IllegalStateException("bug");
            }

            @Override
            public void lost(org.sealphone.crypto.reason.Refusal cause) {
                loss.complete(cause.reason().code());
            }
        };
        try (TlsTestServer server = TlsTestServer.tls(CONTEXT, TlsFlowTest::echo)) {
            FlowTarget target = new FlowTarget(DOMAIN, "127.0.0.1", server.port(), null);
            VerifiedFlow flow = wire.connect(target, strict(), Duration.ofSeconds(20), buggy)
                    .fold(found -> found, failure -> {
                        throw new AssertionError(failure.refusal().text());
                    });
            flow.send(bytes("x"));
            assertThat(loss.get(20, TimeUnit.SECONDS)).isEqualTo("NET-04");
            assertThat(flow.live()).isFalse();
        }
    }

    @Test
    void ADV_48_nobody_there_is_refused_or_silence() throws Exception {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
        }
        TlsFailure refused = failure(port, strict(), Duration.ofSeconds(5));
        assertThat(refused.refusal().reason().code()).isEqualTo("NET-02");
        assertThat(refused.refusal().detail()).isEqualTo("127.0.0.1 port " + port);
        assertThat(refused.kind()).isEqualTo(TlsFailure.Kind.UNREACHABLE);
        List<Socket> queue = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // The queue of unaccepted connections fills up; from then on the kernel answers nothing.
            fill(full, queue);
            TlsFailure silent = failure(full.getLocalPort(), strict(), Duration.ofMillis(300));
            assertThat(silent.refusal().reason().code()).isEqualTo("NET-03");
        } finally {
            for (Socket socket : queue) {
                socket.close();
            }
        }
    }

    private static void fill(ServerSocket server, List<Socket> queue) throws Exception {
        try {
            for (int i = 0; i < 50; i++) {
                Socket socket = new Socket();
                queue.add(socket);
                socket.connect(server.getLocalSocketAddress(), 200);
            }
        } catch (java.net.SocketTimeoutException full) {
            assertThat(queue).isNotEmpty();
        }
    }

    @Test
    void names_and_addresses_that_lead_nowhere() throws Exception {
        for (String host : new String[] {"", " ", "[bad", "a..b", "x".repeat(300)}) {
            FlowTarget target = new FlowTarget(DOMAIN, host, 5061, null);
            String code = wire.connect(target, strict(), Duration.ofSeconds(20), listening)
                    .fold(
                            flow -> "connected",
                            failure -> failure.refusal().reason().code());
            assertThat(code).as(host).isEqualTo("NET-01");
        }
        assertThat(HostLookup.addresses("localhost", Duration.ZERO)
                        .<String>fold(found -> "found", refusal -> refusal.detail()))
                .isIn("found", "localhost: the name server does not answer");
        InetAddress notOurs = InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 77});
        FlowTarget bound = new FlowTarget(DOMAIN, "127.0.0.1", 5061, notOurs);
        TlsFailure local =
                wire.connect(bound, strict(), Duration.ofSeconds(5), listening).fold(flow -> null, failure -> failure);
        assertThat(local.refusal().reason().code()).isEqualTo("NET-06");
        assertThat(local.kind()).isEqualTo(TlsFailure.Kind.LOCAL);
    }

    @Test
    void a_lookup_can_be_interrupted() throws Exception {
        CompletableFuture<String> outcome = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            Thread.currentThread().interrupt();
            String code = HostLookup.addresses("localhost", Duration.ofSeconds(20))
                    .fold(found -> "found", refusal -> refusal.detail());
            outcome.complete(code + " " + Thread.currentThread().isInterrupted());
        });
        thread.start();
        assertThat(outcome.get(20, TimeUnit.SECONDS)).isEqualTo("localhost: interrupted true");
    }

    @Test
    void a_flow_can_be_bound_to_a_local_address() throws Exception {
        InetAddress second = InetAddress.getByAddress(new byte[] {127, 0, 0, 2});
        try (TlsTestServer server = TlsTestServer.tls(CONTEXT, TlsFlowTest::echo)) {
            FlowTarget target = new FlowTarget(DOMAIN, "127.0.0.1", server.port(), second);
            VerifiedFlow flow = wire.connect(target, strict(), Duration.ofSeconds(20), listening)
                    .fold(found -> found, failure -> {
                        throw new AssertionError(failure.refusal().text());
                    });
            assertThat(flow.local().getAddress()).isEqualTo(second);
            flow.close();
        }
    }

    @Test
    void ADV_48_a_silent_and_a_trickling_handshake_end_at_the_deadline() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (TlsTestServer silent = TlsTestServer.plain(raw -> release.await(30, TimeUnit.SECONDS));
                TlsTestServer trickling = TlsTestServer.plain(raw -> {
                    raw.setTcpNoDelay(true);
                    byte[] endless = {22, 3, 3, 0x40, 0, 2, 0, 0x3f, (byte) 0xfc};
                    raw.getOutputStream().write(endless);
                    while (!release.await(5, TimeUnit.MILLISECONDS)) {
                        raw.getOutputStream().write(0);
                    }
                })) {
            for (TlsTestServer server : List.of(silent, trickling)) {
                long start = System.nanoTime();
                TlsFailure failure = failure(server.port(), strict(), Duration.ofMillis(400));
                assertThat(failure.refusal().reason().code()).isEqualTo("TLS-30");
                assertThat(failure.kind()).isEqualTo(TlsFailure.Kind.UNREACHABLE);
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
            }
        } finally {
            release.countDown();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SIP/2.0 400 Bad Request\r\n\r\n",
                "HTTP/1.1 400 Bad Request\r\n\r\n",
                "220 mail.example ESMTP\r\n",
                "\u0000"
            })
    void ADV_47_an_answer_in_clear_is_not_followed(String answer) throws Exception {
        try (TlsTestServer server = TlsTestServer.plain(raw -> {
            raw.getOutputStream().write(bytes(answer));
            raw.getInputStream().readAllBytes();
        })) {
            assertThat(failureCode(server.port(), strict())).isEqualTo("TLS-29");
            assertThat(tap.sent.charAt(0)).isEqualTo((char) 22);
        }
    }

    @ParameterizedTest
    @CsvSource({"70,TLS-01", "40,TLS-02", "71,TLS-02", "112,TLS-31", "80,TLS-31"})
    void alerts_instead_of_a_server_hello(int alert, String code) throws Exception {
        try (TlsTestServer server = TlsTestServer.plain(raw -> {
            raw.getOutputStream().write(new byte[] {21, 3, 3, 0, 2, 2, (byte) alert});
            raw.getInputStream().readAllBytes();
        })) {
            assertThat(failureCode(server.port(), strict())).isEqualTo(code);
        }
    }

    @Test
    void ADV_43_a_server_hello_of_tls_11_is_refused() throws Exception {
        byte[] hello = new byte[5 + 4 + 2 + 32 + 1 + 3];
        System.arraycopy(new byte[] {22, 3, 2, 0, 42, 2, 0, 0, 38, 3, 2}, 0, hello, 0, 11);
        Arrays.fill(hello, 11, 43, (byte) 7);
        hello[44] = (byte) 0xc0;
        hello[45] = 0x13;
        try (TlsTestServer server = TlsTestServer.plain(raw -> {
            raw.getOutputStream().write(hello);
            raw.getInputStream().readAllBytes();
        })) {
            assertThat(failureCode(server.port(), strict())).isEqualTo("TLS-01");
        }
    }

    @Test
    void ADV_48_a_connection_that_ends_mid_handshake() throws Exception {
        try (TlsTestServer fin = TlsTestServer.plain(raw -> raw.getInputStream().read());
                TlsTestServer reset = TlsTestServer.plain(raw -> {
                    raw.getInputStream().read();
                    raw.setSoLinger(true, 0);
                });
                TlsTestServer cut = TlsTestServer.plain(raw -> {
                    raw.getInputStream().read();
                    raw.getOutputStream().write(new byte[] {22, 3, 3, 0, 100, 2, 0, 0, 96});
                    raw.shutdownOutput();
                    raw.getInputStream().readAllBytes();
                })) {
            for (TlsTestServer server : List.of(fin, reset, cut)) {
                assertThat(failureCode(server.port(), strict())).isEqualTo("TLS-31");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void a_demanded_client_certificate(String protocol) throws Exception {
        DevelopmentCa stranger = DevelopmentCa.create("Stranger", Instant.now(), RANDOM);
        try (TlsTestServer server = TlsTestServer.tls(CONTEXT, limited(tls -> {
            tls.setEnabledProtocols(new String[] {protocol});
            tls.setNeedClientAuth(true);
            return tls;
        }))) {
            assertThat(failureCode(server.port(), strict())).isEqualTo("TLS-27");
            assertThat(failureCode(server.port(), strict().presenting(client(stranger))))
                    .isEqualTo("TLS-28");
            VerifiedFlow flow = flow(server, strict().presenting(client(CA)));
            assertThat(flow.facts().clientCertificateAsked()).isTrue();
            assertThat(flow.facts().clientCertificateShown()).isTrue();
            flow.send(bytes("x"));
            assertThat(listening.await(1)).isEqualTo("x");
            flow.close();
        }
    }

    @Test
    void TLS_08_a_client_certificate_crosses_in_clear_before_tls_1_3_and_is_said_to() throws Exception {
        for (String protocol : List.of("TLSv1.2", "TLSv1.3")) {
            tap.sent.setLength(0);
            try (TlsTestServer server = TlsTestServer.tls(CONTEXT, limited(tls -> {
                tls.setEnabledProtocols(new String[] {protocol});
                tls.setNeedClientAuth(true);
                return tls;
            }))) {
                VerifiedFlow flow = flow(server, strict().presenting(client(CA)));
                boolean inClear = protocol.equals("TLSv1.2");
                assertThat(tap.sent.toString().contains("alice.example")).isEqualTo(inClear);
                assertThat(flow.facts().clientCertificateInClear()).isEqualTo(inClear);
                flow.close();
            }
        }
        try (TlsTestServer server = TlsTestServer.tls(CONTEXT, limited(tls -> {
            tls.setEnabledProtocols(new String[] {"TLSv1.2"});
            return tls;
        }))) {
            VerifiedFlow flow = flow(server, strict().presenting(client(CA)));
            assertThat(flow.facts().clientCertificateInClear()).isFalse();
            flow.close();
        }
    }

    @Test
    void a_client_certificate_that_is_only_asked_for() throws Exception {
        try (TlsTestServer server = TlsTestServer.tls(CONTEXT, limited(tls -> {
            tls.setWantClientAuth(true);
            return tls;
        }))) {
            VerifiedFlow flow = flow(server, strict());
            flow.send(bytes("x"));
            assertThat(listening.await(1)).isEqualTo("x");
            flow.close();
        }
    }

    @Test
    void a_server_that_asks_for_a_certificate_and_hangs_up_without_a_word() throws Exception {
        try (TlsTestServer server = TlsTestServer.tls(CONTEXT, (tls, raw) -> {
            tls.setWantClientAuth(true);
            tls.startHandshake();
            raw.shutdownOutput();
            raw.getInputStream().readAllBytes();
        })) {
            // The tickets that this server sends count as its consent, unless they are cut off as well.
            String code = connect(server.port(), strict(), Duration.ofSeconds(20))
                    .fold(
                            flow -> "connected",
                            failure -> failure.refusal().reason().code());
            assertThat(code).isIn("connected", "TLS-27");
            if (code.equals("connected")) {
                assertThat(listening.loss()).isEqualTo("TLS-11");
            }
        }
    }

    private static ClientCertificate client(DevelopmentCa ca) {
        char[] secret = "secret".toCharArray();
        byte[] store = ca.client("alice.example").pkcs12(secret);
        ClientCertificate certificate = ClientCertificate.pkcs12(store, Password.of(secret))
                .fold(c -> c, refusal -> {
                    throw new AssertionError(refusal.text());
                });
        assertThat(certificate.toString()).contains("alice.example");
        assertThat(certificate.chain()).hasSize(1);
        return certificate;
    }

    @Test
    @DisplayName("System properties cannot weaken what a policy says")
    void properties_of_the_machine_change_nothing() throws Exception {
        List<String> keys = List.of("jdk.tls.client.protocols", "jdk.tls.namedGroups", "jdk.tls.client.cipherSuites");
        List<String> values = List.of("TLSv1.2", "secp521r1", "TLS_RSA_WITH_AES_128_CBC_SHA");
        List<String> before = keys.stream().map(System::getProperty).toList();
        try (TlsTestServer server = TlsTestServer.tls(CONTEXT, TlsFlowTest::echo)) {
            for (int i = 0; i < keys.size(); i++) {
                System.setProperty(keys.get(i), values.get(i));
            }
            VerifiedFlow flow = flow(server, strict());
            assertThat(flow.facts().protocol()).isEqualTo("TLSv1.3");
            assertThat(flow.facts().group()).isEqualTo("x25519");
            flow.close();
        } finally {
            for (int i = 0; i < keys.size(); i++) {
                if (before.get(i) == null) {
                    System.clearProperty(keys.get(i));
                } else {
                    System.setProperty(keys.get(i), before.get(i));
                }
            }
        }
    }
}
