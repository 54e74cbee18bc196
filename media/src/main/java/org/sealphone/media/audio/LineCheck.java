package org.sealphone.media.audio;

import java.util.OptionalDouble;
import org.sealphone.crypto.reason.Excerpt;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.media.reason.MediaReason;
import org.sealphone.media.tone.ToneAnalyser;

/**
 * What trying a line found.
 *
 * @param sampleRate what it was opened with
 * @param channels of the card
 * @param heardDbfs how loud it was; of a microphone alone
 */
public record LineCheck(int sampleRate, int channels, OptionalDouble heardDbfs) {
    static Outcome<LineCheck> of(LineKind kind, String name, SoundLine line, int frames) {
        short[] pcm = new short[line.sampleRate() * LineLoop.FRAME_MILLIS / 1000];
        double loudest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < frames; i++) {
            if (line.transfer(pcm, pcm.length) < pcm.length) {
                return Outcome.refused(
                        MediaReason.DEV_09, kind.word() + " " + Excerpt.of(name) + ": it opens and moves no sound");
            }
            loudest = Math.max(loudest, ToneAnalyser.level(pcm, 0, pcm.length));
        }
        return Outcome.granted(new LineCheck(
                line.sampleRate(),
                line.channels(),
                switch (kind) {
                    case MICROPHONE -> OptionalDouble.of(loudest);
                    case LOUDSPEAKER -> OptionalDouble.empty();
                }));
    }
}
