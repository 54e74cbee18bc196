package org.sealphone.media.engine;

/**
 * Lets a source with a clock of its own, a microphone, set the pace of sending: a frame that is not whole yet is waited for, and when sound
 * always lies ready sending moves forward. So nothing has to be kept in reserve between the sound card's thread and the one that sends.
 *
 * <p>Bounded: a source that stands still is sent as the silence that it gives. Owned by the thread that ticks.
 */
final class SourcePace {
    static final long STEP_NANOS = 5_000_000;

    private static final int MOST_STEPS = 4;
    private static final int FRAMES = 10;

    /** False until the source gives sound, and when it has been waited for in vain: each wait makes all later sound later. */
    private boolean moving;

    private int waited;
    private int frames;
    private long least = Long.MAX_VALUE;

    /**
     * @param ahead nanoseconds of sound beyond the frame that is due; below zero when that is not whole
     * @return how long to wait for it; 0 to send
     */
    long patience(long ahead) {
        if (ahead < 0 && moving && waited < MOST_STEPS) {
            waited++;
            return STEP_NANOS;
        }
        moving = ahead >= 0;
        waited = 0;
        least = Math.min(least, ahead);
        frames++;
        return 0;
    }

    /** By how much the next frame may be sent earlier than a frame after this one. */
    long gained() {
        if (frames < FRAMES) {
            return 0;
        }
        boolean always = least >= STEP_NANOS && least < Integer.MAX_VALUE;
        frames = 0;
        least = Long.MAX_VALUE;
        return always ? STEP_NANOS : 0;
    }
}
