package org.sealphone.crypto.cipher;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;

/**
 * AES in counter mode over the JDK's AES in electronic codebook mode, whose cipher need not be made anew for another
 * counter.
 *
 * <p>All counter blocks of a message go through AES in one call, from one array into another: over a single array the JDK
 * would copy its input. Nothing is allocated. The key schedule inside the JDK's cipher goes with the cipher.
 */
final class JcaCounterMode implements CounterMode {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final Cipher aes;
    private final AesKey key;
    private final byte[] counters = new byte[MAX_OCTETS];
    private final byte[] stream = new byte[MAX_OCTETS];

    JcaCounterMode(byte[] key) {
        this.key = new AesKey(key.clone());
        try {
            aes = Cipher.getInstance("AES/ECB/NoPadding");
            aes.init(Cipher.ENCRYPT_MODE, this.key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no AES", e);
        }
    }

    @Override
    public void apply(byte[] octets, int from, int to, long high, long low) {
        int length = to - from;
        int padded = length + 15 & -16;
        for (int i = 0; i < padded; i += 16) {
            LONG.set(counters, i, high);
            LONG.set(counters, i + 8, low + (i >>> 4));
        }
        generate(padded);
        int i = 0;
        for (; i <= length - 8; i += 8) {
            LONG.set(octets, from + i, (long) LONG.get(octets, from + i) ^ (long) LONG.get(stream, i));
        }
        for (; i < length; i++) {
            octets[from + i] ^= stream[i];
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

    @Override
    public void close() {
        key.destroy();
        Arrays.fill(counters, (byte) 0);
        Arrays.fill(stream, (byte) 0);
    }
}
