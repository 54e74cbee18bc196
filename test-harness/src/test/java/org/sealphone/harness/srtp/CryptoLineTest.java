package org.sealphone.harness.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CryptoLineTest {
    private static final String KEY = Base64.getEncoder().encodeToString(new byte[30]);
    private static final String LINE = "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" + KEY;

    @Test
    @DisplayName("SDES-17 every suite's line is read back as it was written")
    void SDES_17_round_trip() {
        Random random = new Random(1);
        for (HarnessSuite suite : HarnessSuite.values()) {
            byte[] master = new byte[suite.masterLength()];
            random.nextBytes(master);
            CryptoLine line = CryptoLine.of(3, HarnessKeys.of(suite, master));
            assertThat(CryptoLine.parse(line.line())).contains(line);
            CryptoLine full = CryptoLine.of(4, HarnessKeys.of(suite, master).withMki(new byte[] {0, 0, 1, 5}))
                    .withLifetime("2^31")
                    .withSessionParameters("KDR=0", "-X");
            CryptoLine read = CryptoLine.parse(full.line()).orElseThrow();
            assertThat(read).isEqualTo(full).hasSameHashCodeAs(full);
            assertThat(read.lifetime()).isEqualTo("2^31");
            assertThat(read.sessionParameters()).containsExactly("KDR=0", "-X");
            assertThat(read.keys().mki()).containsExactly(0, 0, 1, 5);
            assertThat(read.tag()).isEqualTo(4);
            assertThat(read.suite()).isEqualTo(suite);
            assertThat(read.toString()).doesNotContain("inline").contains(suite.name());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "|2^20", "|1066:4", "|2^31|1:1", "|4096", " WSH=64", "|2^31 -KDR=1"})
    @DisplayName("SDES-16 lifetime, MKI and session parameters in their places")
    void SDES_16_accepted(String tail) {
        assertThat(CryptoLine.parse(LINE + tail)).isPresent();
        assertThat(CryptoLine.parse((LINE + tail).substring("a=crypto:".length())))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"|", "|02^31", "|2^031", "|0", "|1:129", "|256:1", "|1:0", "|x", "|1:1|2^31", ";inline:AAAA", "="
            })
    @DisplayName("SDES-18 SDES-19 what is not of the grammar is not read")
    void SDES_18_refused(String tail) {
        assertThat(CryptoLine.parse(LINE + tail)).isEmpty();
    }

    @Test
    @DisplayName("SDES-37 suite names in any case; SDES-17 a key one octet short is not read")
    void SDES_37_names_and_lengths() {
        assertThat(CryptoLine.parse(LINE.replace("AES_CM", "aes_cm"))).isPresent();
        assertThat(CryptoLine.parse(LINE.replace("AES_CM", "NULL_CM"))).isEmpty();
        assertThat(CryptoLine.parse(LINE.replace(KEY, Base64.getEncoder().encodeToString(new byte[29]))))
                .isEmpty();
        assertThat(CryptoLine.parse(LINE.replace(":1 ", ":0 ")).map(CryptoLine::tag))
                .contains(0);
        assertThat(CryptoLine.parse(LINE.replace(":1 ", ":1234567890 "))).isEmpty();
        assertThat(CryptoLine.parse(LINE.replace(KEY, KEY.substring(1) + "===")))
                .isEmpty();
        assertThat(CryptoLine.parse(LINE.replace(KEY, "A"))).isEmpty();
    }

    @Test
    @DisplayName("SDES-17 no text makes the reader throw")
    void SDES_17_fuzz() {
        Random random = new Random(2);
        String valid = LINE + "|2^31|1:1 KDR=1";
        for (int i = 0; i < 3000; i++) {
            StringBuilder text = new StringBuilder(valid);
            for (int n = random.nextInt(4); n >= 0; n--) {
                text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(128));
            }
            Optional<CryptoLine> line = CryptoLine.parse(text.substring(0, random.nextInt(text.length()) + 1));
            line.ifPresent(read -> assertThat(CryptoLine.parse(read.line())).contains(read));
        }
    }
}
