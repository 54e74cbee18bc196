package org.sealphone.ua.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageValidatorTest {
    private static final String GOOD = StreamFramerTest.OPTIONS;

    private static String check(String message) {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        int head = message.substring(0, message.indexOf("\r\n\r\n") + 4).getBytes(StandardCharsets.UTF_8).length;
        return MessageValidator.check(bytes, head)
                .fold(sound -> "sound", refusal -> refusal.reason().code());
    }

    @Test
    void a_message_in_order_is_sound() {
        assertThat(check(GOOD)).isEqualTo("sound");
        assertThat(check(GOOD.replace("OPTIONS sips:a@b SIP/2.0", "SIP/2.0 200 Jürgen sagt: ✓")))
                .isEqualTo("sound");
        assertThat(check(GOOD.replace("From:", "f :")
                        .replace("To:", "T:")
                        .replace("Call-ID", "i")
                        .replace("Via", "v")))
                .isEqualTo("sound");
        assertThat(check(GOOD.replace("To: <sips:a@b>", "To: \r\n\t<sips:a@b>")))
                .isEqualTo("sound");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "From: <sips:x@y>;tag=1|From: <sips:x@y>;tag=1\\r\\nf: <sips:evil@y>;tag=2|SIP-20",
                "To: <sips:a@b>|To: <sips:a@b>\\r\\nTo: <sips:a@b>|SIP-20",
                "Call-ID: c1|Call-ID: c1\\r\\ni: c2|SIP-20",
                "CSeq: 1 OPTIONS|CSeq: 1 OPTIONS\\r\\nCSeq: 2 OPTIONS|SIP-20",
                "Call-ID: c1|Call-ID: |SIP-20",
                "Call-ID: c1\\r\\n||SIP-20",
                "Via: SIP/2.0/TLS h;branch=z9hG4bK1\\r\\n||SIP-20",
                "Max-Forwards: 70\\r\\n||SIP-02",
                "Max-Forwards: 70|Max-Forwards: 256|SIP-02",
                "Max-Forwards: 70|Max-Forwards: -1|SIP-02",
                "Max-Forwards: 70|Max-Forwards: 70\\r\\nMax-Forwards: 70|SIP-20",
                "CSeq: 1 OPTIONS|CSeq: 1 INVITE|SIP-20",
                "CSeq: 1 OPTIONS|CSeq: 2147483648 OPTIONS|SIP-20",
                "CSeq: 1 OPTIONS|CSeq: -1 OPTIONS|SIP-20",
                "SIP/2.0\\r\\nVia|SIP/3.0\\r\\nVia|SIP-20",
                "OPTIONS sips:a@b SIP/2.0|OPTIONS  sips:a@b SIP/2.0|SIP-20",
                "OPTIONS sips:a@b SIP/2.0|OPT{ONS sips:a@b SIP/2.0|SIP-20",
                "OPTIONS sips:a@b SIP/2.0|SIP/2.0 099 Odd|SIP-20",
                "OPTIONS sips:a@b SIP/2.0|SIP/2.0 700 Odd|SIP-20",
                "Call-ID: c1|Call-ID: c1\\r\\n   \\r\\nX: y|SIP-20",
                "Call-ID: c1|Call-ID: c1\\r\\nno colon here|SIP-20",
                "Call-ID: c1|Call-ID: c1\\r\\nbad name: x|SIP-20",
                "Content-Length: 0|Content-Length: 1|SIP-20",
                "Call-ID: c1|Call-ID: c\\0001|SIP-20",
                "Call-ID: c1|Call-ID: c\\n1|SIP-20",
                "Call-ID: c1|Call-ID: c\\r1|SIP-20",
                "Call-ID: c1|Call-ID: c\\u001b[2J|SIP-20",
                "SIP/2.0/TLS h|SIP/2.0/UDP h|SIP-21",
                "SIP/2.0/TLS h|SIP/2.0/TCP h|SIP-21",
                "SIP/2.0/TLS h|SIP/2.0/WS h|SIP-21",
                "SIP/2.0/TLS h|SIP/2.0/SCTP h|SIP-21",
                "SIP/2.0/TLS h|SIP / 2.0 / udp h|SIP-21",
                "SIP/2.0/TLS h|SIP/3.0/TLS h|SIP-20",
                "SIP/2.0/TLS h|SIP/2.0/TLS|SIP-20",
            })
    void a_message_that_is_not_exactly_right_is_refused(String from, String to, String code) {
        String changed = GOOD.replace(unescape(from), unescape(to == null ? "" : to));
        assertThat(changed).isNotEqualTo(GOOD);
        assertThat(check(changed)).isEqualTo(code);
    }

    private static String unescape(String text) {
        return text.replace("\\r", "\r")
                .replace("\\n", "\n")
                .replace("\\000", "\0")
                .replace("\\u001b", "\u001b");
    }

    @Test
    void ADV_76_too_many_headers_or_vias_are_refused() {
        assertThat(check(GOOD.replace("To:", "X-Y: y\r\n".repeat(250) + "To:"))).isEqualTo("SIP-20");
        assertThat(check(GOOD.replace("To:", "X-Y: y\r\n".repeat(240) + "To:"))).isEqualTo("sound");
        assertThat(check(GOOD.replace("z9hG4bK1", "z9hG4bK1" + ", SIP/2.0/TLS g;branch=z9hG4bK2".repeat(100))))
                .isEqualTo("SIP-20");
        assertThat(check(GOOD.replace("z9hG4bK1", "z9hG4bK1" + ", SIP/2.0/TLS g;branch=z9hG4bK2".repeat(99))))
                .isEqualTo("sound");
        assertThat(check(GOOD.replace("sips:a@b SIP", "sips:" + "a".repeat(5000) + "@b SIP")))
                .isEqualTo("SIP-20");
    }

    @Test
    void ADV_77_invalid_utf8_is_refused() {
        byte[] bytes = GOOD.replace("Call-ID: c1", "Call-ID: cX").getBytes(StandardCharsets.UTF_8);
        bytes[new String(bytes, StandardCharsets.UTF_8).indexOf("cX") + 1] = (byte) 0xC0;
        String told = MessageValidator.check(bytes, bytes.length)
                .fold(sound -> "sound", refusal -> refusal.reason().code());
        assertThat(told).isEqualTo("SIP-20");
    }

    @Test
    void what_JAIN_SIP_reads_is_what_was_validated() {
        String folded = GOOD.replace("Call-ID: c1", "i:\r\n c1\r\nSubject: a\r\n  b");
        byte[] bytes = folded.getBytes(StandardCharsets.UTF_8);
        String written =
                new String(HeaderBlock.read(bytes, bytes.length).orElseThrow().normalised(), StandardCharsets.UTF_8);
        assertThat(written)
                .contains("\r\ncall-id: c1\r\n")
                .contains("\r\nsubject: a b\r\n")
                .endsWith("\r\n\r\n");
        assertThat(HeaderBlock.read(" folded\r\n\r\n".getBytes(StandardCharsets.UTF_8), 11))
                .isPresent();
        assertThat(HeaderBlock.read("A\r\n b\r\n\r\n".getBytes(StandardCharsets.UTF_8), 8))
                .isEmpty();
    }
}
