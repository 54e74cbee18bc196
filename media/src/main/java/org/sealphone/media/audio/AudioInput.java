package org.sealphone.media.audio;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Supplier;
import org.sealphone.crypto.reason.Excerpt;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.media.reason.MediaReason;
import org.sealphone.media.tone.ToneGenerator;

/**
 * Sound that is known to be there, before the codec is: a call asks for it before it dials and opens it when it is
 * answered.
 *
 * <p>Immutable; each call opens a source of its own.
 */
@FunctionalInterface
public interface AudioInput {
    /** Never fails: whatever can fail has failed before. */
    AudioSource open(int sampleRate);

    /** Nothing to say; packets flow nevertheless. */
    static AudioInput silence() {
        return sampleRate -> (pcm, offset, samples) -> Arrays.fill(pcm, offset, offset + samples, (short) 0);
    }

    static AudioInput tone(double... hertz) {
        double[] chosen = hertz.clone();
        return sampleRate -> new ToneGenerator(sampleRate, ToneGenerator.DEFAULT_DBFS, chosen)::read;
    }

    /** A sound file, read to its end now; silence follows its last sample. */
    static Outcome<AudioInput> file(Path file) {
        return WavClip.read(file).then(clip -> Outcome.granted(clip));
    }

    /**
     * What the command line writes: {@code tone:440}, {@code tone:350+440}, {@code silence}, {@code mic} or a file.
     *
     * @param microphone asked only for {@code mic}
     */
    static Outcome<AudioInput> named(String text, Supplier<Outcome<AudioInput>> microphone) {
        if (text.equals("silence")) {
            return Outcome.granted(silence());
        }
        if (text.equals("mic")) {
            return microphone.get();
        }
        if (text.startsWith("tone:")) {
            return tones(text.substring("tone:".length()));
        }
        try {
            return file(Path.of(text));
        } catch (InvalidPathException noPath) {
            return Outcome.refused(MediaReason.DEV_02, Excerpt.of(text));
        }
    }

    private static Outcome<AudioInput> tones(String text) {
        String[] parts = text.split("\\+", -1);
        double[] hertz = new double[parts.length];
        for (int i = 0; i < parts.length; i++) {
            if (!parts[i].matches("[0-9]{1,4}(\\.[0-9]{1,3})?")) {
                return Outcome.refused(MediaReason.DEV_06, "tone:" + Excerpt.of(text));
            }
            hertz[i] = Double.parseDouble(parts[i]);
            if (hertz[i] < 20 || hertz[i] > 3900) {
                return Outcome.refused(MediaReason.DEV_06, Excerpt.of(parts[i]) + " Hz");
            }
        }
        return Outcome.granted(tone(hertz));
    }
}
