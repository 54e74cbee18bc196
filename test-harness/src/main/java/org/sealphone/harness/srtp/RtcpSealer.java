package org.sealphone.harness.srtp;

import java.util.Arrays;

/**
 * Protects compound RTCP packets (RFC 3711, 3.4; RFC 7714, 9), the index counting from zero. The first eight octets stay clear.
 * Owned by one thread.
 */
public final class RtcpSealer {
    private static final int CLEAR = 8;

    private final SessionKeys keys;
    private final byte[] mki;
    private int nextIndex;

    RtcpSealer(HarnessKeys keys) {
        this(SessionKeys.derive(keys, SessionKeys.RTCP), keys.mki());
    }

    RtcpSealer(SessionKeys keys, byte[] mki) {
        this.keys = keys;
        this.mki = mki;
    }

    public byte[] seal(byte[] compound) {
        return sealAt(nextIndex++, compound);
    }

    public byte[] sealAt(int index, byte[] compound) {
        return protect(index | 0x8000_0000, compound);
    }

    /** Authenticated but not encrypted, E bit zero: what no phone of ours may send. Only for controls and hostile trunks. */
    public byte[] sealWithoutEncryption(byte[] compound) {
        return sealWithoutEncryptionAt(nextIndex++, compound);
    }

    byte[] sealWithoutEncryptionAt(int index, byte[] compound) {
        return protect(index & 0x7fff_ffff, compound);
    }

    private byte[] protect(int word, byte[] compound) {
        if (compound.length < CLEAR) {
            throw new IllegalArgumentException("a compound packet has at least 8 octets");
        }
        boolean encrypted = word < 0;
        long index = word & 0x7fff_ffff;
        int ssrc = RtpLayout.word(compound, 4);
        byte[] tail = RtpLayout.word(word);
        if (keys.suite().aead()) {
            int clear = encrypted ? CLEAR : compound.length;
            byte[] head = Arrays.copyOf(compound, clear);
            byte[] cipherText = AeadSeal.seal(
                    keys.encryption(),
                    keys.aeadIv(ssrc, index),
                    Octets.join(head, tail),
                    Arrays.copyOfRange(compound, clear, compound.length));
            return Octets.join(head, cipherText, tail, mki);
        }
        byte[] body = compound.clone();
        if (encrypted) {
            SessionKeys.counterMode(
                    keys.encryption(), keys.counterModeIv(ssrc, index), body, CLEAR, body.length - CLEAR);
        }
        return Octets.join(
                body, tail, mki, keys.tag(body, body.length, tail, keys.suite().srtcpTagLength()));
    }
}
