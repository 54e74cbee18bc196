package org.sealphone.crypto.rtp;

/** Network byte order. */
final class Octets {
    private Octets() {}

    static int getShort(byte[] a, int i) {
        return (a[i] & 0xFF) << 8 | (a[i + 1] & 0xFF);
    }

    static int getInt(byte[] a, int i) {
        return getShort(a, i) << 16 | getShort(a, i + 2);
    }

    static long getUnsignedInt(byte[] a, int i) {
        return getInt(a, i) & 0xFFFF_FFFFL;
    }

    static void putShort(byte[] a, int i, int value) {
        a[i] = (byte) (value >>> 8);
        a[i + 1] = (byte) value;
    }

    static void putInt(byte[] a, int i, int value) {
        putShort(a, i, value >>> 16);
        putShort(a, i + 2, value);
    }
}
