package org.sealphone.media.sdp;

import java.util.List;
import org.sealphone.crypto.sdes.Agreed;
import org.sealphone.crypto.wire.MediaRemote;
import org.sealphone.media.codec.Codec;
import org.sealphone.media.codec.OpusSettings;

/**
 * What both sides agreed on for one stream. It exists only with keys for both directions in it: there is no plan for
 * sound in clear.
 *
 * @param agreed the keys, owned by this plan until a port is opened with them
 * @param formats what may arrive; the first is what we send
 * @param events how keys may arrive; the first is how we send them; none where digits were not agreed on
 * @param ptime milliseconds of sound in the packets that we send
 * @param remote where they go
 * @param direction from our point of view
 */
public record MediaPlan(
        Agreed agreed,
        List<PayloadFormat> formats,
        List<TelephoneEvents> events,
        int ptime,
        MediaRemote remote,
        Direction direction)
        implements AutoCloseable {
    private static final int HEADERS = 12 + 8 + 20;

    public MediaPlan {
        formats = List.copyOf(formats);
        events = List.copyOf(events);
        if (formats.isEmpty()) {
            throw new IllegalArgumentException("a plan has a codec");
        }
        ptime = formats.get(0).codec().packetTime(ptime);
    }

    /** What we send. */
    public PayloadFormat format() {
        return formats.get(0);
    }

    public Codec codec() {
        return format().codec();
    }

    public int payloadType() {
        return format().payloadType();
    }

    /** What the session takes of the network: both directions, with the headers of RTP, UDP and IP. */
    public double octetsPerSecond(OpusSettings opus) {
        return 2 * (codec().bitrate(format().limits(), opus) / 8.0 + HEADERS * 1000.0 / ptime);
    }

    /** Wipes the keys. A port that was opened with them has derived its own and keeps going. */
    @Override
    public void close() {
        agreed.close();
    }
}
