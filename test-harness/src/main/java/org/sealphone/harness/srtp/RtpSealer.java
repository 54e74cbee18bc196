package org.sealphone.harness.srtp;

import java.util.Arrays;

/**
 * Protects RTP packets of one SSRC (RFC 3711, 3.3; RFC 7714, 8.2). The rollover counter follows the sequence numbers that it is
 * given. Owned by one thread.
 */
public final class RtpSealer {
    private final SessionKeys keys;
    private final byte[] mki;
    private final int ssrc;
    private long highest = -1;

    RtpSealer(HarnessKeys keys, int ssrc) {
        this(SessionKeys.derive(keys, SessionKeys.RTP), keys.mki(), ssrc);
    }

    RtpSealer(SessionKeys keys, byte[] mki, int ssrc) {
        this.keys = keys;
        this.mki = mki;
        this.ssrc = ssrc;
    }

    public int ssrc() {
        return ssrc;
    }

    /** The SRTP packet of a plain RTP packet of this SSRC. */
    public byte[] seal(byte[] rtp) {
        if (RtpLayout.headerLength(rtp, rtp.length) < 0) {
            throw new IllegalArgumentException("not an RTP packet of " + rtp.length + " octets");
        }
        long index = PacketIndex.guess(highest, RtpLayout.sequenceNumber(rtp));
        highest = Math.max(highest, index);
        return sealAt(index, rtp);
    }

    /** As {@link #seal}, at a given 48-bit index: a control may repeat one. */
    public byte[] sealAt(long index, byte[] rtp) {
        int header = RtpLayout.headerLength(rtp, rtp.length);
        if (header < 0 || RtpLayout.ssrc(rtp) != ssrc) {
            throw new IllegalArgumentException("not an RTP packet of this SSRC");
        }
        return keys.suite().aead() ? aead(index, rtp, header) : counterMode(index, rtp, header);
    }

    private byte[] counterMode(long index, byte[] rtp, int header) {
        int tagLength = keys.suite().tagLength();
        byte[] sealed = Arrays.copyOf(rtp, rtp.length + mki.length + tagLength);
        SessionKeys.counterMode(
                keys.encryption(), keys.counterModeIv(ssrc, index), sealed, header, rtp.length - header);
        byte[] tag = keys.tag(sealed, rtp.length, RtpLayout.word((int) (index >>> 16)), tagLength);
        System.arraycopy(mki, 0, sealed, rtp.length, mki.length);
        System.arraycopy(tag, 0, sealed, rtp.length + mki.length, tagLength);
        return sealed;
    }

    private byte[] aead(long index, byte[] rtp, int header) {
        byte[] cipherText = AeadSeal.seal(
                keys.encryption(),
                keys.aeadIv(ssrc, index),
                Arrays.copyOf(rtp, header),
                Arrays.copyOfRange(rtp, header, rtp.length));
        byte[] sealed = Arrays.copyOf(rtp, header + cipherText.length + mki.length);
        System.arraycopy(cipherText, 0, sealed, header, cipherText.length);
        System.arraycopy(mki, 0, sealed, header + cipherText.length, mki.length);
        return sealed;
    }
}
