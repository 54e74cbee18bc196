package org.sealphone.tui.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.sealphone.harness.stage.Stage;
import org.sealphone.harness.stage.StageLauncher;
import org.sealphone.tui.config.CliReason;
import org.sealphone.tui.report.Report;

/** How much of a call this machine lets {@code demo} watch, found out by trying, and what stands in the way of more. */
final class WitnessLook {
    private static final int CAP_NET_RAW = 13;

    private WitnessLook() {}

    /** A setting of the kernel that forbids user namespaces by this value. */
    record Bar(String name, String value, String allowing) {
        Path file(Path root) {
            return root.resolve("proc/sys").resolve(name.replace('.', '/'));
        }

        String cause() {
            return name + " is " + value;
        }

        String cure() {
            return "sysctl -w " + name + "=" + allowing;
        }
    }

    private static final List<Bar> BARS = List.of(
            new Bar("kernel.unprivileged_userns_clone", "0", "1"),
            new Bar("kernel.apparmor_restrict_unprivileged_userns", "1", "0"),
            new Bar("user.max_user_namespaces", "0", "10000"));

    static Report.Check look(Path root) {
        return of(new StageLauncher().best(), captures(root), bar(root));
    }

    /** Whether this process may open sockets of AF_PACKET; unknown where the kernel does not say. */
    static Optional<Boolean> captures(Path root) {
        try {
            return Files.readAllLines(root.resolve("proc/self/status")).stream()
                    .filter(line -> line.startsWith("CapEff:"))
                    .map(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) >> CAP_NET_RAW & 1) == 1)
                    .findFirst();
        } catch (IOException | NumberFormatException unknown) {
            return Optional.empty();
        }
    }

    /** The first setting of the kernel that stands in the way. */
    static Optional<Bar> bar(Path root) {
        return BARS.stream()
                .filter(bar -> bar.value.equals(read(bar.file(root))))
                .findFirst();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException absent) {
            return "";
        }
    }

    static Report.Check of(Stage stage, Optional<Boolean> captures, Optional<Bar> bar) {
        boolean mayCapture = captures.orElse(true);
        return switch (stage) {
            case NAMESPACE -> mayCapture
                    ? Findings.good("witness", "root: a whole call can be captured, every frame of it")
                    : Findings.care(
                            "witness",
                            "a namespace can be made, but nothing be captured in it: CAP_NET_RAW is missing",
                            CliReason.CLI_54,
                            "Start the container with CAP_NET_RAW, or run 'demo' outside of it.");
            case USER_NAMESPACE -> Findings.good(
                    "witness", "a user namespace: a whole call can be captured, every frame of it");
            case LOOPBACK -> Findings.care(
                    "witness",
                    "no network namespace can be made: "
                            + bar.map(Bar::cause).orElse("'unshare' is missing or forbidden here"),
                    CliReason.CLI_54,
                    bar.map(found -> "Run 'demo' as root, or allow namespaces to everybody: " + found.cure())
                            .orElse(CliReason.CLI_54.advice()));
        };
    }
}
