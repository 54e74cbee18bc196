package org.sealphone.harness.prove;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.sealphone.harness.prove.MemoryWitness.Sample;

class MemoryWitnessTest {
    private static final long MEBI = 1 << 20;

    private static List<Sample> samples(int count, LongUnaryOperator resident, LongUnaryOperator reachable) {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            samples.add(new Sample(
                    Duration.ofSeconds(30).multipliedBy(i), resident.applyAsLong(i), reachable.applyAsLong(i)));
        }
        return samples;
    }

    @Test
    void memory_that_is_flat_is_told_with_its_figures() {
        List<Sample> flat = samples(120, i -> 90 * MEBI + i % 7, i -> 9 * MEBI + i % 5);
        assertThat(MemoryWitness.grown(flat)).isEmpty();
        assertThat(MemoryWitness.told(flat))
                .startsWith("120 measurements")
                .contains("resident 90.0 and 90.0 MiB", "reachable in the heap 9.00 and 9.00 MiB");
    }

    /** One large moment is none: it is over again. */
    @Test
    void a_single_peak_is_no_growth() {
        assertThat(MemoryWitness.grown(samples(120, i -> 90 * MEBI, i -> i == 118 ? 100 * MEBI : 9 * MEBI)))
                .isEmpty();
    }

    @Test
    void a_heap_that_leaks_a_little_all_the_time_is_found() {
        assertThat(MemoryWitness.grown(samples(120, i -> 90 * MEBI, i -> 9 * MEBI + i * MEBI / 60)))
                .singleElement()
                .asString()
                .startsWith("the phone's heap has grown: ");
        assertThat(MemoryWitness.grown(samples(120, i -> 90 * MEBI, i -> 9 * MEBI + i * MEBI / 180)))
                .isEmpty();
    }

    /** What a phone loads and compiles in its first minutes stays. */
    @Test
    void who_is_not_warm_yet_is_not_judged() {
        assertThat(MemoryWitness.grown(samples(120, i -> (i < 10 ? 50 : 90) * MEBI, i -> (i < 10 ? 5 : 9) * MEBI)))
                .isEmpty();
        assertThat(MemoryWitness.grown(samples(17, i -> i * 90 * MEBI, i -> i * 9 * MEBI)))
                .isEmpty();
        assertThat(MemoryWitness.grown(samples(18, i -> i * 90 * MEBI, i -> i * 9 * MEBI)))
                .hasSize(2);
    }

    @Test
    void a_process_that_grows_outside_of_its_heap_is_found() {
        assertThat(MemoryWitness.grown(samples(120, i -> 90 * MEBI + i * MEBI / 2, i -> 9 * MEBI)))
                .singleElement()
                .asString()
                .startsWith("the phone's process has grown: ");
    }

    @Test
    void who_has_hardly_measured_is_blind() {
        assertThat(MemoryWitness.grown(samples(8, i -> MEBI, i -> MEBI))).isEmpty();
        assertThat(MemoryWitness.grown(samples(7, i -> MEBI, i -> MEBI)))
                .containsExactly("the phone's memory was measured 7 times, at least 8 are needed");
        assertThat(MemoryWitness.told(List.of())).isEqualTo("0 measurements of the phone's memory");
    }

    /** A Java process among those of a phone, for as long as somebody holds its standard input. */
    static final class Waits {
        private Waits() {}

        public static void main(String[] arguments) throws IOException {
            System.out.println("ready");
            System.exit(System.in.read() < 0 ? 0 : 1);
        }
    }

    @Test
    void what_a_process_has_is_read_from_outside_and_not_more_often_than_asked_for() throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path none = Path.of("/nowhere");
        Tools tools = new Tools(none, none, none, none, none, Optional.of(java.resolveSibling("jcmd")));
        Process phone = new ProcessBuilder(
                        "sh",
                        "-c",
                        "\"$0\" \"$@\"; true",
                        java.toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        Path.of(Waits.class
                                        .getProtectionDomain()
                                        .getCodeSource()
                                        .getLocation()
                                        .toURI())
                                .toString(),
                        Waits.class.getName())
                .start();
        MemoryWitness seldom = new MemoryWitness(tools, Duration.ofDays(1));
        MemoryWitness often = new MemoryWitness(tools, Duration.ZERO);
        try (BufferedReader said = phone.inputReader()) {
            assertThat(said.readLine()).isEqualTo("ready");
            for (int i = 0; i < 2; i++) {
                seldom.look(phone.toHandle());
                often.look(phone.toHandle());
            }
            phone.getOutputStream().close();
            assertThat(phone.waitFor()).isZero();
        }
        seldom.look(phone.toHandle());
        often.look(phone.toHandle());
        assertThat(seldom.told()).startsWith("1 measurements");
        assertThat(often.told()).startsWith("2 measurements");
        assertThat(often.grown()).containsExactly("the phone's memory was measured 2 times, at least 8 are needed");
    }
}
