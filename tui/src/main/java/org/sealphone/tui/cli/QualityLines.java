package org.sealphone.tui.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.sealphone.ua.api.UaSnapshot;

/** How the calls of a phone sound, now and then, as lines beside its events. Thread: one of its own. */
final class QualityLines implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final ScheduledExecutorService clock;
    private Optional<ScheduledFuture<?>> looking = Optional.empty();

    private QualityLines() {
        this.clock = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "quality-lines");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Begins to look. */
    static QualityLines of(Supplier<UaSnapshot> phone, Consumer<String> lines) {
        QualityLines quality = new QualityLines();
        quality.looking = Optional.of(quality.clock.scheduleAtFixedRate(
                () -> look(phone.get(), Instant.now(), lines),
                EVERY.toMillis(),
                EVERY.toMillis(),
                TimeUnit.MILLISECONDS));
        return quality;
    }

    /** A line for each call whose media runs. */
    static void look(UaSnapshot snapshot, Instant at, Consumer<String> lines) {
        snapshot.calls()
                .forEach(call -> call.media().ifPresent(media -> lines.accept(EventLines.of(call.id(), media, at))));
    }

    @Override
    public void close() {
        looking.ifPresent(look -> look.cancel(false));
        clock.shutdownNow();
    }
}
