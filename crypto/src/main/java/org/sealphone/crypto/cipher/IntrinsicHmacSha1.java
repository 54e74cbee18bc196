package org.sealphone.crypto.cipher;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * HMAC-SHA1 that starts from the states of SHA-1 behind the two padded keys, which are computed once: two blocks fewer for
 * each message. The message is padded where it lies.
 */
final class IntrinsicHmacSha1 implements HmacSha1 {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final int BLOCK = 64;
    private static final int WORDS = 5;

    private final Object sha1 = JdkInternals.sha1();
    private final int[] state = JdkInternals.sha1State(sha1);
    private final int[] inner;
    private final int[] outer;
    /** The one block of the outer hash: the inner digest, then padding that never changes. */
    private final byte[] last = new byte[BLOCK];

    private final byte[] digest = new byte[LENGTH];

    IntrinsicHmacSha1(byte[] key) {
        int[] start = state.clone();
        byte[] pad = new byte[BLOCK];
        inner = behind(start, key, pad, 0x36);
        outer = behind(start, key, pad, 0x5c);
        // The block that the JDK has expanded last is then one without secrets.
        Arrays.fill(pad, (byte) 0);
        compress(pad, 0, 0);
        last[LENGTH] = (byte) 0x80;
        LONG.set(last, BLOCK - 8, 8L * (BLOCK + LENGTH));
    }

    private int[] behind(int[] start, byte[] key, byte[] pad, int mask) {
        Arrays.fill(pad, (byte) 0);
        System.arraycopy(key, 0, pad, 0, key.length);
        for (int i = 0; i < BLOCK; i++) {
            pad[i] ^= (byte) mask;
        }
        System.arraycopy(start, 0, state, 0, WORDS);
        compress(pad, 0, 0);
        return state.clone();
    }

    @Override
    public byte[] of(byte[] message, int start, int end) {
        int padded = end - start + 9 + BLOCK - 1 & -BLOCK;
        int length = start + padded - 8;
        message[end] = (byte) 0x80;
        Arrays.fill(message, end + 1, length, (byte) 0);
        LONG.set(message, length, 8L * (BLOCK + end - start));
        System.arraycopy(inner, 0, state, 0, WORDS);
        compress(message, start, start + padded - BLOCK);
        show(last);
        System.arraycopy(outer, 0, state, 0, WORDS);
        compress(last, 0, 0);
        show(digest);
        return digest;
    }

    private void compress(byte[] blocks, int first, int lastBlock) {
        try {
            JdkInternals.SHA1_COMPRESS.invokeExact(sha1, blocks, first, lastBlock);
        } catch (Throwable e) {
            throw JdkInternals.broken(e);
        }
    }

    private void show(byte[] into) {
        for (int i = 0; i < WORDS; i++) {
            INT.set(into, 4 * i, state[i]);
        }
    }

    @Override
    public void close() {
        Arrays.fill(inner, 0);
        Arrays.fill(outer, 0);
        Arrays.fill(state, 0);
        Arrays.fill(last, (byte) 0);
        Arrays.fill(digest, (byte) 0);
    }
}
