package org.sealphone.crypto.cipher;

import java.util.Arrays;

/**
 * Holds one backend against another on every primitive, key length and kind of message end: whole blocks, one octet more,
 * one less, none. The octets are fixed, so that a difference shows on each start or on none.
 */
final class BackendSelfTest {
    private static final int[] LENGTHS = {0, 1, 15, 16, 17, 60, 160, 175};
    private static final int[] AES_KEYS = {16, 24, 32};

    private BackendSelfTest() {}

    /** @throws IllegalStateException if they differ */
    static void compare(CipherBackend candidate, CipherBackend reference) {
        for (int keyLength : AES_KEYS) {
            byte[] key = octets(keyLength, keyLength);
            counterMode(candidate, reference, key);
            gcm(candidate, reference, key);
        }
        hmac(candidate, reference, octets(20, 3));
    }

    private static void counterMode(CipherBackend candidate, CipherBackend reference, byte[] key) {
        try (CounterMode one = candidate.counterMode(key);
                CounterMode other = reference.counterMode(key)) {
            for (int length : LENGTHS) {
                byte[] ours = octets(length + 8, 5);
                byte[] theirs = ours.clone();
                // The blocks carry from the last octet of the counter into the one before.
                one.apply(ours, 4, 4 + length, 0x0123_4567_89AB_CDEFL, 0xFEDC_BA98_7654_00FBL);
                other.apply(theirs, 4, 4 + length, 0x0123_4567_89AB_CDEFL, 0xFEDC_BA98_7654_00FBL);
                same("AES counter mode", ours, theirs);
            }
        }
    }

    private static void hmac(CipherBackend candidate, CipherBackend reference, byte[] key) {
        try (HmacSha1 one = candidate.hmacSha1(key);
                HmacSha1 other = reference.hmacSha1(key)) {
            for (int length : LENGTHS) {
                byte[] message = octets(4 + length + HmacSha1.ROOM, 7);
                same("HMAC-SHA1", one.of(message.clone(), 4, 4 + length), other.of(message, 4, 4 + length));
            }
        }
    }

    private static void gcm(CipherBackend candidate, CipherBackend reference, byte[] key) {
        try (Gcm one = candidate.gcm(key);
                Gcm other = reference.gcm(key)) {
            byte[] word = octets(4, 9);
            for (int length : LENGTHS) {
                byte[] nonce = octets(Gcm.NONCE, length);
                byte[] plain = octets(12 + length + Gcm.TAG, 11);
                byte[] ours = plain.clone();
                byte[] theirs = plain.clone();
                int end = 12 + length;
                int wordLength = 4 * (length & 1);
                one.seal(nonce, word, wordLength, ours, 0, 12, end);
                other.seal(nonce, word, wordLength, theirs, 0, 12, end);
                same("AES-GCM", ours, theirs);
                if (!one.open(nonce, word, wordLength, ours, 0, 12, end)) {
                    throw new IllegalStateException("AES-GCM does not open what it has sealed");
                }
                same("opened AES-GCM", Arrays.copyOf(ours, end), Arrays.copyOf(plain, end));
                theirs[length] ^= 1;
                if (one.open(nonce, word, wordLength, theirs, 0, 12, end)) {
                    throw new IllegalStateException("AES-GCM opens a forgery");
                }
            }
        }
    }

    private static void same(String what, byte[] ours, byte[] theirs) {
        if (!Arrays.equals(ours, theirs)) {
            throw new IllegalStateException(what + " differs from that of the public API");
        }
    }

    private static byte[] octets(int length, int seed) {
        byte[] octets = new byte[length];
        for (int i = 0; i < length; i++) {
            octets[i] = (byte) (seed * 31 + i * 89 + ((i * i) >>> 3));
        }
        return octets;
    }
}
