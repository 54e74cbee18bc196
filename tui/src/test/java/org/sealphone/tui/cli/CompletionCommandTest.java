package org.sealphone.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What shells and the manual are told is what the parser knows: every command and every option that is shown. */
class CompletionCommandTest {
    private static String script(String shell) {
        return Bench.run("completion", shell).exits(0).out();
    }

    private static List<String> words() {
        CommandLine root = new Sealphone(Bench.surroundings(Map.of())).line();
        return Words.commands(root).stream()
                .flatMap(entry -> Words.options(entry.getValue()).stream())
                .map(option -> option.longestName())
                .distinct()
                .toList();
    }

    @Test
    void every_command_and_option_is_in_each() {
        String fish = script("fish");
        String zsh = script("zsh");
        String man = script("man");
        String bash = script("bash");
        assertThat(words()).hasSizeGreaterThan(40).allSatisfy(option -> {
            String bare = option.replaceFirst("^--?", "");
            assertThat(fish).contains((option.startsWith("--") ? " -l " : " -s ") + bare + " ");
            assertThat(zsh).contains("'*" + option + "[");
            assertThat(man).contains(option.replace("-", "\\-"));
            assertThat(bash).contains("'" + option + "'");
        });
        assertThat(fish).contains("-a 'call'", "-n '__fish_seen_subcommand_from config' -a 'check'");
        assertThat(zsh).startsWith("#compdef sealphone").contains("'call:Call somebody", "_sealphone_config()");
        assertThat(man).startsWith(".TH SEALPHONE 1").contains(".SS config check", ".SH EXIT STATUS");
        assertThat(fish + zsh + man + bash).doesNotContain("--password ");
    }

    @Test
    void bash_reads_its_script() throws IOException, InterruptedException {
        Process shell =
                new ProcessBuilder("bash", "-n").redirectErrorStream(true).start();
        try (var in = shell.getOutputStream()) {
            in.write(script("bash").getBytes(StandardCharsets.UTF_8));
        }
        assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(shell.waitFor()).isZero();
    }

    @Test
    void another_shell_is_refused() {
        Bench.run("completion", "tcsh").exits(2).says("CLI-02", "bash, zsh, fish");
        Bench.run("completion", "bash", "-o", "json").exits(0).says("\"command\":\"completion\"", "\"text\":\"#!");
    }
}
