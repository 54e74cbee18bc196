package org.sealphone.tui.cli;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How a result is written.
 *
 * @param file where to; empty for stdout
 */
record OutputForm(Kind kind, Optional<Path> file) {
    enum Kind {
        HUMAN,
        JSON,
        JSONL,
        JUNIT,
        HTML
    }

    static OutputForm onStdout(Kind kind) {
        return new OutputForm(kind, Optional.empty());
    }
}
