package org.sealphone.media.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.sealphone.crypto.srtp.SrtpSuite;
import org.sealphone.crypto.wire.ReservedPort;
import org.sealphone.crypto.wire.Weather;
import org.sealphone.media.audio.AudioInput;
import org.sealphone.media.audio.AudioOutput;
import org.sealphone.media.audio.AudioSource;
import org.sealphone.media.audio.Resampler;
import org.sealphone.media.codec.Codec;
import org.sealphone.media.quality.Stoi;
import org.sealphone.media.sdp.Direction;
import org.sealphone.media.sdp.MediaPlan;

/** Speech through a whole call, sealed, over a network with weather, in virtual time; and what is left of it. */
final class Speech {
    private static final int RATE = 48_000;
    private static final int ESPEAK_RATE = 22_050;
    private static final int HEADER = 44;
    private static final String TEXT =
            "Good morning. The train to the coast leaves from platform nine at a quarter past eight. "
                    + "Please keep your ticket at hand, and do not leave any luggage behind. "
                    + "She sells fresh bread, cheese and yellow apples in the small shop by the bridge. "
                    + "Five quick dogs jumped over the fence while the judge was watching. "
                    + "We should be able to understand every word of this, whatever the network does to it.";

    private final short[] wide;
    private final short[] narrow;
    private final Stoi stoi;

    private Speech(AudioInput mouth, int samples) {
        wide = new short[samples];
        mouth.open(RATE).read(wide, 0, samples);
        narrow = Resampler.convert(wide, RATE, 8000);
        stoi = new Stoi(wide, RATE);
    }

    /** Spoken by espeak-ng, at 48 kHz. */
    static Speech spoken(Path folder) throws IOException, InterruptedException {
        Path file = folder.resolve("speech.wav");
        Process speaking = new ProcessBuilder("espeak-ng", "-v", "en", "-s", "160", "-w", file.toString(), TEXT)
                .redirectErrorStream(true)
                .start();
        String said = new String(speaking.getInputStream().readAllBytes());
        if (speaking.waitFor() != 0) {
            throw new IOException("espeak-ng: " + said);
        }
        long samples = (Files.size(file) - HEADER) / 2 * RATE / ESPEAK_RATE;
        return AudioInput.file(file).fold(input -> new Speech(input, (int) samples), refusal -> {
            throw new IllegalStateException(refusal.text());
        });
    }

    /**
     * What was understood.
     *
     * @param stoi aligned once
     * @param slipping aligned each second
     */
    record Understood(double stoi, double slipping, MediaReport report) {}

    /** Said after a second of silence, by one who then goes on being silent. */
    private AudioInput mouth() {
        return rate -> new Mouth(rate == RATE ? wide : narrow, rate);
    }

    private static final class Mouth implements AudioSource {
        private final short[] words;
        private int at;

        Mouth(short[] words, int rate) {
            this.words = words;
            at = -rate;
        }

        @Override
        public void read(short[] pcm, int offset, int samples) {
            for (int i = offset; i < offset + samples; i++, at++) {
                pcm[i] = at >= 0 && at < words.length ? words[at] : 0;
            }
        }
    }

    Understood through(Weather weather, Codec codec, long seed, MediaSettings settings) {
        Call call = new Call(weather, SrtpSuite.AES_CM_128_HMAC_SHA1_80, seed);
        List<short[]> heard = new ArrayList<>();
        AudioOutput ear =
                rate -> (frame, offset, samples) -> heard.add(Arrays.copyOfRange(frame, offset, offset + samples));
        start(
                call,
                call.nearPort,
                Call.plan(call.keys.offerer(), call.farPort, Direction.SENDRECV, 20, codec),
                mouth(),
                settings);
        MediaSession far = start(
                call,
                call.farPort,
                Call.plan(call.keys.answerer(), call.nearPort, Direction.SENDRECV, 20, codec),
                AudioInput.silence(),
                settings,
                ear);
        call.pass(Duration.ofMillis(wide.length / (RATE / 1000) + 2000));
        MediaReport report = far.report();
        short[] all = new short[heard.stream().mapToInt(frame -> frame.length).sum()];
        int at = 0;
        for (short[] frame : heard) {
            System.arraycopy(frame, 0, all, at, frame.length);
            at += frame.length;
        }
        return new Understood(stoi.of(all, codec.sampleRate()), stoi.slipping(all, codec.sampleRate()), report);
    }

    private static MediaSession start(
            Call call,
            ReservedPort port,
            MediaPlan plan,
            AudioInput input,
            MediaSettings settings,
            AudioOutput... outputs) {
        return MediaSession.start(
                port,
                plan,
                input,
                List.of(outputs),
                settings,
                call.timeline,
                new Random(1),
                call.ticker,
                new Call.Ear());
    }
}
