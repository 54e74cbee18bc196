package org.sealphone.harness.prove;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures the memory of a phone from outside, again and again while it runs: what its process has of the machine (resident set), and what
 * can still be reached in its heap, after a collection of all that cannot. Made and asked by the thread that watches the phone.
 */
final class MemoryWitness {
    /** A median of fewer says little. */
    private static final int FEWEST = 8;
    /** Until then a phone still loads and compiles what it has not needed before, the more slowly the busier the machine is. */
    private static final Duration WARM = Duration.ofMinutes(5);
    /** Code that is still being compiled, and what the system's allocator keeps. */
    private static final long RESIDENT_SLACK = 24L << 20;
    /** Tables that grow by doubling. */
    private static final long HEAP_SLACK = 1L << 20;

    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s*(\\d{1,12}) kB");
    private static final Pattern REACHABLE = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d{1,18})\\s*$");

    private final Path jcmd;
    private final Duration interval;
    private final List<Sample> samples = new ArrayList<>();
    private Instant first = Instant.MAX;
    private Instant next = Instant.MIN;

    /** Octets, and how long after the first measurement. */
    record Sample(Duration age, long resident, long reachable) {}

    MemoryWitness(Tools tools, Duration interval) throws IOException {
        this.jcmd = tools.dumper();
        this.interval = interval;
    }

    /** Measures where it is time to; the phone stands still meanwhile, for a moment. */
    void look(ProcessHandle phone) throws IOException {
        if (Instant.now().isBefore(next)) {
            return;
        }
        Optional<Long> machine = VirtualMachine.of(phone);
        if (machine.isPresent()) {
            Instant now = Instant.now();
            first = first.isAfter(now) ? now : first;
            next = now.plus(interval);
            Optional<Sample> sample = sample(machine.get(), Duration.between(first, now));
            sample.ifPresent(samples::add);
        }
    }

    /** Empty where the phone is just ending. */
    private Optional<Sample> sample(long pid, Duration age) {
        try {
            long resident = number(RESIDENT, Files.readString(Path.of("/proc", Long.toString(pid), "status"))) << 10;
            String histogram = Tools.run(List.of(jcmd.toString(), Long.toString(pid), "GC.class_histogram"));
            return Optional.of(new Sample(age, resident, number(REACHABLE, histogram)));
        } catch (IOException ending) {
            return Optional.empty();
        }
    }

    private static long number(Pattern pattern, String text) throws IOException {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            throw new IOException("nothing is said of " + pattern);
        }
        return Long.parseLong(found.group(1));
    }

    /** What was measured, in words. */
    String told() {
        return told(samples);
    }

    /** Where the last quarter has more than the first, or nobody has measured. The first minutes are told of and not judged. */
    List<String> grown() {
        return grown(samples);
    }

    static String told(List<Sample> samples) {
        if (samples.size() < FEWEST) {
            return samples.size() + " measurements of the phone's memory";
        }
        return String.format(
                Locale.ROOT,
                "%d measurements of the phone's memory, median of the first quarter and of the last:"
                        + " resident %.1f and %.1f MiB, reachable in the heap %.2f and %.2f MiB",
                samples.size(),
                mebi(early(samples, Sample::resident)),
                mebi(late(samples, Sample::resident)),
                mebi(early(samples, Sample::reachable)),
                mebi(late(samples, Sample::reachable)));
    }

    static List<String> grown(List<Sample> samples) {
        List<String> found = new ArrayList<>();
        if (samples.size() < FEWEST) {
            found.add(
                    "the phone's memory was measured " + samples.size() + " times, at least " + FEWEST + " are needed");
            return found;
        }
        List<Sample> warm = samples.stream()
                .filter(sample -> sample.age().compareTo(WARM) >= 0)
                .toList();
        if (warm.size() < FEWEST) {
            return found;
        }
        if (late(warm, Sample::resident) > early(warm, Sample::resident) + RESIDENT_SLACK) {
            found.add("the phone's process has grown: " + told(warm));
        }
        if (late(warm, Sample::reachable) > early(warm, Sample::reachable) + HEAP_SLACK) {
            found.add("the phone's heap has grown: " + told(warm));
        }
        return found;
    }

    private static double mebi(long octets) {
        return octets / (double) (1 << 20);
    }

    private static long early(List<Sample> samples, ToLongFunction<Sample> what) {
        return median(samples.subList(0, samples.size() / 4), what);
    }

    private static long late(List<Sample> samples, ToLongFunction<Sample> what) {
        return median(samples.subList(samples.size() - samples.size() / 4, samples.size()), what);
    }

    private static long median(List<Sample> samples, ToLongFunction<Sample> what) {
        long[] sorted = samples.stream().mapToLong(what).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
