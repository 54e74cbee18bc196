package org.sealphone.tui.config;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.tui.screen.KeyTable;
import org.sealphone.tui.text.Nearest;

/**
 * The configuration as it was read: profiles whose keys are known, whose values are not looked into yet. Immutable.
 *
 * @param file where it stands
 * @param version of the format; 0 where none is named
 * @param standard the profile for when none is named
 * @param profiles by name, in the order of the file
 * @param keys of the screens
 */
public record Config(Path file, int version, Optional<String> standard, Map<String, Profile> profiles, KeyTable keys) {
    /** The newest format that is understood. */
    public static final int VERSION = 1;

    public Config {
        profiles = Collections.unmodifiableMap(new LinkedHashMap<>(profiles));
    }

    /** Where there is no file. */
    public static Config none(Path file) {
        return new Config(file, VERSION, Optional.empty(), Map.of(), KeyTable.USUAL);
    }

    /** One account. */
    public record Profile(String name, Map<Key, Setting> settings) {
        public Profile {
            settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        }
    }

    /** The profile of that name. */
    public Outcome<Profile> profile(String name) {
        Profile found = profiles.get(name);
        return found != null
                ? Outcome.granted(found)
                : Outcome.refused(
                        CliReason.CLI_62, "'" + name + "' is not in " + file + Nearest.hint(name, profiles.keySet()));
    }
}
