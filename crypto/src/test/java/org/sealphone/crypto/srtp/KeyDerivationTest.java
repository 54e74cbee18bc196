package org.sealphone.crypto.srtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealphone.crypto.srtp.Vector.hex;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sealphone.crypto.cipher.CipherBackend;
import org.sealphone.crypto.cipher.CounterMode;

class KeyDerivationTest {
    private static byte[] prf(String key, String salt, int label, int length) {
        try (CounterMode master = CipherBackend.chosen().counterMode(hex(key))) {
            return SessionKeys.prf(master, hex(salt), label, length);
        }
    }

    @Test
    void SRTP_05_RFC_3711_B_3_keys_of_AES_128() {
        String key = "E1F97A0D3E018BE0D64FA32C06DE4139";
        String salt = "0EC675AD498AFEEBB6960B3AABE6";
        assertThat(prf(key, salt, 0, 16)).isEqualTo(hex("C61E7A93744F39EE10734AFE3FF7A087"));
        assertThat(prf(key, salt, 2, 14)).isEqualTo(hex("30CBBC08863D8C85D49DB34A9AE1"));
        assertThat(prf(key, salt, 1, 94))
                .isEqualTo(
                        hex(
                                """
                        CEBE321F6FF7716B6FD4AB49AF256A15
                        6D38BAA48F0A0ACF3C34E2359E6CDBCE
                        E049646C43D9327AD175578EF7227098
                        6371C10C9A369AC2F94A8C5FBCDDDC25
                        6D6E919A48B610EF17C2041E47403576
                        6B68642C59BBFC2F34DB60DBDFB2
                        """));
    }

    @Test
    void SRTP_05_RFC_3711_B_3_through_the_suite() {
        SrtpKeys keys = SrtpKeys.of(
                SrtpSuite.AES_CM_128_HMAC_SHA1_80,
                hex("E1F97A0D3E018BE0D64FA32C06DE4139 0EC675AD498AFEEBB6960B3AABE6"));
        SessionKeys session = SessionKeys.derive(keys, SrtpProtocol.SRTP);
        assertThat(session.encryption()).isEqualTo(hex("C61E7A93744F39EE10734AFE3FF7A087"));
        assertThat(session.authentication()).isEqualTo(hex("CEBE321F6FF7716B6FD4AB49AF256A156D38BAA4"));
        assertThat(session.salt()).isEqualTo(hex("30CBBC08863D8C85D49DB34A9AE1"));
    }

    @Test
    void SRTP_13_RFC_6188_7_2_keys_of_AES_256_come_from_AES_256() {
        SrtpKeys keys = SrtpKeys.of(
                SrtpSuite.AES_256_CM_HMAC_SHA1_80,
                hex(
                        """
                        f0f04914b513f2763a1b1fa130f10e2998f6f6e43e4309d1e622a0e332b9f1b6
                        3b04803de51ee7c96423ab5b78d2
                        """));
        SessionKeys session = SessionKeys.derive(keys, SrtpProtocol.SRTP);
        assertThat(session.encryption())
                .isEqualTo(hex("5ba1064e30ec51613cad926c5a28ef731ec7fb397f70a960653caf06554cd8c4"));
        assertThat(session.authentication()).isEqualTo(hex("fd9c32d39ed5fbb5a9dc96b30818454d1313dc05"));
        assertThat(session.salt()).isEqualTo(hex("fa31791685ca444a9e07c6c64e93"));
    }

    @Test
    void SRTP_13_RFC_6188_7_4_keys_of_AES_192_come_from_AES_192() {
        String key = "73edc66c4fa15776fb57f9505c17136550ffda71f3e8e5f1";
        String salt = "c8522f3acd4ce86d5add78edbb11";
        for (SrtpSuite suite : List.of(SrtpSuite.AES_192_CM_HMAC_SHA1_80, SrtpSuite.AES_192_CM_HMAC_SHA1_32)) {
            SessionKeys session = SessionKeys.derive(SrtpKeys.of(suite, hex(key + salt)), SrtpProtocol.SRTP);
            assertThat(session.encryption()).isEqualTo(hex("31874736a8f1143870c26e4857d8a5b2c4a354407faadabb"));
            assertThat(session.authentication()).isEqualTo(hex("355b10973cd95b9eacf4061c7e1a7151e7cfbfcb"));
            assertThat(session.salt()).isEqualTo(hex("2372b82d639b6d8503a47adc0a6c"));
        }
    }

    @Test
    void SRTP_05_srtcp_has_labels_3_4_and_5() {
        String key = "E1F97A0D3E018BE0D64FA32C06DE4139";
        String salt = "0EC675AD498AFEEBB6960B3AABE6";
        SrtpKeys keys = SrtpKeys.of(SrtpSuite.AES_CM_128_HMAC_SHA1_32, hex(key + salt));
        SessionKeys session = SessionKeys.derive(keys, SrtpProtocol.SRTCP);
        assertThat(session.encryption()).isEqualTo(prf(key, salt, 3, 16)).isNotEqualTo(prf(key, salt, 0, 16));
        assertThat(session.authentication()).isEqualTo(prf(key, salt, 4, 20));
        assertThat(session.salt()).isEqualTo(prf(key, salt, 5, 14));
    }

    @Test
    void SRTP_14_the_96_bit_salt_stands_on_the_left_of_112_bits() {
        String key = "000102030405060708090a0b0c0d0e0f";
        String salt = "517569642070726f2071756f";
        SessionKeys session =
                SessionKeys.derive(SrtpKeys.of(SrtpSuite.AEAD_AES_128_GCM, hex(key + salt)), SrtpProtocol.SRTP);
        assertThat(session.encryption()).isEqualTo(prf(key, salt + "0000", 0, 16));
        assertThat(session.salt()).isEqualTo(prf(key, salt + "0000", 2, 12));
        assertThat(session.authentication()).isEmpty();
    }

    @Test
    void SRTP_05_no_session_key_is_the_master_key() {
        for (SrtpSuite suite : SrtpSuite.values()) {
            byte[] master = Vector.master(suite, 5);
            for (SrtpProtocol protocol : SrtpProtocol.values()) {
                SessionKeys session = SessionKeys.derive(SrtpKeys.of(suite, master), protocol);
                assertThat(session.encryption()).hasSize(suite.keyLength());
                assertThat(session.encryption()).isNotEqualTo(java.util.Arrays.copyOf(master, suite.keyLength()));
            }
        }
    }
}
