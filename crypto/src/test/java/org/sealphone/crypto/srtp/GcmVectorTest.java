package org.sealphone.crypto.srtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealphone.crypto.srtp.Vector.hex;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sealphone.crypto.cipher.Backends;
import org.sealphone.crypto.cipher.CipherBackend;

/** RFC 7714 sections 16 and 17: whole packets under given session keys. */
class GcmVectorTest {
    private static final String KEY_128 = "000102030405060708090a0b0c0d0e0f";
    private static final String KEY_256 = KEY_128 + "101112131415161718191a1b1c1d1e1f";
    private static final String SALT = "517569642070726f2071756f";

    private static final String RTP =
            "8040f17b 8041f8d3 5501a0b2 47616c6c 69612065 7374206f 6d6e6973 20646976 69736120 696e2070 61727465 73207472 6573";
    private static final String RTCP =
            "81c8000d 4d617273 4e545031 4e545032 52545020 0000042a 0000e930 4c756e61 deadbeef deadbeef deadbeef deadbeef deadbeef";

    record Case(
            String section,
            String key,
            SrtpProtocol protocol,
            int clear,
            int ssrc,
            long index,
            String plain,
            String sealed,
            CipherBackend backend) {
        @Override
        public String toString() {
            return "RFC 7714 " + section + " by " + backend.describe();
        }

        Case by(CipherBackend other) {
            return new Case(section, key, protocol, clear, ssrc, index, plain, sealed, other);
        }

        PacketCipher cipher() {
            SrtpSuite suite = key.length() == 32 ? SrtpSuite.AEAD_AES_128_GCM : SrtpSuite.AEAD_AES_256_GCM;
            return PacketCipher.of(new SessionKeys(suite, protocol, hex(key), new byte[0], hex(SALT)), backend);
        }
    }

    private static Case rtp(String section, String key, int clear, String sealed) {
        return new Case(
                section, key, SrtpProtocol.SRTP, clear, 0x5501a0b2, 0xf17b, RTP, sealed, CipherBackend.chosen());
    }

    private static Case rtcp(String section, String key, String sealed) {
        return new Case(section, key, SrtpProtocol.SRTCP, 8, 0x4d617273, 0x5d4, RTCP, sealed, CipherBackend.chosen());
    }

    static Stream<Case> cases() {
        return Backends.both().flatMap(backend -> Stream.of(vectors()).map(vector -> vector.by(backend)));
    }

    private static Case[] vectors() {
        return new Case[] {
            rtp(
                    "16.1.1",
                    KEY_128,
                    12,
                    "8040f17b 8041f8d3 5501a0b2 f24de3a3 fb34de6c acba861c 9d7e4bca be633bd5"
                            + "0d294e6f 42a5f47a 51c7d19b 36de3adf 8833899d 7f27beb1 6a9152cf 765ee439 0cce"),
            rtp("16.1.3 (all of it in clear)", KEY_128, 50, RTP + "22493f82 d2bce397 e9d79e3b 19aa4216"),
            rtp(
                    "16.2.1",
                    KEY_256,
                    12,
                    "8040f17b 8041f8d3 5501a0b2 32b1de78 a822fe12 ef9f78fa 332e33aa b1801238"
                            + "9a58e2f3 b50b2a02 76ffae0f 1ba63799 b87b7aa3 db36dfff d6b0f9bb 7878d7a7 6c13"),
            rtp("16.2.3 (all of it in clear)", KEY_256, 50, RTP + "a866d591 0f887463 067ceefe c45215d4"),
            rtcp(
                    "17.1",
                    KEY_128,
                    "81c8000d 4d617273 63e94885 dcdab67c a727d766 2f6b7e99 7ff5c0f7 6c06f32d"
                            + "c676a5f1 730d6fda 4ce09b46 86303ded 0bb9275b c84aa458 96cf4d2f c5abf872 45d9eade 800005d4"),
            rtcp(
                    "17.2",
                    KEY_256,
                    "81c8000d 4d617273 d50ae4d1 f5ce5d30 4ba297e4 7d470c28 2c3ece5d bffe0a50"
                            + "a2eaa5c1 110555be 8415f658 c61de047 6f1b6fad 1d1eb30c 4446839f 57ff6f6c b26ac3be 800005d4"),
        };
    }

    @ParameterizedTest
    @MethodSource("cases")
    void SRTP_14_the_packets_of_RFC_7714_are_sealed(Case vector) {
        byte[] plain = hex(vector.plain());
        byte[] octets = Arrays.copyOf(plain, plain.length + PacketCipher.ROOM);
        int end = vector.cipher().seal(octets, 0, vector.clear(), plain.length, vector.ssrc(), vector.index());
        assertThat(Arrays.copyOf(octets, end)).isEqualTo(hex(vector.sealed()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void SRTP_14_the_packets_of_RFC_7714_are_opened(Case vector) {
        byte[] plain = hex(vector.plain());
        byte[] sealed = hex(vector.sealed());
        byte[] octets = Arrays.copyOf(sealed, sealed.length + PacketCipher.ROOM);
        int end = vector.cipher().open(octets, 0, vector.clear(), sealed.length, vector.ssrc(), vector.index());
        assertThat(end).isEqualTo(plain.length);
        assertThat(Arrays.copyOf(octets, end)).isEqualTo(plain);

        assertThat(vector.cipher()
                        .open(
                                hex(vector.sealed()),
                                0,
                                vector.clear(),
                                sealed.length,
                                vector.ssrc() + 1,
                                vector.index()))
                .isEqualTo(PacketCipher.NOT_AUTHENTIC);
        assertThat(vector.cipher()
                        .open(
                                hex(vector.sealed()),
                                0,
                                vector.clear(),
                                sealed.length,
                                vector.ssrc(),
                                vector.index() + 1))
                .isEqualTo(PacketCipher.NOT_AUTHENTIC);
    }

    @Test
    void SRTP_07_the_srtcp_packets_of_RFC_7714_17_3_and_17_4_without_encryption_are_not_authentic_to_us() {
        byte[] short128 = hex(RTCP + "841dd968 3dd78ec9 2ae58790 125f62b3 000005d4");
        byte[] long256 = hex(RTCP + "91db4afb feee5a97 8fab4393 ed2615fe 000005d4");
        refused(rtcp("17.3", KEY_128, "").cipher(), short128);
        refused(rtcp("17.4", KEY_256, "").cipher(), long256);
    }

    private static void refused(PacketCipher cipher, byte[] tagged) {
        for (int clear : new int[] {8, 52}) {
            assertThat(cipher.open(tagged.clone(), 0, clear, tagged.length, 0x4d617273, 0x5d4))
                    .isEqualTo(PacketCipher.NOT_AUTHENTIC);
        }
    }
}
