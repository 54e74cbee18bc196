package org.sealphone.crypto.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.Reference;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealphone.certs.DevelopmentCa;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.srtp.HeapSearch;
import org.sealphone.crypto.time.SystemTimeline;
import org.sealphone.crypto.tls.TlsPolicy;
import org.sealphone.crypto.tls.TrustAnchors;

/** What a flow has carried stays nowhere in it, however long it lives: not in its own buffers, not in those of the TLS library. */
@Tag("privileged")
@Timeout(60)
class TlsFlowHeapTest {
    private static final String DOMAIN = "pbx.example";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int KEY = 30;
    private static final byte[] BEFORE =
            "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:".getBytes(StandardCharsets.US_ASCII);
    private static final int LINE = BEFORE.length + KEY / 3 * 4;

    @TempDir
    Path folder;

    private final SystemTimeline timeline = new SystemTimeline();
    private final SecureWire wire =
            new SecureWire(timeline, RANDOM, BlindTap.INSTANCE, Duration.ofSeconds(5), List::of);
    private final HeapSearch keys = new HeapSearch();
    private final Semaphore octets = new Semaphore(0);

    @AfterEach
    void close() {
        wire.close();
        timeline.close();
    }

    /** Counts, and keeps nothing. */
    private final class Counting implements FlowListener {
        @Override
        public void received(byte[] bytes, int count) {
            octets.release(count);
        }

        @Override
        public void lost(Refusal cause) {}
    }

    /** A line with a new key that is watched; who writes it wipes it. */
    private byte[] line(String name) {
        byte[] key = new byte[KEY];
        RANDOM.nextBytes(key);
        byte[] line = Arrays.copyOf(BEFORE, LINE);
        byte[] text = Base64.getEncoder().encode(key);
        System.arraycopy(text, 0, line, BEFORE.length, text.length);
        Arrays.fill(text, (byte) 0);
        synchronized (keys) {
            keys.watch(name, key);
        }
        return line;
    }

    /** Answers a line with a line of its own. What the server reads next lies over what it has read before. */
    private void answer(SSLSocket tls) throws IOException {
        InputStream in = tls.getInputStream();
        Arrays.fill(in.readNBytes(LINE), (byte) 0);
        Arrays.fill(in.readNBytes(8192), (byte) 0);
        byte[] line = line("received");
        tls.getOutputStream().write(line);
        Arrays.fill(line, (byte) 0);
        tls.getOutputStream().write(in.read());
        in.readAllBytes();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void SRTP_15_no_key_that_crossed_a_flow_stays_in_it(String version) throws Exception {
        DevelopmentCa ca = DevelopmentCa.create("Heap CA", Instant.now(), RANDOM);
        SSLContext context = TlsTestServer.context(ca.server(DOMAIN), ca.certificate(), null);
        TlsTestServer.TlsConduct conduct = (tls, raw) -> {
            SSLParameters parameters = tls.getSSLParameters();
            parameters.setProtocols(new String[] {version});
            tls.setSSLParameters(parameters);
            answer(tls);
        };
        try (TlsTestServer server = TlsTestServer.tls(context, conduct)) {
            String loopback = InetAddress.getLoopbackAddress().getHostAddress();
            TlsPolicy policy = TlsPolicy.strict(TrustAnchors.of(List.of(ca.certificate())));
            VerifiedFlow flow = wire.connect(
                            new FlowTarget(DOMAIN, loopback, server.port(), null),
                            policy,
                            Duration.ofSeconds(20),
                            new Counting())
                    .fold(connected -> connected, failure -> {
                        throw new AssertionError(failure.refusal().text());
                    });
            byte[] line = line("sent");
            flow.send(line);
            Arrays.fill(line, (byte) 0);
            flow.send(new byte[8192]);
            assertThat(octets.tryAcquire(LINE, 20, TimeUnit.SECONDS)).isTrue();
            // What comes next comes after the reader has done with what came before.
            flow.send(new byte[1]);
            assertThat(octets.tryAcquire(1, 20, TimeUnit.SECONDS)).isTrue();
            byte[] planted = new byte[KEY];
            RANDOM.nextBytes(planted);
            keys.watch("planted", planted.clone());
            HeapSearch.dump(folder.resolve("heap.hprof"));
            assertThat(keys.find(folder.resolve("heap.hprof"))).containsExactly("planted raw");
            Reference.reachabilityFence(planted);
            assertThat(flow.live()).isTrue();
        }
    }
}
