package org.sealphone.harness.prove;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The programs of the system that a proof cannot do without: without namespaces there is no room for the phone, and a witness that is
 * missing never passes.
 */
public record Tools(Path ip, Path nsenter, Path unshare, Path mount, Path strace, Optional<Path> jcmd) {
    /** What is missing, by the name of the program. */
    public static final class Missing extends IOException {
        private static final long serialVersionUID = 1L;

        Missing(String program, String from) {
            super(program + " is not installed (" + from + ")");
        }
    }

    /** Looks in PATH, and where administrators' programs are, which a plain user's PATH leaves out. */
    public static Tools find() throws Missing {
        return find(System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/sbin");
    }

    static Tools find(String path) throws Missing {
        return new Tools(
                find(path, "ip", "iproute2"),
                find(path, "nsenter", "util-linux"),
                find(path, "unshare", "util-linux"),
                find(path, "mount", "mount"),
                find(path, "strace", "strace"),
                look(path + ":" + System.getProperty("java.home") + "/bin", "jcmd"));
    }

    private static Path find(String path, String program, String from) throws Missing {
        return look(path, program).orElseThrow(() -> new Missing(program, "Debian's package " + from));
    }

    private static Optional<Path> look(String path, String program) {
        return Stream.of(path.split(":"))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** What makes a virtual machine write down its heap: few trials need it, and those not without. */
    Path dumper() throws Missing {
        return jcmd.orElseThrow(() -> new Missing("jcmd", "it comes with every JDK"));
    }

    /** Runs a program to its end; what it printed. A failure is told with what it complained of. */
    static String run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(new ArrayList<>(command))
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            int exit = process.waitFor();
            if (exit != 0) {
                throw new IOException(String.join(" ", command) + ": "
                        + Optional.of(said.strip())
                                .filter(text -> !text.isEmpty())
                                .orElse("exit " + exit));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + command.get(0) + " ran", e);
        }
        return said;
    }
}
