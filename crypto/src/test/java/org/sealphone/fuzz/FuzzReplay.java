package org.sealphone.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Replays the corpora of a module's targets, and a few seeded changes of each input, without a fuzzer. A failure prints the
 * input as a corpus line.
 */
public abstract class FuzzReplay {
    private static final int CHANGES = 400;

    protected abstract List<FuzzTarget> targets();

    @TestFactory
    Stream<DynamicTest> ADV_76_every_input_holds_every_property() {
        return targets().stream().map(target -> DynamicTest.dynamicTest(target.name(), () -> replay(target)));
    }

    /** A target that is fuzzed and left out here would have a corpus that nobody replays. */
    @Test
    void every_target_of_this_module_is_replayed() throws IOException, URISyntaxException {
        Path root = Path.of(
                getClass().getProtectionDomain().getCodeSource().getLocation().toURI());
        Set<String> there;
        try (Stream<Path> files = Files.walk(root)) {
            there = files.map(file -> root.relativize(file).toString())
                    .filter(file -> file.endsWith("Fuzz.class"))
                    .map(file -> file.replace(".class", "").replace('/', '.'))
                    .collect(Collectors.toSet());
        }
        assertThat(targets())
                .extracting(target -> target.getClass().getName())
                .containsExactlyInAnyOrderElementsOf(there);
    }

    private static void replay(FuzzTarget target) {
        List<byte[]> corpus = Corpus.of(target);
        Set<String> distinct = new HashSet<>();
        corpus.forEach(input -> distinct.add(Corpus.encode(input)));
        assertThat(distinct).hasSizeGreaterThanOrEqualTo(Corpus.LEAST);
        corpus.forEach(input -> check(target, input));
        Random random = new Random(7);
        for (int i = 0; i < CHANGES; i++) {
            check(target, Mutation.of(corpus, random));
        }
    }

    private static void check(FuzzTarget target, byte[] input) {
        try {
            target.check(input);
        } catch (RuntimeException | Error e) {
            throw new AssertionError(target.name() + " on " + Corpus.encode(input), e);
        }
    }
}
