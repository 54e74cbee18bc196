package org.sealphone.harness.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealphone.certs.DevelopmentCa;
import org.sealphone.harness.oracle.Canary;
import org.sealphone.harness.oracle.OctetClass;
import org.sealphone.harness.oracle.Oracle;
import org.sealphone.harness.oracle.OracleRules;
import org.sealphone.harness.oracle.PlantedControls;
import org.sealphone.harness.oracle.Verdict;
import org.sealphone.harness.srtp.CryptoLine;
import org.sealphone.harness.srtp.HarnessKeys;
import org.sealphone.harness.srtp.HarnessSrtp;
import org.sealphone.harness.srtp.HarnessSuite;
import org.sealphone.harness.srtp.RtpOpener;
import org.sealphone.harness.srtp.RtpSealer;
import org.sealphone.harness.tls.TlsIdentity;
import org.sealphone.harness.trunk.EmbeddedTrunk;

/** The whole witness of the loopback stage: the JDK's TLS speaks to the trunk through both relays, and the oracle reads it all. */
@Timeout(30)
class TrunkOnTheWireTest {
    private static final InetAddress LOCAL = InetAddress.getLoopbackAddress();
    private static final String USER = "wire-canary-user";
    private static final String PASSWORD = "wire-canary-password";
    private static final String TARGET = "sips:echo@pbx.example";
    private static final int FRAMES = 20;

    private final SecureRandom random = new SecureRandom();
    private final HarnessKeys keys = HarnessKeys.generate(HarnessSuite.AEAD_AES_128_GCM, random);
    private final List<String> keyLog = new CopyOnWriteArrayList<>();
    private String toTag = "";
    private int sent;
    private final RelayRecord record = new RelayRecord();
    private final DevelopmentCa ca = DevelopmentCa.create("wire", Instant.now(), random);

    @ParameterizedTest
    @CsvSource({"TLSv1.3,TLS_AES_256_GCM_SHA384", "TLSv1.2,TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"})
    @DisplayName("a call to the trunk's echo: sealed, proven, and every planted control is caught")
    void call_through_the_relays(String protocol, String suite) throws Exception {
        try (MediaRelay media = MediaRelay.start(LOCAL, record);
                EmbeddedTrunk trunk = EmbeddedTrunk.builder("pbx.example", TlsIdentity.of(ca.server("pbx.example")))
                        .keyLog(keyLog::add)
                        .sdpRewriter(media)
                        .user(USER, PASSWORD.toCharArray())
                        .start();
                TcpRelay relay = TcpRelay.start(LOCAL, trunk.address(), record)) {
            try (SSLSocket socket = connect(relay.address(), protocol, suite);
                    DatagramSocket rtp = new DatagramSocket(0, LOCAL)) {
                String offer = sdp(rtp.getLocalPort());
                String challenge = exchange(socket, request("INVITE", 1, "", offer));
                assertThat(challenge).startsWith("SIP/2.0 40");
                write(socket, request("ACK", 1, "", ""));
                String answer = exchange(socket, request("INVITE", 2, authorization(challenge), offer));
                assertThat(answer).startsWith("SIP/2.0 200");
                toTag = tag(answer);
                write(socket, request("ACK", 2, "", ""));
                media(rtp, answer);
                assertThat(exchange(
                                socket,
                                request("BYE", 3, authorization(challenge).replace("00000001", "00000002"), "")))
                        .startsWith("SIP/2.0 ");
            }
            media.close();
            relay.close();
            judge(relay.address(), protocol);
        }
    }

    private static String exchange(SSLSocket socket, String request) throws IOException {
        write(socket, request);
        String response = read(socket);
        while (response.startsWith("SIP/2.0 1")) {
            response = read(socket);
        }
        return response;
    }

    /** Digest with SHA-256 and qop auth (RFC 7616), for the method INVITE. */
    private static String authorization(String challenge) {
        String realm = parameter(challenge, "realm");
        String nonce = parameter(challenge, "nonce");
        String first = sha256(USER + ":" + realm + ":" + PASSWORD);
        String response = sha256(first + ":" + nonce + ":00000001:c0ffee:auth:" + sha256("INVITE:" + TARGET));
        String header = challenge.startsWith("SIP/2.0 401") ? "Authorization" : "Proxy-Authorization";
        return header + ": Digest username=\"" + USER + "\", realm=\"" + realm + "\", nonce=\"" + nonce + "\", uri=\""
                + TARGET + "\", algorithm=SHA-256, qop=auth, nc=00000001, cnonce=\"c0ffee\", response=\"" + response
                + "\"\r\n";
    }

    private static String tag(String response) {
        Matcher matcher = Pattern.compile("\\r\\nTo: [^\\r]*(;tag=[^\\r;]+)").matcher(response);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private static String parameter(String challenge, String name) {
        Matcher matcher = Pattern.compile(name + "=\"([^\"]*)\"").matcher(challenge);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends the tone until enough of its echo has come. */
    private void media(DatagramSocket rtp, String answer) throws IOException {
        Matcher port = Pattern.compile("m=audio ([0-9]+)").matcher(answer);
        assertThat(port.find()).isTrue();
        RtpSealer sealer = HarnessSrtp.sender(keys, 77);
        CryptoLine line = Pattern.compile("\r\n")
                .splitAsStream(answer)
                .filter(text -> text.startsWith("a=crypto:"))
                .findFirst()
                .flatMap(CryptoLine::parse)
                .orElseThrow();
        RtpOpener opener = HarnessSrtp.receiver(line.keys());
        rtp.setSoTimeout(200);
        for (int heard = 0; heard < FRAMES && sent < 10 * FRAMES; ) {
            byte[] sealed = sealer.seal(frame(sent++));
            rtp.send(new DatagramPacket(sealed, sealed.length, LOCAL, Integer.parseInt(port.group(1))));
            DatagramPacket echo = new DatagramPacket(new byte[2000], 2000);
            try {
                rtp.receive(echo);
            } catch (SocketTimeoutException e) {
                continue; // The service echoes from the ACK on, which another thread reads.
            }
            byte[] plain = opener.open(echo.getData(), echo.getLength()).plain();
            if (plain.length > 0) {
                assertThat(Arrays.copyOfRange(plain, 12, plain.length))
                        .isEqualTo(Arrays.copyOfRange(frame(0), 12, 172));
                heard++;
            }
        }
    }

    /** A tone of 1 kHz in PCMU. */
    private static byte[] frame(int number) {
        ByteBuffer packet = ByteBuffer.allocate(172)
                .put((byte) 0x80)
                .put((byte) 0)
                .putShort((short) number)
                .putInt(160 * number)
                .putInt(77);
        for (int i = 0; i < 160; i++) {
            packet.put((byte) (i % 8 < 4 ? 0x90 : 0x10));
        }
        return packet.array();
    }

    private void judge(InetSocketAddress relay, String protocol) {
        OracleRules rules = OracleRules.builder()
                .trunk(relay)
                .keyLog(keyLog)
                .canary(Canary.expected("user", USER))
                .build();
        Verdict verdict = Oracle.judge(rules, record.packets());
        assertThat(verdict.leaks()).isEmpty();
        assertThat(verdict.problems()).isEmpty();
        assertThat(verdict.tlsFlows()).singleElement().satisfies(flow -> assertThat(flow.version())
                .isEqualTo(protocol));
        assertThat(verdict.octets(OctetClass.SRTP)).isGreaterThanOrEqualTo((long) (sent + FRAMES) * (172 + 16));
        assertThat(verdict.mediaFlows().get(0).packets()).isEqualTo(sent);
        assertThat(verdict.withControls(PlantedControls.run(rules, record.packets()))
                        .shortcomings())
                .isEmpty();
        assertThat(verdict.proven()).isTrue();
    }

    private SSLSocket connect(InetSocketAddress address, String protocol, String suite) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("ca", ca.certificate());
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), random);
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(address.getAddress(), address.getPort());
        socket.setEnabledProtocols(new String[] {protocol});
        socket.setEnabledCipherSuites(new String[] {suite});
        socket.setSoTimeout(10_000);
        socket.startHandshake();
        return socket;
    }

    private String sdp(int port) {
        return "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio " + port
                + " RTP/SAVP 0\r\na=rtcp-mux\r\n" + CryptoLine.of(1, keys).line() + "\r\n";
    }

    private String request(String method, int cseq, String more, String body) {
        String type = body.isEmpty() ? "" : "Content-Type: application/sdp\r\n";
        return method + " " + TARGET + " SIP/2.0\r\nVia: SIP/2.0/TLS 127.0.0.1;branch=z9hG4bK" + method.charAt(0) + cseq
                + "\r\nMax-Forwards: 70\r\nFrom: <sips:" + USER + "@pbx.example>;tag=a\r\nTo: <" + TARGET
                + ">" + toTag + "\r\nCall-ID: wire\r\nCSeq: " + cseq
                + " " + method + "\r\nContact: <sips:" + USER + "@127.0.0.1>\r\n" + more + type
                + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static void write(SSLSocket socket, String message) throws IOException {
        socket.getOutputStream().write(message.getBytes(StandardCharsets.US_ASCII));
    }

    private static String read(SSLSocket socket) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int octet = socket.getInputStream().read();
            assertThat(octet).isNotNegative();
            head.append((char) octet);
        }
        Matcher length = Pattern.compile("(?i)content-length: *([0-9]+)").matcher(head);
        assertThat(length.find()).isTrue();
        byte[] body = socket.getInputStream().readNBytes(Integer.parseInt(length.group(1)));
        return head + new String(body, StandardCharsets.US_ASCII);
    }
}
