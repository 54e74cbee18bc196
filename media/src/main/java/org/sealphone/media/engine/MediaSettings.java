package org.sealphone.media.engine;

import java.time.Duration;
import org.sealphone.media.codec.OpusSettings;
import org.sealphone.media.jitter.JitterSettings;

/**
 * What may be chosen for the media of a call.
 *
 * @param jitter bounds of the playout delay
 * @param silence how long nothing at all may authenticate before the call counts as dead
 * @param opus how that codec encodes
 */
public record MediaSettings(JitterSettings jitter, Duration silence, OpusSettings opus) {
    /** Four reports of a peer that only listens may get lost before the call counts as dead. */
    public static final MediaSettings USUAL =
            new MediaSettings(JitterSettings.USUAL, Duration.ofSeconds(30), OpusSettings.USUAL);

    public MediaSettings {
        if (silence.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("a call is not dead after " + silence);
        }
    }

    /** The same with other settings of Opus. */
    public MediaSettings with(OpusSettings chosen) {
        return new MediaSettings(jitter, silence, chosen);
    }
}
