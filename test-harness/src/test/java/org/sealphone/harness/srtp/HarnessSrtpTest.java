package org.sealphone.harness.srtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sealphone.harness.srtp.Opening.Outcome;

class HarnessSrtpTest {
    private static final int SSRC = 0x01020304;

    private final Random random = new Random(5);

    private HarnessKeys keys(HarnessSuite suite) {
        byte[] master = new byte[suite.masterLength()];
        random.nextBytes(master);
        return HarnessKeys.of(suite, master);
    }

    private byte[] rtp(int sequence) {
        byte[] payload = new byte[160];
        random.nextBytes(payload);
        return ByteBuffer.allocate(172)
                .put((byte) 0x80)
                .put((byte) 0)
                .putShort((short) sequence)
                .putInt(160 * sequence)
                .putInt(SSRC)
                .put(payload)
                .array();
    }

    private static byte[] report() {
        return ByteBuffer.allocate(8)
                .put((byte) 0x80)
                .put((byte) 201)
                .putShort((short) 1)
                .putInt(SSRC)
                .array();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("SRTP-02 what is sealed opens, and one flipped bit anywhere does not")
    void SRTP_02_round_trip_and_every_bit(HarnessSuite suite) {
        HarnessKeys keys = keys(suite);
        byte[] plain = rtp(1000);
        byte[] sealed = HarnessSrtp.sender(keys, SSRC).seal(plain);
        assertThat(sealed).hasSize(plain.length + suite.tagLength());
        assertThat(HarnessSrtp.receiver(keys).open(sealed).plain()).isEqualTo(plain);
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= (byte) (1 << random.nextInt(8));
            assertThat(HarnessSrtp.receiver(keys).open(changed).opened())
                    .as("octet %d", i)
                    .isFalse();
        }
        assertThat(HarnessSrtp.receiver(keys(suite)).open(sealed).outcome()).isEqualTo(Outcome.NOT_AUTHENTIC);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("SRTP-07 SRTCP: 80-bit tag or AEAD, index from zero, E bit")
    void SRTP_07_rtcp(HarnessSuite suite) {
        HarnessKeys keys = keys(suite);
        RtcpSealer sealer = HarnessSrtp.rtcpSender(keys);
        RtcpOpener opener = HarnessSrtp.rtcpReceiver(keys);
        byte[] first = sealer.seal(report());
        assertThat(first).hasSize(8 + 4 + (suite.aead() ? 16 : 10));
        assertThat(opener.open(first))
                .satisfies(o -> assertThat(o.plain()).isEqualTo(report()))
                .satisfies(o -> assertThat(o.index()).isZero());
        assertThat(opener.open(first).outcome()).isEqualTo(Outcome.REPLAYED);
        assertThat(opener.open(sealer.seal(report())).index()).isEqualTo(1);
        assertThat(opener.open(sealer.sealWithoutEncryption(report())).outcome())
                .isEqualTo(Outcome.UNENCRYPTED);
        for (int i = 0; i < first.length; i++) {
            byte[] changed = first.clone();
            changed[i] ^= 0x10;
            assertThat(HarnessSrtp.rtcpReceiver(keys).open(changed).opened()).isFalse();
        }
    }

    @Test
    @DisplayName("SRTP-01 the rollover counter follows over two wraps with loss and reordering")
    void SRTP_01_rollover_with_loss_and_reordering() {
        HarnessKeys keys = keys(HarnessSuite.AES_CM_128_HMAC_SHA1_80);
        RtpSealer sealer = HarnessSrtp.sender(keys, SSRC);
        RtpOpener opener = HarnessSrtp.receiver(keys);
        long index = 60_000;
        byte[] held = null;
        while (index < 3L << 16) {
            index += 1 + random.nextInt(3000);
            byte[] sealed = sealer.seal(rtp((int) (index & 0xffff)));
            if (held == null && index > 68_000 && random.nextInt(4) == 0) {
                held = sealed;
                continue;
            }
            Opening opening = opener.open(sealed);
            assertThat(opening.opened()).isTrue();
            assertThat(opening.index()).isEqualTo(index);
            if (held != null) {
                assertThat(opener.open(held).outcome()).isIn(Outcome.OPENED, Outcome.REPLAYED);
                held = null;
            }
        }
    }

    @Test
    @DisplayName("SRTP-01 near index zero an older sequence number is not taken for rollover minus one")
    void SRTP_01_no_rollover_below_zero() {
        assertThat(PacketIndex.guess(10, 65_530)).isEqualTo(65_530);
        assertThat(PacketIndex.guess((1L << 16) + 10, 65_530)).isEqualTo(65_530);
        assertThat(PacketIndex.guess(65_530, 3)).isEqualTo((1L << 16) + 3);
        assertThat(PacketIndex.guess(-1, 40_000)).isEqualTo(40_000);
    }

    @Test
    @DisplayName("SRTP-03 a replay and what lies behind the window are told as replays")
    void SRTP_03_replay() {
        HarnessKeys keys = keys(HarnessSuite.AEAD_AES_128_GCM);
        RtpSealer sealer = HarnessSrtp.sender(keys, SSRC);
        RtpOpener opener = HarnessSrtp.receiver(keys);
        byte[] first = sealer.seal(rtp(1));
        byte[] second = sealer.seal(rtp(2));
        assertThat(opener.open(second).opened()).isTrue();
        assertThat(opener.open(first).opened()).isTrue();
        assertThat(opener.open(first).outcome()).isEqualTo(Outcome.REPLAYED);
        byte[] old = sealer.seal(rtp(3));
        assertThat(opener.open(sealer.seal(rtp(3 + ReplayWindow.SIZE))).opened())
                .isTrue();
        assertThat(opener.open(old).outcome()).isEqualTo(Outcome.REPLAYED);
    }

    @Test
    @DisplayName("SDES-19 an MKI stands before the tag, and another MKI does not open")
    void SDES_19_mki() {
        for (HarnessSuite suite : HarnessSuite.values()) {
            HarnessKeys plain = keys(suite);
            HarnessKeys keys = plain.withMki(new byte[] {0, 7});
            byte[] sealed = HarnessSrtp.sender(keys, SSRC).seal(rtp(5));
            byte[] report = HarnessSrtp.rtcpSender(keys).seal(report());
            assertThat(HarnessSrtp.receiver(keys).open(sealed).opened()).isTrue();
            assertThat(HarnessSrtp.rtcpReceiver(keys).open(report).opened()).isTrue();
            HarnessKeys other = plain.withMki(new byte[] {0, 8});
            assertThat(HarnessSrtp.receiver(other).open(sealed).opened()).isFalse();
            assertThat(HarnessSrtp.rtcpReceiver(other).open(report).opened()).isFalse();
        }
    }

    @Test
    @DisplayName("SRTP-01 a receiver that joins late is told where the source is")
    void SRTP_01_resume() {
        HarnessKeys keys = keys(HarnessSuite.AES_256_CM_HMAC_SHA1_32);
        byte[] sealed = HarnessSrtp.sender(keys, SSRC).sealAt((7L << 16) + 5, rtp(5));
        assertThat(HarnessSrtp.receiver(keys).open(sealed).opened()).isFalse();
        RtpOpener late = HarnessSrtp.receiver(keys);
        late.resume(SSRC, (7L << 16) + 1);
        assertThat(late.open(sealed).index()).isEqualTo((7L << 16) + 5);
    }

    @Test
    @DisplayName("SRTP-20 headers with sources and extension keep their place; others are malformed")
    void SRTP_20_headers() {
        HarnessKeys keys = keys(HarnessSuite.AEAD_AES_256_GCM);
        byte[] packet = ByteBuffer.allocate(12 + 8 + 4 + 4 + 3)
                .put((byte) 0x92)
                .put((byte) 8)
                .putShort((short) 9)
                .putInt(1)
                .putInt(SSRC)
                .putInt(1)
                .putInt(2)
                .putShort((short) 0xbede)
                .putShort((short) 1)
                .putInt(3)
                .put(new byte[] {1, 2, 3})
                .array();
        assertThat(RtpLayout.headerLength(packet, packet.length)).isEqualTo(28);
        Opening opening = HarnessSrtp.receiver(HarnessSuite.AEAD_AES_256_GCM, keys.masterKeyAndSalt())
                .open(HarnessSrtp.sender(HarnessSuite.AEAD_AES_256_GCM, keys.masterKeyAndSalt(), SSRC)
                        .seal(packet));
        assertThat(opening.plain()).isEqualTo(packet);
        assertThat(RtpLayout.headerLength(packet, 22)).isEqualTo(-1);
        assertThat(RtpLayout.headerLength(packet, 27)).isEqualTo(-1);
        assertThat(RtpLayout.headerLength(new byte[12], 12)).isEqualTo(-1);
        assertThatThrownBy(() -> HarnessSrtp.sender(keys, 5).seal(packet)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> HarnessSrtp.sender(keys, 5).seal(new byte[3]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> HarnessSrtp.rtcpSender(keys).seal(new byte[3]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> HarnessKeys.of(HarnessSuite.AEAD_AES_256_GCM, new byte[3]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("SRTP-20 no octets make a receiver throw")
    void SRTP_20_fuzz() {
        for (HarnessSuite suite : HarnessSuite.values()) {
            HarnessKeys keys = keys(suite);
            byte[] rtp = HarnessSrtp.sender(keys, SSRC).seal(rtp(3));
            byte[] rtcp = HarnessSrtp.rtcpSender(keys).seal(report());
            RtpOpener rtpOpener = HarnessSrtp.receiver(keys);
            RtcpOpener rtcpOpener = HarnessSrtp.rtcpReceiver(keys);
            for (int i = 0; i < 400; i++) {
                byte[] changed = (i % 2 == 0 ? rtp : rtcp).clone();
                changed[random.nextInt(Math.min(16, changed.length))] = (byte) random.nextInt();
                int length = random.nextInt(changed.length + 1);
                assertThat(rtpOpener.open(changed, length).opened()).isFalse();
                assertThat(rtcpOpener.open(changed, length)).isNotNull();
            }
        }
    }

    @Test
    @DisplayName("SDES-22 no more than 64 sources are remembered, and none that is not authentic")
    void SDES_22_bounded_sources() {
        HarnessKeys keys = keys(HarnessSuite.AES_192_CM_HMAC_SHA1_80);
        RtpOpener opener = HarnessSrtp.receiver(keys);
        RtcpOpener rtcp = HarnessSrtp.rtcpReceiver(keys);
        for (int i = 0; i < 65; i++) {
            byte[] packet = rtp(1);
            byte[] report = report();
            ByteBuffer.wrap(packet).putInt(8, i);
            ByteBuffer.wrap(report).putInt(4, i);
            assertThat(opener.open(HarnessSrtp.sender(keys, i).seal(packet)).opened())
                    .isEqualTo(i < 64);
            assertThat(rtcp.open(HarnessSrtp.rtcpSender(keys).seal(report)).opened())
                    .isEqualTo(i < 64);
        }
    }

    @Test
    @DisplayName("SRTP-15 keys are values that never print")
    void SRTP_15_values() {
        HarnessKeys keys = HarnessKeys.generate(HarnessSuite.AES_CM_128_HMAC_SHA1_80, new SecureRandom());
        HarnessKeys same = HarnessKeys.of(keys.suite(), keys.masterKeyAndSalt());
        HarnessKeys short32 = HarnessKeys.of(HarnessSuite.AES_CM_128_HMAC_SHA1_32, keys.masterKeyAndSalt());
        assertThat(keys)
                .isEqualTo(same)
                .hasSameHashCodeAs(same)
                .isNotEqualTo(short32)
                .hasToString("AES_CM_128_HMAC_SHA1_80 keys");
        assertThat(keys.fingerprint()).isEqualTo(short32.fingerprint()).hasSize(32);
        assertThat(HarnessSrtp.receiver(keys).open(new byte[2])).hasToString("MALFORMED ssrc 0 index -1");
        assertThat(RtpLayout.isRtcp(report(), 8)).isTrue();
        assertThat(RtpLayout.isRtcp(rtp(1), 172)).isFalse();
        assertThat(RtpLayout.payloadType(rtp(1))).isZero();
    }
}
