package org.sealphone.tui.trace;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.tui.config.CliReason;

/**
 * Writes entries to a file on a thread of its own: whoever adds one never waits for a disk. What does not fit into the queue is counted
 * as lost. The first failure ends the file, is told once, and disturbs nothing else.
 *
 * <p>Threads: {@link #add} from any; the target is used by the spool's thread alone.
 */
final class Spool<T> implements AutoCloseable {
    private static final int ROOM = 16_384;
    private static final Duration LAST_WAIT = Duration.ofSeconds(3);

    private final String name;
    private final Target<T> target;
    private final Consumer<Refusal> ended;
    private final Duration longest;
    /** An empty entry is the last one. */
    private final BlockingQueue<Optional<T>> queue = new ArrayBlockingQueue<>(ROOM);

    private final AtomicLong lost = new AtomicLong();
    private final AtomicBoolean failed = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread thread;

    Spool(String name, Target<T> target, Consumer<Refusal> ended) {
        this(name, target, ended, LAST_WAIT);
    }

    Spool(String name, Target<T> target, Consumer<Refusal> ended, Duration longest) {
        this.longest = longest;
        this.name = name;
        this.target = target;
        this.ended = ended;
        thread = new Thread(this::run, "spool");
        thread.setDaemon(true);
        thread.start();
    }

    void add(T entry) {
        if (!closed.get() && !failed.get() && !queue.offer(Optional.of(entry))) {
            lost.incrementAndGet();
        }
    }

    private void run() {
        try {
            for (Optional<T> next = queue.take(); next.isPresent(); next = queue.take()) {
                write(next.get());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        finish();
    }

    private void write(T entry) {
        if (failed.get()) {
            return;
        }
        try {
            target.write(entry);
            if (queue.isEmpty()) {
                target.flush();
            }
        } catch (IOException full) {
            fail(reason(full));
        } catch (RuntimeException bug) {
            // The file ends, and the thread goes on taking entries, so that nobody waits for it.
            fail(bug.getClass().getSimpleName());
        }
    }

    private void finish() {
        try {
            target.close();
            if (lost.get() > 0) {
                fail(lost.get() + " entries came faster than they could be written");
            }
        } catch (IOException full) {
            fail(reason(full));
        } catch (RuntimeException bug) {
            fail(bug.getClass().getSimpleName());
        }
    }

    private static String reason(IOException full) {
        String message = full.getMessage();
        return message == null ? full.getClass().getSimpleName() : message;
    }

    private void fail(String cause) {
        if (failed.compareAndSet(false, true)) {
            ended.accept(new Refusal(CliReason.CLI_11, name + ": " + cause));
        }
    }

    /** Writes what is queued and closes the file; waits a bounded time, and tells when that was not enough. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            long end = System.nanoTime() + longest.toNanos();
            boolean asked = queue.offer(Optional.empty(), longest.toNanos(), TimeUnit.NANOSECONDS);
            TimeUnit.NANOSECONDS.timedJoin(thread, end - System.nanoTime());
            if (!asked || thread.isAlive()) {
                fail("the last entries were not written in time");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Where entries go. */
    interface Target<T> extends Closeable {
        void write(T entry) throws IOException;

        void flush() throws IOException;
    }
}
