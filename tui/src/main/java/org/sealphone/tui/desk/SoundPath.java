package org.sealphone.tui.desk;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.media.audio.AudioInput;
import org.sealphone.media.audio.AudioOutput;
import org.sealphone.media.audio.LineKind;
import org.sealphone.media.audio.SoundDevices;
import org.sealphone.tui.screen.Snapshot;
import org.sealphone.tui.text.SafeText;
import org.sealphone.ua.api.CallMedia;

/**
 * What the calls of a desk are spoken and heard with. A machine without a microphone sends silence, one without a loudspeaker is only
 * measured: the phone runs all the same and says so.
 *
 * <p>Threads: lines say what becomes of them on their own; the stage asks.
 */
public final class SoundPath implements SoundDevices.Listener {
    private final AudioInput input;
    private final Optional<AudioOutput> output;
    private final Meter spoken = new Meter();
    private final Meter heard = new Meter();
    private volatile String microphone;
    private volatile String speaker;
    private final String microphoneName;
    private final String speakerName;

    private SoundPath(AudioInput input, String microphone, Optional<AudioOutput> output, String speaker) {
        this.input = input;
        this.output = output;
        this.microphoneName = microphone;
        this.speakerName = speaker;
        this.microphone = microphone;
        this.speaker = speaker;
    }

    /** Before the devices are known. */
    static SoundPath none() {
        return new SoundPath(
                AudioInput.silence(), "looking for a microphone", Optional.empty(), "looking for a loudspeaker");
    }

    /** The machine's own devices, by name or its defaults. Opens and closes each once. */
    public static SoundPath of(SoundDevices devices, Optional<String> mic, Optional<String> loudspeaker) {
        Relay relay = new Relay();
        return relay.to(devices.microphone(mic, relay)
                .fold(
                        input -> speaking(devices, loudspeaker, relay, input, mic.orElse("default microphone")),
                        refusal -> speaking(
                                devices, loudspeaker, relay, AudioInput.silence(), "silence: " + why(refusal))));
    }

    /** Something else in the place of the microphone. */
    public static SoundPath playing(SoundDevices devices, AudioInput input, String name, Optional<String> loudspeaker) {
        Relay relay = new Relay();
        return relay.to(speaking(devices, loudspeaker, relay, input, name));
    }

    private static SoundPath speaking(
            SoundDevices devices, Optional<String> name, Relay relay, AudioInput input, String microphone) {
        return devices.loudspeaker(name, relay)
                .fold(
                        output -> new SoundPath(
                                input, microphone, Optional.of(output), name.orElse("default loudspeaker")),
                        refusal -> new SoundPath(input, microphone, Optional.empty(), "silent: " + why(refusal)));
    }

    private static String why(Refusal refusal) {
        String detail = refusal.detail().isEmpty() ? refusal.reason().title() : refusal.detail();
        return detail + " " + refusal.reason().code();
    }

    /** Lines want to know whom to tell before there is anybody. */
    private static final class Relay implements SoundDevices.Listener {
        private volatile Optional<SoundPath> to = Optional.empty();

        SoundPath to(SoundPath path) {
            to = Optional.of(path);
            return path;
        }

        @Override
        public void lost(LineKind kind, Refusal why) {
            to.ifPresent(path -> path.lost(kind, why));
        }

        @Override
        public void back(LineKind kind) {
            to.ifPresent(path -> path.back(kind));
        }
    }

    @Override
    public void lost(LineKind kind, Refusal why) {
        name(kind, "gone, it is tried again: " + why.reason().code());
    }

    @Override
    public void back(LineKind kind) {
        name(kind, kind == LineKind.MICROPHONE ? microphoneName : speakerName);
    }

    private void name(LineKind kind, String words) {
        if (kind == LineKind.MICROPHONE) {
            microphone = words;
        } else {
            speaker = words;
        }
    }

    /** For the next call. */
    CallMedia media() {
        return new CallMedia(spoken.of(input), List.of(heard.of(output.orElseGet(AudioOutput::discard))));
    }

    void mute(boolean on) {
        spoken.mute(on);
    }

    boolean muted() {
        return spoken.muted();
    }

    Snapshot.Sound look() {
        OptionalDouble said = spoken.look();
        return new Snapshot.Sound(SafeText.of(microphone), SafeText.of(speaker), said, heard.look());
    }
}
