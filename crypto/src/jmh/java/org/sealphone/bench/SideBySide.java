package org.sealphone.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs C drivers and Java subjects in turn, each benchmark in a JVM of its own, for some rounds; prints them as a table, with
 * the ratio to the first driver. Of each process the best slice counts. Of several processes it is the worst for ours, since
 * what a compiler makes of the same code differs from JVM to JVM, and the best for those that ours are compared with. Fails
 * when the intrinsics have allocated for a packet.
 *
 * <p>usage: SideBySide ROUNDS LABEL=DRIVER...
 */
public final class SideBySide {
    private static final String[] OPENS = {
        "--add-opens", "java.base/sun.security.provider=ALL-UNNAMED",
        "--add-opens", "java.base/com.sun.crypto.provider=ALL-UNNAMED",
    };
    private static final String INTRINSICS = "intrinsics";
    private static final String PUBLIC_API = "public API";
    private static final String JITSI = "jitsi-srtp, the quicker of its backends";
    /** An object has 16 octets at least; what JMH itself allocates for a slice is far below one octet a packet and a half. */
    private static final double NOTHING = 4;

    private final Map<String, Map<String, Double>> figures = new LinkedHashMap<>();
    private final Map<String, Map<String, Double>> allocated = new LinkedHashMap<>();
    private final List<String> labels = new ArrayList<>();

    public static void main(String[] arguments) throws IOException, InterruptedException, RunnerException {
        if (arguments.length < 2) {
            System.err.println("usage: SideBySide ROUNDS LABEL=DRIVER...");
            System.exit(2);
        }
        SideBySide all = new SideBySide();
        for (int round = 0; round < Integer.parseInt(arguments[0]); round++) {
            for (int i = 1; i < arguments.length; i++) {
                all.drive(arguments[i].split("=", 2));
            }
            all.run(INTRINSICS, Sealphone.class, OPENS);
            all.run(PUBLIC_API, Sealphone.class);
            all.run(JITSI, JitsiSrtp.class);
        }
        System.exit(all.print() ? 0 : 1);
    }

    private void drive(String[] driver) throws IOException, InterruptedException {
        if (!labels.contains(driver[0])) {
            labels.add(driver[0]);
        }
        Process process = new ProcessBuilder(driver[1], "x")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split(" ");
                process(driver[0], row(words[1], words[2], words[3]), Double.parseDouble(words[4]), Math::min);
            }
        }
        if (process.waitFor() != 0) {
            throw new IOException(driver[1] + " failed");
        }
    }

    private void run(String subject, Class<?> benchmark, String... flags) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(benchmark.getName())
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .jvmArgsAppend(flags);
        Collection<RunResult> results = new Runner(options.build()).run();
        for (RunResult result : results) {
            BenchmarkParams parameters = result.getParams();
            String name = parameters.getBenchmark();
            String row = row(
                    parameters.getParam("suite"),
                    parameters.getParam("size"),
                    name.substring(name.lastIndexOf('.') + 1));
            DoubleBinaryOperator ofSeveral = subject.equals(JITSI) ? Math::min : Math::max;
            for (BenchmarkResult fork : result.getBenchmarkResults()) {
                double best = fork.getIterationResults().stream()
                        .mapToDouble(SideBySide::nanosecondsOfPacket)
                        .min()
                        .orElseThrow();
                process(subject, row, best, ofSeveral);
            }
            double octets =
                    result.getSecondaryResults().get("gc.alloc.rate.norm").getScore() / SrtpSlices.SLICE;
            allocated.computeIfAbsent(subject, s -> new LinkedHashMap<>()).merge(row, octets, Math::min);
        }
        System.err.println("measured: " + subject);
    }

    private static double nanosecondsOfPacket(IterationResult slice) {
        return slice.getPrimaryResult().getScore() / SrtpSlices.SLICE;
    }

    private static String row(String suite, String size, String operation) {
        return suite + " | " + size + " | " + operation;
    }

    private void process(String subject, String row, double best, DoubleBinaryOperator ofSeveral) {
        figures.computeIfAbsent(subject, s -> new LinkedHashMap<>()).merge(row, best, ofSeveral::applyAsDouble);
    }

    private boolean print() {
        boolean nothing = true;
        StringBuilder head = new StringBuilder("| suite | octets | |");
        labels.forEach(label -> head.append(' ').append(label).append(" |"));
        System.out.println(
                head + " intrinsics | public API | octets allocated there | jitsi-srtp | intrinsics to jitsi-srtp |");
        System.out.println("| --- ".repeat(3 + labels.size() + 5) + "|");
        String yardstick = labels.get(0);
        for (String row : figures.get(yardstick).keySet()) {
            StringBuilder line = new StringBuilder("| " + row + " |");
            labels.forEach(label -> line.append(String.format(Locale.ROOT, " %.0f |", at(figures, label, row))));
            double fast = at(figures, INTRINSICS, row);
            double slow = at(figures, PUBLIC_API, row);
            double base = at(figures, yardstick, row);
            double jitsi = at(figures, JITSI, row);
            System.out.printf(
                    Locale.ROOT,
                    "%s %.0f **×%.2f** | %.0f ×%.2f | %s | %.0f | ×%.2f |%n",
                    line,
                    fast,
                    fast / base,
                    slow,
                    slow / base,
                    octets(row),
                    jitsi,
                    fast / jitsi);
            if (at(allocated, INTRINSICS, row) > NOTHING) {
                System.err.println(
                        row + ": the intrinsics allocate " + at(allocated, INTRINSICS, row) + " octets a packet");
                nothing = false;
            }
        }
        return nothing;
    }

    /** Of the public API; where a slice is sealed before it is opened, that is counted too. */
    private String octets(String row) {
        double octets = at(allocated, PUBLIC_API, row);
        return octets < NOTHING ? "0" : String.format(Locale.ROOT, "%.0f", octets);
    }

    private static double at(Map<String, Map<String, Double>> figures, String subject, String row) {
        Double figure = figures.getOrDefault(subject, Map.of()).get(row);
        if (figure == null) {
            throw new IllegalStateException(subject + " has no figure for " + row);
        }
        return figure;
    }
}
