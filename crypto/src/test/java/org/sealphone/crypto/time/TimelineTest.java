package org.sealphone.crypto.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class TimelineTest {
    @Test
    void the_system_timeline_runs_tasks_on_its_thread() throws Exception {
        try (SystemTimeline timeline = new SystemTimeline()) {
            CountDownLatch ran = new CountDownLatch(1);
            AtomicReference<String> thread = new AtomicReference<>();
            long before = timeline.nanoTime();
            timeline.schedule(Duration.ofMillis(5), () -> {
                thread.set(Thread.currentThread().getName());
                ran.countDown();
            });
            assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(timeline.nanoTime() - before).isGreaterThanOrEqualTo(5_000_000);
            assertThat(thread.get()).isEqualTo("timeline");
            assertThat(timeline.now()).isBetween(Instant.EPOCH, Instant.parse("2200-01-01T00:00:00Z"));
        }
    }

    @Test
    void a_cancelled_task_does_not_run() throws Exception {
        try (SystemTimeline timeline = new SystemTimeline("t")) {
            List<String> order = new ArrayList<>();
            CountDownLatch last = new CountDownLatch(1);
            Timeline.Scheduled first = timeline.schedule(Duration.ofMillis(20), () -> order.add("cancelled"));
            timeline.schedule(Duration.ofMillis(40), last::countDown);
            first.cancel();
            assertThat(last.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(order).isEmpty();
        }
    }

    @Test
    void a_task_that_throws_is_heard_and_the_next_one_runs() throws Exception {
        try (SystemTimeline timeline = new SystemTimeline("t")) {
            AtomicReference<Throwable> heard = new AtomicReference<>();
            CountDownLatch next = new CountDownLatch(1);
            timeline.schedule(Duration.ZERO, () -> {
                Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> heard.set(thrown));
                throw new IllegalStateException("bug");
            });
            timeline.schedule(Duration.ofMillis(-5), next::countDown);
            assertThat(next.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(heard.get()).hasMessage("bug");
        }
    }

    @Test
    void a_closed_timeline_takes_no_tasks_drops_those_that_wait_and_ends_its_thread() throws Exception {
        SystemTimeline timeline = new SystemTimeline("t");
        AtomicReference<Thread> thread = new AtomicReference<>();
        CountDownLatch began = new CountDownLatch(1);
        List<String> ran = new CopyOnWriteArrayList<>();
        timeline.schedule(Duration.ZERO, () -> {
            thread.set(Thread.currentThread());
            began.countDown();
        });
        timeline.schedule(Duration.ofMillis(300), () -> ran.add("waited"));
        assertThat(began.await(10, TimeUnit.SECONDS)).isTrue();
        timeline.close();
        timeline.schedule(Duration.ZERO, () -> ran.add("late")).cancel();
        timeline.schedule(Duration.ZERO, () -> ran.add("later"));
        thread.get().join(10_000);
        assertThat(thread.get().isAlive()).isFalse();
        assertThat(ran).isEmpty();
    }

    @Test
    void virtual_time_passes_only_when_told() {
        VirtualTimeline timeline = new VirtualTimeline(Instant.EPOCH);
        List<String> log = new ArrayList<>();
        long start = timeline.nanoTime();
        timeline.schedule(
                Duration.ofSeconds(2), () -> log.add("late at " + timeline.now().getEpochSecond()));
        timeline.schedule(Duration.ofSeconds(1), () -> {
            log.add("first");
            timeline.schedule(Duration.ZERO, () -> log.add("at once"));
        });
        timeline.schedule(Duration.ofSeconds(1), () -> log.add("second"));
        timeline.schedule(Duration.ofSeconds(1), () -> log.add("cancelled")).cancel();
        assertThat(log).isEmpty();
        assertThat(timeline.waiting()).isEqualTo(3);
        assertThat(timeline.untilNext()).isEqualTo(Duration.ofSeconds(1));
        timeline.advance(Duration.ofSeconds(1));
        assertThat(log).containsExactly("first", "second", "at once");
        timeline.advance(Duration.ofSeconds(5));
        assertThat(log).endsWith("late at 2");
        assertThat(timeline.nanoTime() - start).isEqualTo(Duration.ofSeconds(6).toNanos());
        assertThat(timeline.untilNext()).isNull();
        timeline.schedule(Duration.ofSeconds(-1), () -> log.add("now"));
        timeline.runUntilIdle();
        assertThat(log).endsWith("now");
    }
}
