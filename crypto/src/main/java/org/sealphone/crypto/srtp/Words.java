package org.sealphone.crypto.srtp;

/** 32 and 64 bits in network byte order. */
final class Words {
    private Words() {}

    static int get(byte[] a, int i) {
        return (a[i] & 0xFF) << 24 | (a[i + 1] & 0xFF) << 16 | (a[i + 2] & 0xFF) << 8 | (a[i + 3] & 0xFF);
    }

    static long getLong(byte[] a, int i) {
        return (long) get(a, i) << 32 | (get(a, i + 4) & 0xFFFF_FFFFL);
    }

    static void put(byte[] a, int i, int word) {
        a[i] = (byte) (word >>> 24);
        a[i + 1] = (byte) (word >>> 16);
        a[i + 2] = (byte) (word >>> 8);
        a[i + 3] = (byte) word;
    }
}
