package org.sealphone.harness.srtp;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Opens SRTCP packets under one master key (RFC 3711, 3.4; RFC 7714, 9). Refuses a 65th source. Owned by one thread. */
public final class RtcpOpener {
    private static final int CLEAR = 8;
    private static final int MAX_SOURCES = 64;

    private final SessionKeys keys;
    private final byte[] mki;
    private final Map<Integer, ReplayWindow> windows = new HashMap<>();

    RtcpOpener(HarnessKeys keys) {
        this(SessionKeys.derive(keys, SessionKeys.RTCP), keys.mki());
    }

    RtcpOpener(SessionKeys keys, byte[] mki) {
        this.keys = keys;
        this.mki = mki;
    }

    public Opening open(byte[] datagram) {
        return open(datagram, datagram.length);
    }

    public Opening open(byte[] datagram, int length) {
        int trailer = 4 + mki.length + keys.suite().srtcpTagLength();
        if (!RtpLayout.isRtcp(datagram, length) || length < CLEAR + trailer) {
            return Opening.failed(Opening.Outcome.MALFORMED, 0);
        }
        byte[] packet = Arrays.copyOf(datagram, length);
        int ssrc = RtpLayout.word(packet, 4);
        int word = RtpLayout.word(packet, keys.suite().aead() ? length - mki.length - 4 : length - trailer);
        boolean encrypted = word < 0;
        long index = word & 0x7fff_ffff;
        byte[] plain = keys.suite().aead() ? aead(packet, ssrc, word) : counterMode(packet, ssrc, word);
        if (plain == null || (!windows.containsKey(ssrc) && windows.size() >= MAX_SOURCES)) {
            return Opening.failed(Opening.Outcome.NOT_AUTHENTIC, ssrc);
        }
        boolean fresh = windows.computeIfAbsent(ssrc, s -> new ReplayWindow()).mark(index);
        if (!encrypted) {
            return new Opening(Opening.Outcome.UNENCRYPTED, ssrc, index, plain);
        }
        return new Opening(fresh ? Opening.Outcome.OPENED : Opening.Outcome.REPLAYED, ssrc, index, plain);
    }

    private byte @Nullable [] counterMode(byte[] packet, int ssrc, int word) {
        int tagLength = keys.suite().srtcpTagLength();
        int end = packet.length - tagLength - mki.length - 4;
        byte[] tag = keys.tag(packet, end, RtpLayout.word(word), tagLength);
        if (!Arrays.equals(Octets.join(mki, tag), Arrays.copyOfRange(packet, end + 4, packet.length))) {
            return null;
        }
        byte[] plain = Arrays.copyOf(packet, end);
        if (word < 0) {
            long index = word & 0x7fff_ffff;
            SessionKeys.counterMode(keys.encryption(), keys.counterModeIv(ssrc, index), plain, CLEAR, end - CLEAR);
        }
        return plain;
    }

    private byte @Nullable [] aead(byte[] packet, int ssrc, int word) {
        int end = packet.length - mki.length - 4;
        if (!Arrays.equals(mki, Arrays.copyOfRange(packet, end + 4, packet.length))) {
            return null;
        }
        int clear = word < 0 ? CLEAR : end - AeadSeal.TAG_LENGTH;
        byte[] head = Arrays.copyOf(packet, clear);
        byte[] body = AeadSeal.open(
                keys.encryption(),
                keys.aeadIv(ssrc, word & 0x7fff_ffff),
                Octets.join(head, RtpLayout.word(word)),
                Arrays.copyOfRange(packet, clear, end));
        return body == null ? null : Octets.join(head, body);
    }
}
