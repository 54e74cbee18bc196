package org.sealphone.media.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.sealphone.crypto.sdes.CryptoAttribute;
import org.sealphone.crypto.wire.CryptoWriter;

/**
 * What we say of ourselves: one audio m-line RTP/SAVP among m-lines that are rejected. No host name, no user name, a
 * random session id that stays for the whole call, and a version that grows by one when, and only when, something else
 * is said than the last time (RFC 3264 section 8, SIP-05).
 *
 * <p>Keys become text through the writer of a verified flow and in no other way (SDES-34), so there is no
 * {@code toString} of it.
 */
final class LocalDescription {
    private final long sessionId;
    private final long version;
    private final Frame frame;
    private final Stream stream;

    private LocalDescription(long sessionId, long version, Frame frame, Stream stream) {
        this.sessionId = sessionId;
        this.version = version;
        this.frame = frame;
        this.stream = stream;
    }

    /** Our m-line. */
    record Stream(
            LocalMedia local,
            List<PayloadFormat> formats,
            List<TelephoneEvents> events,
            int ptime,
            boolean mux,
            Direction direction,
            List<CryptoAttribute> keys) {
        Stream {
            formats = List.copyOf(formats);
            events = List.copyOf(events);
            keys = List.copyOf(keys);
        }

        private boolean saysTheSameAs(Stream other) {
            return text("").equals(other.text("")) && local.equals(other.local) && sameKeys(other.keys);
        }

        private boolean sameKeys(List<CryptoAttribute> others) {
            boolean same = keys.size() == others.size();
            for (int i = 0; same && i < keys.size(); i++) {
                same = keys.get(i).tagText().equals(others.get(i).tagText())
                        && keys.get(i).suite() == others.get(i).suite()
                        && keys.get(i).fingerprints().equals(others.get(i).fingerprints());
            }
            return same;
        }

        String text(String crypto) {
            StringBuilder out = new StringBuilder("m=audio " + local.rtpPort() + " " + RemoteMedium.SECURE);
            formats.forEach(format -> out.append(' ').append(format.payloadType()));
            events.forEach(format -> out.append(' ').append(format.payloadType()));
            out.append("\r\n");
            for (PayloadFormat format : formats) {
                for (String attribute : format.attributes()) {
                    out.append(lines("a=" + attribute));
                }
            }
            for (TelephoneEvents format : events) {
                for (String attribute : format.attributes()) {
                    out.append(lines("a=" + attribute));
                }
            }
            out.append(crypto).append(lines("a=ptime:" + ptime, "a=rtcp:" + local.rtcpPort()));
            if (mux) {
                out.append(lines("a=rtcp-mux"));
            }
            return out.append(lines("a=" + direction.attribute())).toString();
        }

        @Override
        public String toString() {
            return "[" + direction + " at " + local.rtpPort() + "]";
        }
    }

    /**
     * What stands around it: m-lines keep their places for the whole call (RFC 3264 section 8).
     *
     * @param timing of {@code t=}
     * @param before m-lines that are rejected, without their line ends
     * @param after the same, behind ours
     */
    record Frame(String timing, List<String> before, List<String> after) {
        /** Around a description that begins a session of its own. */
        static final Frame NONE = new Frame("0 0", List.of(), List.of());

        Frame {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }

        /** As an answer has to have it: every m-line of the offer in its place, all but one with port 0. */
        static Frame of(SessionDescription offer, MediaDescription accepted) {
            List<String> before = new ArrayList<>();
            List<String> after = new ArrayList<>();
            List<String> current = before;
            for (MediaDescription medium : offer.media()) {
                if (medium == accepted) {
                    current = after;
                } else {
                    current.add("m=" + medium.media() + " 0 " + medium.protocol() + " "
                            + String.join(" ", medium.formats()));
                }
            }
            return new Frame(offer.timing(), before, after);
        }

        /** Where our m-line stands. */
        int place() {
            return before.size();
        }

        int size() {
            return before.size() + 1 + after.size();
        }
    }

    /** The first description of a session. */
    static LocalDescription first(RandomGenerator random, Frame frame, Stream stream) {
        return new LocalDescription(random.nextLong() >>> 2, 1, frame, stream);
    }

    /** The next one of the same session. */
    LocalDescription next(Frame nextFrame, Stream nextStream) {
        boolean same = frame.equals(nextFrame) && stream.saysTheSameAs(nextStream);
        return new LocalDescription(sessionId, same ? version : version + 1, nextFrame, nextStream);
    }

    Frame frame() {
        return frame;
    }

    Stream stream() {
        return stream;
    }

    List<PayloadFormat> formats() {
        return stream.formats();
    }

    List<TelephoneEvents> events() {
        return stream.events();
    }

    String text(CryptoWriter writer) {
        StringBuilder out = new StringBuilder(header());
        frame.before().forEach(line -> out.append(lines(line)));
        StringBuilder crypto = new StringBuilder();
        stream.keys().forEach(key -> crypto.append(lines("a=crypto:" + writer.attribute(key))));
        out.append(stream.text(crypto.toString()));
        frame.after().forEach(line -> out.append(lines(line)));
        return out.toString();
    }

    private String header() {
        String address = "IN " + stream.local().text();
        return lines(
                "v=0",
                "o=- " + sessionId + " " + version + " " + address,
                "s=-",
                "c=" + address,
                "t=" + frame.timing());
    }

    private static String lines(String... lines) {
        return String.join("\r\n", lines) + "\r\n";
    }
}
