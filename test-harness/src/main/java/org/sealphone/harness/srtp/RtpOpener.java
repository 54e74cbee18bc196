package org.sealphone.harness.srtp;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Opens SRTP packets of any SSRC under one master key (RFC 3711, 3.3; RFC 7714, 8.3): guesses the index, checks the tag, and only
 * then decrypts and remembers the source. Refuses a 65th source. Owned by one thread.
 */
public final class RtpOpener {
    private static final int MAX_SOURCES = 64;

    private final SessionKeys keys;
    private final byte[] mki;
    private final Map<Integer, Source> sources = new HashMap<>();

    RtpOpener(HarnessKeys keys) {
        this(SessionKeys.derive(keys, SessionKeys.RTP), keys.mki());
    }

    RtpOpener(SessionKeys keys, byte[] mki) {
        this.keys = keys;
        this.mki = mki;
    }

    /** Tells that this source's packets so far ended at the given index, for a capture that begins in the middle. */
    public void resume(int ssrc, long highestIndex) {
        Source source = new Source();
        source.highest = highestIndex;
        sources.put(ssrc, source);
    }

    public Opening open(byte[] datagram) {
        return open(datagram, datagram.length);
    }

    public Opening open(byte[] datagram, int length) {
        int trailer = keys.suite().tagLength() + mki.length;
        int header = RtpLayout.headerLength(datagram, length);
        if (header < 0 || header + trailer > length) {
            return Opening.failed(Opening.Outcome.MALFORMED, 0);
        }
        int ssrc = RtpLayout.ssrc(datagram);
        Source source = sources.getOrDefault(ssrc, new Source());
        long index = PacketIndex.guess(source.highest, RtpLayout.sequenceNumber(datagram));
        byte[] plain = keys.suite().aead()
                ? aead(datagram, length, header, ssrc, index)
                : counterMode(datagram, length, header, ssrc, index);
        if (plain == null || (!sources.containsKey(ssrc) && sources.size() >= MAX_SOURCES)) {
            return Opening.failed(Opening.Outcome.NOT_AUTHENTIC, ssrc);
        }
        sources.put(ssrc, source);
        source.highest = Math.max(source.highest, index);
        boolean fresh = source.window.mark(index);
        return new Opening(fresh ? Opening.Outcome.OPENED : Opening.Outcome.REPLAYED, ssrc, index, plain);
    }

    private byte @Nullable [] counterMode(byte[] datagram, int length, int header, int ssrc, long index) {
        int tagLength = keys.suite().tagLength();
        int end = length - tagLength - mki.length;
        byte[] tag = keys.tag(datagram, end, RtpLayout.word((int) (index >>> 16)), tagLength);
        if (!Arrays.equals(Octets.join(mki, tag), Arrays.copyOfRange(datagram, end, length))) {
            return null;
        }
        byte[] plain = Arrays.copyOf(datagram, end);
        SessionKeys.counterMode(keys.encryption(), keys.counterModeIv(ssrc, index), plain, header, end - header);
        return plain;
    }

    private byte @Nullable [] aead(byte[] datagram, int length, int header, int ssrc, long index) {
        int end = length - mki.length;
        if (!Arrays.equals(mki, Arrays.copyOfRange(datagram, end, length))) {
            return null;
        }
        byte[] payload = AeadSeal.open(
                keys.encryption(),
                keys.aeadIv(ssrc, index),
                Arrays.copyOf(datagram, header),
                Arrays.copyOfRange(datagram, header, end));
        if (payload == null) {
            return null;
        }
        byte[] plain = Arrays.copyOf(datagram, header + payload.length);
        System.arraycopy(payload, 0, plain, header, payload.length);
        return plain;
    }

    private static final class Source {
        private final ReplayWindow window = new ReplayWindow();
        private long highest = -1;
    }
}
