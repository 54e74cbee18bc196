package org.sealphone.tui.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where the files of a person are, by the XDG Base Directory Specification. Without HOME there are none; a relative path in one of the
 * variables is ignored, as the specification demands. Nothing is made here. Immutable.
 */
public final class Folders {
    private static final String OWN = "sealphone";

    private final Map<String, String> environment;

    private Folders(Map<String, String> environment) {
        this.environment = environment;
    }

    public static Folders of(Map<String, String> environment) {
        return new Folders(environment);
    }

    /** The configuration; {@code SEALPHONE_CONFIG} names another. */
    public Optional<Path> config() {
        return named("SEALPHONE_CONFIG").or(() -> below("XDG_CONFIG_HOME", ".config", "config.toml"));
    }

    /** The credential store; {@code SEALPHONE_STORE} names another. */
    public Optional<Path> store() {
        return named("SEALPHONE_STORE").or(() -> below("XDG_DATA_HOME", ".local/share", "secrets.p12"));
    }

    /** The socket of a running phone; a folder of the session is emptied when the person logs out. */
    public Optional<Path> control() {
        return absolute("XDG_RUNTIME_DIR")
                .map(folder -> folder.resolve(OWN))
                .or(() -> below("XDG_STATE_HOME", ".local/state", ""))
                .map(folder -> folder.resolve("control"));
    }

    /** The people whom one calls. */
    public Optional<Path> contacts() {
        return below("XDG_DATA_HOME", ".local/share", "contacts.jsonl");
    }

    /** The calls that are over. */
    public Optional<Path> history() {
        return below("XDG_STATE_HOME", ".local/state", "history.jsonl");
    }

    private Optional<Path> named(String variable) {
        return path(environment.getOrDefault(variable, ""));
    }

    private Optional<Path> below(String variable, String usual, String file) {
        return absolute(variable)
                .or(() -> absolute("HOME").map(home -> home.resolve(usual)))
                .map(folder -> folder.resolve(OWN).resolve(file));
    }

    private Optional<Path> absolute(String variable) {
        return path(environment.getOrDefault(variable, "")).filter(Path::isAbsolute);
    }

    private static Optional<Path> path(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
        } catch (InvalidPathException unusable) {
            return Optional.empty();
        }
    }
}
