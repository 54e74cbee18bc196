package org.sealphone.harness.oracle.tls;

import java.util.Optional;

/** The suites that the oracle can read: those of TLS 1.3, and ECDHE with AEAD of TLS 1.2; the numbers are IANA's. */
enum CipherSuite {
    TLS_AES_128_GCM_SHA256(0x1301, 16, 32, false),
    TLS_AES_256_GCM_SHA384(0x1302, 32, 48, false),
    TLS_CHACHA20_POLY1305_SHA256(0x1303, 32, 32, true),
    TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256(0xc02b, 16, 32, false),
    TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384(0xc02c, 32, 48, false),
    TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256(0xc02f, 16, 32, false),
    TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384(0xc030, 32, 48, false),
    TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256(0xcca8, 32, 32, true),
    TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256(0xcca9, 32, 32, true);

    private final int number;
    private final int keyLength;
    private final int hashLength;
    private final boolean chaCha;

    CipherSuite(int number, int keyLength, int hashLength, boolean chaCha) {
        this.number = number;
        this.keyLength = keyLength;
        this.hashLength = hashLength;
        this.chaCha = chaCha;
    }

    static Optional<CipherSuite> of(int number) {
        for (CipherSuite suite : values()) {
            if (suite.number == number) {
                return Optional.of(suite);
            }
        }
        return Optional.empty();
    }

    int keyLength() {
        return keyLength;
    }

    int hashLength() {
        return hashLength;
    }

    boolean chaCha() {
        return chaCha;
    }

    boolean tls13() {
        return number >> 8 == 0x13;
    }

    /** Suites that a hello may name: those above, CCM siblings, the renegotiation signal and GREASE (RFC 8701); with CBC if asked. */
    static boolean mayBeOffered(int number, boolean cbcToo) {
        boolean grease = (number & 0x0f0f) == 0x0a0a && number >> 8 == (number & 0xff);
        boolean ccm = number == 0x1304 || number == 0x1305 || (number >= 0xc0ac && number <= 0xc0af);
        boolean cbc = number == 0xc009
                || number == 0xc00a
                || number == 0xc013
                || number == 0xc014
                || number == 0xc023
                || number == 0xc024
                || number == 0xc027
                || number == 0xc028;
        return of(number).isPresent() || ccm || grease || number == 0x00ff || (cbcToo && cbc);
    }
}
