package org.sealphone.walls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealphone.walls.RfcTable.Status;

/** {@code docs/rfc}: what of each RFC is done, what is not and why, and the test that proves it. */
class RfcTablesTest {
    private static final Path ROOT = Path.of(System.getProperty("maven.multiModuleProjectDirectory", ".."));
    private static final Path TABLES = ROOT.resolve("docs/rfc");
    private static final Path STATEMENTS = ROOT.resolve("tui/src/test/resources/rfc");
    private static final Pattern TEST = Pattern.compile(
            "@(?:Test|ParameterizedTest|RepeatedTest|TestFactory|FuzzTest)\\b.*?\\bvoid (\\w+)\\(", Pattern.DOTALL);

    private static List<RfcTable> tables() throws IOException {
        List<RfcTable> tables = new ArrayList<>();
        try (Stream<Path> files = Files.list(STATEMENTS)) {
            for (Path file : files.sorted().toList()) {
                String digits = String.valueOf(file.getFileName()).replaceAll("[^0-9]", "");
                tables.add(RfcTable.read(Integer.parseInt(digits), Files.readAllLines(file)));
            }
        }
        return tables;
    }

    private static Set<String> tests() throws IOException {
        Set<String> tests = new HashSet<>();
        for (String module : List.of("crypto", "media", "certs", "ua-core", "test-harness", "tui")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
                for (Path file : files.filter(path -> path.toString().endsWith("Test.java"))
                        .toList()) {
                    String name = String.valueOf(file.getFileName()).replace(".java", "");
                    Matcher test = TEST.matcher(Files.readString(file));
                    while (test.find()) {
                        tests.add(name + "." + test.group(1));
                    }
                }
            }
        }
        return tests;
    }

    private static String index(List<RfcTable> tables) {
        StringBuilder out = new StringBuilder(
                """
                # The RFCs, and what of them is done

                One table for each: what it demands of a phone, in our words; whether that is done, in part or not, and why; and the test that
                proves it. What is not listed concerns proxies, registrars or streams that a phone for speech does not have. The rules of SDES
                and SRTP have [a table of their own](../rules.md).

                Written by `RfcTablesTest` from `tui/src/test/resources/rfc`; it fails when a test is named that does not exist, when a statement
                is not done and no reason stands there, and when these files are not what it would write. To write them again:
                `./mvnw -pl tui -am test -Dtest=RfcTablesTest -Dsurefire.failIfNoSpecifiedTests=false -Drfc.write=true`

                | RFC | | done | in part | not done |
                | --- | --- | --- | --- | --- |
                """);
        for (RfcTable table : tables) {
            out.append("| [" + table.number() + "](rfc" + table.number() + ".md) | " + table.title() + " | "
                    + table.count(Status.DONE) + " | " + table.count(Status.PART) + " | " + table.count(Status.NOT)
                    + " |\n");
        }
        return out.toString();
    }

    @Test
    void every_proof_is_a_test_that_exists() throws IOException {
        Set<String> tests = tests();
        assertThat(tests).hasSizeGreaterThan(1000);
        assertThat(tables()).isNotEmpty().allSatisfy(table -> assertThat(table.faults(tests))
                .isEmpty());
    }

    @Test
    void the_tables_are_up_to_date() throws IOException {
        List<RfcTable> tables = tables();
        if (Boolean.getBoolean("rfc.write")) {
            Files.createDirectories(TABLES);
            Files.writeString(TABLES.resolve("README.md"), index(tables));
            for (RfcTable table : tables) {
                Files.writeString(TABLES.resolve("rfc" + table.number() + ".md"), table.markdown());
            }
        }
        assertThat(TABLES.resolve("README.md")).hasContent(index(tables));
        for (RfcTable table : tables) {
            assertThat(TABLES.resolve("rfc" + table.number() + ".md")).hasContent(table.markdown());
        }
        try (Stream<Path> files = Files.list(TABLES)) {
            assertThat(files.count()).isEqualTo(tables.size() + 1L);
        }
    }

    @Test
    void a_proof_that_is_no_test_is_a_fault() {
        RfcTable table = RfcTable.read(1, List.of("Title", "4.1 | MUST | It is so | done | ATest.a, ATest.b"));
        assertThat(table.faults(Set.of("ATest.a"))).containsExactly("RFC 1: there is no test ATest.b");
        assertThat(table.faults(Set.of("ATest.a", "ATest.b"))).isEmpty();
    }

    @Test
    void each_status_is_shown_with_its_reason() {
        RfcTable table = RfcTable.read(
                1, List.of("Title", "4 | MUST | One | part | A reason | ATest.a", "5.1 | MAY | Two | not | Another"));
        assertThat(table.markdown())
                .contains(
                        "| 4 | MUST | One | in part: A reason | `ATest.a` |",
                        "| 5.1 | MAY | Two | not done: Another |  |");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4.1 | MUST | It is so | done",
                "4.1 | MUST | It is so | done | ",
                "4.1 | MUST | It is so | done | ATest.a | b",
                "4.1 | MUST | It is so | part | A reason",
                "4.1 | MUST | It is so | not |",
                "4.1 | MUST | It is so | nearly | A reason",
                "4.1 | WILL | It is so | done | ATest.a",
                "four | MUST | It is so | done | ATest.a",
            })
    void a_statement_without_what_belongs_to_it_is_refused(String line) {
        assertThatThrownBy(() -> RfcTable.read(1, List.of("Title", line)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(line);
    }
}
