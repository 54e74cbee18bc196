package org.sealphone.mutants;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sealphone.harness.prove.ProofReport;
import org.sealphone.harness.prove.Proving;
import org.sealphone.harness.prove.Subject;
import org.sealphone.harness.prove.Tools;
import org.sealphone.harness.prove.Trial;
import org.sealphone.harness.prove.TrialResult;
import org.sealphone.mutants.Mutant.Ends;

/**
 * Puts every mutant into the dock, after the phone without its fault has passed the same scenario. Runs in a network namespace of its own;
 * ends with 1 where one survives, or where a phone without a fault does not pass.
 */
final class Gauntlet {
    private final Path agent;
    private final String classPath;
    private final List<String> complaints = new ArrayList<>();
    private final Set<String> survivors = new TreeSet<>();

    private Gauntlet(Path agent, String classPath) {
        this.agent = agent;
        this.classPath = classPath;
    }

    /** @param arguments the agent, the class path of the program as it is shipped, and the mutants that are meant, all where none is named */
    public static void main(String[] arguments) throws IOException {
        List<String> wanted = List.of(arguments).subList(2, arguments.length);
        // Those that take long first: others are played beside them.
        List<Mutant> mutants = Stream.concat(Mutant.further().stream(), Mutant.all().stream())
                .filter(mutant -> wanted.isEmpty() || wanted.contains(mutant.id()))
                .toList();
        Gauntlet gauntlet = new Gauntlet(Path.of(arguments[0]), arguments[1]);
        gauntlet.run(mutants);
        gauntlet.complaints.forEach(complaint -> System.out.println("NOT CAUGHT " + complaint));
        long all = mutants.stream().map(Mutant::id).distinct().count();
        System.out.println(all - gauntlet.survivors.size() + " of " + all + " mutants caught");
        System.exit(gauntlet.complaints.isEmpty() ? 0 : 1);
    }

    private void run(List<Mutant> mutants) throws IOException {
        List<Proving.Hearing> hearings = new ArrayList<>();
        Map<String, Integer> sound = new LinkedHashMap<>();
        Map<Mutant, List<Integer>> bent = new LinkedHashMap<>();
        for (Mutant mutant : mutants) {
            sound.computeIfAbsent(
                    mutant.rare() + mutant.scenario(), key -> add(hearings, mutant.rare(), mutant.scenario()));
            List<Integer> own = new ArrayList<>(List.of(add(hearings, mutant.woven(), mutant.scenario())));
            if (mutant.id().equals("M23")) {
                own.add(add(hearings, mutant.woven(), mutant.scenario()));
            }
            bent.put(mutant, own);
        }
        ProofReport played = new Proving(
                        Tools.find(),
                        Optional.empty(),
                        result -> System.out.println("played " + result.trial()),
                        () -> false)
                .play(hearings);
        for (Mutant mutant : mutants) {
            TrialResult twin = played.results().get(sound.get(mutant.rare() + mutant.scenario()));
            List<TrialResult> own =
                    bent.get(mutant).stream().map(played.results()::get).toList();
            judge(mutant, twin, new ProofReport(own, own.size(), played.took()));
        }
        clean();
    }

    private int add(List<Proving.Hearing> hearings, String woven, String scenario) {
        Trial trial = Trial.all().stream()
                .filter(known -> known.toString().equals(scenario))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no scenario " + scenario));
        hearings.add(new Proving.Hearing(
                new Subject.Own(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-javaagent:" + agent + "=" + woven,
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "--add-opens",
                        "java.base/sun.security.provider=ALL-UNNAMED",
                        "--add-opens",
                        "java.base/com.sun.crypto.provider=ALL-UNNAMED",
                        "-cp",
                        classPath,
                        "org.sealphone.tui.cli.Sealphone")),
                trial));
        return hearings.size() - 1;
    }

    private void judge(Mutant mutant, TrialResult twin, ProofReport own) {
        if (!twin.sealed()) {
            survivors.add(mutant.id());
            complaints.add(mutant.id() + ": the phone without the fault does not pass " + mutant.scenario() + ": "
                    + evidence(twin));
            return;
        }
        List<String> evidence = new ArrayList<>();
        own.results().forEach(result -> evidence.addAll(evidence(result)));
        own.repeatedKeys().forEach(trial -> evidence.add("a key that an earlier call had"));
        Ends ends = own.leaked() ? Ends.LEAK : Ends.FAILED;
        String found = evidence.stream()
                .filter(Pattern.compile(mutant.evidence(), Pattern.DOTALL).asPredicate())
                .findFirst()
                .orElse("");
        boolean woven = evidence.stream().noneMatch(line -> line.contains("exit " + Weaver.NOT_WOVEN));
        if (own.sealed() || ends != mutant.ends() || found.isEmpty() || !woven) {
            survivors.add(mutant.id());
            complaints.add(mutant.id() + " in " + mutant.scenario() + ": " + (own.sealed() ? "it passes" : evidence));
        } else {
            System.out.printf(
                    "caught %s, exit %d: %s%n",
                    mutant.id(), ends.code(), found.lines().findFirst().orElse(""));
        }
    }

    private static List<String> evidence(TrialResult result) {
        return Stream.of(
                        result.forbidden().stream(),
                        result.verdict().leaks().stream().limit(5).map(leak -> leak + "\n" + leak.hexdump()),
                        result.verdict().problems().stream(),
                        result.failures().stream())
                .flatMap(lines -> lines)
                .toList();
    }

    private static void clean() throws IOException {
        Path folder = Faults.FILE.getParent();
        try (Stream<Path> left = Files.list(folder)) {
            for (Path file : left.toList()) {
                if (file.toString().startsWith(Faults.FILE.toString())) {
                    Files.delete(file);
                }
            }
        }
    }
}
