package org.sealphone.media.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealphone.crypto.wire.Weather;
import org.sealphone.media.codec.Codec;

/**
 * What is understood of speech through seeded loss and jitter, in a whole sealed call under the virtual clock: the table of
 * {@code docs/benchmarks.md}, written to {@code target/speech.md}. The floors lie a little below what is written there.
 */
@Tag("privileged")
class SpeechThroughLossTest {
    private static final int SEEDS = 4;
    private static final Duration WAY = Duration.ofMillis(5);
    private static final Duration JITTER = Duration.ofMillis(60);

    private static final List<Condition> CONDITIONS = List.of(
            new Condition("0 %", Weather.fine(), 0.994, 0.995),
            new Condition("3 %", Weather.fine().losing(0.03), 0.992, 0.988),
            new Condition("10 %", Weather.fine().losing(0.1), 0.986, 0.974),
            new Condition("20 %", Weather.fine().losing(0.2), 0.972, 0.945),
            new Condition(
                    "jitter, order kept", Weather.fine().taking(WAY, JITTER).inOrder(), 0.99, 0.99),
            new Condition("jitter with reordering", Weather.fine().taking(WAY, JITTER), 0.99, 0.99),
            new Condition("10 % and jitter", Weather.fine().losing(0.1).taking(WAY, JITTER), 0.97, 0.96));

    private record Condition(String name, Weather weather, double opusFloor, double pcmuFloor) {
        double floor(Codec codec) {
            return codec == Codec.OPUS ? opusFloor : pcmuFloor;
        }
    }

    @Test
    void XR_01_speech_is_understood_through_loss_and_jitter(@TempDir Path folder) throws Exception {
        Speech speech = Speech.spoken(folder);
        List<String> lines = new ArrayList<>();
        List<String> tooLow = new ArrayList<>();
        for (Condition condition : CONDITIONS) {
            StringBuilder line = new StringBuilder("| " + condition.name());
            for (Codec codec : List.of(Codec.OPUS, Codec.PCMU)) {
                List<Speech.Understood> calls = sideBySide(LongStream.rangeClosed(1, SEEDS)
                        .<Callable<Speech.Understood>>mapToObj(
                                seed -> () -> speech.through(condition.weather(), codec, seed, MediaSettings.USUAL))
                        .toList());
                double stoi = calls.stream()
                        .mapToDouble(Speech.Understood::stoi)
                        .average()
                        .orElseThrow();
                double slipping = calls.stream()
                        .mapToDouble(Speech.Understood::slipping)
                        .average()
                        .orElseThrow();
                line.append(String.format(Locale.ROOT, " | %.4f | %.4f", stoi, slipping));
                if (stoi < condition.floor(codec)) {
                    tooLow.add(condition.name() + ", " + codec + ": " + stoi);
                }
            }
            lines.add(line + " |");
        }
        write(lines);
        assertThat(tooLow).as(String.join("\n", lines)).isEmpty();
    }

    /** On threads that end here: other tests count theirs. */
    private static <T> List<T> sideBySide(List<Callable<T>> tasks) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> future : pool.invokeAll(tasks)) {
                results.add(future.get());
            }
            return results;
        } finally {
            pool.shutdown();
            assertThat(pool.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        }
    }

    private static void write(List<String> lines) throws IOException {
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target", "speech.md"), lines);
    }
}
