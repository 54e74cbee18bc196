package org.sealphone.crypto.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.secret.Password;

class TlsPiecesTest {
    private static final String PIN = "sha256/" + Base64.getEncoder().encodeToString(new byte[32]);

    private static <T> T granted(Outcome<T> outcome) {
        return outcome.fold(value -> value, refusal -> {
            throw new AssertionError(refusal.text());
        });
    }

    private static String refused(Outcome<?> outcome) {
        return outcome.fold(value -> "granted", refusal -> refusal.reason().code());
    }

    @Test
    void a_pin_is_the_hash_of_a_public_key() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        SpkiPin pin = SpkiPin.of(generator.generateKeyPair().getPublic());
        assertThat(granted(SpkiPin.parse(" " + pin + " "))).isEqualTo(pin);
        assertThat(granted(SpkiPin.parse(pin.text().replace("=", "")))).isEqualTo(pin);
        assertThat(SpkiPin.of(generator.generateKeyPair().getPublic())).isNotEqualTo(pin);
        for (String bad : new String[] {"", "sha1/AAAA", "sha256/", "sha256/AAAA", "sha256/%%%%", PIN.substring(7)}) {
            assertThat(refused(SpkiPin.parse(bad))).isEqualTo("TLS-32");
        }
    }

    @Test
    void anchors_of_the_platform_and_of_texts() throws Exception {
        TrustAnchors system = granted(TrustAnchors.system());
        assertThat(system.authorities()).isNotEmpty();
        assertThat(system.pins()).isEmpty();
        assertThat(system.source()).contains("platform");
        String pem = "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder()
                        .encodeToString(system.authorities().get(0).getEncoded())
                + "\n-----END CERTIFICATE-----\n";
        TrustAnchors one = granted(TrustAnchors.pem(pem.getBytes(StandardCharsets.US_ASCII), "ca.pem"));
        assertThat(one.authorities()).containsExactly(system.authorities().get(0));
        assertThat(one.source()).isEqualTo("ca.pem");
        for (String none : List.of("no certificate at all", "")) {
            assertThat(refused(TrustAnchors.pem(none.getBytes(StandardCharsets.US_ASCII), "ca.pem")))
                    .isEqualTo("TLS-32");
        }
        assertThatThrownBy(() -> TrustAnchors.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void pins_narrow_what_is_trusted() {
        SpkiPin pin = granted(SpkiPin.parse(PIN));
        assertThat(TrustAnchors.pinned(pin).authorities()).isEmpty();
        assertThat(TrustAnchors.pinned(pin, pin).pins()).hasSize(2);
        TrustAnchors both = granted(TrustAnchors.system()).andPin(pin);
        assertThat(both.pins()).containsExactly(pin);
        assertThat(both.authorities()).isNotEmpty();
    }

    @Test
    void TLS_01_02_policies_offer_no_weak_thing() {
        TrustAnchors anchors = TrustAnchors.pinned(granted(SpkiPin.parse(PIN)));
        List<TlsPolicy> all =
                List.of(TlsPolicy.strict(anchors), TlsPolicy.standard(anchors), TlsPolicy.interop(anchors));
        assertThat(all.stream().map(TlsPolicy::name)).containsExactly("strict", "standard", "interop");
        for (TlsPolicy policy : all) {
            assertThat(policy.protocols()).containsExactly("TLSv1.3", "TLSv1.2");
            assertThat(policy.groups()).startsWith("X25519MLKEM768").contains("secp256r1");
            assertThat(policy.suites())
                    .allMatch(suite -> suite.startsWith("TLS_ECDHE_") || suite.matches("TLS_(AES|CHACHA20)_.*"));
            assertThat(policy.suites()).noneMatch(suite -> suite.matches(".*(NULL|anon|RC4|3DES|EXPORT|MD5).*"));
            assertThat(policy.identity()).isEqualTo(IdentityMode.RFC5922);
            assertThat(policy.client()).isEmpty();
        }
        assertThat(all.get(0).suites()).noneMatch(suite -> suite.contains("_CBC_"));
        assertThat(all.get(1).suites()).isEqualTo(all.get(0).suites());
        assertThat(all.get(2).suites())
                .anyMatch(suite -> suite.contains("_CBC_"))
                .containsAll(all.get(0).suites());
        assertThat(all.get(0).identifiedBy(IdentityMode.PINNED_SPKI).identity()).isEqualTo(IdentityMode.PINNED_SPKI);
        TlsPolicy unpinned = TlsPolicy.strict(granted(TrustAnchors.system()));
        assertThatThrownBy(() -> unpinned.identifiedBy(IdentityMode.PINNED_SPKI))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(IdentityMode.HTTPS_WILDCARD.word()).isEqualTo("https-wildcard");
    }

    @Test
    void a_client_certificate_needs_a_key_and_the_password() throws Exception {
        Password password = Password.of("p".toCharArray());
        assertThat(refused(ClientCertificate.pkcs12(new byte[] {1, 2, 3}, password)))
                .isEqualTo("TLS-33");
        KeyStore empty = KeyStore.getInstance("PKCS12");
        empty.load(null, null);
        empty.setCertificateEntry(
                "ca", granted(TrustAnchors.system()).authorities().get(0));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        empty.store(out, "p".toCharArray());
        assertThat(refused(ClientCertificate.pkcs12(out.toByteArray(), password)))
                .isEqualTo("TLS-33");
        assertThat(refused(ClientCertificate.pkcs12(out.toByteArray(), Password.of("q".toCharArray()))))
                .isEqualTo("TLS-33");
    }

    @ParameterizedTest
    @CsvSource({
        "NET_01,UNREACHABLE",
        "NET_06,LOCAL",
        "TLS_30,UNREACHABLE",
        "TLS_11,UNREACHABLE",
        "TLS_04,REFUSED",
        "TLS_29,REFUSED"
    })
    void failures_have_the_kind_of_their_reason(CryptoReason reason, TlsFailure.Kind kind) {
        TlsFailure failure = TlsFailure.of(reason, "d");
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.refusal().detail()).isEqualTo("d");
    }

    @Test
    void facts_tell_what_matters() {
        TlsFacts facts = facts("x25519", "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA");
        assertThat(facts.postQuantum()).isFalse();
        assertThat(facts.cbc()).isTrue();
        TlsFacts better = facts("X25519MLKEM768", "TLS_AES_256_GCM_SHA384");
        assertThat(better.postQuantum()).isTrue();
        assertThat(better.cbc()).isFalse();
    }

    private static TlsFacts facts(String group, String suite) {
        InetSocketAddress peer = new InetSocketAddress(InetAddress.getLoopbackAddress(), 5061);
        return new TlsFacts("TLSv1.3", suite, group, peer, "a", IdentityMode.RFC5922, Instant.EPOCH, PIN, false, false);
    }

    private static byte[] record(int type, byte[] body) {
        byte[] out = new byte[5 + body.length];
        out[0] = (byte) type;
        out[1] = 3;
        out[2] = 3;
        out[3] = (byte) (body.length >> 8);
        out[4] = (byte) body.length;
        System.arraycopy(body, 0, out, 5, body.length);
        return out;
    }

    private static byte[] message(int type, byte[] body) {
        byte[] out = new byte[4 + body.length];
        out[0] = (byte) type;
        out[2] = (byte) (body.length >> 8);
        out[3] = (byte) body.length;
        System.arraycopy(body, 0, out, 4, body.length);
        return out;
    }

    private static byte[] serverHello(int sessionLength, int group) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[34]);
        out.write(sessionLength);
        out.writeBytes(new byte[sessionLength]);
        out.writeBytes(
                new byte[] {0x13, 2, 0, 0, 12, 0, 43, 0, 2, 3, 4, 0, 51, 0, 2, (byte) (group >> 8), (byte) group});
        return message(2, out.toByteArray());
    }

    @Test
    void the_group_is_read_from_the_server_hello_in_any_pieces() {
        byte[] flight = record(22, serverHello(32, 0x11ec));
        ServerFlight whole = new ServerFlight();
        whole.read(flight, flight.length);
        assertThat(whole.group()).contains("X25519MLKEM768");
        assertThat(whole.plainText()).isEmpty();
        ServerFlight slow = new ServerFlight();
        for (byte one : flight) {
            slow.read(new byte[] {one, 99}, 1);
        }
        assertThat(slow.group()).contains("X25519MLKEM768");
        slow.read(record(22, serverHello(0, 29)), 10);
        assertThat(slow.group()).contains("X25519MLKEM768");
    }

    @Test
    void the_group_of_tls_12_is_read_from_the_server_key_exchange() {
        byte[] hello = message(2, new byte[38]);
        byte[] exchange = message(12, new byte[] {3, 0, 23, 1, 4});
        byte[] both = new byte[hello.length + exchange.length];
        System.arraycopy(hello, 0, both, 0, hello.length);
        System.arraycopy(exchange, 0, both, hello.length, exchange.length);
        ServerFlight flight = new ServerFlight();
        byte[] bytes = record(22, both);
        flight.read(bytes, bytes.length);
        assertThat(flight.group()).contains("secp256r1");
        ServerFlight unknown = new ServerFlight();
        byte[] odd = record(22, message(12, new byte[] {3, 0x12, 0x34}));
        unknown.read(odd, odd.length);
        assertThat(unknown.group()).contains("0x1234");
        ServerFlight finite = new ServerFlight();
        byte[] dhe = record(22, message(12, new byte[] {0, 23, 1}));
        finite.read(dhe, dhe.length);
        assertThat(finite.group()).isEmpty();
    }

    @Test
    void what_comes_after_encryption_began_is_not_looked_at() {
        ServerFlight flight = new ServerFlight();
        byte[] encrypted = record(23, serverHello(0, 29));
        byte[] alert = record(21, new byte[] {2, 40});
        flight.read(alert, alert.length);
        flight.read(encrypted, encrypted.length);
        assertThat(flight.group()).isEmpty();
        assertThat(flight.plainText()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'SIP/2.0 400 Bad Request\r\nVia: x',SIP in clear: SIP/2.0 400 Bad Request",
                "HTTP/1.1 400 Bad,HTTP: HTTP/1.1 400 Bad",
        "SSH-2.0-x,no TLS: SSH-2.0-x", "'\u001b[31m',no TLS: .[31m"
    })
    void ADV_47_plain_text_is_recognised_and_shown_harmlessly(String text, String shown) {
        ServerFlight flight = new ServerFlight();
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        flight.read(bytes, bytes.length);
        assertThat(flight.plainText()).contains(shown);
    }

    @Test
    void fuzz_a_flight_of_any_bytes_is_read_without_harm() {
        Random random = new Random(8446);
        byte[] seed = record(22, serverHello(32, 0x11ec));
        List<String> groups = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = seed.clone();
            for (int n = random.nextInt(5); n >= 0; n--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            ServerFlight flight = new ServerFlight();
            int cut = random.nextInt(bytes.length);
            flight.read(bytes, cut);
            flight.read(java.util.Arrays.copyOfRange(bytes, cut, bytes.length), bytes.length - cut);
            flight.group().ifPresent(groups::add);
        }
        assertThat(groups).hasSizeGreaterThan(5000);
        ServerFlight endless = new ServerFlight();
        for (int i = 0; i < 100; i++) {
            endless.read(record(22, new byte[1000]), 1005);
        }
        assertThat(endless.group()).isEmpty();
    }
}
