package org.sealphone.harness.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ProtocolVersion;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealphone.harness.capture.CapturedPacket;
import org.sealphone.harness.capture.LinkType;
import org.sealphone.harness.oracle.sip.MediaGrant;
import org.sealphone.harness.srtp.CryptoLine;
import org.sealphone.harness.srtp.HarnessKeys;
import org.sealphone.harness.srtp.HarnessSrtp;
import org.sealphone.harness.srtp.HarnessSuite;
import org.sealphone.harness.srtp.RtpSealer;

/** Each class of leak is caught, and its twin without the fault is accepted. */
class OracleTest {
    private static final InetSocketAddress RESOLVER = CallScript.at(53);

    private static void assertSealed(Verdict verdict) {
        assertThat(verdict.leaks()).isEmpty();
        assertThat(verdict.problems()).isEmpty();
        assertThat(verdict.sealed()).isTrue();
    }

    private static Leak theLeak(Verdict verdict) {
        assertThat(verdict.sealed()).isFalse();
        assertThat(verdict.leaks()).hasSize(1);
        assertThat(verdict.unknown()).isPositive();
        return verdict.leaks().get(0);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a whole call is sealed under every suite, and every octet is in one class")
    void whole_call_is_sealed(HarnessSuite suite) {
        CallScript call = new CallScript(suite).whole();
        Verdict verdict = call.verdict();
        assertSealed(verdict);
        assertThat(verdict.shortcomings()).isEmpty();
        assertThat(verdict.proven()).isTrue();
        assertThat(verdict.frames()).isEqualTo(call.packets.size());
        assertThat(verdict.total())
                .isEqualTo(
                        call.packets.stream().mapToLong(CapturedPacket::length).sum());
        assertThat(verdict.octets(OctetClass.SRTP)).isEqualTo(60L * (172 + suite.tagLength()));
        assertThat(verdict.octets(OctetClass.SRTCP)).isEqualTo(2L * (24 + 4 + suite.srtcpTagLength()));
        assertThat(verdict.octets(OctetClass.TLS)).isPositive();
        assertThat(verdict.datagrams().get(CallScript.PHONE_RTP))
                .isEqualTo(new Verdict.Datagrams(31, 30L * (172 + suite.tagLength()) + 28 + suite.srtcpTagLength()));
        assertThat(verdict.mediaFlows())
                .hasSize(4)
                .filteredOn(flow -> !flow.rtcp())
                .allMatch(MediaFlow::toneHeard)
                .allMatch(flow -> flow.packets() == 30 && flow.suite().equals(suite.name()) && flow.octets() > 0)
                .allMatch(flow -> flow.first().isBefore(flow.last()));
        TlsFlow flow = verdict.tlsFlows().get(0);
        assertThat(flow.clientMessages()).isEqualTo(3);
        assertThat(flow.serverMessages()).isEqualTo(2);
        assertThat(flow.serverName()).isEqualTo("pbx.example");
        assertThat(flow.version()).isEqualTo("TLSv1.3");
    }

    @Test
    @DisplayName(
            "a call over TLS 1.2 with RTCP on its own ports is sealed; muxed RTCP that was not agreed is a leak (SRTP-17)")
    void SRTP_17_rtcp_on_its_own_port() {
        CallScript call = new CallScript(
                HarnessSuite.AES_CM_128_HMAC_SHA1_32,
                ProtocolVersion.TLSv12,
                CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256);
        call.mux = false;
        assertSealed(call.whole().verdict());
        CallScript other = new CallScript();
        other.mux = false;
        other.connect().invite().answer().media(12);
        other.mux = true;
        other.udp(
                CallScript.PHONE_RTP,
                CallScript.TRUNK_RTP,
                other.phoneReports.seal(CallScript.report(CallScript.SSRC)));
        assertThat(theLeak(other.verdict()).why()).contains("no SDP names these addresses");
    }

    @Test
    @DisplayName("M01 the first RTP frame in clear is a leak with time, packet number and hexdump")
    void M01_plain_rtp() {
        CallScript call = new CallScript().connect().invite().answer();
        call.udp(
                CallScript.PHONE_RTP, CallScript.TRUNK_RTP, CallScript.rtp(CallScript.SSRC, 0, 99, CallScript.tone(0)));
        CapturedPacket planted = call.packets.get(call.packets.size() - 1);
        Leak leak = theLeak(call.media(12).verdict());
        assertThat(leak.packet()).isEqualTo(planted.number());
        assertThat(leak.time()).isEqualTo(planted.time());
        assertThat(leak.octets()).isEqualTo(172);
        assertThat(leak.hexdump()).startsWith("0000  80 00 00 63");
        assertThat(leak.toString()).contains("does not authenticate").contains("41000");
    }

    @Test
    @DisplayName("M03 plain RTCP, M04 SRTCP with E=0")
    void M04_rtcp() {
        CallScript plain = new CallScript().connect().invite().answer().media(12);
        plain.udp(CallScript.PHONE_RTP, CallScript.TRUNK_RTP, CallScript.report(CallScript.SSRC));
        assertThat(theLeak(plain.verdict()).why()).contains("no RTP or RTCP");
        CallScript clear = new CallScript().connect().invite().answer().media(12);
        clear.udp(
                CallScript.PHONE_RTP,
                CallScript.TRUNK_RTP,
                clear.phoneReports.sealWithoutEncryption(CallScript.report(CallScript.SSRC)));
        assertThat(theLeak(clear.verdict()).why()).contains("E bit");
    }

    @Test
    @DisplayName("ADV-61 SRTP under a wrong key, M13 a tag of 32 bits for 80")
    void ADV_61_wrong_key() {
        CallScript call = new CallScript(HarnessSuite.AES_CM_128_HMAC_SHA1_80)
                .connect()
                .invite()
                .answer()
                .media(12);
        byte[] plain = CallScript.rtp(CallScript.SSRC, 0, 500, CallScript.tone(0));
        HarnessKeys wrong = call.keys(HarnessSuite.AES_CM_128_HMAC_SHA1_80);
        call.udp(
                CallScript.PHONE_RTP,
                CallScript.TRUNK_RTP,
                HarnessSrtp.sender(wrong, CallScript.SSRC).seal(plain));
        assertThat(theLeak(call.verdict()).why()).contains("authenticate");
        CallScript truncated = new CallScript(HarnessSuite.AES_CM_128_HMAC_SHA1_80)
                .connect()
                .invite()
                .answer()
                .media(12);
        HarnessKeys short32 =
                HarnessKeys.of(HarnessSuite.AES_CM_128_HMAC_SHA1_32, truncated.offered.masterKeyAndSalt());
        truncated.udp(
                CallScript.PHONE_RTP,
                CallScript.TRUNK_RTP,
                HarnessSrtp.sender(short32, CallScript.SSRC).seal(plain));
        assertThat(theLeak(truncated.verdict()).why()).contains("authenticate");
    }

    /** The master key's own tag over a packet whose payload was not encrypted. */
    @Test
    @DisplayName("M12 NULL cipher with a valid tag: authentic, and yet found by its payload")
    void M12_null_cipher() {
        CallScript call = new CallScript(HarnessSuite.AES_CM_128_HMAC_SHA1_80)
                .connect()
                .invite()
                .answer()
                .media(12);
        byte[] plain = CallScript.rtp(CallScript.SSRC, 0, 700, CallScript.tone(0));
        byte[] keyStream = HarnessSrtp.sender(call.offered, CallScript.SSRC)
                .seal(CallScript.rtp(CallScript.SSRC, 0, 700, new byte[160]));
        byte[] twice = plain.clone();
        for (int i = 12; i < plain.length; i++) {
            twice[i] ^= keyStream[i];
        }
        call.udp(
                CallScript.PHONE_RTP,
                CallScript.TRUNK_RTP,
                HarnessSrtp.sender(call.offered, CallScript.SSRC).seal(twice));
        assertThat(theLeak(call.verdict()).why()).contains("not encrypted");
    }

    @Test
    @DisplayName("M21 M22 a flow that authenticates and decrypts to noise is a problem")
    void M21_noise() {
        CallScript call = new CallScript(HarnessSuite.AES_CM_128_HMAC_SHA1_80)
                .connect()
                .invite()
                .answer()
                .media(12);
        for (int i = 0; i < 20; i++) {
            byte[] noise = new byte[160];
            call.random.nextBytes(noise);
            call.udp(
                    CallScript.PHONE_RTP,
                    CallScript.TRUNK_RTP,
                    call.phone.seal(CallScript.rtp(CallScript.SSRC, 0, 200 + i, noise)));
        }
        assertThat(call.verdict().sealed()).isTrue();
        CallScript all = new CallScript().connect().invite().answer();
        for (int i = 0; i < 20; i++) {
            byte[] noise = new byte[160];
            all.random.nextBytes(noise);
            all.udp(
                    CallScript.PHONE_RTP,
                    CallScript.TRUNK_RTP,
                    all.phone.seal(CallScript.rtp(CallScript.SSRC, 0, 200 + i, noise)));
        }
        assertThat(all.verdict().problems()).singleElement().asString().contains("decrypts to noise");
    }

    @Test
    @DisplayName(
            "M18 SRTP-09 the same key, SSRC and index with another content is a two-time pad; the same datagram again is not")
    void M18_two_time_pad() {
        CallScript call = new CallScript().connect().invite().answer().media(12);
        byte[] first = HarnessSrtp.sender(call.offered, CallScript.SSRC)
                .sealAt(300, CallScript.rtp(CallScript.SSRC, 0, 300, CallScript.tone(1)));
        byte[] second = HarnessSrtp.sender(call.offered, CallScript.SSRC)
                .sealAt(300, CallScript.rtp(CallScript.SSRC, 0, 300, CallScript.tone(2)));
        call.udp(CallScript.PHONE_RTP, CallScript.TRUNK_RTP, first)
                .udp(CallScript.PHONE_RTP, CallScript.TRUNK_RTP, first);
        assertSealed(call.verdict());
        call.udp(CallScript.PHONE_RTP, CallScript.TRUNK_RTP, second);
        assertThat(theLeak(call.verdict()).why()).contains("two-time pad");
    }

    @Test
    @DisplayName(
            "M16 the rollover counter must count: the same sequence number after a wrap without it is a two-time pad")
    void M16_rollover() {
        CallScript call = new CallScript().connect().invite().answer().media(12);
        for (int i = 65_530; i < 65_540; i++) {
            call.udp(
                    CallScript.PHONE_RTP,
                    CallScript.TRUNK_RTP,
                    call.phone.sealAt(i - 40_000, CallScript.rtp(CallScript.SSRC, 0, i - 40_000, CallScript.tone(i))));
        }
        for (int i = 65_500; i < 65_550; i++) {
            call.udp(
                    CallScript.PHONE_RTP,
                    CallScript.TRUNK_RTP,
                    call.phone.sealAt(i, CallScript.rtp(CallScript.SSRC, 0, i, CallScript.tone(i))));
        }
        assertSealed(call.verdict());
    }

    @Test
    @DisplayName("no SRTP before its key was agreed, none after the end of the call; M39 beyond the grace is a leak")
    void M39_media_outside_of_the_call() {
        CallScript early = new CallScript().connect().invite();
        early.media(1).answer().media(12);
        assertThat(early.verdict().leaks())
                .hasSize(2)
                .allMatch(leak -> leak.why().contains("no SDP") || leak.why().contains("before its key"));
        CallScript late = new CallScript().whole();
        assertSealed(late.tick(100).media(1).verdict());
        assertThat(late.tick(400).media(1).verdict().leaks()).hasSize(2).allMatch(leak -> leak.why()
                .contains("after its call"));
        assertSealed(Oracle.judge(late.rules().grace(Duration.ofSeconds(5)).build(), late.packets));
    }

    @Test
    @DisplayName("M39 when the flow is lost media may go on for 60 s and no longer")
    void M39_lost_flow() {
        CallScript call = new CallScript().connect().invite().answer().media(12);
        call.packets.add(call.frames.tcpFinish(CallScript.TRUNK, CallScript.PHONE, call.now));
        assertSealed(call.tick(59_000).media(1).verdict());
        assertThat(call.tick(3_000).media(1).verdict().leaks()).hasSize(2);
        assertSealed(
                Oracle.judge(call.rules().afterFlowLoss(Duration.ofSeconds(120)).build(), call.packets));
    }

    @Test
    @DisplayName("SRTP-11 header extensions, unknown payload types and a second SSRC are leaks")
    void SRTP_11_contents() {
        CallScript extension = new CallScript().connect().invite().answer().media(12);
        byte[] header = ByteBuffer.allocate(20 + 160)
                .put((byte) 0x90)
                .put((byte) 0)
                .putShort((short) 900)
                .putInt(0)
                .putInt(CallScript.SSRC)
                .putShort((short) 0xbede)
                .putShort((short) 1)
                .putInt(0x10ff0000)
                .put(CallScript.tone(1))
                .array();
        extension.udp(CallScript.PHONE_RTP, CallScript.TRUNK_RTP, extension.phone.seal(header));
        assertThat(theLeak(extension.verdict()).why()).contains("header extension");
        CallScript type = new CallScript().connect().invite().answer().media(12);
        type.udp(
                CallScript.PHONE_RTP,
                CallScript.TRUNK_RTP,
                type.phone.seal(CallScript.rtp(CallScript.SSRC, 13, 900, CallScript.tone(1))));
        assertThat(theLeak(type.verdict()).why()).contains("payload type 13");
        CallScript source = new CallScript().connect().invite().answer().media(12);
        RtpSealer second = HarnessSrtp.sender(source.offered, 77);
        source.udp(
                CallScript.PHONE_RTP,
                CallScript.TRUNK_RTP,
                second.seal(CallScript.rtp(77, 0, 900, CallScript.tone(1))));
        assertThat(theLeak(source.verdict()).why()).contains("second SSRC");
        CallScript empty = new CallScript().connect().invite().answer().media(12);
        empty.udp(
                CallScript.PHONE_RTP,
                CallScript.TRUNK_RTP,
                empty.phone.seal(CallScript.rtp(CallScript.SSRC, 0, 900, new byte[0])));
        assertThat(theLeak(empty.verdict()).why()).contains("0 octets");
        CallScript report = new CallScript().connect().invite().answer().media(12);
        byte[] name = CallScript.report(CallScript.SSRC);
        name[16] = 2;
        report.udp(CallScript.PHONE_RTP, CallScript.TRUNK_RTP, report.phoneReports.seal(name));
        assertThat(theLeak(report.verdict()).why()).contains("RTCP packet of type 202");
    }

    @Test
    @DisplayName("M05 M07 SIP over UDP, SIP over TCP, SIP instead of TLS to the trunk, and text behind TLS")
    void M05_sip_in_clear() {
        byte[] options =
                "OPTIONS sip:pbx.example SIP/2.0\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        CallScript udp = new CallScript().whole().udp(CallScript.at(5060), CallScript.at(5060), options);
        assertThat(theLeak(udp.verdict()).hexdump()).contains("OPTIONS sip:pbx.");
        CallScript tcp = new CallScript().whole();
        tcp.packets.addAll(tcp.frames.tcpOpen(CallScript.at(40001), CallScript.at(5060), tcp.now));
        tcp.packets.addAll(tcp.frames.tcp(CallScript.at(40001), CallScript.at(5060), options, options.length, tcp.now));
        assertThat(theLeak(tcp.verdict()).why()).contains("TCP to where no trunk is");
        CallScript plain = new CallScript().whole();
        plain.packets.addAll(plain.frames.tcpOpen(CallScript.at(40001), CallScript.TRUNK, plain.now));
        plain.packets.addAll(
                plain.frames.tcp(CallScript.at(40001), CallScript.TRUNK, options, options.length, plain.now));
        assertThat(theLeak(plain.verdict()).why()).contains("no whole TLS record");
        CallScript behind = new CallScript().whole();
        behind.packets.addAll(
                behind.frames.tcp(CallScript.PHONE, CallScript.TRUNK, options, options.length, behind.now));
        assertThat(theLeak(behind.verdict()).octets()).isEqualTo(options.length);
    }

    @Test
    @DisplayName("a TCP segment that repeats octets with another content is a leak; one with the same is not")
    void overlapping_segments() {
        CallScript call = new CallScript().whole();
        CapturedPacket data =
                call.packets.stream().filter(p -> p.length() > 200).findFirst().orElseThrow();
        call.packets.add(CapturedPacket.whole(9001, call.now, data.linkType(), data.bytes()));
        assertSealed(call.verdict());
        byte[] changed = data.bytes().clone();
        changed[changed.length - 1] ^= 1;
        call.packets.add(CapturedPacket.whole(9002, call.now, data.linkType(), changed));
        assertThat(theLeak(call.verdict()).packet()).isEqualTo(9002);
    }

    @Test
    @DisplayName("decrypted octets that are no SIP, and streams that the key log does not open, are problems")
    void unparsed_and_unreadable() {
        CallScript text = new CallScript().whole().phoneSays("hello");
        assertThat(text.verdict().problems()).singleElement().asString().contains("5 decrypted octets of the client");
        CallScript cut = new CallScript()
                .whole()
                .phoneSays(CallScript.request("MESSAGE", 9, "", "abc").replace("Length: 3", "Length: 4"));
        assertThat(cut.verdict().problems()).hasSize(1);
        assertSealed(
                new CallScript().whole().phoneSays("\r\n\r\n").trunkSays("\r\n").verdict());
        CallScript call = new CallScript().whole();
        Verdict blind = Oracle.judge(
                call.rules()
                        .keyLog(List.of("CLIENT_RANDOM " + "00".repeat(32) + " " + "00".repeat(48)))
                        .build(),
                call.packets);
        assertThat(blind.problems()).singleElement().asString().contains("key log does not open");
        assertThat(blind.leaks()).hasSize(62);
    }

    @Test
    @DisplayName("keys may come from elsewhere than from decrypted SDP")
    void granted_keys() {
        CallScript call = new CallScript().whole();
        List<MediaGrant> grants = List.of(
                MediaGrant.muxed(
                        CallScript.PHONE_RTP, CallScript.TRUNK_RTP, call.offered, Map.of(0, "PCMU"), Instant.EPOCH),
                MediaGrant.muxed(
                        CallScript.TRUNK_RTP, CallScript.PHONE_RTP, call.answered, Map.of(0, "PCMU"), Instant.EPOCH));
        Verdict verdict = Oracle.judge(
                OracleRules.builder()
                        .trunk(CallScript.TRUNK)
                        .grants(grants)
                        .tone(440)
                        .build(),
                call.packets);
        assertSealed(verdict);
        assertThat(verdict.proven()).isTrue();
    }

    @Test
    @DisplayName(
            "DNS for a name on the list is disclosed and counted; another name, a PTR or hidden octets are leaks (M32)")
    void M32_dns() {
        CallScript call = new CallScript().whole();
        OracleRules rules = call.rules().dns(RESOLVER, "pbx.example").build();
        call.udp(CallScript.at(3333), RESOLVER, query("pbx.example", 1, ""))
                .udp(RESOLVER, CallScript.at(3333), answer("pbx.example"));
        call.udp(
                CallScript.at(3333),
                RESOLVER,
                query("PBX.example", 28, "00002904d000000000000c000a00081122334455667788"));
        Verdict verdict = Oracle.judge(rules, call.packets);
        assertSealed(verdict);
        assertThat(verdict.octets(OctetClass.DNS)).isPositive();
        assertThat(verdict.questions())
                .containsOnly(Map.entry(CallScript.at(3333), new Verdict.Datagrams(2, 29 + 29 + 23)));
        for (byte[] bad : List.of(
                query("other.example", 1, ""),
                query("pbx.example", 12, ""),
                query("pbx.example", 1, "00"),
                query("pbx.example", 1, "00002904d000000000000afde900061122334455667788"),
                new byte[20],
                answer("pbx.example"))) {
            CallScript leaking = new CallScript().whole().udp(CallScript.at(3334), RESOLVER, bad);
            Leak leak = theLeak(
                    Oracle.judge(leaking.rules().dns(RESOLVER, "pbx.example").build(), leaking.packets));
            assertThat(leak.why()).contains("DNS");
        }
        CallScript unasked = new CallScript().whole().udp(RESOLVER, CallScript.at(3335), answer("pbx.example"));
        theLeak(Oracle.judge(unasked.rules().dns(RESOLVER, "pbx.example").build(), unasked.packets));
    }

    private static byte[] query(String name, int type, String additional) {
        return dns(name, type, 0x0100, additional.isEmpty() || additional.equals("00") ? 0 : 1, additional);
    }

    private static byte[] answer(String name) {
        return dns(name, 1, 0x8180, 0, "");
    }

    private static byte[] dns(String name, int type, int flags, int more, String additional) {
        ByteBuffer out = ByteBuffer.allocate(300)
                .putShort((short) 7)
                .putShort((short) flags)
                .putShort((short) 1)
                .putInt(0)
                .putShort((short) more);
        for (String label : name.split("\\.")) {
            out.put((byte) label.length()).put(label.getBytes(StandardCharsets.US_ASCII));
        }
        out.put((byte) 0)
                .putShort((short) type)
                .putShort((short) 1)
                .put(HexFormat.of().parseHex(additional));
        return Arrays.copyOf(out.array(), out.position());
    }

    @ParameterizedTest
    @ValueSource(strings = {"raw", "upper", "hex", "HEX", "base64", "url", "utf16", "reversed"})
    @DisplayName("M24 M25 a canary in clear is found in every form, also inside of what would pass")
    void M25_canaries(String form) {
        byte[] password = CallScript.PASSWORD.getBytes(StandardCharsets.US_ASCII);
        String hex = HexFormat.of().formatHex(password);
        byte[] text =
                switch (form) {
                    case "raw" -> password;
                    case "upper" -> CallScript.PASSWORD
                            .toUpperCase(java.util.Locale.ROOT)
                            .getBytes(StandardCharsets.US_ASCII);
                    case "hex" -> hex.getBytes(StandardCharsets.US_ASCII);
                    case "HEX" -> hex.toUpperCase(java.util.Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
                    case "base64" -> Base64.getEncoder()
                            .encode(("user:" + CallScript.PASSWORD).getBytes(StandardCharsets.US_ASCII));
                    case "url" -> hex.replaceAll("..", "%$0").getBytes(StandardCharsets.US_ASCII);
                    case "utf16" -> CallScript.PASSWORD.getBytes(StandardCharsets.UTF_16LE);
                    default -> new StringBuilder(CallScript.PASSWORD)
                            .reverse()
                            .toString()
                            .getBytes(StandardCharsets.US_ASCII);
                };
        CallScript call = new CallScript().whole().udp(CallScript.at(1), CallScript.at(2), text);
        Verdict verdict = call.verdict();
        assertThat(verdict.canary().seenInClear()).isPositive();
        assertThat(verdict.sealed()).isFalse();
    }

    @Test
    @DisplayName("M24 an SDES key in clear is found; a canary split over two segments too")
    void M24_keys_and_segments() {
        CallScript call = new CallScript().whole();
        byte[] key = Base64.getEncoder().encode(call.answered.masterKeyAndSalt());
        assertThat(call.udp(CallScript.at(1), CallScript.at(2), key)
                        .verdict()
                        .canary()
                        .seenInClear())
                .isEqualTo(1);
        CallScript split = new CallScript().whole();
        byte[] text = ("x" + CallScript.USER + "x").getBytes(StandardCharsets.US_ASCII);
        split.packets.addAll(split.frames.tcpOpen(CallScript.at(6), CallScript.at(80), split.now));
        split.packets.addAll(split.frames.tcp(CallScript.at(6), CallScript.at(80), text, 8, split.now));
        split.packets.addAll(split.frames.tcp(
                CallScript.at(6),
                CallScript.at(80),
                Arrays.copyOfRange(text, 8, text.length),
                text.length - 8,
                split.now));
        assertThat(split.verdict().canary().seenInClear()).isEqualTo(1);
    }

    @Test
    @DisplayName("a canary that is not seen decrypted, a password that is, and a tone that is not heard")
    void canaries_inside() {
        CallScript call = new CallScript().connect().invite();
        assertThat(call.verdict().canary().missing()).containsExactly("tone");
        assertThat(call.verdict().proven()).isFalse();
        assertThat(call.verdict().shortcomings()).singleElement().asString().contains("tone");
        Verdict missing = Oracle.judge(
                call.rules().canary(Canary.expected("number", "0049301234567")).build(), call.packets);
        assertThat(missing.canary().missing()).contains("number");
        call.phoneSays(CallScript.request("MESSAGE", 3, "", CallScript.PASSWORD));
        assertThat(call.verdict().canary().forbidden()).containsExactly("password");
        assertThat(call.verdict().sealed()).isFalse();
        assertThat(Oracle.judge(call.rules().build(), List.of()).shortcomings()).contains("no frame was captured");
    }

    @Test
    @DisplayName("a peer that is not in the dock is reported, not judged")
    void peers() throws java.net.UnknownHostException {
        InetSocketAddress peer = new InetSocketAddress(InetAddress.getByName("127.0.0.9"), 9000);
        CallScript call =
                new CallScript().whole().udp(peer, CallScript.PHONE_RTP, CallScript.rtp(1, 0, 1, CallScript.tone(1)));
        theLeak(call.verdict());
        Verdict verdict = Oracle.judge(call.rules().peer(peer.getAddress()).build(), call.packets);
        assertSealed(verdict);
        assertThat(verdict.peerFindings()).hasSize(1);
        assertThat(verdict.octets(OctetClass.PEER)).isEqualTo(172);
    }

    @Test
    @DisplayName("controls are recognised among the leaks, not among the packets")
    void control_shots() {
        byte[] rtp = CallScript.rtp(1, 0, 1, CallScript.tone(1));
        ControlShot shot = new ControlShot("plain RTP talker", CallScript.at(1111), CallScript.at(2222), rtp);
        CallScript call = new CallScript().whole();
        Verdict missed = Oracle.judge(call.rules().controls(List.of(shot)).build(), call.packets);
        assertThat(missed.controls().caught()).isZero();
        assertThat(missed.shortcomings()).singleElement().asString().contains("plain RTP talker");
        call.udp(CallScript.at(1111), CallScript.at(2222), rtp);
        Verdict caught = Oracle.judge(call.rules().controls(List.of(shot)).build(), call.packets);
        assertSealed(caught);
        assertThat(caught.proven()).isTrue();
        assertThat(caught.controls()).isEqualTo(new Verdict.Controls(1, 1, List.of()));
        assertThat(caught.octets(OctetClass.CONTROL)).isEqualTo(172);
        call.udp(CallScript.at(1112), CallScript.at(2222), rtp);
        theLeak(Oracle.judge(call.rules().controls(List.of(shot)).build(), call.packets));
        assertThat(shot).asString().contains("1111");
    }

    @ParameterizedTest
    @EnumSource(names = {"AEAD_AES_128_GCM", "AES_CM_128_HMAC_SHA1_32", "AES_256_CM_HMAC_SHA1_80"})
    @DisplayName("planted controls: everything that a leaking phone would have sent in this very run is caught")
    void planted_controls(HarnessSuite suite) {
        CallScript call = new CallScript(suite).whole();
        OracleRules rules = call.rules().build();
        Verdict.Controls controls = PlantedControls.run(rules, call.packets);
        assertThat(controls.missed()).isEmpty();
        assertThat(controls.total()).isEqualTo(13);
        Verdict verdict = Oracle.judge(rules, call.packets).withControls(controls);
        assertThat(verdict.proven()).isTrue();
        assertThat(verdict.controls().caught()).isEqualTo(13);
        CallScript register = new CallScript().connect();
        assertThat(PlantedControls.run(register.rules().build(), register.packets)
                        .total())
                .isEqualTo(4);
    }

    @Test
    @DisplayName("a verdict may be asked for at any time")
    void incremental() {
        CallScript call = new CallScript().whole();
        Oracle oracle = new Oracle(call.rules().build());
        call.packets.subList(0, 20).forEach(oracle::accept);
        assertThat(oracle.verdict().frames()).isEqualTo(20);
        call.packets.subList(20, call.packets.size()).forEach(oracle::accept);
        assertSealed(oracle.verdict());
    }

    @Test
    @DisplayName("frames that cannot be read are leaks, whatever they are")
    void unreadable_frames() {
        for (byte[] frame : List.of(
                new byte[3],
                new byte[60],
                new byte[] {0x60, 0},
                "plain text on a link".getBytes(StandardCharsets.US_ASCII))) {
            CallScript call = new CallScript().whole();
            call.packets.add(CapturedPacket.whole(7777, call.now, LinkType.RAW_IP, frame));
            assertThat(theLeak(call.verdict()).octets()).isEqualTo(frame.length);
        }
    }

    @Test
    @DisplayName("no change of any packet makes the oracle throw, or lose an octet")
    void fuzz() {
        CallScript call = new CallScript().whole();
        for (int i = 0; i < 150; i++) {
            List<CapturedPacket> packets = new ArrayList<>(call.packets);
            for (int n = 0; n < 3; n++) {
                int which = call.random.nextInt(packets.size());
                byte[] bytes = packets.get(which).bytes().clone();
                bytes[call.random.nextInt(bytes.length)] = (byte) call.random.nextInt();
                bytes = Arrays.copyOf(
                        bytes, call.random.nextInt(4) == 0 ? call.random.nextInt(bytes.length) + 1 : bytes.length);
                packets.set(
                        which,
                        CapturedPacket.whole(which + 1L, packets.get(which).time(), LinkType.RAW_IP, bytes));
            }
            Verdict verdict = Oracle.judge(call.rules().build(), packets);
            assertThat(verdict.total())
                    .isEqualTo(
                            packets.stream().mapToLong(CapturedPacket::length).sum());
        }
    }

    @Test
    @DisplayName("SDES-09 a key of our own in the answer gives no right to send")
    void SDES_09_own_key() {
        CallScript call = new CallScript().connect().invite();
        call.answer(CryptoLine.of(1, call.offered).line()).media(1);
        assertThat(call.verdict().leaks()).hasSize(2).allMatch(leak -> leak.why()
                .contains("no SDP"));
        assertThat(call.verdict().problems()).isEmpty();
    }
}
