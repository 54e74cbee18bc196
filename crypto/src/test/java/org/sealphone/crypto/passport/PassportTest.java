package org.sealphone.crypto.passport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealphone.crypto.reason.Refusal;

/** Signed caller identities (RFC 8224, 8225), signed here with keys of the moment. */
class PassportTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final String X5U = "https://cert.example/sp.pem";
    private static final String HEADER =
            "{\"alg\":\"ES256\",\"ppt\":\"shaken\",\"typ\":\"passport\",\"x5u\":\"" + X5U + "\"}";
    private static final String FROM = "sips:+49-30-123@pbx.example;user=phone";
    private static final String TO = "sip:4989456@pbx.example";
    private static KeyPair signer;
    private static PassportCertificates known;

    @BeforeAll
    static void certificate() throws Exception {
        signer = keys("secp256r1");
        known = PassportCertificates.of(Map.of(X5U, certificate(signer, NOW.minusSeconds(60))));
    }

    private static KeyPair keys(String curve) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }

    private static X509Certificate certificate(KeyPair keys, Instant from) {
        return new KeyAndTime(keys.getPublic(), from);
    }

    private static String claims(String orig, String dest, long iat) {
        return "{\"attest\":\"A\",\"dest\":" + dest + ",\"iat\":" + iat + ",\"orig\":" + orig + ",\"origid\":\"x\"}";
    }

    private static String claims(long iat) {
        return claims("{\"tn\":\"4930123\"}", "{\"tn\":[\"4989456\"]}", iat);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String signed(KeyPair keys, String header, String claims) {
        try {
            String covered = base64(header.getBytes(StandardCharsets.UTF_8)) + "."
                    + base64(claims.getBytes(StandardCharsets.UTF_8));
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(keys.getPrivate());
            signature.update(covered.getBytes(StandardCharsets.US_ASCII));
            return covered + "." + base64(signature.sign()) + ";info=<" + X5U + ">;alg=ES256;ppt=shaken";
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String signed(String header, String claims) {
        return signed(signer, header, claims);
    }

    private static String verdict(String field, PassportCertificates certificates, String from, String to) {
        return Passport.read(field)
                .fold(
                        passport -> passport.verified(certificates, NOW, List.of("sips:nobody@x", from), to)
                                .map(PassportTest::code)
                                .orElse("verified"),
                        PassportTest::code);
    }

    private static String code(Refusal refusal) {
        return refusal.reason().code();
    }

    private static String verdict(String field) {
        return verdict(field, known, FROM, TO);
    }

    @Test
    void SIP_15_a_right_passport_is_verified_and_says_for_whom() {
        String field = signed(HEADER, claims(NOW.getEpochSecond()));
        assertThat(verdict(field)).isEqualTo("verified");
        Passport passport = Passport.read(field).fold(read -> read, refusal -> {
            throw new AssertionError(refusal.text());
        });
        assertThat(passport.caller()).isEqualTo("4930123");
        assertThat(passport.attestation()).contains("A");
        assertThat(passport.location()).isEqualTo(X5U);
        assertThat(verdict(signed(HEADER.replace("\"ppt\":\"shaken\",", ""), claims(NOW.getEpochSecond()))))
                .isEqualTo("verified");
    }

    @Test
    void SIP_15_uris_are_compared_as_who_they_name() {
        String uris = claims(
                "{\"uri\":\"sip:bob@PBX.example\"}", "{\"uri\":[\"sips:alice@pbx.example\"]}", NOW.getEpochSecond());
        assertThat(verdict(signed(HEADER, uris), known, "sips:bob@pbx.example;x=1", "sip:alice@pbx.EXAMPLE"))
                .isEqualTo("verified");
        assertThat(verdict(signed(HEADER, uris), known, "sips:Bob@pbx.example", "sip:alice@pbx.example"))
                .isEqualTo("STIR-04");
    }

    @Test
    void STIR_02_one_changed_octet_is_found() {
        String field = signed(HEADER, claims(NOW.getEpochSecond()));
        int dot = field.indexOf('.');
        int second = field.indexOf('.', dot + 1);
        char last = field.charAt(second + 5);
        String forged = field.substring(0, second + 5) + (last == 'A' ? 'B' : 'A') + field.substring(second + 6);
        assertThat(verdict(forged)).isEqualTo("STIR-02");
        String others = signed(HEADER, claims(NOW.getEpochSecond()).replace("\"A\"", "\"B\""));
        int same = others.indexOf('.', others.indexOf('.') + 1);
        assertThat(verdict(others.substring(0, same) + field.substring(second))).isEqualTo("STIR-02");
    }

    @ParameterizedTest
    @CsvSource({"60,verified", "61,STIR-03", "-60,verified", "-61,STIR-03", "86400,STIR-03"})
    void STIR_03_it_is_fresh_or_not_believed(long age, String verdict) {
        assertThat(verdict(signed(HEADER, claims(NOW.getEpochSecond() - age)))).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({
        "sips:+4930123@x,sips:+4989456@y,verified",
        "tel:+49(30)123,tel:+4989456,verified",
        "sips:+4930124@x,sips:+4989456@y,STIR-04",
        "sips:+4930123@x,sips:+4989457@y,STIR-04",
        "sips:anonymous@anonymous.invalid,sips:+4989456@y,STIR-04",
    })
    void STIR_04_it_is_about_this_caller_and_this_call(String from, String to, String verdict) {
        assertThat(verdict(signed(HEADER, claims(NOW.getEpochSecond())), known, from, to))
                .isEqualTo(verdict);
    }

    @Test
    void STIR_05_other_algorithms_and_kinds_are_not_checked() {
        String claims = claims(NOW.getEpochSecond());
        for (String alg : List.of("none", "ES384", "RS256", "HS256")) {
            assertThat(verdict(signed(HEADER.replace("ES256", alg), claims))).isEqualTo("STIR-05");
        }
        assertThat(verdict(signed(HEADER.replace("shaken", "rcd"), claims))).isEqualTo("STIR-05");
        assertThat(verdict("..c2lnbmF0dXJl;info=<" + X5U + ">;alg=ES256")).isEqualTo("STIR-05");
    }

    private static final String BARE = "{\"alg\":\"ES256\",\"typ\":\"passport\",\"x5u\":\"" + X5U + "\"}";

    /** What a signer leaves of it: two dots, the signature, the parameters. */
    private static String compact(String dest, String orig) {
        String claims = "{\"dest\":" + dest + ",\"iat\":" + NOW.getEpochSecond() + ",\"orig\":" + orig + "}";
        return signed(BARE, claims).replace(";ppt=shaken", "").replaceFirst("^[^.]+[.][^.]+[.]", "..");
    }

    private static List<String> verdicts(String field, String from, String to, Instant date) {
        List<String> callers = List.of("sips:nobody@x", from);
        return CompactForm.expand(field, callers, to, Optional.of(date)).stream()
                .map(full -> verdict(full, known, from, to))
                .distinct()
                .sorted()
                .toList();
    }

    @Test
    void STIR_02_the_compact_form_holds_for_what_the_message_says_and_nothing_else() {
        String numbers = compact("{\"tn\":[\"4989456\"]}", "{\"tn\":\"4930123\"}");
        assertThat(verdicts(numbers, FROM, TO, NOW)).containsExactly("STIR-02", "verified");
        assertThat(verdicts(numbers, FROM, TO, NOW.plusSeconds(1))).containsExactly("STIR-02");
        assertThat(verdicts(numbers, FROM.replace("123", "124"), TO, NOW)).containsExactly("STIR-02");
        assertThat(verdicts(numbers, FROM, TO.replace("456", "457"), NOW)).containsExactly("STIR-02");
        String uris = compact("{\"uri\":[\"sip:alice@pbx.example\"]}", "{\"uri\":\"sip:bob@pbx.example\"}");
        assertThat(verdicts(uris, "sips:bob@PBX.example;x=1", "sip:alice@pbx.example", NOW))
                .containsExactly("STIR-02", "verified");
        assertThat(verdicts(uris, "sips:rob@PBX.example;x=1", "sip:alice@pbx.example", NOW))
                .containsExactly("STIR-02");
    }

    @Test
    void STIR_05_a_compact_form_that_cannot_be_put_together_is_not_checked() {
        String field = compact("{\"tn\":[\"4989456\"]}", "{\"tn\":\"4930123\"}");
        assertThat(verdicts(field + ";ppt=shaken", FROM, TO, NOW)).containsExactly("STIR-05");
        assertThat(verdicts(field.replace("ES256", "ES384"), FROM, TO, NOW)).containsExactly("STIR-05");
        assertThat(verdicts(field.replace("info=", "data="), FROM, TO, NOW)).containsExactly("STIR-05");
        assertThat(CompactForm.expand(field, List.of(FROM), TO, Optional.empty()))
                .containsExactly(field);
        assertThat(CompactForm.expand("a.b.c;x=y", List.of(FROM), TO, Optional.of(NOW)))
                .containsExactly("a.b.c;x=y");
    }

    @Test
    void STIR_06_a_certificate_that_is_not_configured_is_not_fetched() {
        String field = signed(HEADER, claims(NOW.getEpochSecond()));
        assertThat(verdict(field, PassportCertificates.none(), FROM, TO)).isEqualTo("STIR-06");
        assertThat(verdict(signed(HEADER.replace("sp.pem", "sq.pem"), claims(NOW.getEpochSecond()))
                        .replace("sp.pem", "sq.pem")))
                .isEqualTo("STIR-06");
    }

    @Test
    void STIR_07_a_certificate_out_of_its_time_or_of_another_curve_cannot_vouch() throws Exception {
        String field = signed(HEADER, claims(NOW.getEpochSecond()));
        PassportCertificates old =
                PassportCertificates.of(Map.of(X5U, certificate(signer, NOW.minus(Duration.ofDays(2)))));
        assertThat(verdict(field, old, FROM, TO)).isEqualTo("STIR-07");
        PassportCertificates wide = PassportCertificates.of(Map.of(X5U, certificate(keys("secp384r1"), NOW)));
        assertThat(verdict(field, wide, FROM, TO)).isEqualTo("STIR-07");
    }

    /** The bytes as RFC 8226 9 writes them: an octet string around a sequence of explicit tags. */
    private static String verdictUnder(String list) {
        byte[] sequence = HexFormat.of().parseHex(list.replace(" ", ""));
        byte[] extension = new byte[sequence.length + 2];
        extension[0] = 4;
        extension[1] = (byte) sequence.length;
        System.arraycopy(sequence, 0, extension, 2, sequence.length);
        PassportCertificates listed = PassportCertificates.of(
                Map.of(X5U, new KeyAndTime(signer.getPublic(), NOW.minusSeconds(60), extension)));
        return verdict(signed(HEADER, claims(NOW.getEpochSecond())), listed, FROM, TO);
    }

    @ParameterizedTest
    @CsvSource({
        // One number, ours and its neighbour.
        "30 0b a2 09 16 07 34393330313233, verified",
        "30 0b a2 09 16 07 34393330313234, STIR-08",
        // A range of two that begins with ours, before it, behind it.
        "30 10 a1 0e 30 0c 16 07 34393330313233 02 01 02, verified",
        "30 10 a1 0e 30 0c 16 07 34393330313232 02 01 02, verified",
        "30 10 a1 0e 30 0c 16 07 34393330313231 02 01 02, STIR-08",
        "30 10 a1 0e 30 0c 16 07 34393330313234 02 01 02, STIR-08",
        // Of other lengths: 493012 and 04930123.
        "30 0f a1 0d 30 0b 16 06 343933303132 02 01 7f, STIR-08",
        "30 0c a2 0a 16 08 3034393330313233, STIR-08",
        // With a star no range can be counted.
        "30 10 a1 0e 30 0c 16 07 2a393330313233 02 01 02, STIR-08",
        // The code of a provider, alone and beside a number of another.
        "30 08 a0 06 16 04 37303944, verified",
        "30 13 a0 06 16 04 37303944 a2 09 16 07 34393330313234, verified",
        // None at all; another kind; a number that is none; a range without its count; no list.
        "30 00, STIR-07",
        "30 0b a3 09 16 07 34393330313233, STIR-07",
        "30 0b a2 09 16 07 34393330313261, STIR-07",
        "30 0d a1 0b 30 09 16 07 34393330313233, STIR-07",
        "16 07 34393330313233, STIR-07",
        "30 0b a2 09 16 09 34393330313233, STIR-07",
    })
    void STIR_08_a_number_that_the_certificate_does_not_cover_is_not_believed(String list, String verdict) {
        assertThat(verdictUnder(list)).isEqualTo(verdict);
    }

    @Test
    void STIR_08_a_list_of_numbers_covers_no_uri() {
        PassportCertificates listed = PassportCertificates.of(Map.of(
                X5U,
                new KeyAndTime(
                        signer.getPublic(),
                        NOW.minusSeconds(60),
                        HexFormat.of().parseHex("040d300ba209160734393330313233"))));
        String field = signed(
                HEADER,
                claims("{\"uri\":\"sip:4930123@pbx.example\"}", "{\"tn\":[\"4989456\"]}", NOW.getEpochSecond()));
        assertThat(verdict(field, known, "sip:4930123@pbx.example", TO)).isEqualTo("verified");
        assertThat(verdict(field, listed, "sip:4930123@pbx.example", TO)).isEqualTo("STIR-08");
    }

    @Test
    void STIR_01_parts_that_do_not_fit_are_malformed() {
        String claims = claims(NOW.getEpochSecond());
        String field = signed(HEADER, claims);
        assertThat(List.of(
                        verdict(""),
                        verdict("x"),
                        verdict("a.b"),
                        verdict("a.b.c"),
                        verdict("x" + field),
                        verdict(field.replace("sp.pem", "sq.pem")),
                        verdict(field.substring(0, field.indexOf(';'))),
                        verdict(field.replace(";alg", ";info;alg")),
                        verdict(field + ";x".repeat(9)),
                        verdict(signed(HEADER.replace("passport", "jwt"), claims)),
                        verdict(signed(HEADER.replace("\"typ\"", "\"crit\":[],\"typ\""), claims)),
                        verdict(signed("{\"alg\":\"ES256\",\"typ\":\"passport\"}", claims)),
                        verdict(signed(HEADER, claims.replace("\"orig\"", "\"from\""))),
                        verdict(signed(HEADER, claims.replace("\"tn\":\"", "\"number\":\""))),
                        verdict(signed(HEADER, claims.replace("[\"4989456\"]", "[]"))),
                        verdict(signed(HEADER, claims.replace("[\"4989456\"]", "[1]"))),
                        verdict(signed(HEADER, claims.replace("\"iat\":", "\"iat\":-"))),
                        verdict(signed(HEADER, claims.replace("\"iat\":", "\"iat\":1,\"iat\":")))))
                .containsOnly("STIR-01");
    }

    private static Optional<Map<String, Object>> json(String text) {
        return JsonText.object(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void json_is_read_as_far_as_a_passport_has_it() {
        assertThat(json(" {\"a\" : [1, -2 ,true,false,null] , \"b\\u0041\\n\":{\"c\":\"\\\"\"}} "))
                .contains(Map.of("a", List.of(1L, -2L, true, false, JsonText.NULL), "bA\n", Map.of("c", "\"")));
        assertThat(json("{}")).contains(Map.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{}x",
                "{\"a\":1,}",
                "{\"a\":01}",
                "{\"a\":1.5}",
                "{\"a\":1e3}",
                "{\"a\":1,\"a\":1}",
                "{a:1}",
                "{\"a\":\"\n\"}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12\"}",
                "{\"a\":[1}",
                "{\"a\" 1}",
                "{\"a\":tru}",
                "{\"a\":9999999999999999999}",
                "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":1}}}}}}",
            })
    void json_of_another_kind_is_none(String text) {
        assertThat(json(text)).isEmpty();
    }

    @Test
    void json_is_bounded_and_utf_8() {
        assertThat(json("{\"a\":\"" + "x".repeat(4088) + "\"}")).isPresent();
        assertThat(json("{\"a\":\"" + "x".repeat(4089) + "\"}")).isEmpty();
        assertThat(JsonText.object(new byte[] {'{', '"', (byte) 0xFF, '"', ':', '1', '}'}))
                .isEmpty();
    }
}
