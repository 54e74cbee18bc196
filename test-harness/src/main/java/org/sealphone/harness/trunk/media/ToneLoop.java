package org.sealphone.harness.trunk.media;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.sealphone.media.codec.Codec;
import org.sealphone.media.codec.Encoder;

/**
 * One second of 440 Hz at -12 dBFS peak, encoded once for all calls; it closes without a seam, since a second holds 440 whole periods. A
 * codec with a memory is recorded in its second second, when that has settled. Immutable.
 */
final class ToneLoop {
    private static final int FRAMES = 50;
    private static final double PEAK = 8192;
    private static final Map<Codec, ToneLoop> RECORDED = new ConcurrentHashMap<>();

    private final byte[][] second = new byte[FRAMES][];

    private ToneLoop(Codec codec) {
        int frame = codec.frameSamples(20);
        short[] pcm = new short[frame];
        byte[] room = new byte[1500];
        try (Encoder encoder = codec.newEncoder()) {
            for (int number = 0; number < 2 * FRAMES; number++) {
                for (int i = 0; i < frame; i++) {
                    double time = (double) (number * frame + i) / codec.sampleRate();
                    pcm[i] = (short) Math.round(PEAK * Math.sin(2 * Math.PI * 440 * time));
                }
                int length = encoder.encode(pcm, 0, frame, room, 0);
                second[number % FRAMES] = java.util.Arrays.copyOf(room, length);
            }
        }
    }

    static ToneLoop of(Codec codec) {
        return RECORDED.computeIfAbsent(codec, ToneLoop::new);
    }

    /** The payload of the frame of that number; not to be written to. */
    byte[] frame(long number) {
        return second[(int) (number % FRAMES)];
    }
}
