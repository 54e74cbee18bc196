package org.sealphone.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealphone.tui.config.ConfigSchema;
import org.sealphone.tui.config.Key;
import picocli.CommandLine;

/** {@code config}, and what profiles and the environment put beneath a command line. */
class ConfigCommandTest {
    private static final Path DOCUMENT =
            Path.of(System.getProperty("maven.multiModuleProjectDirectory", ".."), "docs", "config.schema.json");

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(
                folder.resolve("config.toml"),
                """
                default = "work"
                [profile.work]
                registrar = "sips:pbx.example"
                user = "alice"
                password-file = "alice.pw"
                codecs = ["pcmu", "opus"]
                register = false
                [profile.home]
                registrar = "sips:home.example"
                policy = "strict"
                """);
    }

    private Map<String, String> environment(String... more) {
        var all = new HashMap<>(Map.of("SEALPHONE_CONFIG", file.toString()));
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    private Bench.Ran run(String... words) {
        return Bench.run(environment(), words);
    }

    /** The words that count, or the code of the refusal. */
    private static List<String> beneath(Map<String, String> environment, String... typed) {
        CommandLine line = new Sealphone(Bench.surroundings(environment)).line();
        return Layers.beneath(line, List.of(typed), environment)
                .fold(words -> words, refusal -> List.of(refusal.reason().code(), refusal.detail()));
    }

    @Test
    void a_named_profile_lies_beneath_what_was_typed() {
        assertThat(beneath(environment(), "call", "echo", "-p", "work", "--user", "bob"))
                .containsExactlyInAnyOrder(
                        "call",
                        "echo",
                        "-p",
                        "work",
                        "--user",
                        "bob",
                        "--registrar=sips:pbx.example",
                        "--password-file=" + folder.resolve("alice.pw"),
                        "--no-register",
                        "--codecs=pcmu",
                        "--codecs=opus");
    }

    @Test
    void typed_before_environment_before_file_and_one_way_to_the_password_alone() {
        var variables = environment("SEALPHONE_USER", "carol", "SEALPHONE_PASSWORD_ENV", "PW");
        assertThat(beneath(variables, "call", "echo", "-p", "work"))
                .contains("--user=carol", "--password-env=PW")
                .noneMatch(word -> word.startsWith("--password-file"));
        assertThat(beneath(variables, "call", "echo", "-p", "work", "--user", "bob", "--password-file", "x"))
                .noneMatch(word -> word.startsWith("--user=") || word.startsWith("--password-env"));
    }

    @Test
    void the_default_profile_is_taken_whole_or_not_at_all() {
        assertThat(beneath(environment(), "call", "echo")).contains("--user=alice");
        assertThat(beneath(environment(), "call", "echo", "--registrar", "sips:other.example"))
                .hasSize(4);
        assertThat(beneath(environment(), "ping", "tls:other.example:5061")).hasSize(2);
        assertThat(beneath(environment(), "register")).contains("--user=alice").doesNotContain("--no-register");
        assertThat(beneath(environment("SEALPHONE_PROFILE", "home"), "call", "echo"))
                .contains("--policy=strict")
                .noneMatch(word -> word.startsWith("--user"));
        assertThat(beneath(environment(), "explain", "SDES-11")).hasSize(2);
    }

    @Test
    void CLI_60_62_what_is_wrong_beneath_is_told_with_its_place() {
        assertThat(beneath(environment(), "call", "echo", "-p", "wrok"))
                .containsExactly("CLI-62", "'wrok' is not in " + file + "; did you mean work?");
        assertThat(beneath(environment("SEALPHONE_POLICY", "lax"), "call", "echo"))
                .startsWith("CLI-60")
                .last()
                .asString()
                .contains("SEALPHONE_POLICY: policy: 'lax' is none of strict");
        assertThat(beneath(environment("SEALPHONE_POLICY", "strict"), "call", "echo"))
                .contains("--policy=strict");
        run("call", "echo", "-p", "wrok", "-o", "json").exits(2).says("\"code\":\"CLI-62\"", "\"command\":\"call\"");
    }

    @Test
    void check_reads_every_value_to_its_end() throws IOException {
        run("config", "check").exits(0).says("work", "5 keys, each of its form", "config migrate");
        Files.writeString(file, Files.readString(file).replace("\"strict\"", "\"lax\""));
        run("config", "check", "-o", "json")
                .exits(2)
                .says("\"command\":\"config check\"", "CLI-60", "line 10: policy: 'lax' is none of strict");
    }

    @Test
    void show_says_what_counts_and_from_where() {
        run("config", "show", "work")
                .exits(0)
                .says("alice", "line 4", "pcmu, opus")
                .saysNot("home.example");
        Bench.run(environment("SEALPHONE_USER", "carol"), "config", "show", "work", "-o", "json")
                .exits(0)
                .says("\"name\":\"user\",\"value\":\"carol\",\"origin\":\"the environment variable SEALPHONE_USER\"");
        run("config", "show", "nobody").exits(2).says("CLI-62");
        run("config", "path").exits(0).says(file.toString(), "HOME is not set");
    }

    @Test
    void migrate_writes_the_format_and_keeps_the_rest() throws IOException {
        String before = Files.readString(file);
        run("config", "migrate").exits(0).says("now is of format 1");
        assertThat(Files.readString(file)).isEqualTo("version = 1\n" + before);
        run("config", "migrate").exits(0).says("already");
        run("config", "check").exits(0).says("format 1");
    }

    @Test
    void parts_and_their_names() {
        run("config").exits(2).says("one of path, check, show, keys, schema, migrate, secrets, ");
        run("config", "chekc").exits(2).says("did you mean check?");
        run("config", "show", "--timeout", "3s").exits(2).says("CLI-15");
    }

    @Test
    void every_option_of_an_account_has_its_key_and_every_key_its_option() {
        CommandLine call = new Sealphone(Bench.surroundings(Map.of()))
                .line()
                .getSubcommands()
                .get("call");
        var account = new TreeSet<String>();
        call.getCommandSpec().argGroups().stream()
                .filter(group -> Optional.ofNullable(group.heading()).orElse("").contains("Account"))
                .forEach(group -> group.options().forEach(option -> account.add(option.longestName())));
        account.remove("--profile");
        assertThat(account).isNotEmpty().allSatisfy(option -> assertThat(
                        Arrays.stream(Key.values()).map(Key::option))
                .contains(option));
        assertThat(Key.values())
                .allSatisfy(key -> assertThat(call.getCommandSpec().findOption(key.option()))
                        .isNotNull());
    }

    @Test
    void the_published_schema_is_that_of_the_keys() throws IOException {
        if (Boolean.getBoolean("rules.write")) {
            Files.writeString(DOCUMENT, ConfigSchema.json());
        }
        assertThat(Files.readString(DOCUMENT)).isEqualTo(ConfigSchema.json());
        run("config", "schema").exits(0).says("\"additionalProperties\" : false");
        run("config", "keys").exits(0).says("SEALPHONE_PASSWORD_FILE");
    }
}
