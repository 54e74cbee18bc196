package org.sealphone.walls;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What of one RFC is done, read from its lines of {@code section | level | statement | status | why or proof | proof}: {@code done} has a
 * proof, {@code part} a reason and a proof, {@code not} a reason and perhaps a proof that it is not done. A proof is a test.
 */
record RfcTable(int number, String title, List<Statement> statements) {
    private static final Pattern SECTION = Pattern.compile("[0-9]{1,2}(\\.[0-9]{1,2}){0,3}");
    private static final Set<String> LEVELS =
            Set.of("MUST", "MUST NOT", "SHOULD", "SHOULD NOT", "RECOMMENDED", "NOT RECOMMENDED", "MAY", "OPTIONAL");

    /** How far a statement holds. */
    enum Status {
        DONE,
        PART,
        NOT
    }

    /** One statement of the RFC, in our words. */
    record Statement(String section, String level, String text, Status status, String why, List<String> proofs) {}

    /** @throws IllegalArgumentException when a line is not of that form */
    static RfcTable read(int number, List<String> lines) {
        List<Statement> statements = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            statements.add(statement(line));
        }
        return new RfcTable(number, lines.get(0), List.copyOf(statements));
    }

    private static Statement statement(String line) {
        String[] parts = line.split("\\|", -1);
        for (int i = 0; i < parts.length; i++) {
            parts[i] = parts[i].strip();
        }
        if (parts.length < 5 || !SECTION.matcher(parts[0]).matches() || !LEVELS.contains(parts[1])) {
            throw new IllegalArgumentException("not a statement: " + line);
        }
        Status status =
                switch (parts[3]) {
                    case "done" -> Status.DONE;
                    case "part" -> Status.PART;
                    case "not" -> Status.NOT;
                    default -> throw new IllegalArgumentException("no status: " + line);
                };
        int proofAt = status == Status.DONE ? 4 : 5;
        boolean proved = parts.length > proofAt;
        boolean right = parts.length <= proofAt + 1 && !parts[4].isEmpty() && (proved || status == Status.NOT);
        if (!right) {
            throw new IllegalArgumentException(parts[3] + " without what belongs to it: " + line);
        }
        return new Statement(
                parts[0],
                parts[1],
                parts[2],
                status,
                status == Status.DONE ? "" : parts[4],
                proved ? List.of(parts[proofAt].split(", *")) : List.of());
    }

    /** Proofs that are no test. */
    List<String> faults(Set<String> tests) {
        return statements.stream()
                .flatMap(statement -> statement.proofs().stream())
                .filter(proof -> !tests.contains(proof))
                .map(proof -> "RFC " + number + ": there is no test " + proof)
                .toList();
    }

    long count(Status status) {
        return statements.stream()
                .filter(statement -> statement.status() == status)
                .count();
    }

    String markdown() {
        StringBuilder out = new StringBuilder("# RFC " + number + ": " + title + "\n\n");
        out.append("Written by `RfcTablesTest`; [how to read it](README.md).\n\n");
        out.append("| section | level | in short | | proved by |\n| --- | --- | --- | --- | --- |\n");
        for (Statement statement : statements) {
            String said =
                    switch (statement.status()) {
                        case DONE -> "done";
                        case PART -> "in part: " + statement.why();
                        case NOT -> "not done: " + statement.why();
                    };
            List<String> proofs =
                    statement.proofs().stream().map(proof -> "`" + proof + "`").toList();
            out.append("| " + statement.section() + " | " + statement.level() + " | " + statement.text() + " | " + said
                    + " | " + String.join("<br>", proofs) + " |\n");
        }
        return out.toString();
    }
}
