package org.sealphone.crypto.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The machine's clocks, and one daemon thread that runs what is due. Tasks must be short: they share that thread.
 *
 * <p>A task that throws is a bug: it is given to the thread's uncaught-exception handler, and the schedule goes on.
 */
public final class SystemTimeline implements Timeline, AutoCloseable {
    private final ScheduledThreadPoolExecutor executor;

    /** A timeline whose thread is called "timeline". */
    public SystemTimeline() {
        this("timeline");
    }

    /** A timeline whose thread has a name of its own. */
    public SystemTimeline(String threadName) {
        executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, threadName);
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public Scheduled schedule(Duration delay, Runnable task) {
        try {
            Future<?> future =
                    executor.schedule(() -> runLoudly(task), Math.max(0, delay.toNanos()), TimeUnit.NANOSECONDS);
            return () -> future.cancel(false);
        } catch (RejectedExecutionException closed) {
            return () -> {};
        }
    }

    /** The executor would keep the exception in a future that nobody reads; a bug has to be heard. */
    private static void runLoudly(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error bug) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, bug);
        }
    }

    /** Drops what is not due yet and ends the thread. Scheduling on a closed timeline does nothing. */
    @Override
    public void close() {
        executor.shutdownNow();
    }
}
