package org.sealphone.media.audio;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.Line;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.Mixer;
import javax.sound.sampled.SourceDataLine;
import javax.sound.sampled.TargetDataLine;
import org.sealphone.crypto.reason.Excerpt;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.media.reason.MediaReason;

/**
 * The sound cards that Java finds. Nothing else touches {@code javax.sound}; nothing is decided here.
 *
 * <p>Lines are asked for with 48 kHz in one channel, then with what else a card may have.
 */
final class JavaSound implements SoundCards {
    private static final int[] RATES = {48_000, 44_100, 32_000, 16_000, 8000};
    private static final int BITS = 16;

    @Override
    public List<String> names(LineKind kind) {
        List<String> names = new ArrayList<>();
        for (Mixer.Info card : AudioSystem.getMixerInfo()) {
            if (AudioSystem.getMixer(card).isLineSupported(new Line.Info(type(kind)))) {
                names.add(card.getName());
            }
        }
        return names;
    }

    @Override
    public Outcome<SoundLine> open(LineKind kind, String name) {
        for (Mixer.Info card : AudioSystem.getMixerInfo()) {
            if (card.getName().equals(name)) {
                return open(kind, name, AudioSystem.getMixer(card));
            }
        }
        return Outcome.refused(MediaReason.DEV_09, kind.word() + " " + Excerpt.of(name) + ": it is gone");
    }

    private static Outcome<SoundLine> open(LineKind kind, String name, Mixer card) {
        Optional<DataLine.Info> info = format(kind, card);
        if (info.isEmpty()) {
            return Outcome.refused(MediaReason.DEV_09, kind.word() + " " + Excerpt.of(name) + ": no 16-bit format");
        }
        AudioFormat format = info.get().getFormats()[0];
        try {
            return Outcome.granted(
                    switch (kind) {
                        case MICROPHONE -> JavaLine.microphone((TargetDataLine) card.getLine(info.get()), format);
                        case LOUDSPEAKER -> JavaLine.loudspeaker((SourceDataLine) card.getLine(info.get()), format);
                    });
        } catch (LineUnavailableException | IllegalArgumentException | IllegalStateException unavailable) {
            return Outcome.refused(
                    MediaReason.DEV_09,
                    kind.word() + " " + Excerpt.of(name) + ": " + Excerpt.of(String.valueOf(unavailable.getMessage())));
        }
    }

    private static Optional<DataLine.Info> format(LineKind kind, Mixer card) {
        for (int rate : RATES) {
            for (int channels = 1; channels <= 2; channels++) {
                DataLine.Info info = new DataLine.Info(type(kind), new AudioFormat(rate, BITS, channels, true, false));
                if (card.isLineSupported(info)) {
                    return Optional.of(info);
                }
            }
        }
        return Optional.empty();
    }

    private static Class<? extends DataLine> type(LineKind kind) {
        return switch (kind) {
            case MICROPHONE -> TargetDataLine.class;
            case LOUDSPEAKER -> SourceDataLine.class;
        };
    }
}
