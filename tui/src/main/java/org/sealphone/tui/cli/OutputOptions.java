package org.sealphone.tui.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealphone.tui.text.Look;
import picocli.CommandLine.Option;

/** What every command takes: how results are written, what is kept of the run, how long to wait. */
final class OutputOptions {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            converter = Parsing.Form.class,
            description =
                    "Write the result for people (human, the default), as one JSON object (json), each event as a JSON line and the result as the last (jsonl), or into a file: junit=FILE, html=FILE.")
    private List<OutputForm> forms = List.of();

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = Parsing.Span.class,
            description = "How long to wait for the other side: for the connection, and for each of its answers.")
    private @Nullable Duration timeout;

    @Option(
            names = "--pcap",
            paramLabel = "FILE",
            converter = Parsing.FilePath.class,
            description = "Write what this process put on the wire as a capture (mode 0600).")
    private @Nullable Path pcap;

    @Option(
            names = "--log",
            paramLabel = "FILE",
            converter = Parsing.FilePath.class,
            description = "Write every step and message, free of keys and passwords (mode 0600).")
    private @Nullable Path log;

    @Option(names = "-v", description = "Show the steps of TLS, SIP and SDES on stderr.")
    private boolean verbose;

    @Option(names = "-q", description = "Say nothing on stderr but complaints.")
    private boolean quiet;

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            converter = Parsing.Colour.class,
            description = "auto (the default), always or never. NO_COLOR, CLICOLOR and TERM=dumb count for auto.")
    private Look.Colour colour = Look.Colour.AUTO;

    @Option(names = "--ascii", description = "Draw with ASCII alone.")
    private boolean ascii;

    boolean json() {
        return has(OutputForm.Kind.JSON);
    }

    /** For people: where nothing else goes to stdout, or beside JSON where both were chosen. */
    boolean human() {
        return !(json() || jsonl()) || has(OutputForm.Kind.HUMAN);
    }

    boolean jsonl() {
        return has(OutputForm.Kind.JSONL);
    }

    private boolean has(OutputForm.Kind kind) {
        return forms.stream().anyMatch(form -> form.kind() == kind);
    }

    List<OutputForm> forms() {
        return List.copyOf(forms);
    }

    Optional<Duration> timeout() {
        return Optional.ofNullable(timeout);
    }

    Optional<Path> pcap() {
        return Optional.ofNullable(pcap);
    }

    Optional<Path> log() {
        return Optional.ofNullable(log);
    }

    boolean verbose() {
        return verbose;
    }

    boolean quiet() {
        return quiet;
    }

    Look look(Surroundings surroundings, boolean terminal) {
        return Look.of(colour, ascii, terminal, surroundings.environment());
    }
}
