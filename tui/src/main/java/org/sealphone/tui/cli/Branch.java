package org.sealphone.tui.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A verb that only has parts; alone it does nothing and says so. */
abstract class Branch implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public final void run() {
        CommandSpec known = spec;
        if (known != null) {
            throw new ParameterException(
                    known.commandLine(),
                    "one of " + String.join(", ", known.subcommands().keySet()) + " has to follow");
        }
    }
}
