package org.sealphone.crypto.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.SICBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sealphone.crypto.cipher.Backends;
import org.sealphone.crypto.cipher.CipherBackend;
import org.sealphone.crypto.rtp.RtcpCompound;
import org.sealphone.crypto.rtp.RtcpPacket.ReceiverReport;
import org.sealphone.crypto.rtp.RtpPacket;

/**
 * Every suite against a second writing of the standards, straight from their text over Bouncy Castle's lightweight
 * ciphers: the same octets, packet for packet, and each opens what the other has sealed.
 */
class SecondOpinionTest {
    /** RFC 3711, 6188 and 7714, as slowly and as plainly as they are written. */
    private static final class ByTheBook {
        private final SrtpSuite suite;
        private final boolean rtcp;
        private final byte[] key;
        private final byte[] auth;
        private final byte[] salt;

        ByTheBook(SrtpSuite suite, byte[] master, boolean rtcp) {
            this.suite = suite;
            this.rtcp = rtcp;
            byte[] masterKey = Arrays.copyOf(master, suite.keyLength());
            byte[] masterSalt = Arrays.copyOfRange(master, suite.keyLength(), suite.keyLength() + 14);
            int label = rtcp ? 3 : 0;
            key = derive(masterKey, masterSalt, label, suite.keyLength());
            auth = derive(masterKey, masterSalt, label + 1, 20);
            salt = derive(masterKey, masterSalt, label + 2, suite.saltLength());
        }

        private static byte[] derive(byte[] masterKey, byte[] masterSalt, int label, int length) {
            byte[] iv = Arrays.copyOf(masterSalt, 16);
            iv[7] ^= (byte) label;
            return counterMode(masterKey, iv, new byte[length]);
        }

        private static byte[] counterMode(byte[] key, byte[] iv, byte[] in) {
            BlockCipher aes = AESEngine.newInstance();
            var counter = SICBlockCipher.newInstance(aes);
            counter.init(true, new ParametersWithIV(new KeyParameter(key), iv));
            byte[] out = new byte[in.length];
            ((SICBlockCipher) counter).processBytes(in, 0, in.length, out, 0);
            return out;
        }

        private static byte[] concat(byte[]... parts) {
            int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
            ByteBuffer all = ByteBuffer.allocate(length);
            Arrays.stream(parts).forEach(all::put);
            return all.array();
        }

        private static byte[] xor(byte[] a, byte[] b) {
            byte[] c = a.clone();
            for (int i = 0; i < b.length; i++) {
                c[i] ^= b[i];
            }
            return c;
        }

        byte[] seal(byte[] clear, byte[] secret, int ssrc, long index) throws InvalidCipherTextException {
            byte[] word = ByteBuffer.allocate(4)
                    .putInt(rtcp ? (int) index | 1 << 31 : (int) (index >> 16))
                    .array();
            byte[] sent = rtcp ? word : new byte[0];
            byte[] source = ByteBuffer.allocate(4).putInt(ssrc).array();
            byte[] six =
                    Arrays.copyOfRange(ByteBuffer.allocate(8).putLong(index).array(), 2, 8);
            if (suite.aead()) {
                byte[] iv = xor(concat(new byte[2], source, six), salt);
                var gcm = GCMBlockCipher.newInstance(AESEngine.newInstance());
                gcm.init(true, new AEADParameters(new KeyParameter(key), 128, iv, concat(clear, sent)));
                byte[] out = new byte[gcm.getOutputSize(secret.length)];
                gcm.doFinal(out, gcm.processBytes(secret, 0, secret.length, out, 0));
                return concat(clear, out, sent);
            }
            byte[] iv = xor(concat(new byte[4], source, six, new byte[2]), salt);
            byte[] sealed = concat(clear, counterMode(key, iv, secret));
            HMac hmac = new HMac(new SHA1Digest());
            hmac.init(new KeyParameter(auth));
            hmac.update(sealed, 0, sealed.length);
            hmac.update(word, 0, 4);
            byte[] tag = new byte[20];
            hmac.doFinal(tag, 0);
            int tagLength = suite.name().endsWith("_32") && !rtcp ? 4 : 10;
            return concat(sealed, sent, Arrays.copyOf(tag, tagLength));
        }
    }

    static Stream<Arguments> suitesAndBackends() {
        return Stream.of(SrtpSuite.values())
                .flatMap(suite -> Backends.both().map(backend -> Arguments.of(suite, backend)));
    }

    @ParameterizedTest
    @MethodSource("suitesAndBackends")
    void both_backends_seal_the_same_octets_and_open_them(SrtpSuite suite, CipherBackend backend)
            throws InvalidCipherTextException {
        Random random = new Random(44);
        byte[] master = Vector.master(suite, 5);
        for (SrtpProtocol protocol : SrtpProtocol.values()) {
            ByTheBook book = new ByTheBook(suite, master, protocol == SrtpProtocol.SRTCP);
            PacketCipher cipher = PacketCipher.of(SessionKeys.derive(SrtpKeys.of(suite, master), protocol), backend);
            for (int i = 0; i < 150; i++) {
                byte[] clear = new byte[8 + 4 * random.nextInt(5)];
                byte[] secret = new byte[random.nextInt(400)];
                random.nextBytes(clear);
                random.nextBytes(secret);
                int ssrc = random.nextInt();
                long index = random.nextLong() & (protocol == SrtpProtocol.SRTCP ? 0x7FFF_FFFFL : PacketIndex.MAX);
                byte[] sealed = book.seal(clear, secret, ssrc, index);
                byte[] packet = new byte[4 + clear.length + secret.length + PacketCipher.ROOM];
                System.arraycopy(clear, 0, packet, 4, clear.length);
                System.arraycopy(secret, 0, packet, 4 + clear.length, secret.length);
                int plainEnd = 4 + clear.length + secret.length;
                int end = cipher.seal(packet, 4, 4 + clear.length, plainEnd, ssrc, index);
                assertThat(Arrays.copyOfRange(packet, 4, end)).isEqualTo(sealed);
                assertThat(cipher.open(packet, 4, 4 + clear.length, end, ssrc, index))
                        .isEqualTo(plainEnd);
                assertThat(Arrays.copyOfRange(packet, 4 + clear.length, plainEnd))
                        .isEqualTo(secret);
                System.arraycopy(sealed, 0, packet, 4, sealed.length);
                // Not in the word of SRTCP, which is where its receiver reads the index that is given here.
                packet[4 + random.nextInt(plainEnd - 4)] ^= (byte) (1 << random.nextInt(8));
                assertThat(cipher.open(packet, 4, 4 + clear.length, end, ssrc, index))
                        .isEqualTo(PacketCipher.NOT_AUTHENTIC);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void srtp_packets_are_the_same_octets(SrtpSuite suite) throws InvalidCipherTextException {
        Random random = new Random(42 + suite.keyLength());
        for (int run = 0; run < 20; run++) {
            byte[] master = Vector.master(suite, run);
            SrtpKeys keys = SrtpKeys.of(suite, master);
            ByTheBook book = new ByTheBook(suite, master, false);
            int ssrc = random.nextInt();
            long index = random.nextInt(4) == 0 ? 65_520 + random.nextInt(32) : random.nextLong() & (1L << 47) - 1;
            SrtpSender sender = new SrtpSender(keys, ssrc, index);
            RtpPacket packet = new RtpPacket();
            for (int i = 0; i < 40; i++, index++) {
                byte[] payload = new byte[random.nextInt(300)];
                random.nextBytes(payload);
                byte[] ours = Vector.octets(sender.protect(Vector.fill(packet, payload)));
                assertThat(ours).isEqualTo(book.seal(Arrays.copyOf(ours, 12), payload, ssrc, index));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void srtp_packets_by_the_book_are_opened_with_csrc_list_and_extension(SrtpSuite suite)
            throws InvalidCipherTextException {
        Random random = new Random(43);
        byte[] master = Vector.master(suite, 3);
        ByTheBook book = new ByTheBook(suite, master, false);
        SrtpReceiver receiver = new SrtpReceiver(SrtpKeys.of(suite, master));
        for (int i = 0; i < 300; i++) {
            int sequence = 32_700 + i;
            int csrcs = random.nextInt(16);
            int extension = random.nextInt(5) - 1;
            ByteBuffer clear = ByteBuffer.allocate(12 + 4 * csrcs + (extension < 0 ? 0 : 4 + 4 * extension));
            clear.put((byte) (0x80 | csrcs | (extension < 0 ? 0 : 0x10))).put((byte) 0x88);
            clear.putShort((short) sequence).putInt(i).putInt(0xABCDEF01);
            clear.position(12 + 4 * csrcs);
            if (extension >= 0) {
                clear.putShort((short) 0xBEDE).putShort((short) extension);
            }
            byte[] payload = new byte[random.nextInt(300)];
            random.nextBytes(payload);
            byte[] datagram = book.seal(clear.array(), payload, 0xABCDEF01, sequence);
            assertThat(Vector.offer(receiver, datagram)).isEqualTo(Unprotected.OPENED);
            assertThat(Vector.payload(receiver.packet())).isEqualTo(payload);
            assertThat(receiver.packet().marker()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void srtcp_packets_are_the_same_octets(SrtpSuite suite) throws InvalidCipherTextException {
        byte[] master = Vector.master(suite, 4);
        SrtpKeys keys = SrtpKeys.of(suite, master);
        ByTheBook book = new ByTheBook(suite, master, true);
        SrtcpSender sender = new SrtcpSender(keys, 0x99887766, 0x7FFF_FF00L);
        SrtcpReceiver receiver = new SrtcpReceiver(keys);
        for (int i = 0; i < 200; i++) {
            RtcpCompound compound = RtcpCompound.of(new ReceiverReport(0x99887766, List.of()), "c".repeat(1 + i));
            byte[] plain = new byte[compound.length()];
            compound.write(plain, 0);
            byte[] expected = book.seal(
                    Arrays.copyOf(plain, 8), Arrays.copyOfRange(plain, 8, plain.length), 0x99887766, 0x7FFF_FF00L + i);
            assertThat(Vector.octets(sender.protect(compound))).isEqualTo(expected);
            assertThat(Vector.offer(receiver, expected)).isEqualTo(Unprotected.OPENED);
            assertThat(receiver.compound().packets()).isEqualTo(compound.packets());
        }
    }
}
