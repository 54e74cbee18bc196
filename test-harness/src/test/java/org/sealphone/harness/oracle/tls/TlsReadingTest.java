package org.sealphone.harness.oracle.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ProtocolVersion;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsReadingTest {
    private final List<byte[]> fromClient = new ArrayList<>();
    private final List<byte[]> fromServer = new ArrayList<>();

    private TlsPair pair(ProtocolVersion version, int suite) {
        return new TlsPair(version, suite, this::flight);
    }

    private void flight(boolean client, byte[] octets) {
        (client ? fromClient : fromServer).add(octets);
    }

    private byte[] client() {
        return TlsPair.concatenated(fromClient);
    }

    private byte[] server() {
        return TlsPair.concatenated(fromServer);
    }

    private static String text(TlsReading.Side side) {
        return side.chunks().stream()
                .map(chunk -> new String(chunk.bytes(), StandardCharsets.US_ASCII))
                .collect(Collectors.joining());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private TlsReading talk(ProtocolVersion version, int suite) {
        TlsPair pair = pair(version, suite).handshake();
        pair.clientSays(ascii("hello "));
        pair.serverSays(ascii("good day"));
        pair.clientSays(ascii("trunk"));
        pair.close();
        return TlsReading.read(client(), server(), NssKeyLog.of(pair.keyLog()), false);
    }

    @ParameterizedTest
    @CsvSource({"0x1301,TLS_AES_128_GCM_SHA256", "0x1302,TLS_AES_256_GCM_SHA384", "0x1303,TLS_CHACHA20_POLY1305_SHA256"
    })
    @DisplayName("TLS-01 a TLS 1.3 connection is read to its last octet with the server's key log")
    void TLS_01_tls13(String number, String name) {
        TlsReading reading = talk(ProtocolVersion.TLSv13, Integer.decode(number));
        assertThat(reading.client())
                .satisfies(side -> assertThat(text(side)).isEqualTo("hello trunk"))
                .satisfies(side -> assertThat(side.problem()).isEmpty())
                .satisfies(side -> assertThat(side.valid()).isEqualTo(client().length))
                .satisfies(side -> assertThat(side.handshakeDone()).isTrue());
        assertThat(text(reading.server())).isEqualTo("good day");
        assertThat(reading.server().valid()).isEqualTo(server().length);
        assertThat(reading.version()).isEqualTo("TLSv1.3");
        assertThat(reading.suite()).isEqualTo(name);
        assertThat(reading.serverName()).isEqualTo("pbx.example");
        assertThat(reading.protocols()).containsExactly("sip/2");
        assertThat(reading.offences()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0xc02b", "0xc02c", "0xcca9"})
    @DisplayName("TLS-01 a TLS 1.2 connection with an AEAD suite is read to its last octet")
    void TLS_01_tls12(String number) {
        TlsReading reading = talk(ProtocolVersion.TLSv12, Integer.decode(number));
        assertThat(text(reading.client())).isEqualTo("hello trunk");
        assertThat(text(reading.server())).isEqualTo("good day");
        assertThat(reading.client().valid()).isEqualTo(client().length);
        assertThat(reading.server().valid()).isEqualTo(server().length);
        assertThat(reading.version()).isEqualTo("TLSv1.2");
        assertThat(reading.offences()).isEmpty();
    }

    @Test
    @DisplayName("TLS-01 reading goes on through key updates of both sides")
    void TLS_01_key_update() {
        TlsPair pair =
                pair(ProtocolVersion.TLSv13, CipherSuite.TLS_AES_128_GCM_SHA256).handshake();
        pair.clientSays(ascii("one "));
        pair.clientUpdatesKeys();
        pair.clientSays(ascii("two "));
        pair.serverSays(ascii("three"));
        pair.clientUpdatesKeys();
        pair.clientSays(ascii("four"));
        TlsReading reading = TlsReading.read(client(), server(), NssKeyLog.of(pair.keyLog()), false);
        assertThat(text(reading.client())).isEqualTo("one two four");
        assertThat(text(reading.server())).isEqualTo("three");
        assertThat(reading.client().problem()).isEmpty();
        assertThat(reading.server().problem()).isEmpty();
    }

    @Test
    @DisplayName("TLS-01 a key log without handshake secrets is enough for the application data")
    void TLS_01_application_secrets_alone() {
        TlsPair pair = new TlsPair(
                        ProtocolVersion.TLSv13, CipherSuite.TLS_AES_256_GCM_SHA384, true, false, this::flight)
                .handshake();
        pair.clientSays(ascii("hello"));
        TlsReading reading = TlsReading.read(client(), server(), NssKeyLog.of(pair.keyLog()), false);
        assertThat(text(reading.client())).isEqualTo("hello");
        assertThat(reading.client().problem()).isEmpty();
    }

    @Test
    @DisplayName("TLS-01 without secrets the records are checked and the reader says that it is blind")
    void TLS_01_blind() {
        TlsPair pair =
                pair(ProtocolVersion.TLSv13, CipherSuite.TLS_AES_128_GCM_SHA256).handshake();
        pair.clientSays(ascii("hello"));
        TlsReading reading = TlsReading.read(client(), server(), NssKeyLog.of(List.of()), false);
        assertThat(reading.client().valid()).isEqualTo(client().length);
        assertThat(reading.client().blindOctets()).isGreaterThan(64);
        assertThat(reading.client().chunks()).isEmpty();
        fromClient.clear();
        fromServer.clear();
        pair(ProtocolVersion.TLSv12, CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256)
                .handshake()
                .clientSays(ascii("hello"));
        reading = TlsReading.read(client(), server(), NssKeyLog.of(List.of("CLIENT_RANDOM x y", "# comment")), false);
        assertThat(reading.client().valid()).isEqualTo(client().length);
        assertThat(reading.client().blindOctets()).isEqualTo(29);
    }

    @Test
    @DisplayName("ADV-34 a client that refuses the certificate leaves an alert and nothing that needs reading")
    void ADV_34_refused_certificate() {
        new TlsPair(ProtocolVersion.TLSv13, CipherSuite.TLS_AES_128_GCM_SHA256, false, true, this::flight).handshake();
        TlsReading reading = TlsReading.read(client(), server(), NssKeyLog.of(List.of()), false);
        assertThat(reading.client().problem()).isEmpty();
        assertThat(reading.client().blindOctets()).isBetween(1, 64);
        assertThat(reading.client().handshakeDone()).isFalse();
    }

    @Test
    @DisplayName("TLS-02 octets behind the last record, and a record that does not decrypt, are not TLS")
    void TLS_02_what_is_not_tls() {
        TlsPair pair =
                pair(ProtocolVersion.TLSv13, CipherSuite.TLS_AES_128_GCM_SHA256).handshake();
        pair.clientSays(ascii("hello"));
        NssKeyLog log = NssKeyLog.of(pair.keyLog());
        byte[] good = client();
        byte[] trailing = TlsPair.concatenated(List.of(good, ascii("OPTIONS sip:")));
        TlsReading reading = TlsReading.read(trailing, server(), log, false);
        assertThat(reading.client().valid()).isEqualTo(good.length);
        assertThat(reading.client().problem()).contains("no whole TLS record");
        byte[] fake = TlsPair.concatenated(List.of(good, new byte[] {23, 3, 3, 0, 20}, ascii("plain text, 20 octet")));
        reading = TlsReading.read(fake, server(), log, false);
        assertThat(reading.client().valid()).isEqualTo(good.length);
        assertThat(reading.client().problem()).contains("does not decrypt");
        assertThat(text(reading.client())).isEqualTo("hello");
        byte[] changed = good.clone();
        changed[good.length - 1] ^= 1;
        assertThat(TlsReading.read(changed, server(), log, false).client().valid())
                .isLessThan(good.length);
        assertThat(TlsReading.read(ascii("REGISTER sip:pbx.example SIP/2.0\r\n"), new byte[0], log, false)
                        .client()
                        .valid())
                .isZero();
        for (byte[] record : List.of(
                new byte[] {22, 3, 3, 0, 4, 11, 0, 0, 0},
                new byte[] {20, 3, 3, 0, 1, 1},
                new byte[] {21, 3, 3, 0, 2, 9, 9},
                new byte[] {23, 3, 3, 0, 1, 65},
                new byte[] {22, 3, 3, 0, 4, 1, 2, 0, 0},
                new byte[] {22, 3, 3, 0, 4, 1, 0, 0, 9})) {
            TlsReading one = TlsReading.read(record, new byte[0], log, false);
            assertThat(one.client().valid()).as(Arrays.toString(record)).isZero();
            assertThat(one.client().problem()).isNotEmpty();
        }
    }

    @Test
    @DisplayName("TLS-02 a renegotiation, a second change of cipher or text inside of TLS 1.2 is not taken for TLS")
    void TLS_02_tls12_records() {
        TlsPair pair = pair(ProtocolVersion.TLSv12, CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256)
                .handshake();
        NssKeyLog log = NssKeyLog.of(pair.keyLog());
        byte[] good = client();
        for (byte[] more : List.of(new byte[] {20, 3, 3, 0, 1, 1}, new byte[] {23, 3, 3, 0, 3, 65, 66, 67}, new byte[] {
            22, 3, 3, 0, 30, 1, 2, 3
        })) {
            TlsReading reading = TlsReading.read(TlsPair.concatenated(List.of(good, more)), server(), log, false);
            assertThat(reading.client().valid()).isEqualTo(good.length);
        }
        assertThat(TlsReading.read(good, server(), log, false).client().handshakeDone())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "0301,1301,00,-1,,version 301",
        "0303,002f,00,-1,,suite 2f",
        "0303,c013,00,-1,,suite c013",
        "0303,1301,01,-1,,compression",
        "0303,1301,00,42,,early data",
        "0303,1301,00,41,,resumption",
        "0303,1301,00,43,020301,version 301",
        "0303,1301,00,43,0403047a7a,",
        "0303,00ff,00,-1,,",
        "0303,7a7a,00,-1,,",
        "0303,5600,00,-1,,suite 5600",
    })
    @DisplayName("TLS-01 TLS-02 TLS-03 TLS-09 what a ClientHello may not offer")
    void TLS_02_offences(
            String version, String suite, String compression, int extension, String content, String offence)
            throws Malformed {
        byte[] body = hello(version, suite, compression, extension, content == null ? "" : content);
        List<String> offences = Hello.client(body).offences(false);
        if (offence == null) {
            assertThat(offences).isEmpty();
        } else {
            assertThat(offences).singleElement().asString().contains(offence);
        }
    }

    @ParameterizedTest
    @CsvSource({"15030100020246, true", "16030100040e000000, false", "1503010002024616030100040e000000, false"})
    @DisplayName(
            "TLS-01 what a server chooses is the phone's offence where the phone goes on, and not where it says no")
    void TLS_01_an_old_version_is_taken_by_who_goes_on(String behind, boolean refused) {
        HexFormat hex = HexFormat.of();
        String random = "00".repeat(32);
        byte[] chosen = hex.parseHex("160301002a02000026" + "0301" + random + "00c02b00");
        byte[] said = hex.parseHex("160301002d01000029" + "0303" + random + "000002c02b0100" + behind);
        List<String> offences =
                TlsReading.read(said, chosen, NssKeyLog.of(List.of()), false).offences();
        assertThat(offences.contains("the server chose version 301")).isEqualTo(!refused);
    }

    private static byte[] hello(String version, String suite, String compression, int extension, String content) {
        String extensions = extension < 0 ? "" : String.format("%04x%04x%s", extension, content.length() / 2, content);
        String text = version + "00".repeat(32) + "00" + "0002" + suite + "01" + compression
                + (extension < 0 ? "" : String.format("%04x%s", extensions.length() / 2, extensions));
        return HexFormat.of().parseHex(text);
    }

    @Test
    @DisplayName("TLS-02 ECDHE with CBC is no offence where the policy allows it")
    void TLS_02_cbc_by_policy() throws Malformed {
        assertThat(Hello.client(hello("0303", "c013", "00", -1, "")).offences(true))
                .isEmpty();
    }

    @Test
    @DisplayName("TLS-02 no octets make the reader throw, and no change of a record goes unnoticed")
    void TLS_02_fuzz() {
        TlsPair pair =
                pair(ProtocolVersion.TLSv13, CipherSuite.TLS_AES_128_GCM_SHA256).handshake();
        pair.clientSays(ascii("hello"));
        pair.serverSays(ascii("world"));
        NssKeyLog log = NssKeyLog.of(pair.keyLog());
        byte[] client = client();
        byte[] server = server();
        Random random = new Random(8);
        for (int i = 0; i < 600; i++) {
            byte[] c = client.clone();
            byte[] s = server.clone();
            byte[] target = i % 2 == 0 ? c : s;
            for (int n = random.nextInt(3); n >= 0; n--) {
                target[random.nextInt(target.length)] = (byte) random.nextInt();
            }
            TlsReading reading = TlsReading.read(Arrays.copyOf(c, random.nextInt(c.length + 1)), s, log, false);
            assertThat(reading.client().valid()).isBetween(0, client.length);
            assertThat(reading.server().valid()).isBetween(0, server.length);
        }
        assertThat(log).asString().doesNotContain(pair.keyLog().get(0).substring(40));
    }
}
