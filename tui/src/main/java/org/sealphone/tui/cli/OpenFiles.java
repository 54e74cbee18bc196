package org.sealphone.tui.cli;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.OptionalLong;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.tui.config.CliReason;

/**
 * Whether this process may open as many sockets as many calls need. The JVM itself has raised its limit as far as it may go, so what is
 * left is for a person to change.
 */
final class OpenFiles {
    private static final long EACH_CALL = 2;
    /** Jars, TLS, files of the run, and what the virtual machine opens on its way. */
    private static final long BESIDE = 64;

    private OpenFiles() {}

    /** Why so many calls cannot be; empty where they can, or where the system does not say. */
    static Optional<Refusal> tooFewFor(int calls) {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? tooFewFor(
                        calls, system.getOpenFileDescriptorCount(), OptionalLong.of(system.getMaxFileDescriptorCount()))
                : Optional.empty();
    }

    static Optional<Refusal> tooFewFor(int calls, long open, OptionalLong limit) {
        long needed = open + BESIDE + EACH_CALL * calls;
        return limit.isPresent() && limit.getAsLong() >= 0 && limit.getAsLong() < needed
                ? Optional.of(new Refusal(
                        CliReason.CLI_29, calls + " calls need " + needed + ", the limit is " + limit.getAsLong()))
                : Optional.empty();
    }
}
