package org.sealphone.crypto.cipher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each cipher of each backend against the standards' vectors, and both backends against each other. */
class CipherBackendTest {
    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    @ParameterizedTest
    @MethodSource("org.sealphone.crypto.cipher.Backends#both")
    void SRTP_06_the_keystream_of_RFC_3711_B_2_and_RFC_6188_7_1_and_7_3(CipherBackend backend) {
        keystream(
                backend,
                "2B7E151628AED2A6ABF7158809CF4F3C",
                "E03EAD0935C95E80E166B16DD92B4EB4D23513162B02D0F72A43A2FE4A5F97AB41E95B3BB0A2E8DD477901E4FCA894C0");
        keystream(
                backend,
                "57f82fe3613fd170a85ec93c40b1f0922ec4cb0dc025b58272147cc438944a98",
                "92bdd28a93c3f52511c677d08b5515a49da71b2378a854f67050756ded165bac63c4868b7096d88421b563b8c94c9a31");
        keystream(
                backend,
                "eab234764e517b2d3d160d587d8c86219740f65f99b6bcf7",
                "35096cba4610028dc1b57503804ce37c5de986291dcce161d5165ec4568f5c9a474a40c77894bc17180202272a4c264d");
    }

    private static void keystream(CipherBackend backend, String key, String keystream) {
        try (CounterMode mode = backend.counterMode(hex(key))) {
            for (int length = 0; length <= 48; length++) {
                byte[] octets = new byte[3 + length + 3];
                mode.apply(octets, 3, 3 + length, 0xF0F1F2F3F4F5F6F7L, 0xF8F9FAFBFCFD0000L);
                assertThat(Arrays.copyOfRange(octets, 3, 3 + length)).isEqualTo(Arrays.copyOf(hex(keystream), length));
                assertThat(Arrays.copyOf(octets, 3)).containsOnly(0);
                assertThat(Arrays.copyOfRange(octets, 3 + length, octets.length))
                        .containsOnly(0);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("org.sealphone.crypto.cipher.Backends#both")
    void SRTP_04_the_authentication_codes_of_RFC_2202(CipherBackend backend) {
        code(
                backend,
                "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b",
                "Hi There",
                "b617318655057264e28bc0b6fb378c8ef146be00");
        code(backend, "4a656665", "what do ya want for nothing?", "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
        code(backend, "", "", "fbdb1d1b18aa6c08324b7d64b71fb76370690e1d");
    }

    private static void code(CipherBackend backend, String key, String message, String expected) {
        byte[] text = message.getBytes(StandardCharsets.US_ASCII);
        byte[] octets = Arrays.copyOf(text, text.length + HmacSha1.ROOM);
        try (HmacSha1 hmac = backend.hmacSha1(hex(key))) {
            for (int i = 0; i < 3; i++) {
                assertThat(hmac.of(octets, 0, text.length)).isEqualTo(hex(expected));
                assertThat(Arrays.copyOf(octets, text.length)).isEqualTo(text);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("org.sealphone.crypto.cipher.Backends#both")
    void SRTP_14_the_first_tags_of_the_GCM_specification(CipherBackend backend) {
        tag(backend, 16, 0, "58e2fccefa7e3061367f1d57a4e7455a");
        tag(backend, 16, 16, "0388dace60b6a392f328c2b971b2fe78ab6e47d42cec13bdf53a67b21257bddf");
        tag(backend, 32, 0, "530f8afbc74536b9a963b4f1c4cb738b");
        tag(backend, 32, 16, "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919");
    }

    private static void tag(CipherBackend backend, int keyLength, int length, String expected) {
        byte[] message = new byte[length + Gcm.TAG];
        try (Gcm gcm = backend.gcm(new byte[keyLength])) {
            gcm.seal(new byte[Gcm.NONCE], new byte[4], 0, message, 0, 0, length);
            assertThat(message).isEqualTo(hex(expected));
            for (int bit = 0; bit < 8 * Gcm.TAG; bit++) {
                byte[] forged = message.clone();
                forged[length + bit / 8] ^= (byte) (1 << bit % 8);
                assertThat(gcm.open(new byte[Gcm.NONCE], new byte[4], 0, forged, 0, 0, length))
                        .isFalse();
            }
            assertThat(gcm.open(new byte[Gcm.NONCE], new byte[4], 0, message, 0, 0, length))
                    .isTrue();
            assertThat(Arrays.copyOf(message, length)).containsOnly(new byte[length]);
        }
    }

    @Test
    void both_compute_the_same_on_messages_of_every_length() {
        Random random = new Random(17);
        for (int keyLength : new int[] {16, 24, 32}) {
            byte[] key = random(random, keyLength);
            try (CounterMode one = Backends.intrinsics().counterMode(key);
                    CounterMode other = Backends.publicApi().counterMode(key)) {
                for (int length = 0; length <= CounterMode.MAX_OCTETS; length += length < 300 ? 1 : 97) {
                    long high = random.nextLong();
                    long low = random.nextLong() & ~0xFFFFL | random.nextInt(0xFF00);
                    byte[] ours = random(random, length + 20);
                    byte[] theirs = ours.clone();
                    one.apply(ours, 10, 10 + length, high, low);
                    other.apply(theirs, 10, 10 + length, high, low);
                    assertThat(ours).as("%d octets", length).isEqualTo(theirs);
                }
            }
        }
        byte[] key = random(random, 20);
        try (HmacSha1 one = Backends.intrinsics().hmacSha1(key);
                HmacSha1 other = Backends.publicApi().hmacSha1(key)) {
            for (int length = 0; length < 2100; length += length < 300 ? 1 : 61) {
                byte[] message = random(random, 7 + length + HmacSha1.ROOM);
                byte[] theirs = other.of(message, 7, 7 + length).clone();
                assertThat(one.of(message, 7, 7 + length))
                        .as("%d octets", length)
                        .isEqualTo(theirs);
            }
        }
    }

    @Test
    void each_opens_what_the_other_has_sealed_and_no_bit_of_it_changed() {
        Random random = new Random(18);
        for (int keyLength : new int[] {16, 32}) {
            byte[] key = random(random, keyLength);
            try (Gcm one = Backends.intrinsics().gcm(key);
                    Gcm other = Backends.publicApi().gcm(key)) {
                for (int length = 0; length < 2000; length += length < 200 ? 1 : 83) {
                    int clear = 4 + random.nextInt(40);
                    exchange(random, one, other, clear, length);
                    exchange(random, other, one, clear, length);
                }
            }
        }
    }

    private static void exchange(Random random, Gcm from, Gcm to, int clear, int length) {
        byte[] nonce = random(random, Gcm.NONCE);
        byte[] word = random(random, 4);
        int wordLength = random.nextBoolean() ? 4 : 0;
        int end = clear + length;
        byte[] plain = random(random, end + Gcm.TAG);
        byte[] sealed = plain.clone();
        from.seal(nonce, word, wordLength, sealed, 4, clear, end);
        byte[] forged = sealed.clone();
        forged[4 + random.nextInt(forged.length - 4)] ^= (byte) (1 << random.nextInt(8));
        assertThat(to.open(nonce, word, wordLength, forged, 4, clear, end)).isFalse();
        assertThat(to.open(nonce, word, wordLength, sealed, 4, clear, end)).isTrue();
        assertThat(Arrays.copyOf(sealed, end)).isEqualTo(Arrays.copyOf(plain, end));
    }

    @Test
    void SRTP_15_the_schedule_and_the_copy_of_a_key_inside_the_JDK_are_wiped() {
        byte[] key = random(new Random(19), 32);
        Object aes = JdkInternals.aes(key);
        assertThat(JdkInternals.lastKey(aes)).isEqualTo(key);
        IntrinsicCounterMode mode = new IntrinsicCounterMode(aes);
        mode.close();
        assertThat(JdkInternals.lastKey(aes)).containsOnly(0);
        for (int[] schedule : JdkInternals.schedules(aes)) {
            assertThat(schedule).hasSizeGreaterThan(50).containsOnly(0);
        }
    }

    private static byte[] random(Random random, int length) {
        byte[] octets = new byte[length];
        random.nextBytes(octets);
        return octets;
    }
}
