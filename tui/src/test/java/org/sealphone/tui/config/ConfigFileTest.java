package org.sealphone.tui.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.tui.screen.Command;
import org.sealphone.tui.screen.KeyTable;
import org.sealphone.tui.screen.View;

/** What a configuration may hold; whatever is refused is refused with its line, and a twin one character away is read. */
class ConfigFileTest {
    private static final String GOOD =
            """
            version = 1
            default = "work"

            [profile.work]
            registrar = "sips:pbx.example"
            user = "alice"
            ca = "trust/ca.pem"
            pin = ["sha256/AA", "sha256/BB"]
            register = false
            opus-bitrate = 24000

            [profile.home]
            registrar = "sips:home.example"
            """;

    @TempDir
    Path folder;

    private Path written(String text) throws IOException {
        return Files.writeString(folder.resolve("config.toml"), text);
    }

    private Config read(String text) throws IOException {
        return ConfigFile.read(written(text)).fold(config -> config, refusal -> {
            throw new AssertionError(refusal.text());
        });
    }

    private Refusal refused(String text) throws IOException {
        return ConfigFile.read(written(text))
                .fold(
                        config -> {
                            throw new AssertionError("was read: " + config);
                        },
                        refusal -> refusal);
    }

    @Test
    void profiles_their_order_lists_and_paths_beside_the_file() throws IOException {
        Config config = read(GOOD);
        assertThat(config.version()).isEqualTo(1);
        assertThat(config.standard()).contains("work");
        assertThat(config.profiles().keySet()).containsExactly("work", "home");
        var work = config.profiles().get("work").settings();
        assertThat(work.get(Key.PIN).values()).containsExactly("sha256/AA", "sha256/BB");
        assertThat(work.get(Key.CA).values())
                .containsExactly(folder.resolve("trust/ca.pem").toString());
        assertThat(work.get(Key.REGISTER).values()).containsExactly("false");
        assertThat(work.get(Key.OPUS_BITRATE).values()).containsExactly("24000");
        assertThat(work.get(Key.USER).origin()).endsWith("config.toml line 6");
        assertThat(read("").version()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hold = 'H' | hodl = 'H' | CLI-61 | line 2: hodl: did you mean hold?",
                "hold = 'H' | hold = 'm' | CLI-60 | line 2: hold: m would be hold and mute in one view (Call)",
                "hold = 'H' | hold = 'HH' | CLI-60 | line 2: hold: a key is one character or one of Enter, Esc",
                "hold = 'H' | hold = '5' | CLI-60 | line 2: hold: 5 belongs to the telephone",
                "hold = 'H' | hold = 'Ctrl-C' | CLI-60 | line 2: hold: Ctrl-C belongs to",
                "hold = 'H' | hold = ['H', 'H'] | CLI-60 | line 2: hold: H is given twice",
                "hold = 'H' | hold = [] | CLI-60 | line 2: hold: wants a key in quotes",
                "hold = 'H' | hold = 7 | CLI-60 | line 2: hold: wants a key in quotes",
                "hold = 'H' | digit = 'H' | CLI-61 | line 2: digit",
                "hold = 'H' | suspend = 'H' | CLI-61 | line 2: suspend"
            },
            quoteCharacter = '~')
    void a_key_that_nobody_would_find_is_refused(String good, String bad, String code, String words)
            throws IOException {
        KeyTable keys = read("[keys]\n" + good).keys();
        assertThat(keys.shown(Command.HOLD)).isEqualTo("H");
        Refusal refusal = refused("[keys]\n" + bad);
        assertThat(refusal.reason().code()).isEqualTo(code);
        assertThat(refusal.detail()).contains(words);
    }

    @Test
    void two_commands_change_their_keys_with_each_other() throws IOException {
        KeyTable keys = read("[keys]\nhold = [\"m\", \"Tab\"]\nmute = \"h\"\nnext-call = \"N\"")
                .keys();
        assertThat(keys.shown(Command.HOLD)).isEqualTo("m");
        assertThat(keys.shown(Command.MUTE)).isEqualTo("h");
        assertThat(keys.command(View.CALL, org.sealphone.tui.screen.Key.of(org.sealphone.tui.screen.Key.Kind.TAB)))
                .contains(Command.HOLD);
        assertThat(read("").keys()).isSameAs(KeyTable.USUAL);
        assertThat(refused("keys = 1").detail()).contains("write [keys]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "user = | usr = | CLI-61 | line 6: usr: did you mean user?",
                "user = | password = | CLI-63 | line 6: password",
                "user = | sip-secret = | CLI-63 | line 6: sip-secret",
                "\"alice\" | 7 | CLI-60 | line 6: user: wants text in quotes",
                "false | \"no\" | CLI-60 | line 9: register: wants true or false",
                "24000 | \"24000\" | CLI-60 | line 10: opus-bitrate: wants a number",
                "\"sha256/BB\"] | 5] | CLI-60 | line 8: pin: wants a list",
                "\"alice\" | \"alice | CLI-60 | line 6, column",
                "[profile.home] | [profile.\"a b\"] | CLI-60 | line 12: a b: a name of a profile",
                "[profile.home] | [profiles.home] | CLI-61 | line 12: profiles: did you mean profile?",
                "default = \"work\" | default = \"wrok\" | CLI-62 | line 2: default: 'wrok'; did you mean work?",
                "version = 1 | version = 2 | CLI-64 | line 1: version: this build reads up to 1",
                "version = 1 | version = \"1\" | CLI-60 | line 1: version",
            })
    void CLI_60_to_64_what_is_not_understood_is_refused_with_its_line(
            String right, String wrong, String code, String words) throws IOException {
        read(GOOD);
        assertThat(GOOD).contains(right);
        Refusal refusal = refused(GOOD.replace(right, wrong));
        assertThat(refusal.reason().code()).isEqualTo(code);
        assertThat(refusal.detail()).contains(words);
    }

    @Test
    void CLI_63_the_refusal_repeats_no_value() throws IOException {
        assertThat(refused("[profile.work]\npassword = \"kX7-quartz\"\n").text())
                .doesNotContain("kX7");
        assertThat(refused("[profile.work]\nuser = kX7-quartz\n").text()).doesNotContain("kX7");
    }

    @Test
    void CLI_65_a_file_that_others_can_write_is_not_believed() throws IOException {
        Path file = written(GOOD);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
        assertThat(ConfigFile.read(file).<String>fold(config -> "", refusal -> refusal.text()))
                .startsWith("CLI-65")
                .contains("rw-rw-r--");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(ConfigFile.read(file)
                        .<Integer>fold(config -> config.profiles().size(), refusal -> 0))
                .isEqualTo(2);
    }

    @Test
    void a_file_is_replaced_whole_for_its_owner_alone_and_leftovers_go() throws IOException {
        Path file = folder.resolve("made/here/state");
        assertThat(AtomicFile.replace(file, new byte[] {1}).<Path>fold(path -> path, refusal -> folder))
                .isEqualTo(file);
        Files.write(file.resolveSibling(".state.new"), new byte[] {9, 9});
        AtomicFile.replace(file, new byte[] {2});
        assertThat(Files.readAllBytes(file)).containsExactly(2);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
        try (var left = Files.list(file.getParent())) {
            assertThat(left).containsExactly(file);
        }
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        assertThat(AtomicFile.replace(link, new byte[] {3}).<String>fold(path -> "", refusal -> refusal.text()))
                .startsWith("CLI-10");
        assertThat(Files.readAllBytes(file)).containsExactly(2);
    }

    @Test
    void folders_are_those_of_XDG_and_relative_ones_do_not_count() {
        var home = Map.of("HOME", "/home/alice");
        assertThat(Folders.of(home).config()).contains(Path.of("/home/alice/.config/sealphone/config.toml"));
        assertThat(Folders.of(home).store()).contains(Path.of("/home/alice/.local/share/sealphone/secrets.p12"));
        assertThat(Folders.of(home).control()).contains(Path.of("/home/alice/.local/state/sealphone/control"));
        var own = Map.of("HOME", "/home/alice", "XDG_CONFIG_HOME", "/x", "XDG_RUNTIME_DIR", "/run/user/7");
        assertThat(Folders.of(own).config()).contains(Path.of("/x/sealphone/config.toml"));
        assertThat(Folders.of(own).control()).contains(Path.of("/run/user/7/sealphone/control"));
        var bent = Map.of("HOME", "/home/alice", "XDG_CONFIG_HOME", "x");
        assertThat(Folders.of(bent).config()).isEqualTo(Folders.of(home).config());
        assertThat(Folders.of(Map.of("SEALPHONE_CONFIG", "c.toml")).config()).contains(Path.of("c.toml"));
        assertThat(Folders.of(Map.of()).config()).isEmpty();
    }

    @Test
    void the_keys_of_one_secret_replace_each_other() {
        assertThat(Key.PASSWORD_ENV.replaces()).contains(Key.PASSWORD_FILE);
        assertThat(Key.USER.replaces()).isEqualTo(List.of(Key.USER));
    }
}
