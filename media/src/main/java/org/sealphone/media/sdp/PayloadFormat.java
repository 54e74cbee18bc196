package org.sealphone.media.sdp;

import org.sealphone.media.codec.Codec;

/** A codec under the payload type that this call gives it. */
public record PayloadFormat(Codec codec, int payloadType) {
    String rtpmap() {
        String channels = codec.channels() == 1 ? "" : "/" + codec.channels();
        return payloadType + " " + codec.encodingName() + "/" + codec.clockRate() + channels;
    }
}
