package org.sealphone.media.audio;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.media.reason.MediaReason;

/**
 * Keeps one line of a sound card going for the time of a call: opens it, moves a frame at a time, and when it dies
 * closes it, waits, and opens it again, for as long as the call lasts.
 *
 * <p>A dead line returns at once from every call. That must never become a loop at full speed, so each failure waits,
 * from a fifth of a second up to half of one; and a line that moves a second of sound in a quarter of one counts as dead too: it
 * either has no clock or hands out the backlog of a stall, which nobody wants to hear.
 *
 * <p>A server that is stopped and not ended gives no sign at all: whoever waits for its line waits on. The call's own
 * clock, its steady frames, finds that out ({@link #passed}); the line is then told of as lost and closed under the one
 * who waits. A driver may hold the closing too, until the server goes on; nobody else waits for that.
 *
 * <p>Thread: one of its own; {@link #step} is all it does, and tests call it with a time of their own. The call's thread
 * counts what has passed. Anybody may end it.
 */
final class LineLoop {
    static final int FRAME_MILLIS = 5;

    private static final long FIRST_PAUSE_NANOS = 200_000_000;
    private static final long LONGEST_PAUSE_NANOS = 500_000_000;
    private static final int FRAMES_PER_SECOND = 1000 / FRAME_MILLIS;
    private static final long TOO_FAST_NANOS = 250_000_000;
    /** A null sink that wakes was seen to take two seconds for its first frame. */
    private static final int STANDSTILL_MILLIS = 3000;

    private final LineKind kind;
    private final Supplier<Outcome<SoundLine>> opener;
    private final Work work;
    private final SoundDevices.Listener listener;
    private final Thread thread;

    private final AtomicBoolean lost = new AtomicBoolean();
    /** Frames and openings so far; written by the line's thread alone. */
    private final AtomicInteger signs = new AtomicInteger();

    /** Written by the line's thread alone. */
    private volatile @Nullable SoundLine line;

    /** The line that was taken from the one who waits for it. Written before it is told of as lost. */
    private volatile @Nullable SoundLine released;

    private long pause;
    private long retryAt;
    private int frames;
    private long since;
    /** The call's thread. */
    private int lastSign;

    private int stillMillis;
    private volatile boolean ended;

    /** What is done with an open line, frame by frame, on the line's thread. */
    interface Work {
        /** A line was opened; the next frames are its. */
        void begin(int lineRate);

        /** Moves one frame of {@link LineLoop#FRAME_MILLIS}; false when the line did not move all of it. */
        boolean frame(SoundLine line);
    }

    LineLoop(LineKind kind, Supplier<Outcome<SoundLine>> opener, Work work, SoundDevices.Listener listener) {
        this.kind = kind;
        this.opener = opener;
        this.work = work;
        this.listener = listener;
        this.thread = new Thread(this::run, kind.word());
        thread.setDaemon(true);
    }

    LineLoop start() {
        thread.start();
        return this;
    }

    /** Ends it soon: the thread closes the line itself, so that whoever hangs up never waits for a driver. */
    void end() {
        ended = true;
        LockSupport.unpark(thread);
    }

    private void run() {
        while (!ended) {
            long wait = step(System.nanoTime());
            if (wait > 0 && !ended) {
                LockSupport.parkNanos(this, wait);
            }
        }
        shut();
    }

    /** Opens the line when its time has come, or moves a frame. Returns the nanoseconds until there is more to do. */
    long step(long now) {
        SoundLine open = line;
        if (open != null) {
            return frame(open, now);
        }
        if (lost.get() && now - retryAt < 0) {
            return retryAt - now;
        }
        return opener.get().fold(opened -> begin(opened, now), refusal -> failed(refusal, now));
    }

    private long begin(SoundLine opened, long now) {
        line = opened;
        signs.incrementAndGet();
        frames = 0;
        since = now;
        work.begin(opened.sampleRate());
        return 0;
    }

    private long frame(SoundLine open, long now) {
        if (frames == FRAMES_PER_SECOND) {
            if (now - since < TOO_FAST_NANOS) {
                return failed(new Refusal(MediaReason.DEV_08, "it moved a second of sound at once"), now);
            }
            frames = 0;
            since = now;
            pause = 0;
        }
        if (!work.frame(open)) {
            return failed(new Refusal(MediaReason.DEV_08, "it stopped moving sound"), now);
        }
        frames++;
        signs.incrementAndGet();
        return lost.get() ? returned(open, now) : 0;
    }

    /** What was taken away may move the frame that was waited for, as a server goes on: that is its last, and nothing is back. */
    private long returned(SoundLine open, long now) {
        if (open == released) {
            return failed(new Refusal(MediaReason.DEV_08, "it stood still"), now);
        }
        lost.set(false);
        listener.back(kind);
        return 0;
    }

    /** The call's thread: so much of the call has passed. Starts a thread when the line has stood still for too long. */
    void passed(int millis) {
        if (standsStill(millis)) {
            Thread releasing = new Thread(this::release, kind.word() + "-release");
            releasing.setDaemon(true);
            releasing.start();
        }
    }

    /** True once for each standstill. */
    boolean standsStill(int millis) {
        int sign = signs.get();
        if (ended || sign != lastSign) {
            lastSign = sign;
            stillMillis = 0;
            return false;
        }
        int before = stillMillis;
        stillMillis = Math.min(STANDSTILL_MILLIS, before + millis);
        return before < STANDSTILL_MILLIS && stillMillis == STANDSTILL_MILLIS;
    }

    /** Tells of a line that stands still and takes it from the one who waits for it, whose next step then finds it dead. */
    void release() {
        SoundLine stuck = line;
        released = stuck;
        tellLost(new Refusal(MediaReason.DEV_08, "it stands still"));
        if (stuck != null) {
            stuck.close();
        }
    }

    private void tellLost(Refusal why) {
        if (lost.compareAndSet(false, true)) {
            listener.lost(kind, why);
        }
    }

    private long failed(Refusal why, long now) {
        shut();
        pause = Math.max(FIRST_PAUSE_NANOS, Math.min(LONGEST_PAUSE_NANOS, 2 * pause));
        retryAt = now + pause;
        tellLost(why);
        return pause;
    }

    private void shut() {
        SoundLine open = line;
        if (open != null) {
            line = null;
            open.close();
        }
    }
}
