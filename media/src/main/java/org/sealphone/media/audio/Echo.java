package org.sealphone.media.audio;

import java.util.Arrays;

/**
 * What a call hears is what it says, a frame later: a far end that shows a caller that every sample arrived, by decoding it and sending it
 * back. Both ends are of one call, and opened at one rate.
 *
 * <p>Owned by the thread that ticks: it reads, sends, and then plays.
 */
public final class Echo {
    /** As long as the longest packet of a call, and the frame that is being played. */
    private static final int ROOM_MILLIS = 300;

    private short[] heard = {};
    private int waiting;

    /** What the call says. */
    public AudioInput input() {
        return sampleRate -> {
            room(sampleRate);
            return this::say;
        };
    }

    /** Where what it hears goes. */
    public AudioOutput output() {
        return sampleRate -> {
            room(sampleRate);
            return this::hear;
        };
    }

    private void room(int sampleRate) {
        int samples = sampleRate / 1000 * ROOM_MILLIS;
        if (heard.length != samples) {
            heard = new short[samples];
            waiting = 0;
        }
    }

    /** Silence before the first sound, and where more is wanted than was heard. */
    private void say(short[] pcm, int offset, int samples) {
        int ready = Math.min(samples, waiting);
        System.arraycopy(heard, 0, pcm, offset, ready);
        Arrays.fill(pcm, offset + ready, offset + samples, (short) 0);
        waiting -= ready;
        System.arraycopy(heard, ready, heard, 0, waiting);
    }

    private void hear(short[] pcm, int offset, int samples) {
        int taken = Math.min(samples, heard.length - waiting);
        System.arraycopy(pcm, offset, heard, waiting, taken);
        waiting += taken;
    }
}
