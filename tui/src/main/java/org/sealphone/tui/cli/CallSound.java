package org.sealphone.tui.cli;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.media.audio.AudioInput;
import org.sealphone.media.audio.AudioOutput;
import org.sealphone.media.audio.CallTones;
import org.sealphone.media.audio.Conference;
import org.sealphone.media.audio.Echo;
import org.sealphone.media.audio.LineKind;
import org.sealphone.media.audio.SoundDevices;
import org.sealphone.media.reason.MediaReason;
import org.sealphone.tui.report.ExitCode;
import org.sealphone.tui.report.Report;
import org.sealphone.tui.text.Nearest;
import org.sealphone.ua.api.CallMedia;

/**
 * What the calls of one command play and where they are heard, each tried before anything leaves. Says when a device dies in a call and
 * when it is back, and accounts for it at the end: a device that came back is a remark, one that stayed away is a failure.
 *
 * <p>Threads: those of the lines say; the main thread asks.
 */
final class CallSound implements SoundDevices.Listener {
    private final Talk talk;
    private final Map<LineKind, Integer> losses = new EnumMap<>(LineKind.class);
    private final Map<LineKind, Refusal> gone = new EnumMap<>(LineKind.class);
    private AudioInput input = AudioInput.silence();
    private List<AudioOutput> outputs = List.of();
    private Optional<CallTones> tones = Optional.empty();
    /** What a call says and plays besides that, made anew for each. */
    private UnaryOperator<CallMedia> joined = UnaryOperator.identity();

    private CallSound(Talk talk) {
        this.talk = talk;
    }

    static Outcome<CallSound> of(SoundOptions options, SoundDevices devices, Talk talk) {
        Optional<Refusal> contradiction = options.contradiction();
        if (contradiction.isPresent()) {
            return new Outcome.Refused<>(contradiction.get());
        }
        CallSound sound = new CallSound(talk);
        Outcome<AudioInput> played =
                switch (options.play()) {
                    case "echo" -> sound.joining(CallSound::echoing);
                    case SoundOptions.CONFERENCE -> sound.joining(sound.conference());
                    default -> AudioInput.named(
                            options.play(),
                            () -> named(
                                    devices,
                                    LineKind.MICROPHONE,
                                    options.mic(),
                                    devices.microphone(options.mic(), sound)));
                };
        return played.then(input -> {
            sound.input = input;
            return options.aloud()
                    ? named(
                                    devices,
                                    LineKind.LOUDSPEAKER,
                                    options.speaker(),
                                    devices.loudspeaker(options.speaker(), sound))
                            .then(loudspeaker -> devices.tones(options.speaker(), sound)
                                    .then(tones -> sound.aloud(loudspeaker, tones)))
                    : Outcome.granted(sound);
        });
    }

    /** Whoever mistyped a name hears which was meant. */
    private static <T> Outcome<T> named(
            SoundDevices devices, LineKind kind, Optional<String> name, Outcome<T> outcome) {
        return outcome.fold(
                Outcome::granted,
                refusal -> refusal.reason() == MediaReason.DEV_01
                        ? Outcome.refused(
                                refusal.reason(), refusal.detail() + Nearest.hint(name.orElse(""), devices.names(kind)))
                        : new Outcome.Refused<>(refusal));
    }

    private Outcome<CallSound> aloud(AudioOutput loudspeaker, CallTones around) {
        outputs = List.of(loudspeaker);
        tones = Optional.of(around);
        return Outcome.granted(this);
    }

    /** The tones around a call, when there is a loudspeaker. */
    Optional<Ringing> ringing() {
        return tones.map(Ringing::new);
    }

    /** What the next call says, and the loudspeaker, when there is one. */
    CallMedia media() {
        return joined.apply(new CallMedia(input, outputs));
    }

    private Outcome<AudioInput> joining(UnaryOperator<CallMedia> others) {
        joined = others;
        return Outcome.granted(AudioInput.silence());
    }

    private static CallMedia echoing(CallMedia own) {
        Echo echo = new Echo();
        return new CallMedia(echo.input(), with(echo.output(), own));
    }

    /** All calls of one command hear one another. */
    private UnaryOperator<CallMedia> conference() {
        Conference conference = new Conference();
        return own -> {
            Conference.Party party = conference.join();
            return new CallMedia(party.input(own.input()), with(party.output(), own));
        };
    }

    private static List<AudioOutput> with(AudioOutput first, CallMedia own) {
        return Stream.concat(Stream.of(first), own.outputs().stream()).toList();
    }

    @Override
    public synchronized void lost(LineKind kind, Refusal why) {
        losses.merge(kind, 1, Integer::sum);
        gone.put(kind, why);
        talk.say(
                Instant.now(),
                "the " + kind.word() + " is gone (" + why.text() + "); the call goes on, and it is tried again");
    }

    @Override
    public synchronized void back(LineKind kind) {
        gone.remove(kind);
        talk.say(Instant.now(), "the " + kind.word() + " is back");
    }

    /** What became of the devices. */
    synchronized void account(Report.Builder report) {
        losses.forEach((kind, times) -> {
            Refusal still = gone.get(kind);
            String detail = kind.word() + ": gone " + (times == 1 ? "once" : times + " times");
            if (still == null) {
                report.reason(new Refusal(MediaReason.DEV_08, detail + ", back each time"));
            } else {
                report.atLeast(ExitCode.LOCAL);
                report.reason(new Refusal(still.reason(), detail + ", and still gone at the end; " + still.detail()));
            }
        });
    }
}
