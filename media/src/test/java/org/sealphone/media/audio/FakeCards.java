package org.sealphone.media.audio;

import java.util.ArrayList;
import java.util.List;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.media.reason.MediaReason;
import org.sealphone.media.tone.ToneGenerator;

/** Sound cards that fail when they are told to, and hear of it as well. Microphones hear a tone, loudspeakers keep what they play. */
final class FakeCards implements SoundCards, SoundDevices.Listener {
    final List<String> names = new ArrayList<>();
    final List<String> told = new ArrayList<>();
    final List<Short> played = new ArrayList<>();
    int sampleRate = 48_000;
    int opened;
    int closed;
    /** Frames that a line moves before it is dead; dead lines return short, then nothing, for ever. */
    int framesToLive = Integer.MAX_VALUE;

    boolean refusing;

    @Override
    public List<String> names(LineKind kind) {
        return List.copyOf(names);
    }

    @Override
    public synchronized Outcome<SoundLine> open(LineKind kind, String name) {
        if (refusing) {
            return Outcome.refused(MediaReason.DEV_09, "busy");
        }
        opened++;
        return Outcome.granted(new Fake(kind));
    }

    @Override
    public synchronized void lost(LineKind kind, Refusal why) {
        told.add("lost " + kind.word() + " " + why.reason().code());
    }

    @Override
    public synchronized void back(LineKind kind) {
        told.add("back " + kind.word());
    }

    private final class Fake implements SoundLine {
        private final LineKind kind;
        private final ToneGenerator tone = new ToneGenerator(sampleRate, -10, 440);
        private boolean open = true;

        Fake(LineKind kind) {
            this.kind = kind;
        }

        @Override
        public int sampleRate() {
            return sampleRate;
        }

        @Override
        public int channels() {
            return 1;
        }

        @Override
        public int transfer(short[] pcm, int samples) {
            int moved = framesToLive > 0 ? samples : framesToLive == 0 ? samples / 3 : 0;
            framesToLive--;
            if (kind == LineKind.MICROPHONE) {
                tone.read(pcm, 0, moved);
            } else {
                for (int i = 0; i < moved; i++) {
                    played.add(pcm[i]);
                }
            }
            return moved;
        }

        @Override
        public void close() {
            closed += open ? 1 : 0;
            open = false;
        }
    }
}
