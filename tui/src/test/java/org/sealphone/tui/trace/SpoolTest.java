package org.sealphone.tui.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.tui.config.CliReason;

/** The file behind a run: its first failure of whatever kind ends it, is told once, and nobody waits for good. */
@Timeout(20)
class SpoolTest {
    private final List<Refusal> told = new CopyOnWriteArrayList<>();
    private final List<String> written = new CopyOnWriteArrayList<>();

    private interface Step {
        void run() throws IOException;
    }

    private Spool.Target<String> target(Step write, Step flush, Step close) {
        return new Spool.Target<>() {
            @Override
            public void write(String entry) throws IOException {
                write.run();
                written.add(entry);
            }

            @Override
            public void flush() throws IOException {
                flush.run();
            }

            @Override
            public void close() throws IOException {
                close.run();
                written.add("closed");
            }
        };
    }

    private static void bug() {
        throw new IllegalStateException("canary-quartz-7731");
    }

    private void told(String detail) {
        assertThat(told).containsExactly(new Refusal(CliReason.CLI_11, "trace: " + detail));
    }

    @Test
    void entries_are_written_in_order_and_the_file_is_closed() {
        try (Spool<String> spool = new Spool<>("trace", target(() -> {}, () -> {}, () -> {}), told::add)) {
            spool.add("one");
            spool.add("two");
        }
        assertThat(written).containsExactly("one", "two", "closed");
        assertThat(told).isEmpty();
    }

    @Test
    void CLI_11_a_bug_of_the_target_ends_the_file_is_told_once_and_close_returns() {
        try (Spool<String> spool = new Spool<>("trace", target(SpoolTest::bug, () -> {}, () -> {}), told::add)) {
            // More than the queue holds: a thread that died would leave it full, and close() without room.
            for (int i = 0; i < 40_000; i++) {
                spool.add("entry");
            }
        }
        assertThat(written).containsExactly("closed");
        told("IllegalStateException");
    }

    @Test
    void CLI_11_a_bug_in_flush_or_close_is_told() throws Exception {
        CountDownLatch flushing = new CountDownLatch(1);
        Step flush = () -> {
            flushing.countDown();
            bug();
        };
        new Spool<String>("trace", target(() -> {}, () -> {}, SpoolTest::bug), told::add).close();
        told("IllegalStateException");
        told.clear();
        try (Spool<String> spool = new Spool<>("trace", target(() -> {}, flush, () -> {}), told::add)) {
            // The last one before a pause is flushed; the end of the file is no entry.
            spool.add("one");
            flushing.await();
        }
        told("IllegalStateException");
    }

    @Test
    void CLI_11_a_full_disk_is_told() {
        Step full = () -> {
            throw new IOException("No space left on device");
        };
        try (Spool<String> spool = new Spool<>("trace", target(full, () -> {}, () -> {}), told::add)) {
            spool.add("one");
        }
        told("No space left on device");
    }

    @Test
    void CLI_11_a_disk_that_hangs_holds_nobody_up_and_is_told() throws Exception {
        CountDownLatch free = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        Step hangs = () -> {
            try {
                free.await();
            } catch (InterruptedException ended) {
                throw new IOException(ended);
            }
        };
        Spool<String> spool =
                new Spool<>("trace", target(hangs, () -> {}, closed::countDown), told::add, Duration.ofMillis(50));
        spool.add("one");
        spool.close();
        told("the last entries were not written in time");
        free.countDown();
        closed.await();
    }
}
