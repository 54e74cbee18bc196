package org.sealphone.tui.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.reason.ReasonCode;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.tui.text.Nearest;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/**
 * Reads the configuration: TOML 1.0, bounded, every key known. What is wrong is named with its line and never with its value, which might
 * be a password in the wrong place. Owner: the command's thread.
 */
public final class ConfigFile {
    private static final int LARGEST = 1 << 18;
    private static final Set<String> TOP = Set.of("version", "default", "profile", "keys");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern LIKE_A_SECRET = Pattern.compile("(.*-)?(password|passwd|pass|pwd|pw|secret|token)");

    private final Path file;

    ConfigFile(Path file) {
        this.file = file;
    }

    /** The whole file, or the first thing that is wrong with it. */
    public static Outcome<Config> read(Path file) {
        ConfigFile reader = new ConfigFile(file);
        return reader.text().then(reader::toml).then(reader::config);
    }

    /** The text of the file, which nobody else may have written. */
    Outcome<String> text() {
        try {
            Optional<Refusal> open = open(Files.exists(file) ? Files.getPosixFilePermissions(file) : Set.of());
            if (open.isPresent()) {
                return new Outcome.Refused<>(open.get());
            }
        } catch (UnsupportedOperationException noModes) {
            // A file system without modes has nobody else to keep out.
        } catch (IOException unreadable) {
            return Outcome.refused(CliReason.CLI_13, file.toString());
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            return bytes.length > LARGEST
                    ? Outcome.refused(CliReason.CLI_60, file + " is larger than 256 KiB")
                    : Outcome.granted(new String(bytes, StandardCharsets.UTF_8));
        } catch (NoSuchFileException missing) {
            return Outcome.refused(CliReason.CLI_13, file + " does not exist");
        } catch (IOException unreadable) {
            return Outcome.refused(CliReason.CLI_13, file.toString());
        }
    }

    private Optional<Refusal> open(Set<PosixFilePermission> mode) {
        boolean others =
                mode.contains(PosixFilePermission.GROUP_WRITE) || mode.contains(PosixFilePermission.OTHERS_WRITE);
        return others
                ? Optional.of(new Refusal(CliReason.CLI_65, file + " has mode " + PosixFilePermissions.toString(mode)))
                : Optional.empty();
    }

    Outcome<TomlParseResult> toml(String text) {
        TomlParseResult root = Toml.parse(text);
        if (!root.errors().isEmpty()) {
            TomlParseError first = root.errors().get(0);
            return Outcome.refused(
                    CliReason.CLI_60,
                    file + " line " + first.position().line() + ", column "
                            + first.position().column() + ": this is no TOML");
        }
        return Outcome.granted(root);
    }

    private Outcome<Config> config(TomlTable root) {
        // The format comes first: a newer one may have keys that are unknown here.
        return version(root).then(version -> known(root, TOP)
                .then(fine -> profiles(root, "profile"))
                .then(profiles -> standard(root, profiles).then(standard -> KeyBindings.read(this, root)
                        .then(keys -> Outcome.granted(new Config(file, version, standard, profiles, keys))))));
    }

    Outcome<Integer> version(TomlTable root) {
        Object version = value(root, "version");
        if (version == null) {
            return Outcome.granted(0);
        }
        if (!(version instanceof Long number) || number < 0) {
            return wrong(CliReason.CLI_60, root, "version", "is no number of a format");
        }
        return number > Config.VERSION
                ? wrong(CliReason.CLI_64, root, "version", "this build reads up to " + Config.VERSION)
                : Outcome.granted(number.intValue());
    }

    private Outcome<Optional<String>> standard(TomlTable root, Map<String, Config.Profile> profiles) {
        Object given = value(root, "default");
        if (given == null) {
            return Outcome.granted(Optional.empty());
        }
        if (!(given instanceof String name)) {
            return wrong(CliReason.CLI_60, root, "default", "is no name of a profile");
        }
        return profiles.containsKey(name)
                ? Outcome.granted(Optional.of(name))
                : wrong(CliReason.CLI_62, root, "default", "'" + name + "'" + Nearest.hint(name, profiles.keySet()));
    }

    /** The tables of accounts beneath a word. */
    Outcome<Map<String, Config.Profile>> profiles(TomlTable root, String word) {
        Object tables = value(root, word);
        if (tables == null) {
            return Outcome.granted(Map.of());
        }
        if (!(tables instanceof TomlTable all)) {
            return wrong(CliReason.CLI_60, root, word, "is no table: write [" + word + ".NAME]");
        }
        Outcome<Map<String, Config.Profile>> read = Outcome.granted(Map.of());
        for (String name : all.keySet()) {
            read = read.then(sofar -> profile(all, name).then(profile -> {
                Map<String, Config.Profile> more = new LinkedHashMap<>(sofar);
                more.put(name, profile);
                return Outcome.granted(more);
            }));
        }
        return read;
    }

    private Outcome<Config.Profile> profile(TomlTable all, String name) {
        if (!NAME.matcher(name).matches()) {
            return wrong(CliReason.CLI_60, all, name, "a name of a profile is letters, digits and . _ -");
        }
        Object value = value(all, name);
        if (!(value instanceof TomlTable table)) {
            return wrong(CliReason.CLI_60, all, name, "is no table: write [profile." + name + "]");
        }
        Map<Key, Setting> settings = new EnumMap<>(Key.class);
        Outcome<Boolean> fine = known(table, Set.copyOf(Key.words()));
        for (String word : table.keySet()) {
            fine = fine.then(
                    yes -> setting(table, Key.named(word).orElseThrow()).then(setting -> {
                        settings.put(Key.named(word).orElseThrow(), setting);
                        return Outcome.granted(true);
                    }));
        }
        return fine.then(yes -> Outcome.granted(new Config.Profile(name, settings)));
    }

    /** What is not understood is never ignored. */
    Outcome<Boolean> known(TomlTable table, Set<String> words) {
        for (String word : table.keySet()) {
            if (words.contains(word)) {
                continue;
            }
            return LIKE_A_SECRET.matcher(word).matches()
                    ? wrong(CliReason.CLI_63, table, word, "")
                    : wrong(
                            CliReason.CLI_61,
                            table,
                            word,
                            Nearest.hint(word, words).replaceFirst("^; ", ""));
        }
        return Outcome.granted(true);
    }

    private Outcome<Setting> setting(TomlTable table, Key key) {
        Object value = value(table, key.word());
        Optional<List<String>> texts =
                switch (key.form()) {
                    case TEXT -> text(value);
                    case FILE -> text(value).flatMap(this::path);
                    case NUMBER -> value instanceof Long ? Optional.of(List.of(value.toString())) : Optional.empty();
                    case SWITCH -> value instanceof Boolean ? Optional.of(List.of(value.toString())) : Optional.empty();
                    case LIST -> value instanceof TomlArray array ? texts(array) : text(value);
                };
        return texts.<Outcome<Setting>>map(values -> Outcome.granted(new Setting(values, place(table, key.word()))))
                .orElseGet(() -> wrong(CliReason.CLI_60, table, key.word(), "wants " + wanted(key.form())));
    }

    private static String wanted(Key.Form form) {
        return switch (form) {
            case TEXT -> "text in quotes";
            case FILE -> "a path in quotes";
            case NUMBER -> "a number without quotes";
            case SWITCH -> "true or false";
            case LIST -> "a list of texts, such as [\"a\", \"b\"]";
        };
    }

    private static Optional<List<String>> text(@Nullable Object value) {
        return value instanceof String words && !words.isEmpty() ? Optional.of(List.of(words)) : Optional.empty();
    }

    static Optional<List<String>> texts(TomlArray array) {
        List<String> texts = new ArrayList<>();
        for (Object value : array.toList()) {
            text(value).ifPresent(texts::addAll);
        }
        return texts.size() == array.size() && !texts.isEmpty() ? Optional.of(texts) : Optional.empty();
    }

    private Optional<List<String>> path(List<String> text) {
        try {
            return Optional.of(List.of(file.toAbsolutePath()
                    .resolveSibling(Path.of(text.get(0)))
                    .normalize()
                    .toString()));
        } catch (InvalidPathException unusable) {
            return Optional.empty();
        }
    }

    static @Nullable Object value(TomlTable table, String key) {
        return table.get(List.of(key));
    }

    <T> Outcome<T> wrong(ReasonCode reason, TomlTable table, String key, String why) {
        return Outcome.refused(reason, place(table, key) + ": " + key + (why.isEmpty() ? "" : ": " + why));
    }

    private String place(TomlTable table, String key) {
        var position = table.inputPositionOf(List.of(key));
        return file + (position == null ? "" : " line " + position.line());
    }
}
