package org.sealphone.tui.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.tui.config.CliReason;
import org.sealphone.tui.config.Folders;
import picocli.CommandLine.Option;

/** Whether scripts may drive this phone, and where. */
final class ControlOptions {
    @Option(
            names = "--control",
            arity = "0..1",
            fallbackValue = "-",
            paramLabel = "FILE",
            converter = Parsing.FilePath.class,
            description =
                    "Take commands on a Unix socket (mode 0600), a line each: status, dial, answer, reject, hangup, hold, resume, dtmf, transfer, join, accept, refuse, quit; on the screens also type, screen and each action that 'config keys' lists. Without FILE where 'config path' says.")
    private @Nullable Path control;

    boolean given() {
        return control != null;
    }

    /** Where; empty when nobody asked for it. */
    Outcome<Optional<Path>> file(Map<String, String> environment) {
        Path named = control;
        if (named == null) {
            return Outcome.granted(Optional.empty());
        }
        Optional<Path> file =
                named.toString().equals("-") ? Folders.of(environment).control() : Optional.of(named);
        return file.isPresent()
                ? Outcome.granted(file)
                : Outcome.refused(CliReason.CLI_05, "HOME or XDG_RUNTIME_DIR, or --control FILE");
    }
}
