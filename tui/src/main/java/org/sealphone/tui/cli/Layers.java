package org.sealphone.tui.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.tui.config.Config;
import org.sealphone.tui.config.ConfigFile;
import org.sealphone.tui.config.Folders;
import org.sealphone.tui.config.Key;
import org.sealphone.tui.config.Setting;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Puts what a profile and the environment say beneath what was typed: as further words of the same command line, for options that were
 * not typed. What was typed counts before the environment, and that before the file.
 */
final class Layers {
    /** Names a profile where none was typed. */
    static final String PROFILE_VARIABLE = "SEALPHONE_PROFILE";

    private static final String PROFILE = "--profile";
    /** What an everyday call is made with; everything else wants its profile by name. */
    private static final Set<String> BY_DEFAULT = Set.of("register", "call", "answer", "phone");
    /** Whose work it is to be registered. */
    private static final Set<String> REGISTERING = Set.of("register", "answer");

    private final Map<String, String> environment;

    private Layers(Map<String, String> environment) {
        this.environment = environment;
    }

    /** The words with what lies beneath them, or why that cannot be; words that cannot be parsed come back as they are. */
    static Outcome<List<String>> beneath(CommandLine line, List<String> typed, Map<String, String> environment) {
        Layers layers = new Layers(environment);
        if (!layers.matters(typed)) {
            return Outcome.granted(typed);
        }
        ParseResult parsed;
        try {
            parsed = line.parseArgs(typed.toArray(String[]::new));
        } catch (ParameterException wrong) {
            return Outcome.granted(typed);
        }
        ParseResult verb = parsed.subcommand();
        boolean account = verb != null && verb.commandSpec().findOption(PROFILE) != null;
        if (!account || verb.isUsageHelpRequested() || verb.isVersionHelpRequested()) {
            return Outcome.granted(typed);
        }
        return layers.under(verb).then(settings -> Outcome.granted(with(typed, verb, settings)));
    }

    /** Most starts have neither, and need not be parsed twice. */
    private boolean matters(List<String> typed) {
        return typed.stream().anyMatch(word -> word.startsWith("-p") || word.startsWith(PROFILE))
                || environment.containsKey(PROFILE_VARIABLE)
                || Arrays.stream(Key.values()).anyMatch(key -> environment.containsKey(key.variable()))
                || Folders.of(environment).config().filter(Files::exists).isPresent();
    }

    private Outcome<Map<Key, Setting>> under(ParseResult verb) {
        String typed = verb.matchedOptionValue(PROFILE, environment.getOrDefault(PROFILE_VARIABLE, ""));
        if (!typed.isEmpty()) {
            return config(environment)
                    .then(config -> config.profile(typed))
                    .then(profile -> effective(profile.settings(), environment));
        }
        boolean own = Arrays.stream(Key.values())
                .anyMatch(key -> verb.hasMatchedOption(key.option()) || environment.containsKey(key.variable()));
        Optional<Path> file = Folders.of(environment).config().filter(Files::exists);
        if (own || file.isEmpty() || !BY_DEFAULT.contains(verb.commandSpec().name())) {
            return effective(Map.of(), environment);
        }
        return ConfigFile.read(file.get()).then(config -> config.standard()
                .map(name -> config.profile(name).then(profile -> effective(profile.settings(), environment)))
                .orElseGet(() -> Outcome.granted(Map.of())));
    }

    /** The configuration of this person; empty where there is no file. */
    static Outcome<Config> config(Map<String, String> environment) {
        Path file = Folders.of(environment).config().orElse(Path.of("config.toml"));
        boolean named = environment.containsKey("SEALPHONE_CONFIG");
        return named || Files.exists(file) ? ConfigFile.read(file) : Outcome.granted(Config.none(file));
    }

    /** A profile with the environment on top, every value of its form. */
    static Outcome<Map<Key, Setting>> effective(Map<Key, Setting> profile, Map<String, String> environment) {
        Map<Key, Setting> settings = new EnumMap<>(Key.class);
        settings.putAll(profile);
        for (Key key : Key.values()) {
            String value = environment.getOrDefault(key.variable(), "");
            if (!value.isEmpty()) {
                key.replaces().forEach(settings::remove);
                List<String> values = key.form() == Key.Form.LIST ? List.of(value.split(",")) : List.of(value);
                settings.put(key, new Setting(values, "the environment variable " + key.variable()));
            }
        }
        return ProfileForm.read(settings).then(fine -> Outcome.granted(settings));
    }

    private static List<String> with(List<String> typed, ParseResult verb, Map<Key, Setting> settings) {
        CommandSpec spec = verb.commandSpec();
        List<String> words = new ArrayList<>(typed);
        int at = words.indexOf(spec.name()) + 1;
        settings.forEach((key, setting) -> {
            boolean has = spec.findOption(key.option()) != null;
            boolean above = key.replaces().stream().anyMatch(rival -> verb.hasMatchedOption(rival.option()));
            boolean registers = key == Key.REGISTER && REGISTERING.contains(spec.name());
            if (has && !above && !registers) {
                words.addAll(at, ProfileForm.words(key, setting));
            }
        });
        return words;
    }
}
