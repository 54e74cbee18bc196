package org.sealphone.media.codec.opus;

import java.util.Arrays;
import java.util.Optional;

/**
 * One look at a library before it is trusted with a call: a tone goes in and must come out, in packets of equal size.
 * Catches a library that was built for another machine, or is another library.
 */
final class SelfTest {
    private static final int FRAME = OpusLibrary.RATE / 50;
    private static final int FRAMES = 6;
    private static final int BITRATE = 32_000;
    private static final int COMPLEXITY = 5;
    private static final int OCTETS = BITRATE / 50 / 8;
    private static final double PEAK = 8000;
    private static final double HERTZ = 440;

    private SelfTest() {}

    /** What is wrong; empty when all is well. */
    static Optional<String> fault(OpusLibrary library) {
        short[] tone = new short[FRAME];
        short[] heard = new short[FRAME];
        byte[] packet = new byte[OCTETS];
        try (OpusEncoding encoding = library.encoding(BITRATE, OpusLibrary.RATE, COMPLEXITY);
                OpusDecoding decoding = library.decoding(COMPLEXITY)) {
            for (int frame = 0; frame < FRAMES; frame++) {
                tone(tone, frame);
                int length = encoding.encode(tone, 0, FRAME, packet, 0);
                int samples = decoding.decode(packet, 0, length, heard, 0);
                if (length != OCTETS || samples != FRAME) {
                    return Optional.of("20 ms became " + length + " octets and " + samples + " samples");
                }
            }
            double likeness = power(heard) / power(tone);
            return likeness > 0.25 && likeness < 4 ? Optional.empty() : Optional.of("a tone did not survive it");
        } catch (IllegalStateException refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        }
    }

    /** Whether the library makes up what is missing by a trained model: then more complexity makes up something else. */
    static boolean deepConcealment(OpusLibrary library) {
        return !Arrays.equals(madeUp(library, 0), madeUp(library, COMPLEXITY));
    }

    private static short[] madeUp(OpusLibrary library, int complexity) {
        short[] pcm = new short[FRAME];
        byte[] packet = new byte[OCTETS];
        try (OpusEncoding encoding = library.encoding(BITRATE, OpusLibrary.RATE, COMPLEXITY);
                OpusDecoding decoding = library.decoding(complexity)) {
            for (int frame = 0; frame < FRAMES; frame++) {
                tone(pcm, frame);
                decoding.decode(packet, 0, encoding.encode(pcm, 0, FRAME, packet, 0), pcm, 0);
            }
            decoding.conceal(pcm, 0, FRAME);
        }
        return pcm;
    }

    private static void tone(short[] pcm, int frame) {
        for (int i = 0; i < FRAME; i++) {
            pcm[i] = (short) (PEAK * Math.sin(2 * Math.PI * HERTZ * (frame * FRAME + i) / OpusLibrary.RATE));
        }
    }

    private static double power(short[] pcm) {
        double sum = 0;
        for (short sample : pcm) {
            sum += (double) sample * sample;
        }
        return sum;
    }
}
