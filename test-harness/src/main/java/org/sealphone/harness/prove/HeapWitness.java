package org.sealphone.harness.prove;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.sealphone.harness.oracle.Canary;
import org.sealphone.harness.oracle.CanarySearch;
import org.sealphone.harness.srtp.CryptoLine;

/**
 * Looks into the heap of a phone from outside: its virtual machine writes down what can still be reached, in the middle of a call, when the
 * keys must be there, and forty seconds after it, when none may be. The first look shows that this witness is not blind.
 *
 * <p>Made and asked by the thread that watches the phone; what happens in the call is told by the trunk's.
 */
final class HeapWitness {
    /** A call that has just begun has keys; a moment later it has them all. */
    private static final Duration IN_THE_CALL = Duration.ofSeconds(2);
    /** What replaced keys and what is still on its way are gone then as well. */
    private static final Duration AFTER = Duration.ofSeconds(41);

    private static final int CHUNK = 1 << 24;
    /** No form of a canary is longer. */
    private static final int OVERLAP = 512;

    private final Path jcmd;
    private final Path folder;
    private volatile Optional<Instant> began = Optional.empty();
    private volatile Optional<Instant> ended = Optional.empty();
    private final List<Path> dumps = new ArrayList<>();

    HeapWitness(Tools tools, Path folder) throws IOException {
        this.jcmd = tools.dumper();
        this.folder = folder;
    }

    /** A message of the trunk's: an ACK begins the call that a service makes, a BYE ends it. */
    void trunkSays(String text) {
        if (text.startsWith("ACK ") && began.isEmpty()) {
            began = Optional.of(Instant.now());
        } else if (text.startsWith("BYE ") && ended.isEmpty()) {
            ended = Optional.of(Instant.now());
        }
    }

    /** Looks where it is time to; the phone stands still meanwhile. */
    void look(ProcessHandle phone) throws IOException {
        boolean due = dumps.isEmpty() ? over(began, IN_THE_CALL) : dumps.size() == 1 && over(ended, AFTER);
        Optional<Long> machine = VirtualMachine.of(phone);
        if (due && machine.isPresent()) {
            Path file = folder.resolve("heap-" + dumps.size());
            dumps.add(file);
            Tools.run(List.of(jcmd.toString(), Long.toString(machine.get()), "GC.heap_dump", file.toString()));
        }
    }

    private static boolean over(Optional<Instant> since, Duration time) {
        return since.isPresent() && Instant.now().isAfter(since.get().plus(time));
    }

    /**
     * What it found that must not be.
     *
     * @param said every message of the call: there the keys stand
     * @param blind takes a sentence where this witness has seen nothing
     */
    List<String> found(Collection<String> said, Collection<String> blind) throws IOException {
        return found(dumps, said, blind);
    }

    /** @param dumps the one of the call first */
    static List<String> found(List<Path> dumps, Collection<String> said, Collection<String> blind) throws IOException {
        CanarySearch search = new CanarySearch(canaries(said));
        Set<String> first = dumps.isEmpty() ? Set.of() : in(dumps.get(0), search);
        if (first.isEmpty()) {
            blind.add("the heap of a phone in a call holds no key of it: who looked into it is blind");
        }
        if (dumps.size() < 2) {
            blind.add("nobody looked into the heap of the phone after the call");
            return List.of();
        }
        return in(dumps.get(1), search).stream()
                .map(name -> name + " stands in its heap forty seconds after the call")
                .toList();
    }

    private static List<Canary> canaries(Collection<String> said) {
        List<Canary> canaries = new ArrayList<>();
        said.stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith("a=crypto:"))
                .flatMap(line -> CryptoLine.parse(line).stream())
                .forEach(line -> {
                    line.keys().secrets().forEach((name, octets) -> canaries.add(Canary.key("a " + name, octets)));
                    byte[] whole = line.keys().masterKeyAndSalt();
                    canaries.add(Canary.forbidden(
                            "a key as text", Base64.getEncoder().encodeToString(whole)));
                });
        return canaries;
    }

    private static Set<String> in(Path dump, CanarySearch search) throws IOException {
        Set<String> names = new TreeSet<>();
        if (!Files.exists(dump)) {
            return names;
        }
        try (InputStream heap = Files.newInputStream(dump)) {
            byte[] kept = new byte[0];
            byte[] next = heap.readNBytes(CHUNK);
            while (next.length > 0) {
                byte[] window = new byte[kept.length + next.length];
                System.arraycopy(kept, 0, window, 0, kept.length);
                System.arraycopy(next, 0, window, kept.length, next.length);
                search.in(window)
                        .forEach(sighting -> names.add(sighting.canary().name()));
                kept = Arrays.copyOfRange(window, Math.max(0, window.length - OVERLAP), window.length);
                next = heap.readNBytes(CHUNK);
            }
        }
        return names;
    }
}
