package org.sealphone.ua.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealphone.ua.field.CleanText;

class TraceTextTest {
    private static String shown(String message) {
        return TraceText.of(message.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Digest username=\"SECRET\", response=\"SECRET\", nonce=\"SECRET\"",
                "AUTHORIZATION : Basic SECRET",
                "Proxy-Authorization: Digest cnonce=SECRET",
                "authorization: SECRET",
                "Authorization: Digest\r\n username=\"x\",\r\n\tresponse=\"SECRET\"",
                "WWW-Authenticate: Digest realm=\"r\", nonce=\"SECRET\", opaque=\"SECRET\"",
                "WWW-Authenticate: Digest realm=\"r\", nonce=\"a\\\"SECRET\"",
                "Proxy-Authenticate: Digest nonce=SECRET,\r\n realm=\"SECRET\"",
                "Authentication-Info: rspauth=\"SECRET\", nextnonce=\"SECRET\"",
                "Proxy-Authentication-Info: nextnonce=\"SECRET\"",
                "X-Odd: inline:SECRET",
            })
    void a_secret_in_a_header_is_blanked_out(String header) {
        assertThat(shown("SIP/2.0 401 No\r\n" + header + "\r\nContent-Length: 0\r\n\r\n"))
                .doesNotContain("SECRET")
                .contains("[redacted]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:SECRET|2^31",
                "A=CRYPTO:1 AES_CM_128_HMAC_SHA1_80 INLINE:SECRET",
                "a=crypto: 1 AES inline:SECRET;inline:SECRET",
                "  a=crypto:1 AES_CM_128_HMAC_SHA1_80\tinline:SECRET",
                "a=crypto:SECRET",
                "k=base64:SECRET",
                "a=key-mgmt:mikey SECRET",
                "a=x inline:SECRET",
            })
    void a_key_in_a_body_is_blanked_out(String line) {
        String message = "INVITE x SIP/2.0\r\nContent-Type: application/sdp\r\nContent-Length: 0\r\n\r\nv=0\r\n" + line
                + "\r\ns=-\r\n";
        assertThat(shown(message)).doesNotContain("SECRET").contains("v=0").contains("s=-");
        assertThat(shown(message.replace("\r\n" + line, "\n" + line))).doesNotContain("SECRET");
    }

    @Test
    void what_helps_is_shown() {
        String text = shown(
                "SIP/2.0 401 No\r\nWWW-Authenticate: Digest realm=\"pbx\", algorithm=SHA-256, qop=\"auth\", nonce=\"n\"\r\n\r\n");
        assertThat(text).contains("realm=\"pbx\"").contains("algorithm=SHA-256").contains("qop=\"auth\"");
        String sdp = shown("INVITE x SIP/2.0\r\nc: application/sdp\r\n\r\na=crypto:1 AEAD_AES_256_GCM inline:K\r\n");
        assertThat(sdp).contains("a=crypto:1 AEAD_AES_256_GCM [redacted]");
    }

    @Test
    void bodies_of_other_types_are_not_shown() {
        assertThat(shown("MESSAGE x SIP/2.0\r\nContent-Type: text/plain\r\n\r\nSECRET"))
                .doesNotContain("SECRET")
                .contains("6 characters");
    }

    @Test
    void ADV_79_control_and_direction_marks_are_escaped() {
        String text = shown("OPTIONS x SIP/2.0\r\nSubject: a\u001b[2J\u202Eb\u0000\u009b\r\n\r\n");
        assertThat(text)
                .doesNotContain("\u001b")
                .doesNotContain("\u202E")
                .doesNotContain("\u0000")
                .contains("\\u{1b}");
        assertThat(CleanText.of("Bob\r\nX: y\u202E\u2066\u200B\u001b]52;c;x\u0007" + "z".repeat(500)))
                .startsWith("BobX: y]52;c;x")
                .hasSizeLessThan(257);
        assertThat(CleanText.of(null)).isEmpty();
        assertThat(CleanText.optional(" \t")).isEmpty();
    }
}
