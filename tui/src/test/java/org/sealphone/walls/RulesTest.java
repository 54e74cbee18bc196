package org.sealphone.walls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every rule of SDES and SRTP is proved by a test or stands in {@code docs/rules-pending}, and {@code docs/rules.md} says by which. */
class RulesTest {
    private static final Path ROOT = Path.of(System.getProperty("maven.multiModuleProjectDirectory", ".."))
            .toAbsolutePath()
            .normalize();
    private static final List<String> MODULES = List.of("crypto", "media", "certs", "ua-core", "test-harness", "tui");

    private static List<String> rules() throws IOException {
        try (InputStream in = RulesTest.class.getResourceAsStream("rules.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private static RuleTable table() throws IOException {
        RuleTable table = new RuleTable(rules());
        for (String module : MODULES) {
            table.scan(ROOT.resolve(module).resolve("src/test/java"));
        }
        return table.pending(Files.readAllLines(ROOT.resolve("docs/rules-pending")));
    }

    @Test
    void every_rule_is_proved_or_pending() throws IOException {
        assertThat(rules()).hasSize(37 + 21);
        assertThat(table().faults()).isEmpty();
    }

    @Test
    void the_table_is_up_to_date() throws IOException {
        Path file = ROOT.resolve("docs/rules.md");
        String table = table().markdown();
        if (Boolean.getBoolean("rules.write")) {
            Files.writeString(file, table);
        }
        assertThat(Files.readString(file)).isEqualTo(table);
    }

    @Test
    void a_rule_without_test_and_reason_is_a_fault() {
        List<String> rules = List.of("SDES-01\tone", "SDES-02\ttwo", "SRTP-03\tthree");
        String source =
                "@Test\n void SDES_01_02_both() {} @ParameterizedTest @EnumSource\n void x_SRTP_03() {} void SRTP_99_helper() {}";
        assertThat(new RuleTable(rules).scan("ATest", source).faults()).isEmpty();
        assertThat(new RuleTable(rules).scan("ATest", source).markdown())
                .contains("| SDES-02 | two | `ATest.SDES_01_02_both` |");
        String without = source.replace("SRTP_03", "SRTP_033");
        assertThat(new RuleTable(rules).scan("ATest", without).faults())
                .containsExactly("SRTP-03 is neither proved by a test nor pending");
        assertThat(new RuleTable(rules)
                        .scan("ATest", without)
                        .pending(List.of("# why", "", "SRTP-03 needs a dialog"))
                        .faults())
                .isEmpty();
        assertThat(new RuleTable(rules)
                        .scan("ATest", source)
                        .pending(List.of("SRTP-03", "SDES-99 x"))
                        .faults())
                .containsExactly("SDES-99 is pending and no rule", "SRTP-03 is pending without a reason");
        assertThat(new RuleTable(rules)
                        .scan("ATest", source.replace("@Test", ""))
                        .faults())
                .hasSize(2);
        assertThat(new RuleTable(rules)
                        .scan("ATest", source.replace("_02_", "_04_"))
                        .faults())
                .hasSize(2);
    }
}
