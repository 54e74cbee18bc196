package org.sealphone.crypto.sdes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealphone.crypto.srtp.MasterKeyIdentifier;
import org.sealphone.crypto.srtp.SrtpSuite;

/** The grammar of RFC 4568 section 9 and what SDES-02 and 12 to 19 make of it. Each refusal stands beside what is accepted. */
class CryptoGrammarTest {
    /** The key of the example in RFC 4568 section 6.1. */
    private static final String KEY = "d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSoj";

    private static final String LINE = "1 AES_CM_128_HMAC_SHA1_80 inline:" + KEY;

    static String verdict(String line) {
        return CryptoAttribute.parse(line)
                .fold(usable -> "ok", refusal -> refusal.reason().code());
    }

    static String detail(String line) {
        return CryptoAttribute.parse(line).fold(usable -> "ok", refusal -> refusal.detail());
    }

    private static CryptoAttribute usable(String line) {
        return CryptoAttribute.parse(line).fold(attribute -> attribute, refusal -> {
            throw new AssertionError(refusal.text());
        });
    }

    private static String key(int bytes) {
        byte[] master = new byte[bytes];
        new Random(bytes).nextBytes(master);
        return Base64.getEncoder().encodeToString(master);
    }

    @Test
    @DisplayName("SDES-16: tag, suite and key of the RFC's example")
    void SDES_16_the_example_of_the_rfc() {
        CryptoAttribute line = usable(LINE + "|2^20");
        assertThat(line.tag()).isEqualTo(1);
        assertThat(line.tagText()).isEqualTo("1");
        assertThat(line.suite()).isEqualTo(SrtpSuite.AES_CM_128_HMAC_SHA1_80);
        assertThat(line.lifetime()).isEqualTo(1 << 20);
        assertThat(line.keys().<String>use(bytes -> new String(bytes, StandardCharsets.US_ASCII)))
                .isEqualTo("wDfvg&T+)xG7@fb5jU,RaA}\\|p0%*#");
        assertThat(line).hasToString("[crypto 1 AES_CM_128_HMAC_SHA1_80]");
        assertThat(usable(LINE).lifetime()).isEqualTo(1L << 48);
    }

    @ParameterizedTest
    @CsvSource({
        "0,ok",
        "1,ok",
        "999999999,ok",
        "007,ok",
        "1000000000,SDES-02",
        "-1,SDES-02",
        "a,SDES-02",
        "1a,SDES-02",
        "'',SDES-02"
    })
    void SDES_02_a_tag_is_one_to_nine_digits(String tag, String verdict) {
        assertThat(verdict(tag + LINE.substring(1))).isEqualTo(verdict);
    }

    @ParameterizedTest
    @EnumSource(SrtpSuite.class)
    void SDES_17_every_suite_takes_its_own_length_and_no_other(SrtpSuite suite) {
        String start = "5 " + suite.name() + " inline:";
        assertThat(verdict(start + key(suite.masterLength()))).isEqualTo("ok");
        assertThat(verdict(start + key(suite.masterLength() - 1))).isEqualTo("SDES-17");
        assertThat(verdict(start + key(suite.masterLength() + 1))).isEqualTo("SDES-17");
        assertThat(verdict(start + Base64.getEncoder().encodeToString(new byte[suite.masterLength()])))
                .isEqualTo("SDES-17");
    }

    @ParameterizedTest
    @EnumSource(SrtpSuite.class)
    void SDES_17_padding_may_be_there_or_not(SrtpSuite suite) {
        String padded = key(suite.masterLength());
        String bare = padded.replace("=", "");
        String start = "5 " + suite.name() + " inline:";
        for (String form : new String[] {padded, bare, bare + "=", bare + "=="}) {
            assertThat(usable(start + form)
                            .keys()
                            .sameKeyAs(usable(start + padded).keys()))
                    .isTrue();
        }
        assertThat(verdict(start + bare + "===")).isEqualTo("SDES-17");
        assertThat(verdict(start + "=" + bare)).isEqualTo("SDES-17");
        assertThat(detail(start + "=" + bare)).isEqualTo("the key has padding where none belongs");
    }

    @Test
    void ADV_13_a_key_with_a_salt_but_all_zeros_is_no_key() {
        byte[] master = new byte[30];
        master[29] = 1;
        String zeros = Base64.getEncoder().encodeToString(master);
        assertThat(verdict("1 AES_CM_128_HMAC_SHA1_80 inline:" + zeros)).isEqualTo("SDES-17");
        Arrays.fill(master, 16, 30, (byte) 1);
        String salted = Base64.getEncoder().encodeToString(master);
        assertThat(verdict("1 AES_CM_128_HMAC_SHA1_80 inline:" + salted)).isEqualTo("SDES-17");
        master[0] = 1;
        String one = Base64.getEncoder().encodeToString(master);
        assertThat(verdict("1 AES_CM_128_HMAC_SHA1_80 inline:" + one)).isEqualTo("ok");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "$$$$",
                "AAAA AAAA",
                "d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSo",
                "d0Rmdm\u00e4mVCspeEc3QGZiNWpVLFJhQX1cfHAwJSoj"
            })
    void ADV_13_empty_short_or_no_base64(String key) {
        assertThat(verdict("1 AES_CM_128_HMAC_SHA1_80 inline:" + key)).isNotEqualTo("ok");
    }

    @ParameterizedTest
    @CsvSource({
        "2^16,ok",
        "2^31,ok",
        "2^48,ok",
        "65536,ok",
        "281474976710656,ok",
        "2^15,SDES-18",
        "2^49,SDES-18",
        "65535,SDES-18",
        "281474976710657,SDES-18",
        "0,SDES-18",
        "2^0,SDES-18",
        "02^31,SDES-18",
        "2^031,SDES-18",
        "0100000,SDES-18",
        "-5,SDES-18",
        "'',SDES-18",
        "2^,SDES-18",
        "3^20,SDES-18",
        "9999999999999999,SDES-18",
        "2^99999999999999999999,SDES-18",
        "1e9,SDES-18"
    })
    void SDES_18_a_lifetime_is_positive_without_leading_zeros_and_within_bounds(String lifetime, String verdict) {
        assertThat(verdict(LINE + "|" + lifetime)).isEqualTo(verdict);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "|1:129",
                "|1:0",
                "|256:1",
                "|01:4",
                "|1:04",
                "|0:4",
                "|1:4:4",
                "|:4",
                "|1:",
                "|1:1000",
                "|2^20|1",
                "|1:4|2^20",
                "|x:4"
            })
    void SDES_19_identifiers_that_are_none_are_refused(String suffix) {
        assertThat(verdict(LINE + suffix)).isEqualTo("SDES-19");
    }

    @ParameterizedTest
    @CsvSource({"|1066:4,4", "|2^20|1:4,4", "|1:128,128", "|255:1,1", "|1:1,1"})
    void SDES_19_an_identifier_is_taken_with_its_width(String suffix, int width) {
        CryptoAttribute line = usable(LINE + suffix);
        assertThat(line.keys().mki().length()).isEqualTo(width);
        assertThat(usable(LINE).keys().mki()).isEqualTo(MasterKeyIdentifier.none());
    }

    @Test
    void SDES_19_the_detail_tells_what_is_wrong() {
        assertThat(detail(LINE + "|" + "1".repeat(400) + ":128"))
                .isEqualTo("the identifier does not fit its 128 bytes");
        assertThat(detail(LINE + "|" + "1".repeat(401) + ":128")).isEqualTo("the identifier is malformed");
        assertThat(detail(LINE + "|:4|1:4")).isEqualTo("something follows the identifier");
        assertThat(detail(LINE + "|1066:200")).contains("wider than 128");
        assertThat(detail(LINE + "|1066:x")).contains("malformed");
        assertThat(detail(LINE + "|1066:1")).contains("does not fit");
        assertThat(detail(LINE + ";inline:" + key(30))).contains("has no identifier");
    }

    @Test
    void SDES_19_several_keys_have_identifiers_of_one_length() {
        String more = LINE + "|1:4;inline:" + key(30);
        assertThat(usable(more + "|2:4").allKeys()).hasSize(2);
        assertThat(usable(more + "|2^20|2:4").allKeys().get(1).lifetime()).isEqualTo(1 << 20);
        assertThat(verdict(more)).isEqualTo("SDES-19");
        assertThat(verdict(more + "|2:3")).isEqualTo("SDES-19");
        assertThat(verdict(more + "|1:4")).isEqualTo("SDES-19");
        assertThat(verdict(more + "|2:4;inline:")).isEqualTo("SDES-17");
        assertThat(verdict(more + "|2:4;clear:x")).isEqualTo("SDES-16");
        StringBuilder many = new StringBuilder(LINE + "|1:1");
        for (int i = 2; i <= 8; i++) {
            many.append(";inline:").append(key(30)).append('|').append(i).append(":1");
        }
        assertThat(usable(many.toString()).allKeys()).hasSize(8);
        assertThat(verdict(many + ";inline:" + key(30) + "|9:1")).isEqualTo("SDES-19");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UNENCRYPTED_SRTP",
                "UNENCRYPTED_SRTCP",
                "UNAUTHENTICATED_SRTP",
                "unencrypted_srtp",
                "-UNENCRYPTED_SRTP",
                "UNENCRYPTED_SRTCP=1"
            })
    void SDES_13_protection_is_never_switched_off(String parameter) {
        assertThat(verdict(LINE + " " + parameter)).isEqualTo("SDES-13");
        assertThat(verdict(LINE + " WSH=64 " + parameter)).isEqualTo("SDES-13");
        assertThat(verdict(LINE + " WSH=64")).isEqualTo("ok");
    }

    @ParameterizedTest
    @CsvSource({
        "KDR=0,SDES-15",
        "KDR=24,SDES-15",
        "-KDR=1,ok",
        "FEC_ORDER=FEC_SRTP,SDES-15",
        "FEC_KEY=inline:AAAA,SDES-15",
        "WSH=64,ok",
        "WSH=4000,ok",
        "WSH=63,SDES-15",
        "WSH=064,SDES-15",
        "WSH,SDES-15",
        "WSH=,SDES-15",
        "WSH=x,SDES-15",
        "WSH:64,SDES-15",
        "-WSH=1,ok"
    })
    void SDES_15_declarative_parameters(String parameter, String verdict) {
        assertThat(verdict(LINE + " " + parameter)).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"NEW,SDES-12", "-NEW,ok", "-new=1:2,ok", "--NEW,SDES-16", "-,SDES-16", "NEW=1,SDES-12", "=,SDES-12"})
    void SDES_12_unknown_parameters_are_mandatory_unless_dashed(String parameter, String verdict) {
        assertThat(verdict(LINE + " " + parameter)).isEqualTo(verdict);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NULL_HMAC_SHA1_80",
                "F8_128_HMAC_SHA1_80",
                "AES_CM_256_HMAC_SHA1_80",
                "AES_CM_128_NULL_AUTH",
                "X"
            })
    void ADV_08_unknown_suites(String suite) {
        assertThat(verdict("1 " + suite + " inline:" + KEY)).isEqualTo("SDES-10");
    }

    @Test
    void SDES_37_suites_are_read_in_any_case() {
        assertThat(usable("1 aes_cm_128_HMAC_sha1_80 INLINE:" + KEY).suite())
                .isEqualTo(SrtpSuite.AES_CM_128_HMAC_SHA1_80);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "1 AES_CM_128_HMAC_SHA1_80",
                "1 AES-CM inline:x",
                "1 AES_CM_128_HMAC_SHA1_80 d0Rmdm",
                "1 AES_CM_128_HMAC_SHA1_80 uri:http://x",
                "1 AES_CM_128_HMAC_SHA1_80 inline:a|2^20|1:4|x",
                "1 AES_CM_128_HMAC_SHA1_80 inline:x \u0001"
            })
    void SDES_16_malformed_lines(String line) {
        assertThat(verdict(line)).isEqualTo("SDES-16");
    }

    @Test
    void SDES_16_white_space_and_bounds() {
        assertThat(verdict("1\t AES_CM_128_HMAC_SHA1_80  inline:" + KEY + "  ")).isEqualTo("ok");
        assertThat(verdict(" " + LINE)).isEqualTo("SDES-02");
        assertThat(verdict("")).isEqualTo("SDES-02");
        assertThat(verdict(" ")).isEqualTo("SDES-02");
        assertThat(verdict(LINE + " -x".repeat(16))).isEqualTo("ok");
        assertThat(verdict(LINE + " -x".repeat(17))).isEqualTo("SDES-16");
        assertThat(verdict(LINE + " -" + "x".repeat(1024 - LINE.length() - 2))).isEqualTo("ok");
        assertThat(verdict(LINE + " -" + "x".repeat(1024 - LINE.length() - 1))).isEqualTo("SDES-16");
    }

    @Test
    void details_name_a_suite_and_a_parameter_that_can_be_no_key() {
        assertThat(suiteShown("SEED_128_CCM_80")).isEqualTo("SEED_128_CCM_80");
        assertThat(suiteShown("NULL_HMAC_SHA1_80")).isEqualTo("NULL_HMAC_SHA1_80");
        String longest = "A" + "_12345678".repeat(6);
        assertThat(suiteShown(longest)).isEqualTo(longest);
        assertThat(suiteShown(longest + "_B")).isEqualTo("given");
        assertThat(suiteShown(longest + "B")).isEqualTo("given");
        assertThat(detail(LINE + " FOO=1")).isEqualTo("unknown mandatory session parameter FOO");
        assertThat(detail(LINE + " FOO_BAR=1")).isEqualTo("unknown mandatory session parameter FOO_BAR");
        assertThat(detail(LINE + " " + KEY)).isEqualTo("unknown mandatory session parameter");
    }

    @Test
    @DisplayName("Half a key glued to a name by an underscore is not shown, nor is the name")
    void details_show_no_word_as_long_as_half_a_key() {
        String half = "QKJCQKJCQKJCQKJC";
        assertThat(suiteShown("AES_" + half)).isEqualTo("given");
        assertThat(suiteShown("A8HMAC_SA1QkJCQkJCQkJCQkJCQkJCQkC")).isEqualTo("given");
        assertThat(detail(LINE + " FOO_" + half)).isEqualTo("unknown mandatory session parameter");
    }

    private static String suiteShown(String suite) {
        String detail = detail(LINE.replace("AES_CM_128_HMAC_SHA1_80", suite));
        return detail.replaceFirst("the suite (\\S+) is unknown or offers no protection", "$1");
    }

    @Test
    @DisplayName("No refusal repeats a key, wherever the line puts it")
    void details_never_show_a_key() {
        for (String line : new String[] {
            "1 " + KEY + " inline:" + KEY,
            "1 AES_CM_128_HMAC_SHA1_80 " + KEY,
            "1 AES_CM_128_HMAC_SHA1_80 " + KEY + ":" + KEY,
            LINE + " " + KEY,
            LINE + " inline:" + KEY,
            LINE + "x",
            LINE + "|" + KEY,
            LINE + "|" + KEY + ":4",
            KEY + " " + LINE
        }) {
            assertThat(detail(line)).isNotEqualTo("ok").doesNotContain(KEY.substring(0, 12));
        }
    }

    @Test
    void fuzz_mutated_lines_never_throw_and_never_yield_a_wrong_length() {
        Random random = new Random(4568);
        String[] seeds = {
            LINE, LINE + "|2^31|1:4", LINE + " WSH=64 -A=b", "7 AEAD_AES_256_GCM inline:" + key(44) + "|2^48"
        };
        int usable = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder line = new StringBuilder(seeds[i % seeds.length]);
            for (int n = random.nextInt(4); n >= 0; n--) {
                int at = random.nextInt(line.length());
                switch (random.nextInt(3)) {
                    case 0 -> line.setCharAt(at, (char) random.nextInt(256));
                    case 1 -> line.deleteCharAt(at);
                    default -> line.insert(at, "|:^=- \t;2".charAt(random.nextInt(9)));
                }
            }
            usable += CryptoAttribute.parse(line.toString())
                    .<Integer>fold(
                            attribute -> {
                                assertThat(attribute.keys().<Integer>use(bytes -> bytes.length))
                                        .isEqualTo(attribute.suite().masterLength());
                                assertThat(attribute.lifetime()).isBetween(1L << 16, 1L << 48);
                                return 1;
                            },
                            refusal -> 0);
        }
        assertThat(usable).isGreaterThan(100);
    }
}
