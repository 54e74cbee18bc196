package org.sealphone.tui.config;

import java.io.Console;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.secret.Password;

/** Where the passphrase of the credential store comes from: a file of mode 0600, an environment variable, or the person at the terminal. */
public final class Passphrase {
    /** Holds it. */
    public static final String VARIABLE = "SEALPHONE_STORE_PASSPHRASE";

    private Passphrase() {}

    /** The first of the ways that is open; the caller closes it. */
    public static Outcome<Password> of(Optional<Path> file, Map<String, String> environment) {
        if (file.isPresent()) {
            return SecretFile.password(file.get());
        }
        char[] value = environment.getOrDefault(VARIABLE, "").toCharArray();
        if (value.length > 0) {
            Password given = Password.of(value);
            Arrays.fill(value, '\0');
            return Outcome.granted(given);
        }
        return asked("passphrase of the credential store: ");
    }

    /** What a person types without its being shown; refused where nobody is at the terminal. */
    public static Outcome<Password> asked(String words) {
        Console terminal = System.getProperty("sealphone.terminals", "").contains("0") ? System.console() : null;
        char[] typed = terminal == null ? null : terminal.readPassword("%s", words);
        if (typed == null || typed.length == 0) {
            return Outcome.refused(CliReason.CLI_69, "");
        }
        Password given = Password.of(typed);
        Arrays.fill(typed, '\0');
        return Outcome.granted(given);
    }
}
