package org.sealphone.tui.terminal;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The modes of the terminal of this process, by the system's own {@code stty}. Thread-safe: it keeps nothing. */
final class Stty {
    private static final File TERMINAL = new File("/dev/tty");

    private Stty() {}

    /** All modes in the form that {@link #set} takes. */
    static Optional<String> modes() {
        return run("-g").filter(modes -> modes.matches("[0-9a-f:]+"));
    }

    /** Columns and rows. */
    static Optional<int[]> size() {
        return run("size")
                .map(words -> words.split(" "))
                .filter(words ->
                        words.length == 2 && words[0].matches("[1-9][0-9]{0,3}") && words[1].matches("[1-9][0-9]{0,3}"))
                .map(words -> new int[] {Integer.parseInt(words[1]), Integer.parseInt(words[0])});
    }

    /** Keys come one by one, unseen, and none of them is a signal. */
    static void keys() {
        run("-icanon", "-echo", "-isig", "-ixon", "min", "1", "time", "0");
    }

    static void set(String modes) {
        run(modes);
    }

    private static Optional<String> run(String... words) {
        List<String> command = new ArrayList<>(List.of("stty"));
        command.addAll(List.of(words));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(TERMINAL)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return process.waitFor() == 0 ? Optional.of(said) : Optional.empty();
        } catch (IOException none) {
            return Optional.empty();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
