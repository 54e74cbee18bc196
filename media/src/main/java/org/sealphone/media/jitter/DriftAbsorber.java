package org.sealphone.media.jitter;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Joins two clocks: one thread puts samples into the ring as a sound card gives them, or as frames are due, and another
 * takes them at its own pace. No two clocks agree, so what lies in between would grow or run dry.
 *
 * <p>Measured is the least that was left over in half a second, because only that is delay and not jitter. Too much, and
 * one period is taken out where the waveform repeats; too little, and one is put in. After a stall the backlog is
 * skipped at once: old sound is worth nothing. When nothing is there, there is silence until a reserve has gathered; the
 * reserve grows with each such gap and shrinks slowly. Every joint glides.
 *
 * <p>Owned by the thread that takes; the counters may be read by anybody. Allocates nothing after it was made.
 */
public final class DriftAbsorber {
    private static final int MOST_RESERVE_MILLIS = 60;
    private static final int FAR_MILLIS = 120;
    /** A surplus that is let be: what is smaller costs more joints than it gains. */
    private static final int TOLERATED_MILLIS = 5;

    private static final int LONGEST_TAKE_MILLIS = 200;
    private static final int LOOKS_PER_SECOND = 2;
    private static final int RAMPS_PER_SECOND = 250;

    private final SampleRing ring;
    private final TimeScale scale;
    private final short[] piece;
    private final int sampleRate;
    private final int least;
    private final int far;
    private final int ramp;

    private int reserve;
    /** The reserve before a gap: who came back after so long had stood still, and a larger reserve would not have helped. */
    private int usual;

    private int silent;
    private int lowest = Integer.MAX_VALUE;
    private int looked;
    private boolean gathering = true;
    private boolean joint;

    private final AtomicLong gaps = new AtomicLong();
    private final AtomicLong skipped = new AtomicLong();
    private final AtomicLong shortened = new AtomicLong();
    private final AtomicLong lengthened = new AtomicLong();

    /**
     * @param pieceMillis the size of the pieces in which sound comes: when clocks slip past each other one piece is missing at once, so
     *     that is the least reserve
     */
    public DriftAbsorber(SampleRing ring, int sampleRate, int pieceMillis) {
        this.ring = ring;
        this.sampleRate = sampleRate;
        scale = new TimeScale(sampleRate);
        piece = new short[millis(LONGEST_TAKE_MILLIS) + scale.longest()];
        far = millis(FAR_MILLIS);
        ramp = sampleRate / RAMPS_PER_SECOND;
        least = millis(pieceMillis);
        reserve = least;
        usual = least;
    }

    /** Writes exactly {@code samples} samples, at most 200 ms; what is not there is silence. */
    public void take(short[] out, int offset, int samples) {
        int level = ring.available();
        if (gathering) {
            if (level < samples + reserve) {
                silent += samples;
                if (silent > far) {
                    reserve = usual;
                }
                Arrays.fill(out, offset, offset + samples, (short) 0);
                return;
            }
            begin(out, offset, samples, level);
        } else if (level < samples) {
            starve(out, offset, samples, level);
        } else if (level - samples > reserve + far) {
            skip(level - samples - reserve);
            plain(out, offset, samples);
        } else {
            steady(out, offset, samples, level);
        }
    }

    private void begin(short[] out, int offset, int samples, int level) {
        gathering = false;
        look();
        ring.drop(level - samples - reserve);
        plain(out, offset, samples);
        for (int i = 0; i < Math.min(ramp, samples); i++) {
            out[offset + i] = (short) (out[offset + i] * i / ramp);
        }
    }

    private void starve(short[] out, int offset, int samples, int level) {
        gathering = true;
        gaps.incrementAndGet();
        usual = reserve;
        silent = 0;
        reserve = Math.min(2 * reserve, millis(MOST_RESERVE_MILLIS));
        plain(out, offset, level);
        int fading = Math.min(ramp, level);
        for (int i = 0; i < fading; i++) {
            int at = offset + level - 1 - i;
            out[at] = (short) (out[at] * i / ramp);
        }
        Arrays.fill(out, offset + level, offset + samples, (short) 0);
    }

    /** Takes the oldest out of the ring; the first that is left begins as the first that went. */
    private void skip(int samples) {
        skipped.addAndGet(samples);
        ring.peek(0, piece, 0, ramp);
        ring.drop(samples);
        look();
        joint = true;
    }

    private void plain(short[] out, int offset, int samples) {
        ring.peek(0, out, offset, samples);
        ring.drop(samples);
        if (joint) {
            joint = false;
            int gliding = Math.min(ramp, samples);
            Waveform.glide(piece, 0, out, offset, out, offset, gliding);
        }
    }

    private void steady(short[] out, int offset, int samples, int level) {
        lowest = Math.min(lowest, level - samples);
        looked += samples;
        if (looked < sampleRate / LOOKS_PER_SECOND) {
            plain(out, offset, samples);
            return;
        }
        int surplus = lowest - reserve;
        boolean dry = lowest < reserve;
        look();
        if (surplus > millis(TOLERATED_MILLIS) && level >= samples + scale.longest()) {
            shorten(out, offset, samples, surplus);
        } else if (dry) {
            lengthen(out, offset, samples);
        } else {
            reserve = Math.max(least, reserve - millis(1));
            plain(out, offset, samples);
        }
    }

    private void shorten(short[] out, int offset, int samples, int surplus) {
        int seen = samples + scale.longest();
        ring.peek(0, piece, 0, seen);
        int removed = seen - scale.shorten(piece, seen, surplus, surplus > 3 * scale.longest());
        System.arraycopy(piece, 0, out, offset, samples);
        ring.drop(samples + removed);
        if (removed > 0) {
            shortened.incrementAndGet();
        }
    }

    private void lengthen(short[] out, int offset, int samples) {
        ring.peek(0, piece, 0, samples);
        int added = scale.lengthen(piece, samples, 2 * millis(TOLERATED_MILLIS)) - samples;
        System.arraycopy(piece, 0, out, offset, samples);
        ring.drop(samples - added);
        if (added > 0) {
            lengthened.incrementAndGet();
        }
    }

    private void look() {
        lowest = Integer.MAX_VALUE;
        looked = 0;
    }

    private int millis(int millis) {
        return sampleRate / 1000 * millis;
    }

    /** How often there was nothing to take. */
    public long gaps() {
        return gaps.get();
    }

    /** Samples that were skipped because they were too old. */
    public long skipped() {
        return skipped.get();
    }

    /** Periods that were taken out. */
    public long shortened() {
        return shortened.get();
    }

    /** Periods that were put in. */
    public long lengthened() {
        return lengthened.get();
    }
}
