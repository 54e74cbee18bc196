package org.sealphone.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sealphone.media.audio.WavClip;
import org.sealphone.media.tone.Heard;
import org.sealphone.media.tone.ToneAnalyser;

/** How many whole seconds of a recording are a tone and nothing else. */
final class ToneSeconds {
    private ToneSeconds() {}

    /** @param leastSnr how many decibels the tone stands above all else in a second that counts */
    static int in(String what, Path recording, int hertz, double leastSnr) throws IOException {
        if (!Files.exists(recording)) {
            System.out.println(what + ": there is no recording");
            return 0;
        }
        WavClip clip = WavClip.read(recording).fold(read -> read, refusal -> {
            throw new IllegalStateException(refusal.toString());
        });
        short[] samples = clip.samples();
        int second = clip.sampleRate();
        int good = 0;
        double best = 0;
        for (int at = 0; at + second <= samples.length; at += second) {
            Heard heard = ToneAnalyser.analyse(samples, at, second, second);
            good += heard.tone(hertz, leastSnr) ? 1 : 0;
            best = Math.max(best, heard.snrDb().orElse(0));
        }
        System.out.printf(
                "%s: %d Hz in %d of %d seconds, at best %.1f dB above all else%n",
                what, hertz, good, samples.length / second, best);
        return good;
    }
}
