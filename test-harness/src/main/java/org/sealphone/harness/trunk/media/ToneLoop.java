package org.sealphone.harness.trunk.media;

import org.sealphone.media.codec.Codec;

/** One second of 440 Hz at -12 dBFS peak, encoded once; it closes without a seam, since a second holds 440 whole periods. Immutable. */
final class ToneLoop {
    private static final int RATE = 8000;
    private static final int FRAME = 160;
    private static final double PEAK = 8192;

    private final byte[] second;

    ToneLoop(Codec codec) {
        short[] pcm = new short[RATE];
        for (int i = 0; i < RATE; i++) {
            pcm[i] = (short) Math.round(PEAK * Math.sin(2 * Math.PI * 440 * i / RATE));
        }
        second = new byte[RATE];
        codec.newEncoder().encode(pcm, 0, RATE, second, 0);
    }

    /** The payload of the frame of that number. */
    void frame(long number, byte[] target, int offset) {
        System.arraycopy(second, (int) (number % (RATE / FRAME)) * FRAME, target, offset, FRAME);
    }
}
