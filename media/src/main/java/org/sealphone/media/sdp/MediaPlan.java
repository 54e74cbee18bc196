package org.sealphone.media.sdp;

import java.util.List;
import org.sealphone.crypto.sdes.Agreed;
import org.sealphone.crypto.wire.MediaRemote;
import org.sealphone.media.codec.Codec;

/**
 * What both sides agreed on for one stream. It exists only with keys for both directions in it: there is no plan for
 * sound in clear.
 *
 * @param agreed the keys, owned by this plan until a port is opened with them
 * @param formats what may arrive; the first is what we send
 * @param ptime milliseconds of sound in the packets that we send
 * @param remote where they go
 * @param direction from our point of view
 */
public record MediaPlan(Agreed agreed, List<PayloadFormat> formats, int ptime, MediaRemote remote, Direction direction)
        implements AutoCloseable {
    public MediaPlan {
        formats = List.copyOf(formats);
        if (formats.isEmpty()) {
            throw new IllegalArgumentException("a plan has a codec");
        }
    }

    /** The codec that we send. */
    public Codec codec() {
        return formats.get(0).codec();
    }

    public int payloadType() {
        return formats.get(0).payloadType();
    }

    /** Wipes the keys. A port that was opened with them has derived its own and keeps going. */
    @Override
    public void close() {
        agreed.close();
    }
}
