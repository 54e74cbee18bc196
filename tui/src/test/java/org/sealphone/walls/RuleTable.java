package org.sealphone.walls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which rule is proved by which test, read from the sources of all modules: a test proves the rules whose ids stand in its name, as
 * in {@code SDES_26_27_fresh_keys}.
 */
final class RuleTable {
    private static final Pattern TEST = Pattern.compile(
            "@(?:Test|ParameterizedTest|RepeatedTest|TestFactory|FuzzTest)\\b.*?\\bvoid (\\w+)\\(", Pattern.DOTALL);
    private static final Pattern IDS = Pattern.compile("(SDES|SRTP)((?:_\\d{2}(?!\\d))+)");

    private final Map<String, String> rules = new LinkedHashMap<>();
    private final Map<String, String> pending = new TreeMap<>();
    private final Map<String, TreeSet<String>> proofs = new TreeMap<>();

    /** @param rules lines of id, tab, statement */
    RuleTable(List<String> rules) {
        for (String line : rules) {
            String[] parts = line.split("\t", 2);
            this.rules.put(parts[0], parts[1]);
        }
    }

    /** @param lines of id, blank, what is missing on the wire */
    RuleTable pending(List<String> lines) {
        for (String line : lines) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] parts = line.split(" ", 2);
                pending.put(parts[0], parts.length < 2 ? "" : parts[1]);
            }
        }
        return this;
    }

    RuleTable scan(Path tests) throws IOException {
        try (Stream<Path> files = Files.walk(tests)) {
            for (Path file : files.filter(path -> path.toString().endsWith("Test.java"))
                    .sorted()
                    .toList()) {
                String name = file.getFileName().toString();
                scan(name.substring(0, name.length() - ".java".length()), Files.readString(file));
            }
        }
        return this;
    }

    RuleTable scan(String testClass, String source) {
        Matcher test = TEST.matcher(source);
        while (test.find()) {
            for (String rule : idsIn(test.group(1))) {
                proofs.computeIfAbsent(rule, any -> new TreeSet<>()).add(testClass + "." + test.group(1));
            }
        }
        return this;
    }

    private static List<String> idsIn(String method) {
        List<String> ids = new ArrayList<>();
        Matcher matcher = IDS.matcher(method);
        while (matcher.find()) {
            for (String number : matcher.group(2).substring(1).split("_")) {
                ids.add(matcher.group(1) + "-" + number);
            }
        }
        return ids;
    }

    /** Rules that nothing proves and nobody has put off, reasons that are missing, and ids that are none. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        for (String rule : rules.keySet()) {
            if (!proofs.containsKey(rule) && !pending.containsKey(rule)) {
                faults.add(rule + " is neither proved by a test nor pending");
            }
        }
        for (Map.Entry<String, String> entry : pending.entrySet()) {
            if (!rules.containsKey(entry.getKey())) {
                faults.add(entry.getKey() + " is pending and no rule");
            }
            if (entry.getValue().isBlank()) {
                faults.add(entry.getKey() + " is pending without a reason");
            }
        }
        for (String rule : proofs.keySet()) {
            if (!rules.containsKey(rule)) {
                faults.add(rule + " is proved by " + proofs.get(rule) + " and no rule");
            }
        }
        return faults;
    }

    String markdown() {
        StringBuilder out = new StringBuilder(
                """
                # The rules of SDES and SRTP, and what proves them

                Written by `RulesTest` from the names of the tests; it fails when a rule is neither proved nor listed in `docs/rules-pending`,
                and when this table is not what it would write. To write it again:
                `./mvnw -pl tui -am test -Dtest=RulesTest -Dsurefire.failIfNoSpecifiedTests=false -Drules.write=true`

                | rule | in short | proved by |
                | --- | --- | --- |
                """);
        rules.forEach((rule, statement) -> out.append("| ")
                .append(rule)
                .append(" | ")
                .append(statement)
                .append(" | ")
                .append(proof(rule))
                .append(" |\n"));
        return out.toString();
    }

    private String proof(String rule) {
        List<String> cells = new ArrayList<>();
        proofs.getOrDefault(rule, new TreeSet<>()).forEach(test -> cells.add("`" + test + "`"));
        if (pending.containsKey(rule)) {
            cells.add("*pending:* " + pending.get(rule));
        }
        return String.join("<br>", cells);
    }
}
