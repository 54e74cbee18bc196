package org.sealphone.media.sdp;

import java.util.List;
import java.util.random.RandomGenerator;
import org.sealphone.crypto.sdes.CryptoAttribute;
import org.sealphone.crypto.wire.CryptoWriter;

/**
 * What we say of ourselves: one audio m-line RTP/SAVP among m-lines that are rejected. No host name, no user name, a
 * random session id.
 *
 * <p>Keys become text through the writer of a verified flow and in no other way (SDES-34), so there is no
 * {@code toString} of it.
 */
final class LocalDescription {
    private final long sessionId;
    private final LocalMedia local;
    private final List<PayloadFormat> formats;
    private final int ptime;
    private final boolean mux;
    private final Direction direction;
    private final List<CryptoAttribute> keys;

    LocalDescription(
            RandomGenerator random,
            LocalMedia local,
            List<PayloadFormat> formats,
            int ptime,
            boolean mux,
            Direction direction,
            List<CryptoAttribute> keys) {
        this.sessionId = random.nextLong() >>> 2;
        this.local = local;
        this.formats = List.copyOf(formats);
        this.ptime = ptime;
        this.mux = mux;
        this.direction = direction;
        this.keys = List.copyOf(keys);
    }

    /** The description as an offer makes it. */
    String text(CryptoWriter writer) {
        return header("0 0") + audio(writer);
    }

    /**
     * The description as an answer makes it: every m-line of the offer in its place, all but {@code accepted} with port
     * 0.
     */
    String text(CryptoWriter writer, SessionDescription offer, MediaDescription accepted) {
        StringBuilder out = new StringBuilder(header(offer.timing()));
        for (MediaDescription medium : offer.media()) {
            out.append(medium == accepted ? audio(writer) : rejected(medium));
        }
        return out.toString();
    }

    List<PayloadFormat> formats() {
        return formats;
    }

    private String header(String timing) {
        String address = "IN " + local.text();
        return lines("v=0", "o=- " + sessionId + " 1 " + address, "s=-", "c=" + address, "t=" + timing);
    }

    private String audio(CryptoWriter writer) {
        StringBuilder out = new StringBuilder("m=audio " + local.rtpPort() + " " + RemoteMedium.SECURE);
        formats.forEach(format -> out.append(' ').append(format.payloadType()));
        out.append("\r\n");
        formats.forEach(format -> out.append(lines("a=rtpmap:" + format.rtpmap())));
        keys.forEach(key -> out.append(lines("a=crypto:" + writer.attribute(key))));
        out.append(lines("a=ptime:" + ptime, "a=rtcp:" + local.rtcpPort()));
        if (mux) {
            out.append(lines("a=rtcp-mux"));
        }
        return out.append(lines("a=" + direction.attribute())).toString();
    }

    private static String rejected(MediaDescription medium) {
        return lines("m=" + medium.media() + " 0 " + medium.protocol() + " " + String.join(" ", medium.formats()));
    }

    private static String lines(String... lines) {
        return String.join("\r\n", lines) + "\r\n";
    }
}
