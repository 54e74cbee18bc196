package org.sealphone.ua.api;

import java.util.List;
import java.util.Objects;
import org.sealphone.media.audio.AudioInput;
import org.sealphone.media.audio.AudioOutput;

/**
 * What one call plays and where what it hears goes. Opened at the sampling rate of the codec once keys and codec are agreed; whatever way
 * the call ends, also when no media ever ran, the outputs are closed.
 *
 * @param input read by the thread that sends
 * @param outputs each gets every decoded or concealed frame, in order
 */
public record CallMedia(AudioInput input, List<AudioOutput> outputs) {
    public CallMedia {
        Objects.requireNonNull(input, "input");
        outputs = List.copyOf(outputs);
    }

    /** Says nothing and keeps nothing. */
    public static CallMedia silent() {
        return new CallMedia(AudioInput.silence(), List.of(AudioOutput.discard()));
    }
}
