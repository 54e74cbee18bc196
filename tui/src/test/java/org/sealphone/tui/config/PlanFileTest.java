package org.sealphone.tui.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a plan may hold; the plans that are shown are read, and each of these bent a little is refused with its line. */
class PlanFileTest {
    private static final Path PLANS =
            Path.of(System.getProperty("maven.multiModuleProjectDirectory", ".."), "docs", "plans");

    @TempDir
    Path folder;

    private static String text(String name) throws IOException {
        return Files.readString(PLANS.resolve(name));
    }

    private String read(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("plan.toml"), text);
        return PlanFile.read(file)
                .fold(plan -> "read", refusal -> refusal.reason().code() + " " + refusal.detail());
    }

    @Test
    void the_plans_that_are_shown_are_read() throws IOException {
        Plan embedded = PlanFile.read(PLANS.resolve("embedded.toml")).fold(plan -> plan, refusal -> {
            throw new AssertionError(refusal.text());
        });
        assertThat(embedded.parallel()).isTrue();
        assertThat(embedded.users()).containsExactly("alice", "bob", "carol");
        assertThat(embedded.calls()).hasSize(4);
        Plan.Call first = embedded.calls().get(0);
        assertThat(first.span(Plan.Step.FOR)).contains(Duration.ofMillis(2500));
        assertThat(first.expect(Plan.Expect.MAX_LOSS)).contains("1.0");
        assertThat(first.expect(Plan.Expect.CODEC)).isEmpty();
        assertThat(embedded.answers("bob")).isTrue();
        assertThat(embedded.answers("echo")).isFalse();
        Plan kamailio = PlanFile.read(PLANS.resolve("kamailio.toml")).fold(plan -> plan, refusal -> {
            throw new AssertionError(refusal.text());
        });
        assertThat(kamailio.parallel()).isFalse();
        assertThat(kamailio.accounts().get("bob").settings().get(Key.CREDENTIAL).values())
                .containsExactly("bob");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "order = \"parallel\" | order = \"both\" | CLI-60 | line 4: order: is none of",
                "users = [ | user = [ | CLI-61 | line 8: user: did you mean users?",
                "[account.carol] | [acount.carol] | CLI-61 | acount: did you mean account?",
                "codecs = [ | codec = [ | CLI-61 | line 13: codec: did you mean codecs?",
                "from = \"alice\" | from = \"alcie\" | CLI-62 | line 17: from: 'alcie'; did you mean alice?",
                "for = \"2500ms\" | for = 2500 | CLI-60 | line 19: for: wants a time with its unit",
                "for = \"2500ms\" | fro = \"2500ms\" | CLI-61 | line 19: fro: did you mean",
                "expect.status = 200 | expect.status = \"200\" | CLI-60 | line 21: status: wants a whole number",
                "expect.tone = 440 | expect.tune = 440 | CLI-61 | line 22: tune: did you mean tone?",
                "version = 1 | version = 2 | CLI-64 | line 3: version",
                "to = \"echo\" | name = \"again\" | CLI-60 | line 18, column",
            })
    void CLI_60_to_64_a_bent_plan_is_refused_with_its_line(String right, String wrong, String code, String words)
            throws IOException {
        String good = text("embedded.toml");
        assertThat(read(good)).isEqualTo("read");
        assertThat(good).contains(right);
        assertThat(read(good.replaceFirst(Pattern.quote(right), wrong)))
                .startsWith(code)
                .contains(words);
    }

    @Test
    void a_plan_without_calls_or_sides_is_none() throws IOException {
        assertThat(read("[trunk]\nusers = [\"alice\"]\n")).contains("has no [[call]]");
        assertThat(read("[trunk]\nusers = [\"alice\"]\n[[call]]\nfrom = \"alice\"\n"))
                .contains("from and to");
        assertThat(read("call = 5\n")).contains("has no [[call]]");
        assertThat(read("trunk = 5\n")).contains("write [trunk]");
        assertThat(read("[trunk]\nusers = [\"a b\"]\n[[call]]\nfrom = \"a\"\nto = \"b\"\n"))
                .contains("wants users");
    }
}
