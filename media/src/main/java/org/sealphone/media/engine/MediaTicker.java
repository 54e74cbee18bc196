package org.sealphone.media.engine;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.time.Timeline;

/**
 * The pace of all calls that no sound card paces: one thread, absolute deadlines, so that no delay adds up.
 *
 * <p>Deadlines lie on a grid of a few milliseconds, so that a thousand calls cost two hundred wake-ups a second and not
 * fifty thousand.
 */
public final class MediaTicker implements AutoCloseable {
    private static final long GRID_NANOS = 5_000_000;
    private static final long IDLE_NANOS = 1_000_000_000;

    private final Timeline timeline;
    private final @Nullable Thread thread;
    private volatile MediaSession[] sessions = {};
    private volatile boolean closed;

    private MediaTicker(Timeline timeline, boolean threaded) {
        this.timeline = timeline;
        this.thread = threaded ? new Thread(this::run, "media") : null;
    }

    /** Paced by a thread of its own: for calls in real time. */
    public static MediaTicker threaded(Timeline timeline) {
        MediaTicker ticker = new MediaTicker(timeline, true);
        Thread thread = ticker.thread;
        if (thread != null) {
            thread.setDaemon(true);
            thread.start();
        }
        return ticker;
    }

    /** Paced by the timeline's own schedule: for virtual time. */
    public static MediaTicker scheduled(Timeline timeline) {
        MediaTicker ticker = new MediaTicker(timeline, false);
        ticker.again();
        return ticker;
    }

    private void again() {
        timeline.schedule(Duration.ofNanos(GRID_NANOS), () -> {
            if (!closed) {
                tick(timeline.nanoTime());
                again();
            }
        });
    }

    private void run() {
        while (!closed) {
            long now = timeline.nanoTime();
            long next = tick(now);
            LockSupport.parkNanos(this, Math.max(1, next - timeline.nanoTime()));
        }
    }

    /** Ticks every session whose time has come and returns when the next one's will. */
    private long tick(long now) {
        long next = now + IDLE_NANOS;
        for (MediaSession session : sessions) {
            if (session.due() - now <= 0) {
                tick(session, now);
            }
            long due = session.due();
            next = due - next < 0 ? due : next;
        }
        return next;
    }

    /**
     * The border between calls: a bug in one of them ends that one, with its BYE, and is reported; the others go on.
     */
    private void tick(MediaSession session, long now) {
        try {
            session.tick(now);
        } catch (RuntimeException bug) {
            session.stop();
            Thread current = Thread.currentThread();
            current.getUncaughtExceptionHandler().uncaughtException(current, bug);
        }
    }

    /**
     * When a session that begins now is first due: the point of the grid within its first frame that the fewest others share, so that
     * no call waits behind all others, however regularly they begin.
     */
    long firstDue(long now, long frameNanos) {
        long aligned = now + Math.floorMod(-now, GRID_NANOS);
        int[] others = new int[(int) Math.max(1, frameNanos / GRID_NANOS)];
        for (MediaSession session : sessions) {
            long after = Math.floorMod(session.due() - aligned, frameNanos) / GRID_NANOS;
            others[(int) Math.min(after, others.length - 1)]++;
        }
        int least = 0;
        for (int slot = 1; slot < others.length; slot++) {
            least = others[slot] < others[least] ? slot : least;
        }
        return aligned + least * GRID_NANOS;
    }

    long now() {
        return timeline.nanoTime();
    }

    synchronized void add(MediaSession session) {
        MediaSession[] before = sessions;
        MediaSession[] more = Arrays.copyOf(before, before.length + 1);
        more[before.length] = session;
        sessions = more;
        if (thread != null) {
            LockSupport.unpark(thread);
        }
    }

    synchronized void remove(MediaSession session) {
        sessions = Arrays.stream(sessions).filter(other -> other != session).toArray(MediaSession[]::new);
    }

    /** Stops every session that is left, each with its BYE, and the thread. */
    @Override
    public void close() {
        closed = true;
        for (MediaSession session : sessions) {
            session.close();
        }
        if (thread != null) {
            LockSupport.unpark(thread);
        }
    }
}
