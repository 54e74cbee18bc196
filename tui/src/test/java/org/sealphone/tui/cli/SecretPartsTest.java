package org.sealphone.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Security;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The credential store as a person uses it: kept, listed, used, rotated and removed, and never shown. */
class SecretPartsTest {
    private static final String PASSPHRASE = "mossy-Granite-77-orbit";
    private static final String GIVEN = "kX7-quartz-Lantern-92";

    @TempDir
    Path folder;

    private Path store;

    /** A test is no place to wait for a hundred thousand rounds. */
    @BeforeAll
    static void hurry() {
        Security.setProperty("keystore.pkcs12.keyPbeIterationCount", "1000");
        Security.setProperty("keystore.pkcs12.macIterationCount", "1000");
    }

    @BeforeEach
    void name() throws IOException {
        store = folder.resolve("data/secrets.p12");
        Bench.secret(folder.resolve("given"), GIVEN);
        Bench.secret(folder.resolve("weak"), "sealphone1234");
    }

    private Bench.Ran under(String passphrase, String... words) {
        Bench.Ran ran = Bench.run(
                Map.of(
                        "LANG",
                        "C.UTF-8",
                        "SEALPHONE_STORE",
                        store.toString(),
                        "SEALPHONE_STORE_PASSPHRASE",
                        passphrase),
                words);
        return ran.saysNot(GIVEN, PASSPHRASE);
    }

    private Bench.Ran run(String... words) {
        return under(PASSPHRASE, words);
    }

    @Test
    void kept_listed_rotated_and_removed_and_never_shown() throws IOException {
        run("config", "secrets").exits(0).says("no secret is in it");
        run("config", "set-secret", "work", "--from", folder + "/given")
                .exits(0)
                .says("kept");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(store)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(store, StandardCharsets.ISO_8859_1)).doesNotContain("quartz");
        run("config", "generate-secret", "work").exits(2).says("CLI-06", "rotate-secret");
        run("config", "rotate-secret", "work", "--out", folder + "/new")
                .exits(0)
                .says("139 bits");
        String fresh = Files.readString(folder.resolve("new")).strip();
        assertThat(fresh).hasSize(24).isNotEqualTo(GIVEN);
        run("config", "secrets")
                .exits(0)
                .says("work ", "work.old", "0 days old")
                .saysNot(fresh);
        run("config", "delete-secret", "work.old").exits(0);
        run("config", "delete-secret", "work.old").exits(8).says("CLI-67");
        run("doctor").says("store ✓", "is closed to others; 1 secrets, the oldest of 0 days");
        Files.setPosixFilePermissions(store, PosixFilePermissions.fromString("rw-r--r--"));
        run("doctor").exits(1).says("store ✗", "[CLI-07]");
    }

    @Test
    void CLI_66_67_an_account_takes_its_password_from_it_and_another_passphrase_opens_nothing() throws IOException {
        try (Bench bench = Bench.open(Files.createDirectory(folder.resolve("bench")))) {
            run("config", "set-secret", "work", "--from", folder + "/given").exits(0);
            var words = bench.as("alice", "register", "--once");
            words.set(words.indexOf("--password-file"), "--credential");
            words.set(words.indexOf("--credential") + 1, "work");
            run(words.toArray(String[]::new)).exits(0).says("digest SHA-256");
            under("another-Granite-77-orbit", words.toArray(String[]::new))
                    .exits(8)
                    .says("CLI-66");
            words.set(words.indexOf("--credential") + 1, "wrok");
            run(words.toArray(String[]::new)).exits(8).says("CLI-67", "did you mean work?");
        }
    }

    @Test
    void CLI_68_69_weak_secrets_and_passphrases_are_refused_and_no_passphrase_is_made_up() {
        run("config", "set-secret", "work", "--from", folder + "/weak").exits(2).says("CLI-68", "common word");
        under("sealphone", "config", "set-secret", "work", "--from", folder + "/given")
                .exits(2)
                .says("CLI-68", "the passphrase");
        under("mossy-Granit\u00e9-77-orbit", "config", "set-secret", "work", "--from", folder + "/given")
                .exits(2)
                .says("CLI-69");
        Bench.run(Map.of("SEALPHONE_STORE", store.toString()), "config", "generate-secret", "work")
                .exits(2)
                .says("CLI-69", "--store-passphrase-file");
        assertThat(store).doesNotExist();
    }

    @Test
    void CLI_66_a_damaged_store_is_left_as_it_is() throws IOException {
        Files.createDirectories(store.getParent());
        Bench.secret(store, "this is no store");
        run("config", "set-secret", "work", "--from", folder + "/given")
                .exits(8)
                .says("CLI-66");
        run("config", "secrets").exits(8).says("CLI-66");
        assertThat(Files.readString(store)).isEqualTo("this is no store\n");
    }
}
