package org.sealphone.media.sdp;

import org.sealphone.media.codec.Codec;
import org.sealphone.media.codec.Encoder;
import org.sealphone.media.codec.EncoderLimits;
import org.sealphone.media.codec.OpusSettings;

/**
 * A codec under the payload type that this call gives it.
 *
 * @param limits what the other side asks of our encoder
 */
public record PayloadFormat(Codec codec, int payloadType, EncoderLimits limits) {
    public PayloadFormat(Codec codec, int payloadType) {
        this(codec, payloadType, EncoderLimits.NONE);
    }

    /** An encoder for what is sent so; whoever asks closes it. */
    public Encoder newEncoder(OpusSettings opus) {
        return codec.newEncoder(limits, opus);
    }

    /** The lines that say so, without their {@code a=}. */
    String[] attributes() {
        String channels = codec.channels() == 1 ? "" : "/" + codec.channels();
        String map = "rtpmap:" + payloadType + " " + codec.encodingName() + "/" + codec.clockRate() + channels;
        return codec.parameters().isEmpty()
                ? new String[] {map}
                : new String[] {map, "fmtp:" + payloadType + " " + codec.parameters()};
    }
}
