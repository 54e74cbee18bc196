package org.sealphone.tui.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RedactionTest {
    @Test
    void keys_digests_and_passwords_are_blanked() {
        assertThat(Redaction.of("a=crypto:1 AEAD_AES_256_GCM inline:c2VjcmV0c2VjcmV0c2Vj|2^31"))
                .isEqualTo("a=crypto:1 AEAD_AES_256_GCM inline:[redacted]|2^31");
        assertThat(
                        Redaction.of(
                                "Authorization: Digest username=\"a\", nonce=\"n0nce\", response=\"abc\", cnonce=c, opaque=\"o\""))
                .doesNotContain("n0nce", "\"abc\"", "cnonce=c,", "\"o\"")
                .contains("username=\"a\"", "response=[redacted]");
        assertThat(Redaction.of("Authorization: Basic YWxpY2U6c2VjcmV0")).doesNotContain("YWxp");
        assertThat(Redaction.of("sips:alice:hunter2@pbx.example")).isEqualTo("sips:alice:[redacted]@pbx.example");
        assertThat(Redaction.of("-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----"))
                .doesNotContain("MIIE");
    }

    @Test
    void the_twin_what_is_no_secret_stays() {
        String text = "REGISTER sips:pbx.example SIP/2.0 from sips:alice@pbx.example:5061 digest SHA-256";
        assertThat(Redaction.of(text)).isEqualTo(text);
    }

    @Test
    void an_escaped_quote_does_not_end_a_secret() {
        assertThat(Redaction.of("nonce=\"abc\\\"def\", realm=\"r\"")).isEqualTo("nonce=[redacted], realm=\"r\"");
        assertThat(Redaction.of("nonce=\"abc\", realm=\"r\"")).isEqualTo("nonce=[redacted], realm=\"r\"");
        assertThat(Redaction.of("nonce=\"abc")).isEqualTo("nonce=[redacted]");
    }
}
