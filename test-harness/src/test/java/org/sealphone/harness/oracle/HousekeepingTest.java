package org.sealphone.harness.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealphone.harness.capture.CapturedPacket;
import org.sealphone.harness.capture.LinkType;
import org.sealphone.harness.oracle.datagram.RtcpLayout;
import org.sealphone.harness.oracle.datagram.ToneMeter;
import org.sealphone.media.codec.Codec;
import org.sealphone.media.codec.Encoder;

class HousekeepingTest {
    private static final String MAC = "aabbccddeeff";
    private static final String RR = "80c9000100000001";
    private static final String XR = "80cf000a00000001";
    private static final String METRICS = "07000008" + "00000002" + "01020304" + "00780208" + "00500028" + "7f7f7f10"
            + "5d7f2c2b" + "f0000028" + "006400f0";

    private static CapturedPacket ethernet(int type, byte[] packet) {
        byte[] frame = ByteBuffer.allocate(14 + packet.length)
                .put(HexFormat.of().parseHex(MAC + MAC))
                .putShort((short) type)
                .put(packet)
                .array();
        return CapturedPacket.whole(1, Instant.EPOCH, LinkType.ETHERNET, frame);
    }

    private static CapturedPacket ipv6(int next, byte[] payload) {
        return ethernet(
                0x86dd,
                ByteBuffer.allocate(40 + payload.length)
                        .putInt(0x60000000)
                        .putShort((short) payload.length)
                        .put((byte) next)
                        .put((byte) 255)
                        .put(new byte[32])
                        .put(payload)
                        .array());
    }

    private static CapturedPacket ipv4(int protocol, byte[] payload) {
        return ethernet(
                0x0800,
                ByteBuffer.allocate(20 + payload.length)
                        .putShort((short) 0x4500)
                        .putShort((short) (20 + payload.length))
                        .putInt(0)
                        .put((byte) 1)
                        .put((byte) protocol)
                        .putShort((short) 0)
                        .putInt(0x7f000001)
                        .putInt(0x7f000001)
                        .put(payload)
                        .array());
    }

    private static boolean sealed(CapturedPacket packet) {
        Verdict verdict = Oracle.judge(OracleRules.builder().build(), java.util.List.of(packet));
        assertThat(verdict.total()).isEqualTo(packet.length());
        return verdict.sealed();
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    @ParameterizedTest
    @CsvSource({
        "neighbour solicitation, 8700" + "00000000000000000000000000000000000000000000" + "0101aabbccddeeff",
        "neighbour advertisement, 880000006000000000000000000000000000000000000000",
        "router solicitation, 8500000000000000",
        "router advertisement, 860000000000000000000000000000000501000000000578",
        "listener report, 830000000000000000000000000000000000000000000000",
        "listener report 2, 8f0000000000000104000000000000000000000000000000000000ff",
    })
    @DisplayName("neighbour discovery and listener reports are link housekeeping; with free octets they are leaks")
    void icmpv6(String name, String payload) {
        assertThat(sealed(ipv6(58, hex(payload)))).as(name).isTrue();
        assertThat(sealed(ipv6(58, hex(payload + "6869")))).as(name).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80000000" + "00010001",
                "8700",
                "8700000000000000000000000000000000000000000000000" + "70161626364656667",
                "8f00000000000001040100000000000000000000000000000000000061626364",
                "0100000000000000",
                "ff00000000000000"
            })
    @DisplayName("echo requests, unknown options and auxiliary data are leaks")
    void icmpv6_with_content(String payload) {
        assertThat(sealed(ipv6(58, hex(payload.length() % 2 == 0 ? payload : payload + "0"))))
                .isFalse();
    }

    @Test
    @DisplayName("ARP is housekeeping; with octets behind it, or of another kind, it is a leak")
    void arp() {
        byte[] arp = hex("0001080006040001" + MAC + "0a000001" + "000000000000" + "0a000002");
        assertThat(sealed(ethernet(0x0806, arp))).isTrue();
        assertThat(sealed(ethernet(0x0806, Arrays.copyOf(arp, 46))))
                .as("padding of zeros")
                .isTrue();
        byte[] padded = Arrays.copyOf(arp, 46);
        padded[40] = 'x';
        assertThat(sealed(ethernet(0x0806, padded))).isFalse();
        arp[7] = 9;
        assertThat(sealed(ethernet(0x0806, arp))).isFalse();
        assertThat(sealed(ethernet(0x0806, new byte[10]))).isFalse();
    }

    @Test
    @DisplayName("IGMP reports without sources are housekeeping")
    void igmp() {
        assertThat(sealed(ipv4(2, hex("16000000e0000001")))).isTrue();
        assertThat(sealed(ipv4(2, hex("22000000000000010400000000000001")))).isTrue();
        assertThat(sealed(ipv4(2, hex("2200000000000001040100000000000161626364"))))
                .isFalse();
        assertThat(sealed(ipv4(2, hex("16000000e000000161")))).isFalse();
    }

    @Test
    @DisplayName("an ICMP error may quote what was captured and judged, and nothing else")
    void icmp_errors() {
        CallScript call = new CallScript().whole();
        byte[] datagram = call.packets.stream()
                .map(CapturedPacket::bytes)
                .filter(b -> b[9] == 17)
                .findFirst()
                .orElseThrow();
        CapturedPacket honest = ipv4(
                1,
                ByteBuffer.allocate(8 + datagram.length)
                        .put((byte) 3)
                        .put((byte) 3)
                        .position(8)
                        .put(datagram)
                        .array());
        call.packets.add(new CapturedPacket(7001, call.now, LinkType.ETHERNET, "lo", honest.bytes(), honest.length()));
        assertThat(call.verdict().sealed()).isTrue();
        byte[] lie = honest.bytes().clone();
        System.arraycopy("text".getBytes(StandardCharsets.US_ASCII), 0, lie, lie.length - 4, 4);
        call.packets.add(new CapturedPacket(7002, call.now, LinkType.ETHERNET, "lo", lie, lie.length));
        assertThat(call.verdict().leaks())
                .singleElement()
                .extracting(Leak::packet)
                .isEqualTo(7002L);
        assertThat(sealed(ipv4(1, hex("0800000000010001616263")))).isFalse();
        assertThat(sealed(ipv4(1, hex("0303000000000000")))).isFalse();
    }

    @Test
    @DisplayName("RTCP is checked to its last octet")
    void rtcp_layout() {
        assertThat(RtcpLayout.problem(CallScript.report(1))).isEmpty();
        assertThat(RtcpLayout.problem(hex("80c80006" + "00000001" + "00".repeat(20))))
                .isEmpty();
        assertThat(RtcpLayout.problem(hex("80c9000100000001" + "81cb000100000001")))
                .isEmpty();
        assertThat(RtcpLayout.problem(hex("80c9000100000001" + "80cc000200000001" + "61626364")))
                .isEmpty();
        assertThat(RtcpLayout.problem(hex(RR + XR + METRICS))).isEmpty();
        assertThat(RtcpLayout.problem(hex(RR + "80cf000300000001" + "0400000100000000")))
                .isEmpty();
        for (String bad : new String[] {
            RR + XR + METRICS.replace("07000008", "07010008"),
            RR + XR + METRICS.replace("07000008", "07000007"),
            RR + XR + METRICS.replace("7f7f7f10", "7f7f7f00"),
            RR + XR + METRICS.replace("5d7f2c2b", "657f2c2b"),
            RR + XR + METRICS.replace("5d7f2c2b", "5d7f332b"),
            RR + XR + METRICS.replace("5d7f2c2b", "5d7f2c09"),
            RR + XR + METRICS.replace("f0000028", "f0010028"),
            RR + "80cf000300000001" + "0400000200000000",
            RR + "80cf000000000001",
            "",
            "80c90001000000",
            "81cb000100000001",
            "80c80001" + "00000001",
            "40c9000100000001",
            "80c9000100000001" + "80d0000000000000",
            "80c9000100000001" + "81ca000100000001",
            "80c9000100000001" + "81ca00020000000101026161",
            "80c9000100000001" + "80c9"
        }) {
            assertThat(RtcpLayout.problem(hex(bad))).as(bad).isPresent();
        }
    }

    @Test
    @DisplayName("G.711 expands to the values of its tables, and silence is no tone")
    void tone_meter() {
        assertThat(ToneMeter.muLaw(0xff)).isZero();
        assertThat(ToneMeter.muLaw(0x80)).isEqualTo(32124);
        assertThat(ToneMeter.muLaw(0x00)).isEqualTo(-32124);
        assertThat(ToneMeter.aLaw(0xd5)).isEqualTo(8);
        assertThat(ToneMeter.aLaw(0xaa)).isEqualTo(32256);
        assertThat(ToneMeter.aLaw(0x55)).isEqualTo(-8);
        ToneMeter meter = new ToneMeter(440);
        byte[] silence = new byte[160];
        Arrays.fill(silence, (byte) 0xff);
        for (int i = 0; i < 20; i++) {
            meter.packet("PCMU", silence, 0);
            meter.packet("OPUS", CallScript.tone(i), 0);
            meter.packet("PCMA", CallScript.tone(i), 150);
        }
        assertThat(meter.heard()).isFalse();
        ToneMeter other = new ToneMeter(1000);
        for (int i = 0; i < 20; i++) {
            meter.packet("PCMU", CallScript.tone(i), 0);
            other.packet("PCMU", CallScript.tone(i), 0);
        }
        assertThat(meter.heard()).isTrue();
        assertThat(other.heard()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Codec.class)
    @DisplayName("a tone is heard through every codec that a phone may agree on, and another is not")
    void tone_meter_of_every_codec(Codec codec) {
        int frame = codec.frameSamples(20);
        short[] pcm = new short[frame];
        byte[] room = new byte[1500];
        try (ToneMeter meter = new ToneMeter(440);
                ToneMeter other = new ToneMeter(1000);
                Encoder encoder = codec.newEncoder()) {
            for (int number = 0; number < 25; number++) {
                for (int i = 0; i < frame; i++) {
                    pcm[i] = (short) (8000 * Math.sin(2 * Math.PI * 440 * (number * frame + i) / codec.sampleRate()));
                }
                byte[] packet = Arrays.copyOf(room, 12 + encoder.encode(pcm, 0, frame, room, 12));
                meter.packet(codec.encodingName().toUpperCase(Locale.ROOT), packet, 12);
                other.packet(codec.encodingName().toUpperCase(Locale.ROOT), packet, 12);
            }
            assertThat(meter.heard()).isTrue();
            assertThat(other.heard()).isFalse();
        }
    }

    @Test
    @DisplayName("a canary that chance would find is refused")
    void short_canary() {
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> Canary.expected("number", "100"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Canary.expected("number", "100100")).hasToString("canary number");
    }
}
