package org.sealphone.harness.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SipMessageTest {
    static final String INVITE = "INVITE sips:bob@biloxi.example SIP/2.0\r\n"
            + "Via: SIP/2.0/TLS client.example:5061;branch=z9hG4bK74b21, SIP/2.0/TLS [2001:db8::9]:5061;branch=z9hG4bKnashds8\r\n"
            + "Max-Forwards: 70\r\n"
            + "f: \"Alice, \\\"A\\\" <x>\" <sips:alice@atlanta.example;x=1>;tag=9fxced76sl\r\n"
            + "To: Bob <sips:bob@biloxi.example>\r\n"
            + "i: 3848276298220188511@client.example\r\n"
            + "CSeq: 31862 INVITE\r\n"
            + "Contact: <sips:alice@client.example>;expires=60, <sips:alice@other.example>\r\n"
            + "c: application/sdp\r\n"
            + "Subject: folded\r\n  over two lines\r\n"
            + "l: 5\r\n\r\n"
            + "v=0\r\n";

    static SipMessage read(String text) {
        SipParser.Parsed parsed = SipParser.parse(text);
        assertThat(parsed).as(text).isInstanceOf(SipParser.Whole.class);
        return ((SipParser.Whole) parsed).message();
    }

    @Test
    @DisplayName("RFC 3261 7: a request is taken apart, compact names, folding and lists included")
    void request() {
        SipRequest request = (SipRequest) read(INVITE);
        assertThat(request.method()).isEqualTo("INVITE");
        assertThat(request.uri()).isEqualTo("sips:bob@biloxi.example");
        assertThat(request.callId()).isEqualTo("3848276298220188511@client.example");
        assertThat(request.cseq()).isEqualTo(new CSeq(31862, "INVITE"));
        assertThat(request.from().display()).isEqualTo("Alice, \"A\" <x>");
        assertThat(request.from().sipUri().orElseThrow().parameters()).containsEntry("x", "1");
        assertThat(request.fromTag()).contains("9fxced76sl");
        assertThat(request.toTag()).isEmpty();
        assertThat(request.inDialog()).isFalse();
        assertThat(request.topVia().branch()).isEqualTo("z9hG4bK74b21");
        assertThat(request.headers().elements("Via")).hasSize(2);
        assertThat(request.headers().elements("Contact")).hasSize(2);
        assertThat(request.headers().first("subject")).contains("folded over two lines");
        assertThat(request.hasSdp()).isTrue();
        assertThat(request.headers().has("Content-Length")).isFalse();
    }

    @Test
    @DisplayName("what is written is read back the same, and Content-Length is counted anew")
    void round_trip() {
        SipRequest request = (SipRequest) read(INVITE);
        SipRequest longer = request.withBody("v=0\r\ns=-\r\n");
        assertThat(read(request.text())).isEqualTo(request);
        assertThat(longer.text()).contains("\r\nContent-Length: 10\r\n\r\nv=0");
        assertThat(longer.bytes()).isEqualTo(longer.text().getBytes(StandardCharsets.ISO_8859_1));
        SipResponse response = request.response(180, "Ringing", "tag1")
                .with("Contact", "<sips:x@y>")
                .withSdp("v=0\r\n");
        assertThat(read(response.text())).isEqualTo(response);
        assertThat(response.toTag()).contains("tag1");
        assertThat(response.provisional()).isTrue();
        assertThat(response.success()).isFalse();
        assertThat(response.withStatus(200, "OK").success()).isTrue();
        assertThat(response.headers().all("Via")).hasSize(1);
    }

    @Test
    @DisplayName("nothing that could be a secret is printed by toString")
    void no_secrets_in_strings() {
        SipRequest request = (SipRequest) read(INVITE);
        assertThat(request.toString()).isEqualTo("INVITE");
        assertThat(request.response(200, "OK").toString()).isEqualTo("200 OK");
        assertThat(request.headers().toString()).contains("Subject").doesNotContain("folded");
        assertThat(AuthFields.parse("Digest response=\"abc\"").orElseThrow().toString())
                .doesNotContain("abc");
        assertThat(DigestFields.parse("Digest response=\"abc\",realm=\"r\"")
                        .orElseThrow()
                        .toString())
                .doesNotContain("abc");
    }

    @Test
    @DisplayName("a proxy's operations on header fields: first, without first, replaced")
    void header_operations() {
        SipHeaders headers = ((SipRequest) read(INVITE)).headers();
        assertThat(headers.withoutFirst("Via").elements("Via"))
                .containsExactly("SIP/2.0/TLS [2001:db8::9]:5061;branch=z9hG4bKnashds8");
        assertThat(headers.withoutFirst("Via").withoutFirst("Via").has("Via")).isFalse();
        assertThat(headers.withFirst("Via", "SIP/2.0/TLS a;branch=b")
                        .elements("Via")
                        .get(0))
                .contains("branch=b");
        assertThat(headers.replaced("To", "<sips:c@d>").all("To")).containsExactly("<sips:c@d>");
        assertThat(headers)
                .isEqualTo(((SipRequest) read(INVITE)).headers())
                .hasSameHashCodeAs(((SipRequest) read(INVITE)).headers());
        assertThatThrownBy(() -> headers.with("X", "a\r\nEvil: 1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> headers.required("Nowhere")).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CSeq: 31862 INVITE\r\n",
                "To: Bob <sips:bob@biloxi.example>\r\n",
                "i: 3848276298220188511@client.example\r\n",
            })
    @DisplayName("RFC 3261 8.1.1: a header field that must be there once is missed, and refused when it comes twice")
    void mandatory_fields(String line) {
        assertThat(SipParser.parse(INVITE.replace(line, ""))).isInstanceOf(SipParser.Broken.class);
        assertThat(SipParser.parse(INVITE.replace(line, line + line))).isInstanceOf(SipParser.Broken.class);
        assertThat(SipParser.parse(INVITE)).isInstanceOf(SipParser.Whole.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INVITE  sips:bob@biloxi.example SIP/2.0",
                "INVITE sips:bob@biloxi.example SIP/3.0",
                "INVITE sips:bob@biloxi.example",
                "OPTIONS sips:bob@biloxi.example SIP/2.0",
                "SIP/2.0 700 Nonsense",
                "SIP/2.0 20 OK",
                "",
            })
    @DisplayName("a first line that is none, or whose method is not the CSeq's, is refused")
    void first_line(String line) {
        assertThat(SipParser.parse(line + INVITE.substring(INVITE.indexOf("\r\n"))))
                .isInstanceOf(SipParser.Broken.class);
    }

    @Test
    @DisplayName("a Via, From or CSeq that cannot be read, too many fields, a control character: refused")
    void unreadable_fields() {
        for (String[] change : new String[][] {
            {"SIP/2.0/TLS client", "SIP/1.0/TLS client"},
            {"Bob <sips:bob@biloxi.example>", "Bob <sips:bob@biloxi.example"},
            {"Bob <sips:bob@biloxi.example>", "Bob <sips:bob@biloxi.example> junk"},
            {"31862 INVITE", "-1 INVITE"},
            {"31862 INVITE", "2147483648 INVITE"},
            {"31862 INVITE", "31862"},
            {"Subject: folded", "Subject: fol\u0001ded"},
            {"Subject: folded", "Subject folded"},
            {"Subject: folded", "Sub ject: folded"},
            {"Subject: folded\r\n", "X: 1\r\n".repeat(200)},
        }) {
            assertThat(SipParser.parse(INVITE.replace(change[0], change[1])))
                    .as(change[1])
                    .isInstanceOf(SipParser.Broken.class);
        }
        assertThat(SipParser.parse("no end")).isInstanceOf(SipParser.Broken.class);
    }

    @Test
    @DisplayName("RFC 3261 19.1: URIs with user, port, IPv6, parameters; what is none is refused")
    void uris() {
        SipUri uri = SipUri.parse("sips:al%69ce:pw@[2001:db8::1]:5061;transport=tls;lr")
                .orElseThrow();
        assertThat(uri.plainUser()).isEqualTo("alice");
        assertThat(uri.host()).isEqualTo("2001:db8::1");
        assertThat(uri.port()).isEqualTo(5061);
        assertThat(uri.parameters()).containsEntry("transport", "tls").containsKey("lr");
        assertThat(uri.asksForTls()).isTrue();
        assertThat(SipUri.parse("sip:a@b;transport=TLS").orElseThrow().asksForTls())
                .isTrue();
        assertThat(SipUri.parse("sip:a@b").orElseThrow().asksForTls()).isFalse();
        assertThat(SipUri.parse("sips:a@b;transport=udp").orElseThrow().asksForTls())
                .isFalse();
        assertThat(SipUri.parse("sip:b").orElseThrow().user()).isEmpty();
        assertThat(SipUri.parse("sip:50%@b").orElseThrow().plainUser()).isEqualTo("50%");
        for (String none : new String[] {
            "tel:+1",
            "sip:",
            "sip:@b",
            "sip:a@",
            "sip:a@b:70000",
            "sip:a@b:x",
            "sip:a b@c",
            "sip:a@b?Subject=x",
            "sip:a@[::1",
            "sip:a@[::1]x",
            "sip:a@b;x;x",
            "sip:a@b_\u00e9",
            "a@b"
        }) {
            assertThat(SipUri.parse(none)).as(none).isEmpty();
        }
    }

    @Test
    @DisplayName("RFC 3261 20.10: without angle brackets the parameters are the field's")
    void addresses() {
        NameAddr plain = NameAddr.parse("sip:a@b;tag=1").orElseThrow();
        assertThat(plain.uri()).isEqualTo("sip:a@b");
        assertThat(plain.parameter("tag")).contains("1");
        assertThat(NameAddr.parse("<sip:a@b;tag=1>").orElseThrow().parameter("tag"))
                .isEmpty();
        assertThat(NameAddr.parse("\"open <sip:a@b>")).isEmpty();
        assertThat(NameAddr.parse("<sip:a b>")).isEmpty();
        assertThat(NameAddr.parse("")).isEmpty();
    }

    @Test
    @DisplayName("RFC 3261 18.3: a stream is cut by Content-Length, however it is chopped; pings in between")
    void framing() {
        String stream = "\r\n\r\n" + INVITE + INVITE + "\r\n" + INVITE;
        byte[] octets = stream.getBytes(StandardCharsets.ISO_8859_1);
        for (int chunk : new int[] {4, 7, 100, 5000}) {
            SipFramer framer = new SipFramer();
            List<SipFramer.Framed> all = new ArrayList<>();
            for (int at = 0; at < octets.length; at += chunk) {
                int length = Math.min(chunk, octets.length - at);
                byte[] part = java.util.Arrays.copyOfRange(octets, at, at + length);
                framer.received(part, length);
                for (Optional<SipFramer.Framed> f = framer.next(); f.isPresent(); f = framer.next()) {
                    all.add(f.get());
                }
            }
            assertThat(all).filteredOn(f -> f instanceof SipFramer.Message).hasSize(3);
            assertThat(all).filteredOn(f -> f instanceof SipFramer.Unreadable).isEmpty();
            assertThat(all.get(0)).isInstanceOf(SipFramer.Ping.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "l: 5\r\nContent-Length: 5\r\n",
                "l: -1\r\n",
                "l: 5x\r\n",
                "l: 65537\r\n",
                "l: 99999999999999999999\r\n"
            })
    @DisplayName("SIP-04: a Content-Length that is missing, doubled, negative or too large ends the stream for good")
    void content_length(String line) {
        SipFramer framer = new SipFramer();
        byte[] bad = INVITE.replace("l: 5\r\n", line).getBytes(StandardCharsets.ISO_8859_1);
        framer.received(bad, bad.length);
        assertThat(framer.next().orElseThrow()).isInstanceOf(SipFramer.Unreadable.class);
        byte[] good = INVITE.getBytes(StandardCharsets.ISO_8859_1);
        framer.received(good, good.length);
        assertThat(framer.next()).isEmpty();
    }

    @Test
    @DisplayName("a head that never ends, or ends beyond 16 KiB, breaks the stream; an unreadable message too")
    void endless_head() {
        byte[] endless = ("INVITE sip:a@b SIP/2.0\r\nX: " + "a".repeat(17_000)).getBytes(StandardCharsets.ISO_8859_1);
        SipFramer framer = new SipFramer();
        framer.received(endless, endless.length);
        assertThat(framer.next().orElseThrow()).isInstanceOf(SipFramer.Unreadable.class);
        SipFramer second = new SipFramer();
        byte[] unreadable = "HELLO\r\nl: 0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
        second.received(unreadable, unreadable.length);
        assertThat(second.next().orElseThrow()).isInstanceOf(SipFramer.Unreadable.class);
    }

    @Test
    @DisplayName("6000 mutations of a message: read or refused, never anything else")
    void fuzz() {
        Random random = new Random(4711);
        byte[] original = INVITE.getBytes(StandardCharsets.ISO_8859_1);
        int read = 0;
        for (int round = 0; round < 6_000; round++) {
            byte[] mutant = original.clone();
            for (int n = random.nextInt(4); n >= 0; n--) {
                mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
            }
            SipFramer framer = new SipFramer();
            framer.received(mutant, mutant.length);
            for (Optional<SipFramer.Framed> f = framer.next(); f.isPresent(); f = framer.next()) {
                if (f.get() instanceof SipFramer.Message message) {
                    read++;
                    SipMessage whole = message.message();
                    assertThat(read(whole.text())).isEqualTo(whole);
                    whole.from();
                    whole.to();
                    whole.topVia();
                    whole.cseq();
                    whole.headers().elements("Contact").forEach(NameAddr::parse);
                }
            }
        }
        assertThat(read).isBetween(300, 6_000);
    }
}
