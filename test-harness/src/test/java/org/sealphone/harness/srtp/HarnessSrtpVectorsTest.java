package org.sealphone.harness.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The vectors of RFC 3711 appendix B, RFC 6188 section 7 and RFC 7714 sections 16 and 17. */
class HarnessSrtpVectorsTest {
    private static final byte[] RTP = hex("8040f17b8041f8d35501a0b247616c6c696120657374206f6d6e697320646976"
            + "69736120696e207061727465732074726573");
    private static final byte[] RTCP = hex(
            "81c8000d4d6172734e5450314e545032525450200000042a0000e9304c756e61deadbeefdeadbeefdeadbeefdeadbeefdeadbeef");
    private static final byte[] SALT = hex("517569642070726f2071756f");
    private static final byte[] KEY_128 = hex("000102030405060708090a0b0c0d0e0f");
    private static final byte[] KEY_256 = hex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
    private static final int RTP_SSRC = 0x5501a0b2;

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    private static String text(byte[] bytes, int from, int to) {
        return HexFormat.of().formatHex(bytes, from, to);
    }

    private static byte[] keystream(String key) {
        byte[] stream = new byte[1044512];
        SessionKeys.counterMode(hex(key), hex("f0f1f2f3f4f5f6f7f8f9fafbfcfd0000"), stream, 0, stream.length);
        return stream;
    }

    @Test
    @DisplayName("SRTP-06 RFC 3711 B.2: AES-CM key stream of 65282 blocks")
    void SRTP_06_counter_mode_128() {
        byte[] stream = keystream("2b7e151628aed2a6abf7158809cf4f3c");
        assertThat(text(stream, 0, 48))
                .isEqualTo(
                        "e03ead0935c95e80e166b16dd92b4eb4d23513162b02d0f72a43a2fe4a5f97ab41e95b3bb0a2e8dd477901e4fca894c0");
        assertThat(text(stream, stream.length - 48, stream.length))
                .isEqualTo(
                        "ec8cdf7398607cb0f2d21675ea9ea1e4362b7c3c6773516318a077d7fc5073ae6a2cc3787889374fbeb4c81b17ba6c44");
    }

    @Test
    @DisplayName("SRTP-13 RFC 6188 7.1 and 7.3: AES-256-CM and AES-192-CM key streams")
    void SRTP_13_counter_mode_256_and_192() {
        byte[] stream = keystream("57f82fe3613fd170a85ec93c40b1f0922ec4cb0dc025b58272147cc438944a98");
        assertThat(text(stream, 0, 16)).isEqualTo("92bdd28a93c3f52511c677d08b5515a4");
        assertThat(text(stream, stream.length - 16, stream.length)).isEqualTo("6eb246913062a16891433e97dd01a57f");
        byte[] stream192 = keystream("eab234764e517b2d3d160d587d8c86219740f65f99b6bcf7");
        assertThat(text(stream192, 0, 16)).isEqualTo("35096cba4610028dc1b57503804ce37c");
        assertThat(text(stream192, stream192.length - 16, stream192.length))
                .isEqualTo("a5dab625811034e8cebdfeb6dc158dd3");
    }

    @Test
    @DisplayName("SRTP-05 RFC 3711 B.3: key derivation")
    void SRTP_05_key_derivation_128() {
        byte[] key = hex("e1f97a0d3e018be0d64fa32c06de4139");
        byte[] salt = hex("0ec675ad498afeebb6960b3aabe6");
        assertThat(SessionKeys.derive(key, salt, 0, 16)).isEqualTo(hex("c61e7a93744f39ee10734afe3ff7a087"));
        assertThat(SessionKeys.derive(key, salt, 2, 14)).isEqualTo(hex("30cbbc08863d8c85d49db34a9ae1"));
        assertThat(SessionKeys.derive(key, salt, 1, 94))
                .isEqualTo(
                        hex(
                                "cebe321f6ff7716b6fd4ab49af256a156d38baa48f0a0acf3c34e2359e6cdbce"
                                        + "e049646c43d9327ad175578ef72270986371c10c9a369ac2f94a8c5fbcdddc256d6e919a48b610ef17c2041e474035766b68642c59bbfc2f34db60dbdfb2"));
    }

    @Test
    @DisplayName("SRTP-13 RFC 6188 7.2: key derivation with AES-256")
    void SRTP_13_key_derivation_256() {
        byte[] key = hex("f0f04914b513f2763a1b1fa130f10e2998f6f6e43e4309d1e622a0e332b9f1b6");
        byte[] salt = hex("3b04803de51ee7c96423ab5b78d2");
        assertThat(SessionKeys.derive(key, salt, 0, 32))
                .isEqualTo(hex("5ba1064e30ec51613cad926c5a28ef731ec7fb397f70a960653caf06554cd8c4"));
        assertThat(SessionKeys.derive(key, salt, 2, 14)).isEqualTo(hex("fa31791685ca444a9e07c6c64e93"));
        assertThat(SessionKeys.derive(key, salt, 1, 20)).isEqualTo(hex("fd9c32d39ed5fbb5a9dc96b30818454d1313dc05"));
    }

    @Test
    @DisplayName("SRTP-14 RFC 7714 16.1 and 16.2: whole SRTP packets, both ways")
    void SRTP_14_aead_packets() {
        sealsTo(
                HarnessSuite.AEAD_AES_128_GCM,
                KEY_128,
                "8040f17b8041f8d35501a0b2f24de3a3fb34de6cacba861c9d7e4bcabe633bd50d294e6f42a5f47a51c7d19b36de3adf"
                        + "8833899d7f27beb16a9152cf765ee4390cce");
        sealsTo(
                HarnessSuite.AEAD_AES_256_GCM,
                KEY_256,
                "8040f17b8041f8d35501a0b232b1de78a822fe12ef9f78fa332e33aab18012389a58e2f3b50b2a0276ffae0f1ba63799"
                        + "b87b7aa3db36dfffd6b0f9bb7878d7a76c13");
    }

    private static void sealsTo(HarnessSuite suite, byte[] key, String sealed) {
        SessionKeys keys = new SessionKeys(suite, key, new byte[20], SALT);
        assertThat(new RtpSealer(keys, new byte[0], RTP_SSRC).seal(RTP)).isEqualTo(hex(sealed));
        Opening opening = new RtpOpener(keys, new byte[0]).open(hex(sealed));
        assertThat(opening.opened()).isTrue();
        assertThat(opening.plain()).isEqualTo(RTP);
    }

    @Test
    @DisplayName("SRTP-14 RFC 7714 17.1 and 17.2: whole SRTCP packets, both ways")
    void SRTP_14_aead_rtcp_packets() {
        SessionKeys keys = new SessionKeys(HarnessSuite.AEAD_AES_128_GCM, KEY_128, new byte[20], SALT);
        byte[] sealed =
                hex("81c8000d4d61727363e94885dcdab67ca727d7662f6b7e997ff5c0f76c06f32dc676a5f1730d6fda4ce09b4686303ded"
                        + "0bb9275bc84aa45896cf4d2fc5abf87245d9eade800005d4");
        assertThat(new RtcpSealer(keys, new byte[0]).sealAt(0x5d4, RTCP)).isEqualTo(sealed);
        SessionKeys keys256 = new SessionKeys(HarnessSuite.AEAD_AES_256_GCM, KEY_256, new byte[20], SALT);
        byte[] sealed256 =
                hex("81c8000d4d617273d50ae4d1f5ce5d304ba297e47d470c282c3ece5dbffe0a50a2eaa5c1110555be8415f658c61de047"
                        + "6f1b6fad1d1eb30c4446839f57ff6f6cb26ac3be800005d4");
        Opening opening = new RtcpOpener(keys256, new byte[0]).open(sealed256);
        assertThat(opening.outcome()).isEqualTo(Opening.Outcome.OPENED);
        assertThat(opening.plain()).isEqualTo(RTCP);
        assertThat(opening.index()).isEqualTo(0x5d4);
    }

    @Test
    @DisplayName("SDES-14 RFC 7714 17.3: SRTCP that is authenticated only is told apart from encrypted SRTCP")
    void SDES_14_rtcp_tagged_only() {
        SessionKeys keys = new SessionKeys(HarnessSuite.AEAD_AES_128_GCM, KEY_128, new byte[20], SALT);
        byte[] tagged = hex(text(RTCP, 0, RTCP.length) + "841dd9683dd78ec92ae58790125f62b3000005d4");
        assertThat(new RtcpSealer(keys, new byte[0]).sealWithoutEncryptionAt(0x5d4, RTCP))
                .isEqualTo(tagged);
        assertThat(new RtcpOpener(keys, new byte[0]).open(tagged).outcome()).isEqualTo(Opening.Outcome.UNENCRYPTED);
        tagged[30] ^= 1;
        assertThat(new RtcpOpener(keys, new byte[0]).open(tagged).outcome()).isEqualTo(Opening.Outcome.NOT_AUTHENTIC);
    }
}
