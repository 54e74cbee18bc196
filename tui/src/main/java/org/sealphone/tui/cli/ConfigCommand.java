package org.sealphone.tui.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.tui.config.AtomicFile;
import org.sealphone.tui.config.CliReason;
import org.sealphone.tui.config.Config;
import org.sealphone.tui.config.ConfigSchema;
import org.sealphone.tui.config.Folders;
import org.sealphone.tui.config.Key;
import org.sealphone.tui.config.Setting;
import org.sealphone.tui.report.Report;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code config}: the configuration and where it is. Its parts do the work. */
@Command(
        name = "config",
        header = "The configuration: where it is, whether it is right, what it says.",
        description = {
            "  sealphone config path",
            "  sealphone config check",
            "  sealphone config show work",
            "  sealphone config keys",
            "  sealphone config generate-secret work --out for-the-trunk.txt",
            "",
            "A profile in that file is used with 'sealphone call -p work 4930123':",
            "",
            "  version = 1",
            "  default = \"work\"",
            "  [profile.work]",
            "  registrar = \"sips:pbx.example\"",
            "  user = \"alice\"",
            "  credential = \"work\""
        })
final class ConfigCommand extends Branch {
    /** The parts, in the order of help. */
    static List<Verb> parts(Surroundings surroundings) {
        return joined(looks(surroundings), SecretParts.parts(surroundings));
    }

    private static List<Verb> looks(Surroundings surroundings) {
        return List.of(
                new Paths(surroundings),
                new Check(surroundings),
                new Show(surroundings),
                new Keys(surroundings),
                new Schema(surroundings),
                new Migrate(surroundings));
    }

    /** What has neither a peer nor a wire. */
    abstract static class Part extends Verb {
        Part(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        List<String> meaningless() {
            List<String> useless = new ArrayList<>();
            output().timeout().ifPresent(given -> useless.add(name() + " --timeout: it asks nobody"));
            output().pcap().ifPresent(given -> useless.add(name() + " --pcap: it puts nothing on a wire"));
            return useless;
        }

        final Map<String, String> environment() {
            return surroundings().environment();
        }
    }

    /** Where what is. */
    @Command(name = "path", header = "Where the files of this person are.", description = "  sealphone config path")
    static final class Paths extends Part {
        Paths(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        Report run(Talk talk) {
            Folders folders = Folders.of(environment());
            return Report.builder(name())
                    .settings(List.of(
                            row("config", folders.config()),
                            row("store", folders.store()),
                            row("contacts", folders.contacts()),
                            row("history", folders.history()),
                            row("control", folders.control())))
                    .build();
        }

        private static Report.Setting row(String name, Optional<Path> file) {
            return new Report.Setting(
                    "",
                    name,
                    file.map(Path::toString).orElse("nowhere: HOME is not set"),
                    file.map(path -> Files.exists(path) ? "there" : "not there").orElse(""));
        }
    }

    /** Every profile, to the last value. */
    @Command(
            name = "check",
            header = "Read the configuration to its end, and say what is wrong with it.",
            description = "  sealphone config check")
    static final class Check extends Part {
        Check(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        Report run(Talk talk) {
            return Layers.config(environment())
                    .then(config -> {
                        Outcome<List<Report.Setting>> rows = Outcome.granted(List.of());
                        for (Config.Profile profile : config.profiles().values()) {
                            rows = rows.then(sofar -> ProfileForm.read(profile.settings())
                                    .then(fine -> Outcome.granted(joined(
                                            sofar,
                                            List.of(new Report.Setting(
                                                    profile.name(),
                                                    "",
                                                    profile.settings().size() + " keys, each of its form",
                                                    ""))))));
                        }
                        return rows.then(all -> Outcome.granted(checked(config, all)));
                    })
                    .fold(report -> report, this::refused);
        }

        private Report checked(Config config, List<Report.Setting> rows) {
            String version = config.version() < Config.VERSION
                    ? "names no format; 'sealphone config migrate' writes version = " + Config.VERSION
                    : "format " + config.version();
            String found = Files.exists(config.file()) ? version : "there is none; no profile is needed to call";
            Report.Setting file = new Report.Setting("", "file", config.file().toString(), found);
            return Report.builder(name()).settings(joined(List.of(file), rows)).build();
        }
    }

    /** What counts. */
    @Command(
            name = "show",
            header = "What the configuration and the environment say, and where each value is from.",
            description = {"  sealphone config show", "  sealphone config show work -o json"})
    static final class Show extends Part {
        @Parameters(index = "0", arity = "0..1", paramLabel = "PROFILE", description = "One alone; without it all.")
        private @Nullable String profile;

        Show(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        Report run(Talk talk) {
            return Layers.config(environment())
                    .then(this::chosen)
                    .then(profiles -> {
                        Outcome<List<Report.Setting>> rows = Outcome.granted(List.of());
                        for (Config.Profile one : profiles) {
                            rows = rows.then(sofar -> Layers.effective(one.settings(), environment())
                                    .then(settings -> Outcome.granted(joined(sofar, rows(one.name(), settings)))));
                        }
                        return rows;
                    })
                    .fold(rows -> Report.builder(name()).settings(rows).build(), this::refused);
        }

        private Outcome<List<Config.Profile>> chosen(Config config) {
            String wanted = profile;
            if (wanted != null) {
                return config.profile(wanted).then(one -> Outcome.granted(List.of(one)));
            }
            List<Config.Profile> all = new ArrayList<>(config.profiles().values());
            return Outcome.granted(all.isEmpty() ? List.of(new Config.Profile("", Map.of())) : all);
        }

        /** A value is never a secret: the configuration holds none, and the environment is asked for these keys alone. */
        private static List<Report.Setting> rows(String profile, Map<Key, Setting> settings) {
            List<Report.Setting> rows = new ArrayList<>();
            settings.forEach((key, setting) -> rows.add(
                    new Report.Setting(profile, key.word(), String.join(", ", setting.values()), setting.origin())));
            return rows;
        }
    }

    /** What may stand there. */
    @Command(
            name = "keys",
            header = "Every key of a profile, with its option and its environment variable.",
            description = "  sealphone config keys")
    static final class Keys extends Part {
        Keys(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        Report run(Talk talk) {
            return Report.builder(name()).text(ConfigSchema.table()).build();
        }
    }

    /** For editors. */
    @Command(
            name = "schema",
            header = "The form of the configuration as a JSON schema, for editors.",
            description = "  sealphone config schema > sealphone.schema.json")
    static final class Schema extends Part {
        Schema(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        Report run(Talk talk) {
            return Report.builder(name()).text(ConfigSchema.json()).build();
        }
    }

    /** To the newest format. */
    @Command(
            name = "migrate",
            header = "Bring the configuration to the newest format; comments stay.",
            description = "  sealphone config migrate")
    static final class Migrate extends Part {
        Migrate(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        Report run(Talk talk) {
            return Layers.config(environment()).then(this::migrated).fold(report -> report, this::refused);
        }

        private Outcome<Report> migrated(Config config) {
            if (!Files.exists(config.file())) {
                return Outcome.refused(CliReason.CLI_13, config.file() + " does not exist");
            }
            if (config.version() == Config.VERSION) {
                return Outcome.granted(told(config.file(), "was of format " + Config.VERSION + " already"));
            }
            // Format 0 is format 1 that does not say so.
            try {
                String text = Files.readString(config.file(), StandardCharsets.UTF_8);
                String migrated = "version = " + Config.VERSION + "\n" + text;
                return AtomicFile.replace(config.file(), migrated.getBytes(StandardCharsets.UTF_8))
                        .then(file -> Outcome.granted(told(file, "now is of format " + Config.VERSION)));
            } catch (IOException unreadable) {
                return new Outcome.Refused<>(
                        new Refusal(CliReason.CLI_13, config.file().toString()));
            }
        }

        private Report told(Path file, String what) {
            return Report.builder(name())
                    .settings(List.of(new Report.Setting("", "file", file.toString(), what)))
                    .build();
        }
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        List<T> all = new ArrayList<>(first);
        all.addAll(second);
        return List.copyOf(all);
    }
}
