package org.sealphone.bench;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import org.jitsi.srtp.SrtpContextFactory;
import org.jitsi.srtp.SrtpCryptoContext;
import org.jitsi.srtp.SrtpErrorStatus;
import org.jitsi.srtp.SrtpPolicy;
import org.jitsi.srtp.crypto.Aes;
import org.jitsi.utils.ByteArrayBuffer;
import org.jitsi.utils.logging2.LoggerImpl;
import org.openjdk.jmh.annotations.Param;

/** jitsi-srtp with each of the backends of its AES; its HMAC-SHA1 is OpenSSL's wherever it finds that. */
public class JitsiSrtp extends SrtpSlices {
    private static final int SSRC = 1;

    /** SunJCE is that of the JDK, OpenSSL the library it brings along. */
    @Param({"SunJCE", "OpenSSL"})
    public String aes;

    private final Packet packet = new Packet();
    private final byte[] payload = new byte[256];
    private SrtpCryptoContext sender;
    private SrtpCryptoContext receiver;
    private int sequence;

    @Override
    void open() {
        Aes.setFactoryClassName("org.jitsi.srtp.crypto.Aes$" + aes + "CipherFactory");
        sender = context(true);
        receiver = context(false);
    }

    private SrtpCryptoContext context(boolean sending) {
        boolean gcm = suite.startsWith("AEAD");
        int key = suite.contains("256") ? 32 : 16;
        int salt = gcm ? 12 : 14;
        SrtpPolicy policy = gcm
                ? new SrtpPolicy(SrtpPolicy.AESGCM_ENCRYPTION, key, SrtpPolicy.NULL_AUTHENTICATION, 0, 16, salt)
                : new SrtpPolicy(SrtpPolicy.AESCM_ENCRYPTION, key, SrtpPolicy.HMACSHA1_AUTHENTICATION, 20, 10, salt);
        byte[] masterKey = Arrays.copyOf(master, key);
        byte[] masterSalt = Arrays.copyOfRange(master, key, key + salt);
        try {
            return new SrtpContextFactory(sending, masterKey, masterSalt, policy, policy, new LoggerImpl("bench"))
                    .deriveContext(SSRC, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    void seal(int i) {
        byte[] to = sealed[i];
        Arrays.fill(to, 0, HEADER, (byte) 0);
        to[0] = (byte) 0x80;
        to[2] = (byte) (sequence >>> 8);
        to[3] = (byte) sequence++;
        to[11] = SSRC;
        System.arraycopy(payload, 0, to, HEADER, size - HEADER);
        packet.of(to, size);
        sealedLength[i] = run(sender, true);
    }

    @Override
    void unseal(int i) {
        System.arraycopy(sealed[i], 0, packet.scratch, 0, sealedLength[i]);
        packet.of(packet.scratch, sealedLength[i]);
        run(receiver, false);
    }

    private int run(SrtpCryptoContext context, boolean sealing) {
        try {
            SrtpErrorStatus status =
                    sealing ? context.transformPacket(packet) : context.reverseTransformPacket(packet, false);
            if (status != SrtpErrorStatus.OK) {
                throw new IllegalStateException(status.toString());
            }
            return packet.length;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A stretch of an array, in the words of jitsi-utils. */
    private static final class Packet implements ByteArrayBuffer {
        private final byte[] scratch = new byte[256];
        private byte[] array = scratch;
        private int offset;
        private int length;

        void of(byte[] octets, int size) {
            array = octets;
            offset = 0;
            length = size;
        }

        @Override
        public byte[] getBuffer() {
            return array;
        }

        @Override
        public int getOffset() {
            return offset;
        }

        @Override
        public int getLength() {
            return length;
        }

        @Override
        public void setLength(int octets) {
            length = octets;
        }

        @Override
        public void setOffset(int octets) {
            offset = octets;
        }

        @Override
        public boolean isInvalid() {
            return false;
        }

        @Override
        public void readRegionToBuff(int from, int octets, byte[] to) {
            System.arraycopy(array, offset + from, to, 0, octets);
        }

        @Override
        public void grow(int octets) {
            if (offset + length + octets > array.length) {
                throw new IllegalStateException("no room for " + octets + " octets");
            }
        }

        @Override
        public void append(byte[] octets, int count) {
            System.arraycopy(octets, 0, array, offset + length, count);
            length += count;
        }

        @Override
        public void shrink(int octets) {
            length -= octets;
        }
    }
}
