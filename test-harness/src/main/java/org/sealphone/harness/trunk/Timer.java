package org.sealphone.harness.trunk;

/** A task that the trunk's loop will run at a time, unless it is cancelled before. Owned by the loop thread. */
final class Timer implements Comparable<Timer> {
    private final long deadline;
    private final long order;
    private final Runnable task;
    private boolean cancelled;

    Timer(long deadline, long order, Runnable task) {
        this.deadline = deadline;
        this.order = order;
        this.task = task;
    }

    long deadline() {
        return deadline;
    }

    boolean cancelled() {
        return cancelled;
    }

    void cancel() {
        cancelled = true;
    }

    void run() {
        task.run();
    }

    @Override
    public int compareTo(Timer other) {
        int byTime = Long.signum(deadline - other.deadline);
        return byTime != 0 ? byTime : Long.compare(order, other.order);
    }

    @Override
    public boolean equals(@org.jspecify.annotations.Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(order);
    }
}
