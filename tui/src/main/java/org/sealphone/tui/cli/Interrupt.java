package org.sealphone.tui.cli;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.sealphone.tui.report.ExitCode;

/**
 * A wish from outside to end: Ctrl-C, a hang-up of the terminal, a request to terminate. The command hears of it, ends its calls, removes
 * its registration and reports; a bound on that time makes sure that the process ends in any case.
 *
 * <p>Works through a shutdown hook, because the JVM then runs it for each of those signals, and at most once. Thread-safe.
 */
final class Interrupt {
    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(8);

    private final CompletableFuture<Void> wished = new CompletableFuture<>();
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile int code = ExitCode.INTERRUPTED.code();

    /** One that this process' signals fire. */
    static Interrupt ofProcess() {
        Interrupt interrupt = new Interrupt();
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
        Runtime.getRuntime().halt(code);
    }

    /** Wishes the end. */
    void fire() {
        wished.complete(null);
    }

    /** Whether the end is wished. */
    boolean fired() {
        return wished.isDone();
    }

    /** Completes when the end is wished. */
    CompletableFuture<Void> wish() {
        return wished.copy();
    }

    /** Ends the process with a code; when a signal came, the hook does it. */
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
