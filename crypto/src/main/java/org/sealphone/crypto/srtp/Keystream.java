package org.sealphone.crypto.srtp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;

/**
 * AES in counter mode as SRTP uses it (SRTP-06: RFC 3711 section 4.1.1): IV = salt * 2^16 xor SSRC * 2^64 xor index *
 * 2^16.
 *
 * <p>All counter blocks of a packet go through the JDK's AES in one call, from one array into another: over a single
 * array the JDK would copy its input. Nothing is allocated. A packet has at most {@link #MAX_OCTETS}, far from the 2^16
 * blocks at which the counter would wrap.
 */
final class Keystream implements AutoCloseable {
    /** The longest stretch that one packet may need, in octets. */
    static final int MAX_OCTETS = 2048;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final Cipher aes;
    private final AesKey key;
    private final byte[] counters = new byte[MAX_OCTETS];
    private final byte[] stream = new byte[MAX_OCTETS];
    private long saltHigh;
    private long saltLow;

    /** @param salt 14 octets */
    Keystream(byte[] key, byte[] salt) {
        this.key = new AesKey(key.clone());
        byte[] shifted = Arrays.copyOf(salt, 16);
        saltHigh = (long) LONG.get(shifted, 0);
        saltLow = (long) LONG.get(shifted, 8);
        Arrays.fill(shifted, (byte) 0);
        try {
            aes = Cipher.getInstance("AES/ECB/NoPadding");
            aes.init(Cipher.ENCRYPT_MODE, this.key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no AES", e);
        }
    }

    /** Enciphers or deciphers {@code [from, to)} in place. */
    void apply(byte[] packet, int from, int to, int ssrc, long index) {
        int length = to - from;
        int padded = (length + 15) & -16;
        long high = saltHigh ^ (ssrc & 0xFFFF_FFFFL);
        long low = saltLow ^ index << 16;
        for (int i = 0; i < padded; i += 16) {
            LONG.set(counters, i, high);
            LONG.set(counters, i + 8, low + (i >>> 4));
        }
        generate(padded);
        int i = 0;
        for (; i <= length - 8; i += 8) {
            LONG.set(packet, from + i, (long) LONG.get(packet, from + i) ^ (long) LONG.get(stream, i));
        }
        for (; i < length; i++) {
            packet[from + i] ^= stream[i];
        }
    }

    private void generate(int octets) {
        if (octets == 0) {
            return;
        }
        try {
            aes.update(counters, 0, octets, stream, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("whole blocks do not fit an array of whole blocks", e);
        }
    }

    /** Wipes what is ours; the key schedule inside the JDK's cipher goes with the cipher. */
    @Override
    public void close() {
        key.destroy();
        saltHigh = 0;
        saltLow = 0;
        Arrays.fill(counters, (byte) 0);
        Arrays.fill(stream, (byte) 0);
    }
}
