package org.sealphone.crypto.cipher;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * AES-GCM out of the JDK's counter mode and GHASH. All that is hashed, padded as SP 800-38D section 7.1 step 5 says, is
 * laid out in one array and hashed in one go. A message is deciphered only after its tag was found right, in constant
 * time.
 */
final class IntrinsicGcm implements Gcm {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final int BLOCK = 16;

    private final IntrinsicCounterMode aes;
    private final Object ghash;
    private final long[] state;
    private final byte[] hashed = new byte[CounterMode.MAX_OCTETS + 4 * BLOCK];
    private final byte[] first = new byte[BLOCK];
    private final byte[] mask = new byte[BLOCK];
    private final byte[] tag = new byte[TAG];
    private final byte[] received = new byte[TAG];

    IntrinsicGcm(byte[] key) {
        aes = new IntrinsicCounterMode(key);
        aes.block(first, mask);
        ghash = JdkInternals.ghash(mask);
        state = JdkInternals.ghashState(ghash);
    }

    @Override
    public void seal(byte[] nonce, byte[] word, int wordLength, byte[] message, int start, int clear, int end) {
        crypt(nonce, message, clear, end);
        computeTag(nonce, word, wordLength, message, start, clear, end);
        System.arraycopy(tag, 0, message, end, TAG);
    }

    @Override
    public boolean open(byte[] nonce, byte[] word, int wordLength, byte[] message, int start, int clear, int end) {
        computeTag(nonce, word, wordLength, message, start, clear, end);
        System.arraycopy(message, end, received, 0, TAG);
        if (!MessageDigest.isEqual(tag, received)) {
            return false;
        }
        crypt(nonce, message, clear, end);
        return true;
    }

    /** Block 1 of the counter masks the tag; the message begins at block 2. */
    private void crypt(byte[] nonce, byte[] message, int clear, int end) {
        aes.apply(message, clear, end, (long) LONG.get(nonce, 0), (long) (int) INT.get(nonce, 8) << 32 | 2);
    }

    private void computeTag(byte[] nonce, byte[] word, int wordLength, byte[] message, int start, int clear, int end) {
        int clearLength = clear - start;
        System.arraycopy(message, start, hashed, 0, clearLength);
        System.arraycopy(word, 0, hashed, clearLength, wordLength);
        int at = padded(clearLength + wordLength);
        System.arraycopy(message, clear, hashed, at, end - clear);
        at = padded(at + end - clear);
        LONG.set(hashed, at, 8L * (clearLength + wordLength));
        LONG.set(hashed, at + 8, 8L * (end - clear));
        state[0] = 0;
        state[1] = 0;
        try {
            JdkInternals.GHASH_UPDATE.invokeExact(ghash, hashed, 0, at + BLOCK);
        } catch (Throwable e) {
            throw JdkInternals.broken(e);
        }
        System.arraycopy(nonce, 0, first, 0, NONCE);
        first[BLOCK - 1] = 1;
        aes.block(first, mask);
        LONG.set(tag, 0, state[0] ^ (long) LONG.get(mask, 0));
        LONG.set(tag, 8, state[1] ^ (long) LONG.get(mask, 8));
    }

    /** Fills the last block with zeros; returns where the next begins. */
    private int padded(int end) {
        int next = end + BLOCK - 1 & -BLOCK;
        for (int i = end; i < next; i++) {
            hashed[i] = 0;
        }
        return next;
    }

    @Override
    public void close() {
        aes.close();
        Arrays.fill(JdkInternals.ghashTable(ghash), 0);
        Arrays.fill(state, 0);
        Arrays.fill(hashed, (byte) 0);
        Arrays.fill(first, (byte) 0);
        Arrays.fill(mask, (byte) 0);
        Arrays.fill(tag, (byte) 0);
    }
}
