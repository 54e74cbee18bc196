package org.sealphone.tui.cli;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.sealphone.tui.report.ExitCode;

/**
 * A wish to end: Ctrl-C, a hang-up of the terminal, a request to terminate, or a bug that some thread did not catch. The command hears of
 * it, ends its calls, removes its registration and reports; a bound on that time makes sure that the process ends in any case.
 *
 * <p>Works through a shutdown hook, because the JVM then runs it for each of those signals, and at most once. Thread-safe.
 */
final class Interrupt {
    /** A trunk that has fallen silent costs 5 s at the BYE and 4 s at the removal of the registration; the report comes after both. */
    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(12);

    private final CompletableFuture<Void> wished = new CompletableFuture<>();
    private final CountDownLatch done = new CountDownLatch(1);
    private final AtomicBoolean broken = new AtomicBoolean();
    private final Runnable shutdown;
    private volatile int code = ExitCode.INTERRUPTED.code();

    /** One that nothing fires but its owner, and that ends no process by itself. */
    Interrupt() {
        this(() -> {});
    }

    private Interrupt(Runnable shutdown) {
        this.shutdown = shutdown;
    }

    /** One that this process' signals fire. */
    static Interrupt ofProcess() {
        Interrupt interrupt = new Interrupt(() -> {
            Thread ending = new Thread(() -> System.exit(ExitCode.INTERNAL.code()), "ending");
            ending.setDaemon(true);
            ending.start();
        });
        Runtime.getRuntime().addShutdownHook(new Thread(interrupt::hook, "interrupt"));
        return interrupt;
    }

    private void hook() {
        if (done.getCount() == 0) {
            return;
        }
        fire();
        try {
            done.await(LONGEST_FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(isBroken() ? ExitCode.INTERNAL.code() : code);
    }

    /** Wishes the end. */
    void fire() {
        wished.complete(null);
    }

    /** Wishes the end because of a bug: whatever the command makes of it, the process ends with 70. The first bug begins the end. */
    void broken() {
        if (broken.compareAndSet(false, true)) {
            fire();
            shutdown.run();
        }
    }

    /** Whether a bug wished the end. */
    boolean isBroken() {
        return broken.get();
    }

    /** Whether the end is wished. */
    boolean fired() {
        return wished.isDone();
    }

    /** Completes when the end is wished. */
    CompletableFuture<Void> wish() {
        return wished.copy();
    }

    /** Ends the process with a code; when a signal or a bug came, the hook does it. */
    void exit(int status) {
        code = status;
        done.countDown();
        if (!fired()) {
            System.exit(status);
        }
    }

    /** Waits until something is done, the end is wished, or the time is over. */
    Waited await(CompletableFuture<?> something, Duration longest) {
        try {
            CompletableFuture.anyOf(
                            something.handle((value, failure) -> Waited.DONE), wished.thenApply(v -> Waited.DONE))
                    .get(longest.toMillis(), TimeUnit.MILLISECONDS);
            return something.isDone() ? Waited.DONE : Waited.INTERRUPTED;
        } catch (TimeoutException over) {
            return Waited.TIME_OVER;
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return Waited.INTERRUPTED;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("failures were handled", impossible);
        }
    }

    /** How a wait ended. */
    enum Waited {
        DONE,
        INTERRUPTED,
        TIME_OVER
    }
}
