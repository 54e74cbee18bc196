package org.sealphone.crypto.cipher;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The JDK's counter mode, with its counter set anew for each message and its key schedule wiped at the end. */
final class IntrinsicCounterMode implements CounterMode {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int BLOCK = 16;

    private final Object aes;
    private final Object mode;
    private final byte[] counter;

    IntrinsicCounterMode(byte[] key) {
        this(JdkInternals.aes(key));
    }

    /** Over an AES of the JDK that has its key, and is wiped with this. */
    IntrinsicCounterMode(Object aes) {
        this.aes = aes;
        mode = JdkInternals.counterMode(aes);
        counter = JdkInternals.counter(mode);
    }

    @Override
    public void apply(byte[] octets, int from, int to, long high, long low) {
        LONG.set(counter, 0, high);
        LONG.set(counter, 8, low);
        try {
            // A block that is used up is a block to be made: the next octet is the first of this counter.
            JdkInternals.CTR_USED.invokeExact(mode, BLOCK);
            JdkInternals.CTR_CRYPT.invokeExact(mode, octets, from, to - from, octets, from);
        } catch (Throwable e) {
            throw JdkInternals.broken(e);
        }
    }

    /** Enciphers one block of 16 octets, from one array into another. */
    void block(byte[] plain, byte[] enciphered) {
        try {
            JdkInternals.AES_BLOCK.invokeExact(aes, plain, 0, enciphered, 0);
        } catch (Throwable e) {
            throw JdkInternals.broken(e);
        }
    }

    @Override
    public void close() {
        for (int[] schedule : JdkInternals.schedules(aes)) {
            if (schedule != null) {
                Arrays.fill(schedule, 0);
            }
        }
        Arrays.fill(JdkInternals.lastKey(aes), (byte) 0);
        Arrays.fill(counter, (byte) 0);
        Arrays.fill(JdkInternals.encryptedCounter(mode), (byte) 0);
    }
}
