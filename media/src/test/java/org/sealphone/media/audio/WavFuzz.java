package org.sealphone.media.audio;

import static org.sealphone.fuzz.FuzzTarget.require;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.fuzz.FuzzTarget;

/** A sound file: never more samples than it has octets for, and a clip written plainly reads as the same clip. */
public final class WavFuzz implements FuzzTarget {
    @Override
    public String name() {
        return "wav";
    }

    @Override
    public List<byte[]> seeds() {
        byte[] mono = wav(1, 8000, 1, 16, 8, new short[] {1, -2, 300, -300});
        byte[] stereo = wav(1, 48_000, 2, 16, 8, new short[] {1, 3, -2, 4});
        return List.of(
                mono,
                stereo,
                wav(1, 44_100, 1, 16, 0, new short[] {5, 6}),
                wav(1, 16_000, 1, 16, -1, new short[] {5, 6}),
                wav(7, 8000, 1, 8, 8, new short[] {1, 2, 3, 4}),
                wav(1, 8000, 3, 16, 6, new short[] {1, 2, 3}),
                wav(1, 1, 1, 16, 2, new short[] {1}),
                wav(0xFFFE, 8000, 1, 16, 4, new short[] {1, 2}),
                Arrays.copyOf(mono, 40),
                Arrays.copyOf(mono, 12),
                FuzzTarget.text("RIFF\u0000\u0000\u0000\u0000WAVELIST\u0004\u0000\u0000\u0000abcd"),
                FuzzTarget.text("RIFX"),
                new byte[0]);
    }

    /** @param dataLength what the data chunk says of itself */
    private static byte[] wav(int encoding, int rate, int channels, int bits, int dataLength, short[] samples) {
        ByteBuffer out = ByteBuffer.allocate(44 + 2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        out.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 2 * samples.length);
        out.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        out.putShort((short) encoding).putShort((short) channels).putInt(rate).putInt(rate * channels * bits / 8);
        out.putShort((short) (channels * bits / 8)).putShort((short) bits);
        out.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(dataLength);
        for (short sample : samples) {
            out.putShort(sample);
        }
        return out.array();
    }

    @Override
    public void check(byte[] input) {
        read(input).fold(clip -> sound(clip, input.length), refusal -> bounded(refusal));
    }

    private static Outcome<WavClip> read(byte[] octets) {
        try {
            return WavClip.read(new ByteArrayInputStream(octets), "clip.wav");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean sound(WavClip clip, int octets) {
        short[] samples = clip.samples();
        require(samples.length > 0 && 2 * samples.length <= octets, "samples that were there");
        byte[] plain = wav(1, clip.sampleRate(), 1, 16, 2 * samples.length, samples);
        WavClip again = read(plain).fold(same -> same, refusal -> {
            throw new AssertionError("written plainly it reads: " + refusal.text());
        });
        require(Arrays.equals(samples, again.samples()) && clip.sampleRate() == again.sampleRate(), "as the same clip");
        // Other rates need filters of up to millions of taps, which no octet of the file but these four decides.
        if (samples.length <= 64 && clip.sampleRate() % 8000 == 0) {
            short[] played = new short[200];
            clip.open(8000).read(played, 0, played.length);
        }
        return true;
    }

    private static boolean bounded(Refusal refusal) {
        require(refusal.text().length() < 2_000, "a refusal of bounded length");
        return false;
    }
}
