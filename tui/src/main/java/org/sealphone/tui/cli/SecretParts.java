package org.sealphone.tui.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.secret.Password;
import org.sealphone.tui.config.CliReason;
import org.sealphone.tui.config.CredentialStore;
import org.sealphone.tui.config.Folders;
import org.sealphone.tui.config.NewSecret;
import org.sealphone.tui.config.Passphrase;
import org.sealphone.tui.config.PasswordStrength;
import org.sealphone.tui.config.PrivateFile;
import org.sealphone.tui.config.SecretFile;
import org.sealphone.tui.report.Report;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The parts of {@code config} that keep secrets. No secret is ever shown; a new one is written to a file of mode 0600 where that is asked for. */
final class SecretParts {
    private SecretParts() {}

    static List<Verb> parts(Surroundings surroundings) {
        return List.of(
                new Listed(surroundings),
                new SetSecret(surroundings),
                new Generate(surroundings),
                new Rotate(surroundings),
                new Delete(surroundings));
    }

    /** What opens the store. */
    private abstract static class Part extends ConfigCommand.Part {
        @Parameters(index = "0", paramLabel = "NAME", description = "The name of the secret.")
        private String secret = "";

        @Option(
                names = "--store-passphrase-file",
                paramLabel = "FILE",
                converter = Parsing.FilePath.class,
                description =
                        "The passphrase of the store, in a file of mode 0600; without it SEALPHONE_STORE_PASSPHRASE, or a question.")
        private @Nullable Path passphraseFile;

        Part(Surroundings surroundings) {
            super(surroundings);
        }

        final String secret() {
            return secret;
        }

        abstract Outcome<String> done(CredentialStore store);

        @Override
        final Report run(Talk talk) {
            Optional<Path> file = Folders.of(environment()).store();
            if (file.isEmpty()) {
                return refused(new Refusal(CliReason.CLI_05, "HOME or SEALPHONE_STORE"));
            }
            return Passphrase.of(Optional.ofNullable(passphraseFile), environment())
                    .then(passphrase -> {
                        try (passphrase) {
                            return strong(file.get(), passphrase)
                                    .then(fine -> CredentialStore.under(file.get(), passphrase))
                                    .then(this::done);
                        }
                    })
                    .fold(
                            what -> Report.builder(name())
                                    .settings(List.of(new Report.Setting(
                                            "", secret, what, file.get().toString())))
                                    .build(),
                            this::refused);
        }

        /** A new store begins under a passphrase that cannot be guessed; of an old one the MAC decides. */
        private static Outcome<Boolean> strong(Path file, Password passphrase) {
            Optional<Refusal> weak = Files.exists(file) ? Optional.empty() : PasswordStrength.weakness(passphrase, "");
            return weak.<Outcome<Boolean>>map(
                            why -> Outcome.refused(CliReason.CLI_68, "the passphrase: " + why.detail()))
                    .orElseGet(() -> Outcome.granted(true));
        }
    }

    /** Names and ages. */
    @Command(
            name = "secrets",
            header = "The names and ages of the secrets in the credential store.",
            description = "  sealphone config secrets")
    static final class Listed extends ConfigCommand.Part {
        Listed(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        Report run(Talk talk) {
            return Folders.of(environment())
                    .store()
                    .map(CredentialStore::entries)
                    .orElseGet(() -> Outcome.granted(List.of()))
                    .fold(
                            entries -> Report.builder(name())
                                    .settings(rows(entries))
                                    .build(),
                            this::refused);
        }

        private static List<Report.Setting> rows(List<CredentialStore.Entry> entries) {
            List<Report.Setting> rows = new ArrayList<>();
            for (CredentialStore.Entry entry : entries) {
                long days = Duration.between(entry.made(), Instant.now()).toDays();
                rows.add(new Report.Setting("", entry.name(), days + " days old", ""));
            }
            return rows.isEmpty() ? List.of(new Report.Setting("", "store", "no secret is in it", "")) : rows;
        }
    }

    /** One that the trunk gave. */
    @Command(
            name = "set-secret",
            header = "Keep a password that a trunk gave, encrypted.",
            description = {"  sealphone config set-secret work", "  sealphone config set-secret work --from alice.pw"})
    static final class SetSecret extends Part {
        @Option(
                names = "--from",
                paramLabel = "FILE",
                converter = Parsing.FilePath.class,
                description = "Read it from a file of mode 0600; without it a question.")
        private @Nullable Path from;

        SetSecret(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        Outcome<String> done(CredentialStore store) {
            Path file = from;
            return (file == null ? Passphrase.asked("the password: ") : SecretFile.password(file)).then(password -> {
                try (password) {
                    Optional<Refusal> weak = PasswordStrength.weakness(password, secret());
                    return weak.isPresent()
                            ? Outcome.refused(CliReason.CLI_68, weak.get().detail())
                            : store.put(secret(), password).then(path -> Outcome.granted("kept"));
                }
            });
        }
    }

    /** What makes a new one, and tells it to a file alone. */
    private abstract static class Making extends Part {
        @Option(
                names = "--out",
                paramLabel = "FILE",
                converter = Parsing.FilePath.class,
                description = "Write the new password here too (mode 0600), for the one who runs the trunk.")
        private @Nullable Path out;

        Making(Surroundings surroundings) {
            super(surroundings);
        }

        /** The file comes first: a password that nobody can be told of would lock its owner out. */
        final Outcome<String> made(CredentialStore store) {
            Path file = out;
            Outcome<Optional<OutputStream>> opened = file == null
                    ? Outcome.granted(Optional.empty())
                    : PrivateFile.create(file).then(stream -> Outcome.granted(Optional.of(stream)));
            return opened.then(stream -> {
                try (Password fresh = NewSecret.generate(new SecureRandom())) {
                    if (stream.isPresent() && !fresh.use(characters -> written(stream.get(), characters))) {
                        return Outcome.refused(CliReason.CLI_11, String.valueOf(file));
                    }
                    return store.put(secret(), fresh).then(path -> Outcome.granted("made, 139 bits"));
                }
            });
        }

        private static boolean written(OutputStream stream, char[] characters) {
            try (stream) {
                // What was generated is of ASCII; written one by one no buffer keeps it.
                for (char character : characters) {
                    stream.write(character);
                }
                stream.write('\n');
                return true;
            } catch (IOException full) {
                return false;
            }
        }
    }

    /** A new one. */
    @Command(
            name = "generate-secret",
            header = "Make a password that nobody chose (139 bits), and keep it.",
            description = "  sealphone config generate-secret work --out for-the-trunk.txt")
    static final class Generate extends Making {
        Generate(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        Outcome<String> done(CredentialStore store) {
            Optional<Path> file = Folders.of(environment()).store();
            boolean taken = file.map(CredentialStore::entries)
                    .map(entries -> entries.<Boolean>fold(
                            all -> all.stream().anyMatch(entry -> entry.name().equals(secret())), refusal -> false))
                    .orElse(false);
            return taken
                    ? Outcome.refused(
                            CliReason.CLI_06,
                            "'" + secret() + "' is there already: rotate-secret replaces it and keeps the old one")
                    : made(store);
        }
    }

    /** A new one in place of an old one. */
    @Command(
            name = "rotate-secret",
            header = "Make a new password for a name; the old one stays as NAME.old.",
            description = "  sealphone config rotate-secret work --out for-the-trunk.txt")
    static final class Rotate extends Making {
        Rotate(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        Outcome<String> done(CredentialStore store) {
            return store.copy(secret(), secret() + ".old").then(path -> made(store));
        }
    }

    /** One less. */
    @Command(
            name = "delete-secret",
            header = "Remove a secret from the credential store.",
            description = "  sealphone config delete-secret work.old")
    static final class Delete extends Part {
        Delete(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        Outcome<String> done(CredentialStore store) {
            return store.delete(secret()).then(path -> Outcome.granted("removed"));
        }
    }
}
