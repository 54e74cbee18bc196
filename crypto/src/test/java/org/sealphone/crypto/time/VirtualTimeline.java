package org.sealphone.crypto.time;

import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Time that passes when a test says so. Tasks run on the thread that advances it, in the order of their times, and in the order of
 * scheduling where those are equal; a task sees the time that it was scheduled for. Scheduling and reading are safe from any
 * thread; one thread advances.
 */
public final class VirtualTimeline implements Timeline {
    private static final long EPOCH_NANOS = 1_000_000_000_000L;

    private final PriorityQueue<Task> tasks = new PriorityQueue<>();
    private Instant start;
    private long now = EPOCH_NANOS;
    private long scheduled;

    /** Starts on a fixed day. */
    public VirtualTimeline() {
        this(Instant.parse("2026-11-23T12:00:00Z"));
    }

    /** Starts at a moment of the test's choice. */
    public VirtualTimeline(Instant start) {
        this.start = start;
    }

    private static final class Task implements Comparable<Task> {
        final long due;
        final long order;
        final Runnable work;

        Task(long due, long order, Runnable work) {
            this.due = due;
            this.order = order;
            this.work = work;
        }

        @Override
        public int compareTo(Task other) {
            return due != other.due ? Long.compare(due, other.due) : Long.compare(order, other.order);
        }
    }

    @Override
    public synchronized long nanoTime() {
        return now;
    }

    @Override
    public synchronized Instant now() {
        return start.plusNanos(now - EPOCH_NANOS);
    }

    @Override
    public synchronized Scheduled schedule(Duration delay, Runnable task) {
        Task entry = new Task(now + Math.max(0, delay.toNanos()), scheduled++, task);
        tasks.add(entry);
        return () -> remove(entry);
    }

    private synchronized void remove(Task task) {
        tasks.remove(task);
    }

    /** Lets this much time pass and runs what becomes due, also what such tasks schedule within it. */
    public void advance(Duration duration) {
        long until;
        synchronized (this) {
            until = now + duration.toNanos();
        }
        for (Task task = next(until); task != null; task = next(until)) {
            task.work.run();
        }
        synchronized (this) {
            now = Math.max(now, until);
        }
    }

    private synchronized @Nullable Task next(long until) {
        Task task = tasks.peek();
        if (task == null || task.due > until) {
            return null;
        }
        tasks.poll();
        now = Math.max(now, task.due);
        return task;
    }

    /** The machine sleeps: the clock of the day goes on, the monotonic one and all that waits for it does not. */
    public synchronized void sleep(Duration duration) {
        start = start.plus(duration);
    }

    /** Runs what is due at this very moment, without letting time pass. */
    public void runUntilIdle() {
        advance(Duration.ZERO);
    }

    /** How many tasks wait. */
    public synchronized int waiting() {
        return tasks.size();
    }

    /** How long until the next task is due; nothing when none waits. */
    public synchronized @Nullable Duration untilNext() {
        Task task = tasks.peek();
        return task == null ? null : Duration.ofNanos(Math.max(0, task.due - now));
    }
}
