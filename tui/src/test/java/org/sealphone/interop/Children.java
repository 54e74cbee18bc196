package org.sealphone.interop;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Processes in this one's own namespaces, which end with the lab. */
final class Children implements AutoCloseable {
    private final List<Process> started = new ArrayList<>();

    /** What it says is added to the log. */
    Process start(Path log, String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        started.add(process);
        return process;
    }

    @Override
    public void close() {
        started.forEach(Process::destroy);
    }
}
