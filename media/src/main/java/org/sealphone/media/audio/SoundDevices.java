package org.sealphone.media.audio;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sealphone.crypto.reason.Excerpt;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.media.reason.MediaReason;

/**
 * Microphones and loudspeakers by name. Whatever can be wrong with one is known before anybody is dialled: it is opened
 * and closed again. Nobody listens before the call is answered.
 *
 * <p>A name may be given in part, in any case, as long as it means one device; without a name the machine's default is
 * meant. Refuses when there is none (DEV-07), none of that name (DEV-01), or when it does not open (DEV-09).
 */
public final class SoundDevices {
    private static final int MEASURED_FRAMES = 40;

    private final SoundCards cards;

    /** Hears when a line dies in a call and when it works again. Thread: the line's own; hand over at once. */
    public interface Listener {
        /** The line is dead or could not be opened. That side of the call is silent; the line is tried again. */
        void lost(LineKind kind, Refusal why);

        /** The line moves sound again. */
        void back(LineKind kind);
    }

    SoundDevices(SoundCards cards) {
        this.cards = cards;
    }

    /** Those of this machine. */
    public static SoundDevices ofThisMachine() {
        return new SoundDevices(new JavaSound());
    }

    /** A machine without any. */
    public static SoundDevices none() {
        return new SoundDevices(new SoundCards() {
            @Override
            public List<String> names(LineKind kind) {
                return List.of();
            }

            @Override
            public Outcome<SoundLine> open(LineKind kind, String name) {
                return Outcome.refused(MediaReason.DEV_09, name);
            }
        });
    }

    /** The names as {@code --mic} and {@code --speaker} take them, the default first. */
    public List<String> names(LineKind kind) {
        return cards.names(kind);
    }

    /** Each call that opens it reads a line of its own. */
    public Outcome<AudioInput> microphone(Optional<String> name, Listener listener) {
        return working(LineKind.MICROPHONE, name)
                .then(exact -> Outcome.granted(rate -> {
                    MicrophoneSource source =
                            new MicrophoneSource(rate, () -> cards.open(LineKind.MICROPHONE, exact), listener);
                    source.loop().start();
                    return source;
                }));
    }

    /** Each call that opens it plays to a line of its own. */
    public Outcome<AudioOutput> loudspeaker(Optional<String> name, Listener listener) {
        return working(LineKind.LOUDSPEAKER, name)
                .then(exact -> Outcome.granted(new AudioOutput() {
                    @Override
                    public AudioSink open(int rate) {
                        LoudspeakerSink sink =
                                new LoudspeakerSink(rate, () -> cards.open(LineKind.LOUDSPEAKER, exact), listener);
                        sink.loop().start();
                        return sink;
                    }

                    @Override
                    public boolean live() {
                        return true;
                    }
                }));
    }

    /** The tones around a call, on the same loudspeaker. Nothing is opened before one sounds. */
    public Outcome<CallTones> tones(Optional<String> name, Listener listener) {
        return working(LineKind.LOUDSPEAKER, name)
                .then(exact -> Outcome.granted(new CallTones(() -> cards.open(LineKind.LOUDSPEAKER, exact), listener)));
    }

    private Outcome<String> working(LineKind kind, Optional<String> name) {
        return chosen(kind, name).then(exact -> cards.open(kind, exact).then(line -> {
            line.close();
            return Outcome.granted(exact);
        }));
    }

    /** The exact name of the device that is meant. */
    Outcome<String> chosen(LineKind kind, Optional<String> name) {
        List<String> names = cards.names(kind);
        if (names.isEmpty()) {
            return Outcome.refused(MediaReason.DEV_07, "no " + kind.word());
        }
        if (name.isEmpty()) {
            return Outcome.granted(names.get(0));
        }
        String wanted = name.get().toLowerCase(Locale.ROOT);
        List<String> same = names.stream()
                .filter(known -> known.toLowerCase(Locale.ROOT).equals(wanted))
                .toList();
        List<String> parts = names.stream()
                .filter(known -> known.toLowerCase(Locale.ROOT).contains(wanted))
                .toList();
        List<String> meant = same.isEmpty() ? parts : same;
        if (meant.size() == 1 && !wanted.isBlank()) {
            return Outcome.granted(meant.get(0));
        }
        return Outcome.refused(MediaReason.DEV_01, unclear(kind, name.get(), meant.isEmpty() ? names : meant, meant));
    }

    private static String unclear(LineKind kind, String name, List<String> shown, List<String> meant) {
        String list = shown.stream().map(known -> "'" + Excerpt.of(known) + "'").collect(Collectors.joining(", "));
        return "the " + kind.word() + " '" + Excerpt.of(name) + "' " + (meant.isEmpty() ? "is none of " : "may be ")
                + list;
    }

    /** Opens a device, moves a fifth of a second of sound, closes it, and says what it was. Blocks that long. */
    public Outcome<LineCheck> check(LineKind kind, String name) {
        return cards.open(kind, name).then(line -> {
            try (line) {
                return LineCheck.of(kind, name, line, MEASURED_FRAMES);
            }
        });
    }
}
