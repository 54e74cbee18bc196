package org.sealphone.harness.prove;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All trials of a proof, several rooms side by side: a trial waits more than it works. */
public final class Proving {
    private static final int ROOMS = 6;

    private final Tools tools;
    private final Optional<Path> keep;
    private final Consumer<TrialResult> progress;
    private final BooleanSupplier stopped;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param keep where capture and key log of each trial that is not sealed go
     * @param progress hears of each trial when it is over, on that trial's thread
     * @param stopped when it says yes no further trial begins
     */
    public Proving(Tools tools, Optional<Path> keep, Consumer<TrialResult> progress, BooleanSupplier stopped) {
        this.keep = keep;
        this.tools = tools;
        this.progress = progress;
        this.stopped = stopped;
    }

    /**
     * Plays them; blocks until the last is over. The results stand in the order of the trials.
     *
     * @throws IOException when this machine cannot: then nothing is proved, whatever was seen before
     */
    public ProofReport play(Subject subject, List<Trial> trials) throws IOException {
        return play(trials.stream().map(trial -> new Hearing(subject, trial)).toList());
    }

    /** One phone in the dock, and what it is put to. */
    public record Hearing(Subject subject, Trial trial) {}

    /** The same with a phone for each trial. */
    public ProofReport play(List<Hearing> hearings) throws IOException {
        Instant begun = Instant.now();
        if (keep.isPresent()) {
            Files.createDirectories(keep.get());
        }
        Path folder = Files.createTempDirectory("sealphone-prove-");
        ExecutorService rooms = Executors.newFixedThreadPool(ROOMS);
        try {
            List<Future<TrialResult>> running = new ArrayList<>();
            for (int i = 0; i < hearings.size(); i++) {
                Hearing hearing = hearings.get(i);
                int number = i % 256;
                Path own = Files.createDirectory(folder.resolve(Integer.toString(i)));
                running.add(rooms.submit(() -> one(hearing, own, number)));
            }
            List<TrialResult> results = new ArrayList<>();
            for (Future<TrialResult> future : running) {
                TrialResult result = future.get();
                if (result != null) {
                    results.add(result);
                }
            }
            return new ProofReport(results, hearings.size(), Duration.between(begun, Instant.now()));
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException cannot) {
                throw cannot;
            }
            throw new IllegalStateException("a trial failed", failed.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            rooms.shutdownNow();
            delete(folder);
        }
    }

    private @Nullable TrialResult one(Hearing hearing, Path own, int number) throws IOException {
        if (stopped.getAsBoolean()) {
            return null;
        }
        TrialResult result = new TrialRun(hearing.trial(), hearing.subject(), tools, keep, own, number, random).play();
        progress.accept(result);
        return result;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
