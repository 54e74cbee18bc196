package org.sealphone.harness.stage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.sealphone.harness.capture.live.NetworkNamespace;

/**
 * Finds the best stage that this machine permits, and starts this program again on it through {@code unshare}. The child knows its stage
 * from two variables of the environment, and believes them only where its network namespace is really another one than its parent's.
 */
public final class StageLauncher {
    static final String STAGE = "SEALPHONE_STAGE";
    static final String PARENT = "SEALPHONE_STAGE_PARENT";

    /**
     * The JDK looks once, when it loads its network library, whether any interface has an IPv6 address; so loopback is brought up before
     * where iproute2 is there. Without it the program does so itself, and has IPv4 alone.
     */
    private static final String LOOPBACK_UP =
            "PATH=\"$PATH:/usr/sbin:/sbin\" ip link set lo up 2>/dev/null; exec \"$@\"";

    private static final int PROBE_SECONDS = 5;
    private static final int ENDING_SECONDS = 15;

    private final Map<String, String> environment;
    private final String namespace;
    private final String unshare;
    private final boolean root;

    public StageLauncher() {
        this(System.getenv(), NetworkNamespace.identity(), "unshare", "root".equals(System.getProperty("user.name")));
    }

    StageLauncher(Map<String, String> environment, String namespace, String unshare, boolean root) {
        this.environment = environment;
        this.namespace = namespace;
        this.unshare = unshare;
        this.root = root;
    }

    /** The stage that this process already stands on, where a launcher put it there; empty in a process that was started plainly. */
    public Optional<Stage> current() {
        String parent = environment.getOrDefault(PARENT, "");
        for (Stage stage : Stage.values()) {
            boolean named = stage.label().equals(environment.get(STAGE));
            if (named && stage.captures() && !parent.isEmpty() && !namespace.isEmpty() && !parent.equals(namespace)) {
                return Optional.of(stage);
            }
        }
        return Optional.empty();
    }

    /** The best stage that can be had, found by trying; loopback where the environment asks for no more. */
    public Stage best() {
        if (namespace.isEmpty() || Stage.LOOPBACK.label().equals(environment.get(STAGE))) {
            return Stage.LOOPBACK;
        }
        if (root && permits(Stage.NAMESPACE)) {
            return Stage.NAMESPACE;
        }
        return permits(Stage.USER_NAMESPACE) ? Stage.USER_NAMESPACE : Stage.LOOPBACK;
    }

    private boolean permits(Stage stage) {
        try {
            Process process = new ProcessBuilder(commandLine(stage, List.of("true")))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            boolean ended = process.waitFor(PROBE_SECONDS, TimeUnit.SECONDS);
            process.destroyForcibly();
            return ended && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The command line that runs a command on a stage that captures. */
    public List<String> commandLine(Stage stage, List<String> command) {
        if (!stage.captures()) {
            throw new IllegalArgumentException("nothing is launched for " + stage);
        }
        List<String> full = new ArrayList<>();
        full.addAll(List.of(unshare, stage == Stage.NAMESPACE ? "-n" : "-rn", "/bin/sh", "-c", LOOPBACK_UP, "sh"));
        full.addAll(command);
        return full;
    }

    /**
     * Runs this very program again on the best stage that captures, with this process's streams; its exit code. Empty where it stands on a
     * stage already, or none can be had: the namespace of a moment ago may be refused now.
     */
    public OptionalInt again() {
        Optional<Stage> best =
                current().isPresent() ? Optional.empty() : Optional.of(best()).filter(Stage::captures);
        if (best.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(run(best.get(), ownCommandLine()));
        } catch (IOException cannot) {
            return OptionalInt.empty();
        }
    }

    /** The command line of this process, as the kernel has it: the virtual machine, its options, the program and its arguments. */
    public static List<String> ownCommandLine() throws IOException {
        String line = Files.readString(Path.of("/proc/self/cmdline"), StandardCharsets.UTF_8);
        List<String> words = new ArrayList<>(List.of(line.split("\0", -1)));
        words.remove(words.size() - 1);
        words.set(0, Files.readSymbolicLink(Path.of("/proc/self/exe")).toString());
        return words;
    }

    /**
     * Runs the command on a stage with this process's standard streams and returns its exit code. Whoever ends this process ends the
     * child too, and the child is given time to take leave of its trunk.
     */
    public int run(Stage stage, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(commandLine(stage, command)).inheritIO();
        builder.environment().put(STAGE, stage.label());
        builder.environment().put(PARENT, namespace);
        Process child = builder.start();
        Thread ending = new Thread(() -> end(child), "stage-ending");
        Runtime.getRuntime().addShutdownHook(ending);
        try {
            int exit = child.waitFor();
            Runtime.getRuntime().removeShutdownHook(ending);
            return exit;
        } catch (IllegalStateException e) {
            return child.exitValue();
        } catch (InterruptedException e) {
            end(child);
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the stage was up", e);
        }
    }

    private static void end(Process child) {
        child.destroy();
        try {
            if (!child.waitFor(ENDING_SECONDS, TimeUnit.SECONDS)) {
                child.destroyForcibly();
            }
        } catch (InterruptedException e) {
            child.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
