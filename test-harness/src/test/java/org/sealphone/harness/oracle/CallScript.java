package org.sealphone.harness.oracle;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ProtocolVersion;
import org.sealphone.harness.capture.CapturedPacket;
import org.sealphone.harness.capture.SyntheticFrames;
import org.sealphone.harness.oracle.datagram.ToneMeter;
import org.sealphone.harness.oracle.tls.TlsPair;
import org.sealphone.harness.srtp.CryptoLine;
import org.sealphone.harness.srtp.HarnessKeys;
import org.sealphone.harness.srtp.HarnessSrtp;
import org.sealphone.harness.srtp.HarnessSuite;
import org.sealphone.harness.srtp.RtcpSealer;
import org.sealphone.harness.srtp.RtpSealer;

/** Writes a capture: a phone that calls a trunk's service over real TLS, with SRTP of the harness; and whatever a test adds to it. */
final class CallScript {
    static final InetSocketAddress TRUNK = at(5061);
    static final InetSocketAddress PHONE = at(40000);
    static final InetSocketAddress PHONE_RTP = at(41000);
    static final InetSocketAddress TRUNK_RTP = at(42000);
    static final String USER = "canary-user-4711";
    static final String PASSWORD = "canary-password-0815";
    private static final byte[] NEAREST = nearest();
    static final int SSRC = 0x0a0b0c0d;
    static final int TRUNK_SSRC = 0x1a1b1c1d;

    final InetSocketAddress client;
    final List<CapturedPacket> packets;
    final SyntheticFrames frames;
    final Random random = new Random(3);
    final HarnessKeys offered;
    final HarnessKeys answered;
    final RtpSealer phone;
    final RtpSealer trunk;
    final RtcpSealer phoneReports;
    final RtcpSealer trunkReports;
    final TlsPair tls;
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    int sequence = 100;
    boolean mux = true;

    CallScript() {
        this(HarnessSuite.AEAD_AES_256_GCM);
    }

    CallScript(HarnessSuite suite) {
        this(suite, ProtocolVersion.TLSv13, CipherSuite.TLS_AES_128_GCM_SHA256);
    }

    CallScript(HarnessSuite suite, ProtocolVersion version, int cipherSuite) {
        client = PHONE;
        packets = new ArrayList<>();
        frames = new SyntheticFrames();
        offered = keys(suite);
        answered = keys(suite);
        phone = HarnessSrtp.sender(offered, SSRC);
        trunk = HarnessSrtp.sender(answered, TRUNK_SSRC);
        phoneReports = HarnessSrtp.rtcpSender(offered);
        trunkReports = HarnessSrtp.rtcpSender(answered);
        tls = new TlsPair(version, cipherSuite, this::flight);
    }

    /** Another connection in the capture of the first, from now on. */
    private CallScript(CallScript first, InetSocketAddress client) {
        this.client = client;
        packets = first.packets;
        frames = first.frames;
        offered = first.offered;
        answered = first.answered;
        phone = first.phone;
        trunk = first.trunk;
        phoneReports = first.phoneReports;
        trunkReports = first.trunkReports;
        sequence = first.sequence;
        now = first.now;
        tls = new TlsPair(ProtocolVersion.TLSv13, CipherSuite.TLS_AES_128_GCM_SHA256, this::flight);
    }

    CallScript again(InetSocketAddress from) {
        return new CallScript(this, from).connect();
    }

    static InetSocketAddress at(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    HarnessKeys keys(HarnessSuite suite) {
        byte[] master = new byte[suite.masterLength()];
        random.nextBytes(master);
        return HarnessKeys.of(suite, master);
    }

    private void flight(boolean fromClient, byte[] octets) {
        packets.addAll(
                frames.tcp(fromClient ? client : TRUNK, fromClient ? TRUNK : client, octets, octets.length, now));
        tick(1);
    }

    CallScript tick(int milliseconds) {
        now = now.plus(Duration.ofMillis(milliseconds));
        return this;
    }

    CallScript connect() {
        packets.addAll(frames.tcpOpen(client, TRUNK, now));
        tls.handshake();
        return this;
    }

    CallScript phoneSays(String message) {
        tls.clientSays(message.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    CallScript trunkSays(String message) {
        tls.serverSays(message.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    static String request(String method, int cseq, String more, String body) {
        return method + " sips:echo@pbx.example SIP/2.0\r\nCall-ID: c1\r\nCSeq: " + cseq + " " + method
                + "\r\nFrom: <sips:" + USER + "@pbx.example>;tag=a\r\nTo: <sips:echo@pbx.example>" + more + rest(body);
    }

    static String response(int status, int cseq, String method, String body) {
        return "SIP/2.0 " + status + " Reason\r\ni: c1\r\nCSeq: " + cseq + " " + method
                + "\r\nTo: <sips:echo@pbx.example>;tag=b" + rest(body);
    }

    private static String rest(String body) {
        String type = body.isEmpty() ? "" : "\r\nContent-Type: application/sdp";
        return type + "\r\nContent-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    String sdp(InetSocketAddress rtp, String... cryptoLines) {
        return "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio " + rtp.getPort()
                + " RTP/SAVP 0 8\r\na=rtpmap:0 PCMU/8000\r\n" + String.join("\r\n", cryptoLines) + "\r\n"
                + (mux ? "a=rtcp-mux\r\n" : "");
    }

    String offerLine() {
        return CryptoLine.of(1, offered).line();
    }

    String answerLine() {
        return CryptoLine.of(1, answered).line();
    }

    CallScript invite() {
        return phoneSays(request(
                "INVITE",
                1,
                "",
                sdp(
                        PHONE_RTP,
                        offerLine(),
                        CryptoLine.of(2, keys(HarnessSuite.AES_CM_128_HMAC_SHA1_32))
                                .line())));
    }

    CallScript answer() {
        return answer(answerLine());
    }

    CallScript answer(String... cryptoLines) {
        trunkSays(response(200, 1, "INVITE", sdp(TRUNK_RTP, cryptoLines)));
        return phoneSays(request("ACK", 1, ";tag=b", ""));
    }

    CallScript bye() {
        phoneSays(request("BYE", 2, ";tag=b", ""));
        return trunkSays(response(200, 2, "BYE", ""));
    }

    CallScript media(int frameCount) {
        for (int i = 0; i < frameCount; i++) {
            int number = sequence++;
            udp(PHONE_RTP, TRUNK_RTP, phone.seal(rtp(SSRC, 0, number, tone(number))));
            udp(TRUNK_RTP, PHONE_RTP, trunk.seal(rtp(TRUNK_SSRC, 0, number, tone(number))));
            tick(20);
        }
        return this;
    }

    CallScript reports() {
        int plus = mux ? 0 : 1;
        udp(at(PHONE_RTP.getPort() + plus), at(TRUNK_RTP.getPort() + plus), phoneReports.seal(report(SSRC)));
        udp(at(TRUNK_RTP.getPort() + plus), at(PHONE_RTP.getPort() + plus), trunkReports.seal(report(TRUNK_SSRC)));
        return this;
    }

    CallScript udp(InetSocketAddress from, InetSocketAddress to, byte[] payload) {
        packets.add(frames.udp(from, to, payload, payload.length, now));
        return this;
    }

    CallScript whole() {
        return connect().invite().answer().media(30).reports().bye();
    }

    static byte[] rtp(int ssrc, int payloadType, int number, byte[] payload) {
        return ByteBuffer.allocate(12 + payload.length)
                .put((byte) 0x80)
                .put((byte) payloadType)
                .putShort((short) number)
                .putInt(160 * number)
                .putInt(ssrc)
                .put(payload)
                .array();
    }

    /** A receiver report and a source description with a CNAME. */
    static byte[] report(int ssrc) {
        return ByteBuffer.allocate(8 + 16)
                .put((byte) 0x80)
                .put((byte) 201)
                .putShort((short) 1)
                .putInt(ssrc)
                .put((byte) 0x81)
                .put((byte) 202)
                .putShort((short) 3)
                .putInt(ssrc)
                .put((byte) 1)
                .put((byte) 4)
                .putInt(0x61626364)
                .putShort((short) 0)
                .array();
    }

    /** 440 Hz in PCMU. */
    static byte[] tone(int frame) {
        byte[] payload = new byte[160];
        for (int i = 0; i < payload.length; i++) {
            payload[i] = muLaw((int) (8000 * Math.sin(2 * Math.PI * 440 * (160L * frame + i) / 8000)));
        }
        return payload;
    }

    private static byte muLaw(int sample) {
        return NEAREST[sample / 32 + 1024];
    }

    private static byte[] nearest() {
        byte[] table = new byte[2048];
        for (int i = 0; i < table.length; i++) {
            int best = 0;
            for (int octet = 0; octet < 256; octet++) {
                int sample = (i - 1024) * 32;
                if (Math.abs(ToneMeter.muLaw(octet) - sample) < Math.abs(ToneMeter.muLaw(best) - sample)) {
                    best = octet;
                }
            }
            table[i] = (byte) best;
        }
        return table;
    }

    OracleRules.Builder rules() {
        return OracleRules.builder()
                .trunk(TRUNK)
                .keyLog(tls.keyLog())
                .canary(Canary.expected("user", USER))
                .canary(Canary.forbidden("password", PASSWORD))
                .tone(440);
    }

    Verdict verdict() {
        return Oracle.judge(rules().build(), packets);
    }
}
