package org.sealphone.harness.oracle.tls;

import java.util.Arrays;

/** A bounded reader of big-endian numbers and length-prefixed vectors (RFC 8446, 3). Throws only {@link Malformed}. */
final class Octets {
    private final byte[] bytes;
    private final int end;
    private int at;

    Octets(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private Octets(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    boolean isEmpty() {
        return at == end;
    }

    int number(int octets) throws Malformed {
        need(octets);
        int value = 0;
        for (int i = 0; i < octets; i++) {
            value = (value << 8) | (bytes[at++] & 0xff);
        }
        return value;
    }

    byte[] take(int length) throws Malformed {
        need(length);
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    /** A vector whose length stands before it in so many octets. */
    Octets vector(int lengthOctets) throws Malformed {
        int length = number(lengthOctets);
        need(length);
        at += length;
        return new Octets(bytes, at - length, at);
    }

    byte[] rest() {
        byte[] rest = Arrays.copyOfRange(bytes, at, end);
        at = end;
        return rest;
    }

    void finish(String what) throws Malformed {
        if (!isEmpty()) {
            throw new Malformed(what + " has octets behind its end");
        }
    }

    private void need(int length) throws Malformed {
        if (length < 0 || length > end - at) {
            throw new Malformed("a length points behind the end");
        }
    }
}
